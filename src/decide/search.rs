/*!
The cheapest article that is found.

The article is a subsequence of the raw text, so a candidate is a set of occurrences ([`super::unitigs`]), and its cost
a sum over neighbours ([`super::joins`]) and over unitigs ([`super::cost`]). From three starts, the first telling of
everything, the last, and all that is there, moves are made that make it cheaper until none does: a stretch of one
read is told here and nowhere else, or goes; one occurrence is told too, or goes. They are tried in a fixed order and
each takes off the cost what it takes off for good, so the search ends, and at the same article on every machine. That is iterated
improvement (Papadimitriou and Steiglitz 1982, chapter 19).

Cost: a change of one occurrence is a look at its two neighbours in a set of bits. A move is tried again only when
something near it changed, and all are tried [`PASSES`] times at most.
*/

use std::ops::Range;

use super::bits::BitSet;
use super::cost::Costs;
use super::joins::Joins;
use super::unitigs::Unitigs;

/// Occurrences that a move takes at most, but for the one that takes a read's whole rest.
const STRETCH: usize = 6;
/// Occurrences of a read's whole rest at most.
const REST: usize = 64;
/// Times that all moves are tried, at most.
const PASSES: usize = 12;
/// Occurrences of a post up to which joins are remembered, in a table of that many by that many.
const TABLE: usize = 512;
/// Occurrences on either side of a change, and of one unitig, that are looked at again.
const NEAR: usize = 24;
/// What a move has to take off the cost to count, so that sums of small numbers do not.
const LEAST: f64 = 1e-4;

/// What is kept at first.
#[derive(Clone, Copy)]
enum Start {
    /// The first telling of everything.
    First,
    /// The last.
    Last,
    /// The post as it is.
    All,
}

/// The occurrences that stay, of each whether it does. `reads`: the occurrences of each read.
pub fn search(unitigs: &Unitigs, costs: &Costs, joins: &Joins<'_>, reads: &[Range<usize>]) -> Vec<bool> {
    let mut table = Table::new(unitigs, joins);
    let mut best: Option<(f64, Vec<bool>)> = None;
    for start in [Start::First, Start::Last, Start::All] {
        // All that is there is cheapest where one read says things twice, which its author means.
        if matches!(start, Start::All) && !costs.any_meant {
            continue;
        }
        let mut state = State::new(unitigs, costs, &mut table);
        for o in 0..unitigs.len() {
            let alike = unitigs.alike(o);
            state.set(
                o,
                match start {
                    Start::First => alike.first() == Some(&o),
                    Start::Last => alike.last() == Some(&o),
                    Start::All => true,
                },
            );
        }
        state.improve(reads);
        if best.as_ref().is_none_or(|(cost, _)| state.cost < cost - LEAST) {
            best = Some((state.cost, state.kept));
        }
    }
    best.map_or_else(Vec::new, |best| best.1)
}

/// The joins of occurrences, remembered in small posts.
struct Table<'a> {
    unitigs: &'a Unitigs,
    joins: &'a Joins<'a>,
    known: Vec<f32>,
}

impl<'a> Table<'a> {
    fn new(unitigs: &'a Unitigs, joins: &'a Joins<'a>) -> Self {
        let n = unitigs.len() + 1;
        let known = if n <= TABLE { vec![f32::NAN; n * n] } else { Vec::new() };
        Self { unitigs, joins, known }
    }

    fn join(&mut self, a: Option<usize>, b: Option<usize>) -> f64 {
        let occurrences = &self.unitigs.occurrences;
        let cost = |joins: &Joins<'_>| {
            joins.cost(a.map(|o| occurrences[o].nodes.end - 1), b.map(|o| occurrences[o].nodes.start))
        };
        let row = occurrences.len() + 1;
        let at = |o: Option<usize>| o.map_or(0, |o| o + 1);
        match self.known.get_mut(at(a) * row + at(b)) {
            Some(known) => {
                if known.is_nan() {
                    *known = cost(self.joins);
                }
                f64::from(*known)
            }
            None => f64::from(cost(self.joins)),
        }
    }
}

/// A candidate and its cost.
struct State<'a, 't> {
    unitigs: &'a Unitigs,
    costs: &'a Costs,
    table: &'a mut Table<'t>,
    kept: Vec<bool>,
    bits: BitSet,
    /// Kept occurrences of each unitig: how many, and the exclusive or of their numbers, which is the one where
    /// there is one.
    count: Vec<(u32, usize)>,
    cost: f64,
    /// Occurrences that changed since the move began.
    log: Vec<usize>,
    /// When something near each occurrence changed, in moves made.
    changed: Vec<u32>,
    made: u32,
}

impl<'a, 't> State<'a, 't> {
    fn new(unitigs: &'a Unitigs, costs: &'a Costs, table: &'a mut Table<'t>) -> Self {
        let n = unitigs.len();
        Self {
            unitigs,
            costs,
            table,
            kept: vec![false; n],
            bits: BitSet::new(n),
            count: vec![(0, 0); n],
            cost: costs.unsaid.iter().copied().map(f64::from).sum(),
            log: Vec::new(),
            changed: vec![1; n],
            made: 1,
        }
    }

