/*!
The order of the article: each passage once.

The reads are followed as a reader would: on along the read one is in, as long as it tells something
new; where it ends, or goes on with what was told already, at the earliest passage not told yet.
Passages with a home ([`super::closings`]) wait for it. Before a passage is told, what other reads tell
right before it, after something told already, comes first where both sides hold it, or where another read has
the two sides close together: so a sentence that
only a later block has goes in where it stood. Every passage is begun once, and the look back over what is
not told yet is a look-up: O(n log n) for n nodes, also where reads tell all in reverse.
*/

use super::bars::Bars;
use super::classes::Passages;
use crate::align::Reads;

/// Tellings of one passage that are looked at for what stands before them.
const WAYS: usize = 24;
/// Nodes on either side of a stretch that can hold it.
const SUPPORT: usize = 10;
/// Key characters, wide ones twice, of a stretch that needs little hold.
const SHORT: f32 = 120.0;

/// Nodes from a passage to the one that another read tells a little later, at most.
const NEAR: usize = 6;
/// How much more may stand between the two than is told again around them.
const MET: f32 = 3.0;

/// How far a passage is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Untold,
    /// What comes before it is being told.
    Begun,
    Told,
}

struct Walk<'a> {
    reads: &'a Reads,
    passages: &'a Passages,
    home: &'a [Option<usize>],
    followers: Vec<Vec<usize>>,
    state: Vec<State>,
    /// Nodes that no stretch of what is not told yet goes past: begun, told or deferred ones.
    bars: Bars,
    /// What the nodes before each say.
    said: Vec<f64>,
    order: Vec<usize>,
}

/// Passages in the article's order, each as the node that it was reached by.
pub fn order(reads: &Reads, passages: &Passages, home: &[Option<usize>]) -> Vec<usize> {
    let mut followers = vec![Vec::new(); reads.nodes.len()];
    for read in &reads.reads {
        if let (Some(left), false) = (read.left, read.nodes.is_empty()) {
            followers[left].push(read.nodes.start);
        }
    }
    let state = vec![State::Untold; passages.tellings.len()];
    let said = super::said_before(&reads.nodes);
    let bars = Bars::new(reads.nodes.len());
    let mut walk = Walk { reads, passages, home, followers, state, bars, said, order: Vec::new() };
    for n in (0..reads.nodes.len()).filter(|&n| walk.is_deferred(n)).collect::<Vec<_>>() {
        walk.bars.insert(n);
    }
    let mut next = 0;
    let mut at = None;
    loop {
        let node = match at.and_then(|n| walk.on(n)) {
            Some(n) => n,
            None => {
                while next < reads.nodes.len() && (walk.is_told(next) || walk.is_deferred(next)) {
                    next += 1;
                }
                if next == reads.nodes.len() {
                    return walk.order;
                }
                next
            }
        };
        walk.tell(node);
        at = Some(node);
    }
}

impl Walk<'_> {
    fn state(&self, node: usize) -> State {
        self.state[self.passages.of[node]]
    }

    /// Whether the passage of `node` has to be told at another node.
    fn is_deferred(&self, node: usize) -> bool {
        self.home[self.passages.of[node]].is_some_and(|h| h != node)
    }

    fn is_told(&self, node: usize) -> bool {
        self.state(node) == State::Told
    }

    /// Nodes that stand right after `node` in a read.
    fn after(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let same = self
            .reads
            .nodes
            .get(node + 1)
            .filter(|n| n.read == self.reads.nodes[node].read)
            .map(|_| node + 1);
        same.into_iter().chain(self.followers[node].iter().copied())
    }

    /// Where to go on after `node`.
    fn on(&self, node: usize) -> Option<usize> {
        self.after(node).find(|&n| !self.is_told(n) && !self.is_deferred(n))
    }

    /// Tells the passage of `node`, and before it what other reads tell right before it.
    fn tell(&mut self, node: usize) {
        // Depth-first without recursion: a post can nest insertions as deep as it likes.
        let mut stack = vec![(node, false)];
        while let Some((n, ready)) = stack.pop() {
            let passage = self.passages.of[n];
            if ready {
                self.state[passage] = State::Told;
                self.order.push(n);
                continue;
            }
            if self.state[passage] != State::Untold {
                continue;
            }
            self.state[passage] = State::Begun;
            self.passages.tellings[passage].iter().for_each(|&n| self.bars.insert(n));
            stack.push((n, true));
            for &other in self.passages.tellings[passage].iter().rev().filter(|&&m| m != n).take(WAYS) {
                if let Some(run) = self.untold_before(other) {
                    stack.extend(run.rev().map(|m| (m, false)));
                }
            }
        }
    }

    /// What is told again up to `left` and from `right` on, where another read tells the one a little after the
    /// other: 0 where none does.
    fn met(&self, left: usize, right: usize) -> f32 {
        let (nodes, of) = (&self.reads.nodes, &self.passages.of);
        let same = |a: usize, b: usize| of.get(a).is_some_and(|passage| of.get(b) == Some(passage));
        let mut most = 0.0_f32;
        for &r in self.passages.tellings[of[right]].iter().take(WAYS).filter(|&&r| r != right) {
            let begin = self.reads.reads[nodes[r].read].nodes.start;
            let Some(l) = (begin.max(r.saturating_sub(NEAR))..r).rev().find(|&l| of[l] == of[left]) else {
                continue;
            };
            let before = (0..SUPPORT.min(left + 1).min(l + 1)).take_while(|k| same(left - k, l - k));
            let after = (0..SUPPORT).take_while(|k| same(right + k, r + k));
            // One sentence on either side that is no more than like another is said of something else.
            let exact = |a: usize, b: usize| nodes[a].key.hash == nodes[b].key.hash;
            let around: Vec<usize> = before.map(|k| left - k).chain(after.map(|k| right + k)).collect();
            if around.len() > 2 || exact(left, l) && exact(right, r) {
                most = most.max(around.iter().map(|&n| nodes[n].info()).sum());
            }
        }
        most
    }

    /// The nodes right before `node` in its read that are not told yet, when what stands before them is.
    fn untold_before(&self, node: usize) -> Option<std::ops::Range<usize>> {
        let read = &self.reads.reads[self.reads.nodes[node].read];
        let from = self.bars.before(node).map_or(0, |n| n + 1).max(read.nodes.start);
        let left = if from > read.nodes.start { Some(from - 1) } else { read.left }?;
        if from == node || !self.is_told(left) {
            return None;
        }
        // Between two passages that the article tells one after the other it parts nothing.
        let of = &self.passages.of;
        if self.order.last().is_some_and(|&last| of[last] == of[left]) {
            return Some(from..node);
        }
        // What is told on both sides of a long stretch must hold it: two sentences that are like two
        // others do not carry a section with them.
        let nodes = &self.reads.nodes;
        let shared = |n: &usize| self.passages.tellings[self.passages.of[*n]].len() > 1;
        let side = |side: &mut dyn Iterator<Item = usize>| -> f32 {
            side.take(SUPPORT).take_while(shared).map(|n| nodes[n].info()).sum()
        };
        let held = side(&mut (node..read.nodes.end)) + side(&mut (read.nodes.start..from).rev());
        let run = (self.said[node] - self.said[from]) as f32;
        let holds = |held: f32, share: f32| run <= SHORT + held * share;
        (holds(held, 0.75) || holds(self.met(left, node), MET)).then_some(from..node)
    }
}
