/*!
The two moves that leave raw order.

What a dropped telling alone says goes to its counterpart's side: behind the passage it stood behind, before the one
it stood before, or as a paragraph of its own at the end of the paragraph that holds either, whichever joins cost
least; so does a stretch that nobody tells between its neighbours, when that saves more than moving it costs. And a
whole closing goes to the end, when the article is cheaper so. Cost: linear in the passages, times the bounds below.
*/

use std::ops::Range;

use super::bits::BitSet;
use super::classes::{NONE, Passages};
use super::joins::Joins;
use super::unitigs::Unitigs;
use crate::align::Reads;
use crate::model::AssemblyWeights;
use crate::segment::{Gap, Kind};

/// Nodes from one to its paragraph's end, at most, and of a closing.
const NODES: usize = 48;

/// The article, as nodes in order.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Its nodes.
    pub nodes: Vec<usize>,
    /// Of each node of the post, whether it was put in as a paragraph of its own.
    pub apart: Vec<bool>,
    /// Nodes of the article that stand where no read tells them.
    pub remnants: Vec<usize>,
}

/// The article that the occurrences `kept` make.
pub fn place(
    reads: &Reads,
    passages: &Passages,
    unitigs: &Unitigs,
    joins: &Joins<'_>,
    weights: &AssemblyWeights,
    kept: &[bool],
) -> Article {
    let n = reads.nodes.len();
    let mut list = List {
        reads,
        passages,
        joins,
        weights,
        kept: vec![NONE; passages.tellings.len()],
        next: vec![NONE; n],
        back: vec![NONE; n],
        first: NONE,
        stands: BitSet::new(n),
        out: vec![false; n],
        article: Article { nodes: Vec::with_capacity(n), apart: vec![false; n], remnants: Vec::new() },
    };
    let mut last = NONE;
    for (occurrence, _) in unitigs.occurrences.iter().zip(kept).filter(|(_, kept)| **kept) {
        list.link(occurrence.nodes.clone());
        list.put(occurrence.nodes.start, occurrence.nodes.end - 1, last);
        last = occurrence.nodes.end - 1;
    }
    // What is told nowhere, by rows of one read.
    let unsaid =
        |o: usize| unitigs.occurrences[o].unitig == o && unitigs.alike(o).iter().all(|&other| !kept[other]);
    let read = |o: usize| reads.nodes[unitigs.occurrences[o].nodes.start].read;
    let mut o = 0;
    while o < unitigs.len() {
        let from = o;
        o += 1;
        if unsaid(from) {
            while o < unitigs.len() && unsaid(o) && read(o) == read(from) {
                o += 1;
            }
            list.bring(unitigs.occurrences[from].nodes.start..unitigs.occurrences[o - 1].nodes.end);
        }
    }
    list.gather();
    list.close();
    let mut article = list.article;
    let mut at = list.first;
    while at != NONE {
        article.nodes.push(at);
        at = list.next[at];
    }
    article
}

/// A place in the article.
#[derive(Clone, Copy)]
struct Place {
    /// The node before it; [`NONE`] at the front.
    after: usize,
    /// Whether what goes there is a paragraph of its own.
    apart: bool,
    /// What its joins cost more than the one they part.
    cost: f32,
}

/// The article as a list in which stretches move.
struct List<'a> {
    reads: &'a Reads,
    passages: &'a Passages,
    joins: &'a Joins<'a>,
    weights: &'a AssemblyWeights,
    /// The kept node of each passage; [`NONE`] where it is told nowhere.
    kept: Vec<usize>,
    next: Vec<usize>,
    back: Vec<usize>,
    first: usize,
    /// The nodes of the list.
    stands: BitSet,
    /// Nodes that are being moved.
    out: Vec<bool>,
    article: Article,
}

fn some(n: usize) -> Option<usize> {
    (n != NONE).then_some(n)
}