    fn said(&self, unitig: usize) -> f64 {
        match self.count[unitig].0 {
            0 => f64::from(self.costs.unsaid[unitig]),
            n => f64::from(n - 1) * f64::from(self.costs.repeat[unitig]),
        }
    }

    /// Keeps `o` where it went, and lets it go where it was kept.
    fn toggle(&mut self, o: usize) {
        let (p, n) = (self.bits.before(o), self.bits.after(o));
        let beside = self.table.join(p, Some(o)) + self.table.join(Some(o), n) - self.table.join(p, n);
        let own = f64::from(self.costs.telling[o]) + beside;
        let unitig = self.unitigs.occurrences[o].unitig;
        self.cost -= self.said(unitig);
        let (count, either) = &mut self.count[unitig];
        *either ^= o;
        if self.kept[o] {
            *count -= 1;
            self.bits.remove(o);
            self.cost -= own;
        } else {
            *count += 1;
            self.bits.insert(o);
            self.cost += own;
        }
        self.kept[o] = !self.kept[o];
        self.cost += self.said(unitig);
        self.log.push(o);
    }

    fn set(&mut self, o: usize, keep: bool) {
        if self.kept[o] != keep {
            self.toggle(o);
        }
    }

    /// Makes `change`, and takes it back unless it makes the article cheaper; says whether it does.
    fn try_move(&mut self, change: impl FnOnce(&mut Self)) -> bool {
        let before = self.cost;
        self.log.clear();
        change(self);
        if self.cost < before - LEAST {
            self.touch();
            return true;
        }
        for o in std::mem::take(&mut self.log).into_iter().rev() {
            self.toggle(o);
        }
        self.cost = before;
        false
    }

    /// Notes what the move that was made may change the worth of.
    fn touch(&mut self) {
        self.made += 1;
        for o in std::mem::take(&mut self.log) {
            let from = self.bits.before(o).unwrap_or(0).max(o.saturating_sub(NEAR));
            let to = self.bits.after(o).unwrap_or(self.kept.len() - 1).min(o + NEAR);
            for m in from..=to {
                self.changed[m] = self.made;
                if self.kept[m] || m == o {
                    self.unitigs.alike(m).iter().take(NEAR).for_each(|&m| self.changed[m] = self.made);
                }
            }
        }
    }

    /// Tells `stretch` here and nowhere else.
    fn tell(&mut self, stretch: Range<usize>) {
        let unitigs = self.unitigs;
        for o in stretch {
            let unitig = unitigs.occurrences[o].unitig;
            self.set(o, true);
            match self.count[unitig] {
                (1, _) => {}
                (2, either) => self.toggle(either ^ o),
                _ => unitigs.alike(o).iter().filter(|&&m| m != o).for_each(|&m| self.set(m, false)),
            }
        }
    }

    /// Lets `stretch` go; what is told nowhere then is told by its first other telling, or its last.
    fn leave(&mut self, stretch: Range<usize>, last: bool) {
        let unitigs = self.unitigs;
        stretch.clone().for_each(|o| self.set(o, false));
        for o in stretch.clone() {
            if self.count[unitigs.occurrences[o].unitig].0 > 0 {
                continue;
            }
            let mut others = unitigs.alike(o).iter().copied().filter(|other| !stretch.contains(other));
            if let Some(other) = if last { others.next_back() } else { others.next() } {
                self.set(other, true);
            }
        }
    }

    /// Tries the moves that begin with `from`, in a read that ends before `end`; says whether one was made.
    fn try_from(&mut self, from: usize, end: usize) -> bool {
        let unitigs = self.unitigs;
        let mut better = self.try_move(|s| s.toggle(from));
        let mut tellings = 0;
        let near = end.min(from + STRETCH);
        for to in (from + 1..=near).chain((near < end && end - from <= REST).then_some(end)) {
            let added = if to == end && near < end { near..end } else { to - 1..to };
            let most = added.map(|o| unitigs.alike(o).len()).max();
            tellings = tellings.max(most.unwrap_or(0));
            if tellings > 1 {
                // What is told here alone and stays adds nothing to the move that begins behind it.
                if unitigs.alike(from).len() > 1 || !self.kept[from] {
                    better |= self.try_move(|s| s.tell(from..to));
                }
                better |= self.try_move(|s| s.leave(from..to, false));
            }
            // Of two tellings, the first other one is the last.
            if tellings > 2 {
                better |= self.try_move(|s| s.leave(from..to, true));
            }
        }
        better
    }

    fn improve(&mut self, reads: &[Range<usize>]) {
        // When the moves that begin with each occurrence were tried.
        let mut tried = vec![0; self.kept.len()];
        for _ in 0..PASSES {
            let mut better = false;
            for read in reads {
                for from in read.clone() {
                    let near = read.end.min(from + STRETCH);
                    if self.changed[from..near].iter().all(|&at| at <= tried[from]) {
                        continue;
                    }
                    tried[from] = self.made;
                    better |= self.try_from(from, read.end);
                }
            }
            if !better {
                break;
            }
        }
    }
}
