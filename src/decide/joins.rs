/*!
What it costs that two passages meet.

A join is free where a read goes on from the one to the other and nearly free where some read tells them so in
other words. Else it is a jump, as dear as a reader notices it: most inside a paragraph, where a sentence answers
what is not before it, hardly before a heading. What several blocks end with belongs at the end, so what follows it
elsewhere is dearer; so is a telling that comes after other new matter although it was told before that, and a
jump to what the reads tell before. Cost: a question is a look-up or two.
*/

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::classes::Passages;
use crate::align::Reads;
use crate::model::AssemblyWeights;
use crate::segment::{Gap, Kind};

/// Tellings of one passage that are looked at.
const TELLINGS: usize = 12;

/// How the article may end with a passage.
#[derive(Clone, Copy, Default)]
struct End {
    /// Finished blocks that end with it, each after new matter.
    finished: u32,
    /// New matter up to the last of them, in letters.
    told: f64,
    /// Whether it is the last finished passage of a block.
    last: bool,
}

/// The joins of one post.
pub struct Joins<'a> {
    text: &'a str,
    reads: &'a Reads,
    passages: &'a Passages,
    weights: &'a AssemblyWeights,
    /// Pairs of passages that one read tells one after the other.
    within: HashSet<(u32, u32), RandomState>,
    /// Pairs of passages of which one ends a read and the other begins the one that goes on from it.
    across: HashSet<(u32, u32), RandomState>,
    ends: Vec<End>,
    /// Of each node, how far other new matter stands between the first telling of its passage and it, 0 to 1.
    late: Vec<f32>,
}

impl<'a> Joins<'a> {
    /// Of what `reads` tell.
    pub fn new(
        text: &'a str,
        reads: &'a Reads,
        passages: &'a Passages,
        weights: &'a AssemblyWeights,
    ) -> Self {
        let nodes = &reads.nodes;
        let of = |n: usize| passages.of[n] as u32;
        let mut within = HashSet::with_capacity_and_hasher(nodes.len(), RandomState::default());
        let mut across = HashSet::with_capacity_and_hasher(reads.reads.len(), RandomState::default());
        let mut ends = vec![End::default(); passages.tellings.len()];
        let matter = Matter::new(reads, passages);
        for read in reads.reads.iter().filter(|read| !read.nodes.is_empty()) {
            let range = read.nodes.clone();
            within.extend((range.start + 1..range.end).map(|n| (of(n - 1), of(n))));
            across.extend(read.left.map(|left| (of(left), of(range.start))));
            // A cut end goes, and what leads on to it.
            let whole = |n: &usize| nodes[*n].complete && nodes[*n].kind != Kind::Heading;
            if let Some(last) = range.clone().rev().find(whole) {
                (last..range.end).for_each(|n| ends[passages.of[n]].last = true);
                let end = &mut ends[passages.of[last]];
                let told = matter.new[range.end];
                let after_new = end.finished == 0 || told - end.told >= f64::from(weights.new_ending);
                if last + 1 == range.end && after_new {
                    (end.finished, end.told) = (end.finished + 1, told);
                }
            }
        }
        let late = matter.lateness(reads, passages, weights.new_matter);
        Self { text, reads, passages, weights, within, across, ends, late }
    }

    /// What it costs that nodes `a` and `b` meet in the article; none is what is beyond its ends.
    pub fn cost(&self, a: Option<usize>, b: Option<usize>) -> f32 {
        match (a, b) {
            (Some(a), Some(b)) => self.meet(a, b),
            (None, Some(b)) if self.passages.of[b] == self.passages.of[0] => 0.0,
            (None, Some(_)) => self.weights.begin,
            (Some(a), None) => match self.ends[self.passages.of[a]] {
                End { finished: 1.., .. } => 0.0,
                End { last: true, .. } => self.weights.end_cut,
                End { .. } => self.weights.end,
            },
            (None, None) => 0.0,
        }
    }

    /// Whether a finished block ends with what `n` tells.
    pub fn ends_block(&self, n: usize) -> bool {
        self.ends[self.passages.of[n]].finished > 0
    }

