/*!
What an article costs, beside its joins ([`super::joins`]).

A *telling* costs by what another telling of its unitig has more of. What no kept occurrence tells is *unsaid*: it is
lost, or, where a dropped telling alone has it, brought to where its neighbours are told ([`super::place`]), whichever
is cheaper. What two kept occurrences tell is a *repeat*, by how likely it is an accident: more where the neighbours
are told again beside it. Each weight is argued in [`AssemblyWeights`]. Cost: linear in the nodes.
*/

use super::classes::Passages;
use super::unitigs::Unitigs;
use crate::align::{Node, Reads};
use crate::model::AssemblyWeights;
use crate::segment::{Gap, Kind, is_stopless};
use crate::text::marks::is_comma;
use crate::text::phrases::leads_on;

/// Tellings of one passage that are looked at for what stands beside them.
const TELLINGS: usize = 24;

/// More than any article costs.
const NEVER: f32 = 1e6;

/// The terms of one post that do not depend on what stands beside them.
#[derive(Clone, Debug)]
pub struct Costs {
    /// Of each occurrence, how much worse than the best of its unitig it tells it.
    pub telling: Vec<f32>,
    /// Of each unitig, by its number, what it costs to tell it nowhere.
    pub unsaid: Vec<f32>,
    /// Of each unitig, by its number, what it costs to tell it once more.
    pub repeat: Vec<f32>,
    /// Whether one read alone tells some unitig twice.
    pub any_meant: bool,
}

impl Costs {
    /// Of what `reads` tell. `stops`: whether the post writes stops.
    pub fn new(
        text: &str,
        reads: &Reads,
        passages: &Passages,
        unitigs: &Unitigs,
        weights: &AssemblyWeights,
        stops: bool,
    ) -> Self {
        let rivals = rivals(reads, passages);
        let scale = Scale { text, reads, passages, unitigs, weights, stops, rivals };
        let n = unitigs.len();
        let mut out =
            Self { telling: vec![0.0; n], unsaid: vec![0.0; n], repeat: vec![0.0; n], any_meant: false };
        for unitig in (0..n).filter(|&o| unitigs.occurrences[o].unitig == o) {
            out.unsaid[unitig] = scale.unsaid(unitig);
            if unitigs.alike(unitig).len() > 1 {
                out.repeat[unitig] = unitigs.occurrences[unitig].nodes.clone().map(|n| scale.repeat(n)).sum();
                if scale.is_meant(unitig) {
                    out.any_meant = true;
                } else {
                    scale.tellings(unitig, &mut out.telling);
                }
            }
        }
        out
    }
}

struct Scale<'a> {
    text: &'a str,
    reads: &'a Reads,
    passages: &'a Passages,
    unitigs: &'a Unitigs,
    weights: &'a AssemblyWeights,
    /// Whether the post writes stops.
    stops: bool,
    /// Passages that two ways on from one cut tell.
    rivals: Vec<usize>,
}

/// The passages that two ways on from one cut tell, in ascending order: both hold the words before it, which stand
/// once, so the article cannot have both.
fn rivals(reads: &Reads, passages: &Passages) -> Vec<usize> {
    let joined = reads.nodes.iter().enumerate().filter(|(_, node)| node.is_joined());
    let mut cuts: Vec<(usize, usize)> = joined.map(|(n, node)| (passages.of[n], node.start())).collect();
    cuts.sort_unstable();
    let mut out: Vec<usize> = cuts.windows(2).filter(|w| w[0] == w[1]).map(|w| w[0].0).collect();
    out.dedup();
    out
}

/// Whether two nodes are equal but for signs, of which `a` has more.
fn is_fuller(a: &Node, b: &Node) -> bool {
    let bytes = |node: &Node| node.slices.iter().map(|slice| slice.1.len()).sum::<usize>();
    a.key.hash == b.key.hash && bytes(a) > bytes(b)
}