impl List<'_> {
    fn join(&self, a: usize, b: usize) -> f32 {
        self.joins.cost(some(a), some(b))
    }

    /// Links `range` in itself.
    fn link(&mut self, range: Range<usize>) {
        for n in range {
            self.kept[self.passages.of[n]] = n;
            self.stands.insert(n);
            (self.back[n], self.next[n]) = (n.wrapping_sub(1), n + 1);
        }
    }

    /// Puts the stretch from `from` to `to`, which is linked in itself, behind `after`.
    fn put(&mut self, from: usize, to: usize, after: usize) {
        let then = match after {
            NONE => std::mem::replace(&mut self.first, from),
            _ => std::mem::replace(&mut self.next[after], from),
        };
        (self.back[from], self.next[to]) = (after, then);
        if then != NONE {
            self.back[then] = to;
        }
    }

    /// Takes the stretch from `from` to `to` out.
    fn take(&mut self, from: usize, to: usize) {
        let (before, behind) = (self.back[from], self.next[to]);
        match before {
            NONE => self.first = behind,
            _ => self.next[before] = behind,
        }
        if behind != NONE {
            self.back[behind] = before;
        }
    }

    /// Puts `range`, nodes of one read that nothing kept tells, where that costs least.
    fn bring(&mut self, range: Range<usize>) {
        let (from, to) = (range.start, range.end - 1);
        let place = self.best(from, to);
        self.article.remnants.extend(range.clone());
        self.article.apart[from] = place.apart;
        self.link(range);
        self.put(from, to, place.after);
    }

    /// Moves each stretch that nobody tells between its neighbours to where it is cheapest.
    fn gather(&mut self) {
        let nodes = &self.reads.nodes;
        let mut stretches = Vec::new();
        let mut at = self.first;
        while at != NONE {
            let (from, mut to, mut info, mut count) = (at, at, nodes[at].info(), 1);
            while self.next[to] != NONE && self.join(to, self.next[to]) <= self.weights.switch {
                to = self.next[to];
                info += nodes[to].info();
                count += 1;
            }
            stretches.push((from, to, info, count));
            at = self.next[to];
        }
        for (from, to, info, count) in stretches {
            let (before, behind) = (self.back[from], self.next[to]);
            if before == NONE || self.article.apart[from] {
                continue;
            }
            if count as f32 <= self.weights.remnant {
                let mut n = from;
                self.article.remnants.push(n);
                while n != to {
                    n = self.next[n];
                    self.article.remnants.push(n);
                }
            }
            let now = self.join(before, from) + self.join(to, behind) - self.join(before, behind);
            self.mark(from, to, true);
            self.take(from, to);
            let place = self.best(from, to);
            self.mark(from, to, false);
            let moving = self.weights.moving + self.weights.moving_letter * info;
            if place.cost + moving < now {
                self.article.apart[from] = place.apart;
                self.put(from, to, place.after);
            } else {
                self.put(from, to, before);
            }
        }
    }

    /// Notes whether the nodes from `from` to `to` are being moved.
    fn mark(&mut self, from: usize, to: usize, out: bool) {
        let mut at = from;
        self.out[at] = out;
        while at != to {
            at = self.next[at];
            self.out[at] = out;
        }
    }

    /// Where the stretch from `from` to `to` costs least.
    fn best(&self, from: usize, to: usize) -> Place {
        let nodes = &self.reads.nodes;
        let told = |n: Option<usize>| {
            let n = self.kept[self.passages.of[n?]];
            (n != NONE && !self.out[n]).then_some(n)
        };
        let (left, right) = (told(self.reads.before(from)), told(self.reads.after(to)));
        let mut raw = self.stands.before(from);
        while let Some(n) = raw.filter(|&n| self.out[n]) {
            raw = self.stands.before(n);
        }
        let ways = [
            (Some(raw.unwrap_or(NONE)), false),
            (left, false),
            (right.map(|n| self.back[n]), false),
            (left.map(|n| self.paragraph_end(n)), true),
            (right.map(|n| self.paragraph_end(n)), true),
        ];
        let inside = nodes[from].gap < Gap::Newline;
        let mut best = Place { after: NONE, apart: false, cost: f32::INFINITY };
        for (after, own) in ways.into_iter().filter_map(|(after, own)| Some((after?, own && inside))) {
            let then = if after == NONE { self.first } else { self.next[after] };
            let apart =
                if own { self.weights.inside_paragraph - self.weights.between_paragraphs } else { 0.0 };
            let cost = self.join(after, from) + self.join(to, then) - self.join(after, then) - apart;
            if cost < best.cost {
                best = Place { after, apart: own, cost };
            }
        }
        best
    }

    /// The last node of the paragraph that `node` stands in, in the article.
    fn paragraph_end(&self, node: usize) -> usize {
        let mut at = node;
        for _ in 0..NODES {
            match some(self.next[at]) {
                Some(next) if self.reads.nodes[next].gap < Gap::Newline => at = next,
                _ => break,
            }
        }
        at
    }

    /// Moves a whole closing to the end where the article is cheaper so: what a finished block ends with, from where
    /// its section or a paragraph of it begins.
    fn close(&mut self) {
        let nodes = &self.reads.nodes;
        let mut ends = Vec::new();
        let mut last = self.first;
        while last != NONE && self.next[last] != NONE {
            if self.joins.ends_block(last) {
                ends.push(last);
            }
            last = self.next[last];
        }
        let mut best = (-self.weights.moving, NONE, NONE);
        for end in ends {
            let behind = self.next[end];
            let ending = self.join(last, NONE) - self.join(end, NONE) + self.join(end, behind);
            let (mut at, mut info) = (end, 0.0);
            for _ in 0..NODES {
                info += nodes[at].info();
                let before = self.back[at];
                if before == NONE || info > self.weights.closing {
                    break;
                }
                if nodes[at].gap >= Gap::Newline {
                    let parted = self.join(before, behind) + self.join(last, at);
                    let change = parted - self.join(before, at) - ending;
                    if change <= best.0 {
                        best = (change, at, end);
                    }
                }
                if nodes[at].kind == Kind::Heading || self.join(before, at) > self.weights.switch {
                    break;
                }
                at = before;
            }
        }
        let (_, from, to) = best;
        if from != NONE {
            self.take(from, to);
            self.put(from, to, last);
        }
    }
}
