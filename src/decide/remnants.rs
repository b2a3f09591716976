/*!
Remnants: a sentence or two that are left of a telling whose other sentences are told elsewhere.

The order ([`super::order`]) follows whole stretches. Where a passage is told again in other words, or moves to
the close, what only the dropped telling says between two sentences of it stays behind, among sentences that no
read puts beside it, and makes no sense there. Such a stretch goes to its own neighbours: right between them
where the article tells one after the other, else after the one before it or before the one that it leads to.
A heading goes to the text that stood under it, and where another telling's heading stands over that already,
in front of that one, where [`super::finish`] takes it for what it is: a heading over nothing. What is longer
than a remnant goes in only right between its neighbours. What is told behind the article's ending and ends no
block goes back to the section it goes on, or to the paragraph. Where two tellings go on differently from one
sentence, the rest of its paragraph comes before what begins the next.

Only what nobody tells beside either of the sentences it stands between moves, so no join that some read tells
is broken but the one that a remnant is put into. Cost: linear in the passages.
*/

use super::classes::{NONE, Passages};
use crate::align::Reads;
use crate::segment::{Gap, Kind};

/// Nodes of a remnant at most.
const NODES: usize = 3;
/// Key characters, wide ones twice, of a remnant at most.
const SHORT: f32 = 360.0;
/// Tellings of one passage that are looked at for what stands beside them.
const WAYS: usize = 24;
/// Nodes from a sentence to its paragraph's end, at most.
const PARAGRAPH: usize = 12;
/// Nodes from a sentence to its section's end, at most.
const SECTION: usize = 200;
/// Nodes of a heading's section that may be told elsewhere when the rest stands under it.
const HOLE: usize = 4;

/// The order as a list in which stretches move.
struct List<'a> {
    reads: &'a Reads,
    passages: &'a Passages,
    order: &'a [usize],
    /// Place of each passage in `order`.
    place: Vec<usize>,
    /// Places after and before each place.
    next: Vec<usize>,
    back: Vec<usize>,
}

/// `order`, a node for each passage, with its remnants at the side of their neighbours.
///
/// With it, the nodes of the remnants. `home` as from [`super::closings`].
pub fn gathered(
    reads: &Reads,
    passages: &Passages,
    home: &[Option<usize>],
    order: &[usize],
) -> (Vec<usize>, Vec<usize>) {
    let n = order.len();
    let place = passages.places(order);
    let next = (1..=n).map(|i| if i < n { i } else { NONE }).collect();
    let back = (0..n).map(|i| i.checked_sub(1).unwrap_or(NONE)).collect();
    let mut remnants = Vec::new();
    let mut list = List { reads, passages, order, place, next, back };
    // Stretches of what some read tells one after the other.
    let seams: Vec<usize> =
        [0].into_iter().chain((1..n).filter(|&i| !list.told_so(i - 1, i))).chain([n]).collect();
    for (k, &from) in seams.iter().enumerate() {
        let Some(&to) = seams.get(k + 1) else { break };
        let stretch = from..to;
        let said: f32 = order[stretch.clone()].iter().map(|&n| reads.nodes[n].info()).sum();
        if from > 0 && stretch.len() <= NODES && said <= SHORT {
            // A heading goes with what stands under it.
            let heads = |&i: &usize| i > from && reads.nodes[order[i]].kind == Kind::Heading;
            let cuts: Vec<usize> = stretch.clone().filter(heads).chain([to]).collect();
            let mut begin = from;
            for end in cuts {
                list.mend(begin, end - 1);
                begin = end;
            }
            remnants.extend(&order[stretch]);
        } else {
            if from > 0 && order[stretch].iter().any(|&n| home[passages.of[n]].is_none()) {
                list.insert(from, to - 1);
            }
            if to > 1 && reads.nodes[order[to - 1]].kind == Kind::Heading {
                list.mend(to - 1, to - 1);
            }
        }
    }
    for around in seams.windows(2).filter(|around| around[1] < n) {
        list.fork(around[0], around[1]);
    }
    for (k, &from) in seams.iter().enumerate().rev() {
        let Some(&to) = seams.get(k + 1) else { continue };
        if from > 0 && list.next[to - 1] == NONE && !list.close(from, to - 1) {
            break;
        }
    }
    let mut out = Vec::with_capacity(n);
    let mut at = if n > 0 { 0 } else { NONE };
    while at != NONE {
        out.push(order[at]);
        at = list.next[at];
    }
    (out, remnants)
}