impl Scale<'_> {
    fn unsaid(&self, unitig: usize) -> f32 {
        let (nodes, w) = (&self.reads.nodes, self.weights);
        let alike = self.unitigs.alike(unitig);
        let range = self.unitigs.occurrences[unitig].nodes.clone();
        if self.is_fragment(unitig) {
            return w.fragment;
        }
        let info: f32 = nodes[range.clone()].iter().map(|node| node.info()).sum();
        // Code, rows and the like are not moved.
        let fixed = nodes[range].iter().any(|node| !node.kind.is_prose() && node.kind != Kind::Heading);
        let lost = info * w.loss + if alike.len() > 1 || fixed { w.lost } else { 0.0 };
        match fixed {
            true => lost,
            false => alike.iter().map(|&o| self.insertion(o, info)).fold(lost, f32::min),
        }
    }

    /// Whether a block breaks off with `unitig`, a sentence, and no telling finishes it: told twice, it must lead on
    /// to something, since authors leave lines without a stop.
    fn is_fragment(&self, unitig: usize) -> bool {
        let nodes = &self.reads.nodes;
        let tellings = || self.unitigs.alike(unitig).iter().map(|&o| self.unitigs.occurrences[o].nodes.start);
        let again = self.unitigs.alike(unitig).len() > 1;
        let broken = |n: usize| {
            let (node, words) = (&nodes[n], nodes[n].span().of(self.text));
            let open = node.kind.is_prose() && !node.complete && !words.ends_with(is_stopless);
            open && (!again || leads_on(words) || words.ends_with(is_comma))
        };
        self.stops
            && self.unitigs.occurrences[unitig].nodes.len() == 1
            && tellings().all(broken)
            && tellings().any(|n| self.reads.after(n).is_none())
    }

    /// What it costs to bring what `o` tells, so many letters, to where its neighbours are told.
    fn insertion(&self, o: usize, info: f32) -> f32 {
        let (nodes, w) = (&self.reads.nodes, self.weights);
        let range = &self.unitigs.occurrences[o].nodes;
        let count = self.unitigs.alike(o).len();
        let told = |n: &usize| self.passages.tellings[self.passages.of[*n]].len() > count;
        // Between two neighbours there is more room than beside one.
        let sides = [self.reads.before(range.start), self.reads.after(range.end - 1)];
        let sides = sides.iter().flatten().filter(|n| told(n)).count() as f32;
        if info > w.insert_most * sides * sides {
            f32::INFINITY
        } else if nodes[range.start].gap >= Gap::Newline {
            w.insert_paragraph
        } else {
            w.insert_sentence
        }
    }

    /// What it costs that the article tells node `n` twice.
    fn repeat(&self, n: usize) -> f32 {
        let (nodes, of, w) = (&self.reads.nodes, &self.passages.of, self.weights);
        let beside = |m: usize, k: usize, back: bool| {
            let at = if back { m.checked_sub(k)? } else { m + k };
            (at < nodes.len() && nodes[at].read == nodes[m].read).then(|| of[at])
        };
        let ways = [(1, true), (1, false), (2, true), (2, false)];
        let all = &self.passages.tellings[of[n]];
        if self.rivals.binary_search(&of[n]).is_ok() {
            return NEVER;
        }
        let own = all.iter().take(TELLINGS).all(|&m| nodes[m].read == nodes[n].read);
        let tellings = all.iter().take(TELLINGS).filter(|&&m| m != n);
        let most = tellings.map(|&m| {
            let again = |&&(k, back): &&(usize, bool)| {
                let own = beside(n, k, back);
                own.is_some() && (1..=3).any(|j| beside(m, j, back) == own)
            };
            ways.iter().filter(again).count()
        });
        let share = [w.repeat_alone, w.repeat_beside, 1.0][most.max().unwrap_or(0).min(2)];
        // What one read says twice, its author said twice.
        let meant = if own { w.repeat_own } else { 1.0 };
        (nodes[n].info() * w.repeat * share * meant).min(w.repeat_most)
    }

    /// Whether one read tells all of `unitig`: its author meant it to stand twice.
    fn is_meant(&self, unitig: usize) -> bool {
        let read = |o: &usize| self.reads.nodes[self.unitigs.occurrences[*o].nodes.start].read;
        self.unitigs.alike(unitig).iter().all(|o| read(o) == read(&unitig))
    }

    /// Adds what each occurrence of `unitig` has less than the best of them.
    fn tellings(&self, unitig: usize, out: &mut [f32]) {
        let (nodes, w) = (&self.reads.nodes, self.weights);
        let alike = self.unitigs.alike(unitig);
        let fragment = self.is_fragment(unitig);
        for i in 0..self.unitigs.occurrences[unitig].nodes.len() {
            let node = |o: usize| &nodes[self.unitigs.occurrences[o].nodes.start + i];
            let tellings = || alike.iter().map(|&o| node(o));
            let whole = |o: usize| node(o).complete || !node(o).kind.is_prose();
            let any_whole = alike.iter().any(|&o| whole(o));
            let longest = alike.iter().filter(|&&o| whole(o) || !any_whole).map(|&o| node(o).key.len).max();
            // Where no telling has a stop, one that other text of its read follows is whole, and so may be the one that
            // ends the post.
            let at = |o: usize| self.unitigs.occurrences[o].nodes.start + i;
            let at_end = |o: usize| self.reads.after(at(o)).is_none();
            let goes_on = |o: usize| !at_end(o) || at(o) + 1 == nodes.len();
            let fullest = alike.iter().filter(|&&o| goes_on(o)).map(|&o| node(o).key.len).max().unwrap_or(0);
            let begins =
                |o: usize| node(o).gap >= Gap::Newline && at(o) > self.reads.reads[node(o).read].nodes.start;
            let parted = alike.iter().any(|&o| begins(o));
            let emphasis = tellings().any(|node| self.stars(node.span().of(self.text)) > 0);
            for (k, &o) in alike.iter().enumerate() {
                let node = node(o);
                let shorter = longest.unwrap_or(0).saturating_sub(node.key.len) as f32;
                let half = emphasis && {
                    let stars = node.slices.iter().map(|s| self.stars(s.1.of(self.text)));
                    stars.sum::<usize>() % 2 == 1
                };
                let terms = [
                    (!whole(o) && (any_whole || at_end(o) && node.key.len < fullest), w.cut),
                    (parted && node.gap < Gap::Newline, w.run_together),
                    (node.is_joined(), w.joined),
                    (at_end(o) && tellings().take(TELLINGS).any(|other| is_fuller(other, node)), w.cut_sign),
                    (fragment, w.hanging),
                    (half, w.half_emphasis),
                ];
                out[o] += terms.iter().filter(|term| term.0).map(|term| term.1).sum::<f32>()
                    + (w.shorter * shorter).min(w.shorter_most)
                    + w.later * k as f32;
            }
        }
    }

    fn stars(&self, words: &str) -> usize {
        if words.contains('*') { words.matches("**").count() } else { 0 }
    }
}
