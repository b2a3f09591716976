/*!
Passages: the nodes that tell one thing, over all reads.

Pairs of the alignment are united (union-find, Tarjan 1975), then what a cut hides is added: a cut node
belongs to the node that says the same and goes on, two continuations of one cut are tellings of one
sentence.
*/

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::Confidence;
use super::grade::{self, Link};
use super::groups::Groups;
use crate::align::{Letters, Node, Pair, Reads, ratio, same_figures};
use crate::segment::{EDGE, Kind};

/// Which passage each node tells.
#[derive(Clone, Debug)]
pub struct Passages {
    /// Passage of each node.
    pub of: Vec<usize>,
    /// Nodes of each passage, in source order.
    pub tellings: Groups,
    /// What was not sure enough to be united.
    pub doubts: Vec<Link>,
    /// The passages that certain links alone make, and those that likely ones make with them.
    sure: [Vec<usize>; 2],
}

/// No place: of a passage that the article does not tell, and beyond its ends.
pub const NONE: usize = usize::MAX;

impl Passages {
    /// The place of each passage in `order`, a node for each passage that is told; [`NONE`] of the others.
    pub fn places(&self, order: &[usize]) -> Vec<usize> {
        let mut out = vec![NONE; self.tellings.len()];
        order.iter().enumerate().for_each(|(place, &node)| out[self.of[node]] = place);
        out
    }

    /// How sure it is that `a` and `b`, of one passage, tell one thing: as sure as the weakest link of the
    /// strongest way from one to the other.
    pub fn confidence(&self, a: usize, b: usize) -> Confidence {
        let [certain, likely] = &self.sure;
        if certain[a] == certain[b] {
            Confidence::Certain
        } else if likely[a] == likely[b] {
            Confidence::Likely
        } else {
            Confidence::Doubtful
        }
    }
}

#[cfg(test)]
impl Passages {
    /// The passages of nodes that tell the same number, for tests of what comes after.
    pub fn fixture(of: Vec<usize>) -> Self {
        let tellings = Groups::new(&of);
        Self { sure: [of.clone(), of.clone()], of, tellings, doubts: Vec::new() }
    }
}

/// Whether a node is kept apart from all others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hold {
    /// It is not.
    No,
    /// As it is not sure enough that another tells it.
    Unsure,
    /// As the user asked for it to stay.
    Asked,
}

/// What is united, and what was not sure enough to be.
struct Links<'a> {
    union: Union,
    /// Nodes that are united with none.
    held: &'a [Hold],
    least: Confidence,
    made: Vec<Link>,
    doubts: Vec<Link>,
}

impl Links<'_> {
    fn add(&mut self, link: Link) {
        let holds = [link.pair.earlier, link.pair.later].map(|n| self.held[n]);
        if holds.contains(&Hold::Asked) {
            return;
        }
        let free = holds == [Hold::No; 2];
        if link.confidence >= self.least && free {
            self.union.unite(link.pair.earlier, link.pair.later);
            self.made.push(link);
        } else {
            // What is held turned out less sure than its links.
            let most =
                if self.least == Confidence::Certain { Confidence::Likely } else { Confidence::Doubtful };
            self.doubts.push(Link { confidence: link.confidence.min(most), ..link });
        }
    }

    /// The passage of each of `nodes` nodes when what is at least `level` sure is united.
    fn at(&self, level: Confidence, nodes: usize) -> Vec<usize> {
        let mut union = Union((0..nodes).collect());
        for link in self.made.iter().filter(|link| link.confidence >= level) {
            union.unite(link.pair.earlier, link.pair.later);
        }
        (0..nodes).map(|n| union.find(n)).collect()
    }
}

/// Reads after a cut that may begin with the cut sentence.
const NEXT: usize = 3;
/// Key characters, wide ones twice, of a cut sentence that the next block begins with again.
const LEAST: f32 = 5.0;
/// Key characters, wide ones twice, of a cut sentence that is known wherever it is told.
const SURE: f32 = 22.0;