    fn meet(&self, a: usize, b: usize) -> f32 {
        let (nodes, w) = (&self.reads.nodes, self.weights);
        let read = &self.reads.reads[nodes[b].read];
        let middle = self.ends[self.passages.of[a]].finished > 1;
        let [told, untold] = if middle { [w.mid_ending_told, w.mid_ending] } else { [0.0, 0.0] };
        if b == a + 1 && nodes[a].read == nodes[b].read {
            return told;
        }
        let pair = (self.passages.of[a] as u32, self.passages.of[b] as u32);
        let late = self.late[b] * w.late;
        late + if b == read.nodes.start && read.left == Some(a) {
            untold
        } else if self.within.contains(&pair) {
            told + w.switch
        } else if self.across.contains(&pair) {
            untold + w.switch
        } else {
            untold + self.jump(a, b)
        }
    }

    /// What a join costs that no read tells.
    fn jump(&self, a: usize, b: usize) -> f32 {
        let (nodes, w) = (&self.reads.nodes, self.weights);
        let (x, y) = (&nodes[a], &nodes[b]);
        let heading = |kind: Kind| kind == Kind::Heading;
        let place = match y.gap {
            _ if heading(y.kind) => w.before_heading,
            Gap::Blank => w.between_paragraphs,
            Gap::Newline => w.between_lines,
            Gap::Nothing | Gap::Space => w.inside_paragraph,
        };
        let goes_on = nodes.get(a + 1).is_some_and(|next| next.read == x.read && next.gap < Gap::Newline);
        let leads_on = x.span().of(self.text).ends_with([':', '：']);
        let terms = [
            (y.gap >= Gap::Newline && goes_on, w.torn),
            (heading(x.kind) && !heading(y.kind), w.stranded_heading),
            (x.kind.is_prose() && !x.complete, w.after_cut),
            (leads_on && y.kind == Kind::Sentence, w.lost_list),
            (self.is_backward(a, b), w.backward),
        ];
        place + terms.iter().filter(|term| term.0).map(|term| term.1).sum::<f32>()
    }

    /// Whether more reads tell `b` before `a` than the other way round.
    fn is_backward(&self, a: usize, b: usize) -> bool {
        let nodes = &self.reads.nodes;
        let tellings = |n: usize| self.passages.tellings[self.passages.of[n]].iter().take(TELLINGS);
        let votes = tellings(a).flat_map(|x| tellings(b).map(move |y| (x, y)));
        let votes = votes.filter(|(x, y)| nodes[**x].read == nodes[**y].read);
        votes.map(|(x, y)| if x < y { 1 } else { -1 }).sum::<i32>() < 0
    }
}

/// How much is told up to each node, in letters.
struct Matter {
    /// For the first time.
    new: Vec<f64>,
    /// Again.
    old: Vec<f64>,
}

impl Matter {
    fn new(reads: &Reads, passages: &Passages) -> Self {
        let (mut new, mut old) = (vec![0.0], vec![0.0]);
        for (n, node) in reads.nodes.iter().enumerate() {
            let info = f64::from(node.info());
            let is_new = passages.tellings[passages.of[n]][0] == n;
            new.push(new[n] + if is_new { info } else { 0.0 });
            old.push(old[n] + if is_new { 0.0 } else { info });
        }
        Self { new, old }
    }

    /// Of each node, how much new matter that its own read does not tell again from there on stands between the
    /// first telling of its passage and it: 1 for `enough` letters and more.
    fn lateness(&self, reads: &Reads, passages: &Passages, enough: f32) -> Vec<f32> {
        let late = |n: usize| match passages.tellings[passages.of[n]][0] {
            told if told == n => 0.0,
            told => {
                let end = reads.reads[reads.nodes[n].read].nodes.end;
                let again = self.old[end] - self.old[n];
                ((self.new[n] - self.new[told + 1] - again) as f32 / enough).clamp(0.0, 1.0)
            }
        };
        (0..reads.nodes.len()).map(late).collect()
    }
}