impl List<'_> {
    /// The node right before `node` in its read, or the one that its read goes on from.
    fn left(&self, node: usize) -> Option<usize> {
        let read = &self.reads.reads[self.reads.nodes[node].read];
        if node > read.nodes.start { Some(node - 1) } else { read.left }
    }

    /// The node right after `node` in its read.
    fn right(&self, node: usize) -> Option<usize> {
        let read = &self.reads.reads[self.reads.nodes[node].read];
        (node + 1 < read.nodes.end).then_some(node + 1)
    }

    fn passage(&self, place: usize) -> usize {
        self.passages.of[self.order[place]]
    }

    fn tellings(&self, place: usize) -> impl Iterator<Item = usize> {
        self.passages.tellings[self.passage(place)].iter().copied().take(WAYS)
    }

    /// Whether some read tells what stands at place `b` right after what stands at place `a`, or one ends with
    /// the one and the next begins with the other.
    fn told_so(&self, a: usize, b: usize) -> bool {
        if self.left(self.order[b]) == Some(self.order[a]) {
            return true;
        }
        let (of, p) = (&self.passages.of, self.passage(a));
        self.tellings(b).any(|m| {
            self.left(m).is_some_and(|l| of[l] == p) || m > 0 && of[m - 1] == p && self.is_followed(m)
        })
    }

    /// Of two ways on from a sentence, puts the one that stays in its paragraph before the one that begins the next:
    /// what begins at `from`, a seam, before what stands in front of it. `begin`: the seam before.
    fn fork(&mut self, begin: usize, from: usize) {
        let (nodes, first) = (&self.reads.nodes, self.order[from]);
        let place = |node: Option<usize>| node.map_or(NONE, |n| self.place[self.passages.of[n]]);
        let stem = self.left(first);
        let (left, right) = (place(stem), place(self.right(self.order[from - 1])));
        let forks = (begin..from - 1).contains(&left) && right != NONE && right > from;
        // One sentence that is told twice is no fork, nor is what a block says after its own words again.
        let lone = place(stem.and_then(|n| self.left(n))) != left.wrapping_sub(1);
        if !forks || lone || self.reads.reads[nodes[first].read].inner {
            return;
        }
        let stays = nodes[first].gap < Gap::Newline && nodes[self.order[left + 1]].gap >= Gap::Newline;
        if stays && (left..right).all(|at| self.next[at] == at + 1) {
            self.put(from, right - 1, left);
        }
    }

    /// Whether node `m` begins its read after another that ends with a finished sentence.
    fn is_followed(&self, m: usize) -> bool {
        let nodes = &self.reads.nodes;
        m == self.reads.reads[nodes[m].read].nodes.start && nodes[m - 1].complete
    }

    /// Takes the stretch from place `from` to place `to`, the last one, from behind the article's ending back to the
    /// section that it goes on, when it ends no block and what stands before it does; says whether it did.
    fn close(&mut self, from: usize, to: usize) -> bool {
        let ends = |node: usize| self.right(node).is_none() && self.reads.nodes[node].complete;
        let before = self.back[from];
        if before == NONE || ends(self.order[to]) || !ends(self.order[before]) {
            return false;
        }
        let [Some((left, _)), _] = self.neighbours(from, to) else { return false };
        // The rest of a paragraph belongs to it, what begins one to the section.
        let rest = self.reads.nodes[self.order[from]].gap < Gap::Newline;
        let after = if rest { self.paragraph_end(left) } else { self.section_end(left) };
        if self.next[after] == NONE || after == before || (from..=to).contains(&after) {
            return false;
        }
        self.put(from, to, after);
        true
    }

    /// The last place of the section that `place` stands in.
    fn section_end(&self, place: usize) -> usize {
        let mut at = place;
        for _ in 0..SECTION {
            let next = self.next[at];
            if next == NONE || self.reads.nodes[self.order[next]].kind == Kind::Heading {
                return at;
            }
            at = next;
        }
        place
    }

    /// Where the neighbours are told that the stretch from place `from` to place `to` has in its read: the place,
    /// and the neighbour itself.
    fn neighbours(&self, from: usize, to: usize) -> [Option<(usize, usize)>; 2] {
        let beside = |node: usize| {
            let place = self.place[self.passages.of[node]];
            (place != NONE && !(from..=to).contains(&place)).then_some((place, node))
        };
        [self.left(self.order[from]), self.right(self.order[to])].map(|n| n.and_then(beside))
    }

    /// Puts the stretch from place `from` to place `to` between its neighbours where the article tells one after
    /// the other; says whether it does.
    fn insert(&mut self, from: usize, to: usize) -> bool {
        let [Some(left), Some(right)] = self.neighbours(from, to) else { return false };
        let fits = self.next[left.0] == right.0;
        if fits {
            self.put(from, to, left.0);
        }
        fits
    }

    /// Puts the remnant from place `from` to place `to` where it belongs, when that is known.
    fn mend(&mut self, from: usize, to: usize) {
        let nodes = &self.reads.nodes;
        let (first, last) = (self.order[from], self.order[to]);
        let plain = |n: &usize| nodes[*n].kind.is_prose() || nodes[*n].kind == Kind::Heading;
        // What ends its block and the article is its ending.
        let ends = self.next[to] == NONE && self.right(last).is_none();
        if ends || !self.order[from..=to].iter().all(plain) || self.insert(from, to) {
            return;
        }
        let after = match nodes[first].kind {
            Kind::Heading => self.place_of_section(from, to),
            _ => self.place_of(from, to),
        };
        if let Some(after) = after.filter(|at| !(from..=to).contains(at)) {
            self.put(from, to, after);
        }
    }

    /// The place after which a heading belongs, and what is left of its section: before the text that stood under
    /// it, unless it stands over the rest of that. Where another telling's heading stands there, before that one:
    /// so it stands over nothing and goes.
    fn place_of_section(&self, from: usize, to: usize) -> Option<usize> {
        let [_, right] = self.neighbours(from, to);
        let (place, _) = right?;
        let behind = self.next[to];
        let last = self.order[to];
        let holds = behind != NONE && self.tellings(behind).any(|m| (last + 1..=last + HOLE).contains(&m));
        let opens = self.reads.nodes[self.order[place]].gap >= Gap::Newline;
        let before = self.back[place];
        if before == NONE || holds || !opens {
            return None;
        }
        let headed = self.reads.nodes[self.order[before]].kind == Kind::Heading;
        match headed {
            true if from == to => Some(self.back[before]).filter(|&at| at != NONE),
            _ => Some(before).filter(|_| !headed && !self.trails(from)),
        }
    }

    /// Whether the heading at `place` ends what some read tells before it.
    fn trails(&self, place: usize) -> bool {
        self.back[place] != NONE && self.told_so(self.back[place], place)
    }

    /// The place after which a remnant belongs.
    fn place_of(&self, from: usize, to: usize) -> Option<usize> {
        let nodes = &self.reads.nodes;
        let [left, right] = self.neighbours(from, to);
        let seam = |a: usize, b: usize| a == NONE || b == NONE || !self.told_so(a, b);
        let told = |(place, node): (usize, usize)| nodes[self.order[place]].key.hash == nodes[node].key.hash;
        let ends = |place: usize| self.next[place] == NONE;
        let before = right.map(|r| self.back[r.0]).filter(|&b| b != NONE);
        let left = left.filter(|l| !ends(l.0));
        // What begins the paragraph that the right neighbour goes on leads to it.
        let begins = nodes[self.order[from]].gap >= Gap::Newline;
        let leads = begins && right.is_some_and(|r| nodes[r.1].gap < Gap::Newline);
        let opens = |(place, _): (usize, usize)| {
            nodes[self.order[place]].gap >= Gap::Newline || seam(self.back[place], place)
        };
        match (left, right) {
            (_, Some(r)) if leads && opens(r) => before,
            (Some(l), _) if told(l) || seam(l.0, self.next[l.0]) => Some(l.0),
            (_, Some(r)) if told(r) && seam(self.back[r.0], r.0) => before,
            (Some(l), _) => Some(self.paragraph_end(l.0)).filter(|&at| !ends(at)),
            (None, _) => before,
        }
    }

    /// The last place of the paragraph that `place` stands in.
    fn paragraph_end(&self, place: usize) -> usize {
        let mut at = place;
        for _ in 0..PARAGRAPH {
            let next = self.next[at];
            if next == NONE || self.reads.nodes[self.order[next]].gap >= Gap::Newline {
                return at;
            }
            at = next;
        }
        place
    }

    /// Puts the places from `from` to `to` right after the place `after`, which is none of them.
    fn put(&mut self, from: usize, to: usize, after: usize) {
        let (before, behind) = (self.back[from], self.next[to]);
        if before != NONE {
            self.next[before] = behind;
        }
        if behind != NONE {
            self.back[behind] = before;
        }
        let then = self.next[after];
        self.next[after] = from;
        self.back[from] = after;
        self.next[to] = then;
        if then != NONE {
            self.back[then] = to;
        }
    }
}