/// Least likeness of two pieces of code that tell one thing.
const CODE: f32 = 0.9;

struct Union(Vec<usize>);

impl Union {
    fn find(&mut self, mut n: usize) -> usize {
        while self.0[n] != n {
            self.0[n] = self.0[self.0[n]];
            n = self.0[n];
        }
        n
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// Passages of `reads` by `links`, as far as these are at least `least` sure. The nodes that are `held` are
/// passages of their own.
pub fn passages(
    reads: &Reads,
    links: impl IntoIterator<Item = Link>,
    least: Confidence,
    held: &[Hold],
    letters: &mut Letters<'_>,
) -> Passages {
    let nodes = reads.nodes.len();
    let union = Union((0..nodes).collect());
    let mut all = Links { union, held, least, made: Vec::new(), doubts: Vec::new() };
    for link in links {
        all.add(link);
    }
    cuts(reads, &mut all, letters);
    let of: Vec<usize> = (0..nodes).map(|n| all.union.find(n)).collect();
    let tellings = Groups::new(&of);
    let sure = [Confidence::Certain, Confidence::Likely].map(|level| all.at(level, nodes));
    // What one way did not unite another may have.
    all.doubts.retain(|link| of[link.pair.earlier] != of[link.pair.later]);
    Passages { of, tellings, doubts: all.doubts, sure }
}

/// Nodes that a cut one is compared with at most, of those that stand where it could and of those that begin as
/// it does.
const MOST: usize = 24;

/// How `node` begins: code is no prose.
fn begins_as(node: &Node) -> u64 {
    node.key.head ^ u64::from(node.kind == Kind::Verbatim)
}

/// Puts cut nodes, and joined ones, to the node that tells them whole.
fn cuts(reads: &Reads, links: &mut Links<'_>, letters: &mut Letters<'_>) {
    let nodes = &reads.nodes;
    // Prose, and code, by how it begins, and nodes by passage as far as that is known.
    let mut begun: HashMap<u64, usize, RandomState> =
        HashMap::with_capacity_and_hasher(nodes.len(), RandomState::default());
    let mut first_alike = |(n, node): (usize, &Node)| {
        let begins = node.key.head != 0 && node.kind.can_be_cut();
        if begins { *begun.entry(begins_as(node)).or_insert(n) } else { n }
    };
    let by_head = Groups::new(&nodes.iter().enumerate().map(&mut first_alike).collect::<Vec<_>>());
    let told = Groups::new(&(0..nodes.len()).map(|n| links.union.find(n)).collect::<Vec<_>>());
    for read in &reads.reads {
        let Some(last) = read.nodes.clone().next_back() else { continue };
        let first = read.nodes.start;
        let cut = !nodes[last].complete && nodes[last].kind.can_be_cut() || nodes[last].kind == Kind::Heading;
        for (p, left) in [(last, if last > first { Some(last - 1) } else { read.left }), (first, read.left)] {
            if p == last && !cut || p == first && !nodes[first].is_joined() {
                continue;
            }
            // What stands after another telling of the node before it.
            let near = left.map_or(&[][..], |l| &told[links.union.find(l)]).iter().take(MOST);
            let near = near.map(|m| m + 1).filter(|&q| q < nodes.len() && nodes[q].read == nodes[q - 1].read);
            let far = begun.get(&begins_as(&nodes[p])).map_or(&[][..], |&n| &by_head[n]).iter().take(MOST);
            // The next few blocks may begin with the cut sentence, however little of it there is; elsewhere
            // a few words are the same by accident.
            let next = reads.reads[nodes[p].read + 1..].iter().take(NEXT).map(|r| r.nodes.start);
            // A fence that a block ends with is the next one's, though not a letter stand behind it.
            let says = nodes[p].info() >= LEAST || !nodes[p].kind.is_prose();
            let next = next.filter(|&q| q < nodes.len() && p == last && says);
            // A block that begins with what was told before the cut begins further back.
            let next: Vec<usize> = next.filter(|&q| told[links.union.find(q)][0] >= p).collect();
            let sure = nodes[p].info() >= SURE;
            let far = far.copied().filter(|_| sure);
            let mut united = None;
            let ways = near.map(|q| (q, true)).chain(next.into_iter().chain(far).map(|q| (q, false)));
            for (q, near) in ways {
                // Beside the one that tells it whole, every later block that begins with the cut words again
                // completes the same sentence; where these are few, it may be another sentence.
                let starts = reads.reads[nodes[q].read].nodes.start == q && q > p;
                // What completes the sentence that the block right before it is cut in is that one.
                let same = |w: usize| {
                    let cut = reads.reads[nodes[q].read].nodes.start.checked_sub(1).filter(|&cut| cut != p);
                    let nearer = cut.filter(|&cut| nodes[cut].kind.is_prose() && !nodes[cut].complete);
                    let other = nearer.map(|cut| letters.key(cut).to_vec());
                    let head = nodes[w].key.head == nodes[q].key.head;
                    sure || head
                        && other.is_none_or(|cut| cut.is_empty() || !letters.key(q).starts_with(&cut))
                };
                if q != p
                    && nodes[q].read != nodes[p].read
                    && united.is_none_or(|w| starts && same(w))
                    && let Some(alike) = tells_on(p, q, near, reads, letters)
                {
                    let pair = Pair { earlier: p.min(q), later: p.max(q), similarity: alike };
                    links.add(Link { pair, confidence: grade::cut(&nodes[p], alike) });
                    united = united.or(Some(q));
                }
            }
        }
    }
    // Two continuations of one cut.
    let mut heads: HashMap<usize, usize, RandomState> = HashMap::default();
    for (n, node) in nodes.iter().enumerate().filter(|(_, n)| n.is_joined()) {
        if let Some(&other) = heads.get(&node.start()) {
            // Both hold the words before the cut, which stand once: one of them has to go.
            let pair = Pair { earlier: other, later: n, similarity: 1.0 };
            links.union.unite(other, n);
            links.made.push(Link { pair, confidence: Confidence::Certain });
        } else {
            heads.insert(node.start(), n);
        }
    }
}

/// How alike `q` and the cut or joined node `p` are as far as `p` goes; nothing where `q` does not say what
/// it says. `near`: what stands before both is told by both.
fn tells_on(p: usize, q: usize, near: bool, reads: &Reads, letters: &mut Letters<'_>) -> Option<f32> {
    let (a, b) = (&reads.nodes[p], &reads.nodes[q]);
    let code = matches!(a.kind, Kind::Verbatim | Kind::Row);
    if a.kind.is_prose() != b.kind.is_prose() || code && b.kind != a.kind {
        return None;
    }
    // Two pieces of code that are somewhat alike are two examples.
    let least = |prose: f32| if code { CODE } else { prose };
    let agree = letters.agree(p, q);
    let (key, whole) = (letters.key(p), letters.key(q));
    if a.is_joined() {
        let n = key.len().min(whole.len());
        let same = key.iter().zip(whole).take_while(|(x, y)| x == y).count();
        let begins = same >= EDGE && same * 2 >= n;
        let alike = if begins && same == n { 1.0 } else { ratio(key, whole) };
        let begins = begins && (!code || alike >= CODE);
        return (near && agree && (begins || n > 8 && alike >= least(0.6))).then_some(alike);
    }
    if whole.len() <= key.len() {
        return None;
    }
    if whole.starts_with(key) {
        return Some(1.0);
    }
    let begin = &whole[..key.len()];
    let alike = if near && key.len() >= 8 { ratio(key, begin) } else { 0.0 };
    (alike >= least(0.7) && same_figures(key, begin)).then_some(alike)
}
