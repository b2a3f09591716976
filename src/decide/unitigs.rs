/*!
Unitigs: the longest rows of passages that every read tells alike.

Where two reads tell a passage they mostly tell what follows it, too. Rows of passages that no read enters or
leaves in the middle are one thing to decide, as in the compacted graph of a genome assembler (unitigs: Myers
2005, "The fragment assembly string graph"); each place where a read tells one is an *occurrence*. A post of
some hundred nodes has a few dozen of them, so what is decided afterwards is small. A unitig also ends where
tellings differ in being cut, and at the borders of a paragraph that another one begins or ends in: what a
paragraph says alone can then be taken by itself. Cost: linear in the nodes.
*/

use std::ops::Range;

use super::classes::{NONE, Passages};
use super::groups::Groups;
use crate::align::Reads;
use crate::segment::Gap;

/// One place where a read tells a unitig.
#[derive(Clone, Debug)]
pub struct Occurrence {
    /// Its nodes, of one read.
    pub nodes: Range<usize>,
    /// The unitig: the number of its first occurrence.
    pub unitig: usize,
}

/// All occurrences of a post, in raw order, and which of them tell the same.
#[derive(Clone, Debug)]
pub struct Unitigs {
    /// In raw order; they tile the nodes.
    pub occurrences: Vec<Occurrence>,
    /// Occurrences of each unitig, in raw order; those of other numbers are empty.
    pub tellings: Groups,
}

impl Unitigs {
    /// Of the nodes of `reads`, as `passages` unites them.
    pub fn new(reads: &Reads, passages: &Passages) -> Self {
        let begins = begins(reads, passages);
        let mut occurrences: Vec<Occurrence> = Vec::new();
        let mut first = vec![NONE; passages.tellings.len()];
        for read in &reads.reads {
            let mut from = read.nodes.start;
            while from < read.nodes.end {
                let to = (from + 1..read.nodes.end).find(|&n| begins[n]).unwrap_or(read.nodes.end);
                let known = &mut first[passages.of[from]];
                if *known == NONE {
                    *known = occurrences.len();
                }
                occurrences.push(Occurrence { nodes: from..to, unitig: *known });
                from = to;
            }
        }
        let tellings = Groups::new(&occurrences.iter().map(|o| o.unitig).collect::<Vec<_>>());
        Self { occurrences, tellings }
    }

    /// How many occurrences there are.
    pub fn len(&self) -> usize {
        self.occurrences.len()
    }

    /// The occurrences of each read.
    pub fn by_read(&self, reads: &Reads) -> Vec<Range<usize>> {
        let mut from = 0;
        let ranges = reads.reads.iter().map(|read| {
            let rest = &self.occurrences[from..];
            let to = from + rest.iter().take_while(|o| o.nodes.end <= read.nodes.end).count();
            std::mem::replace(&mut from, to)..to
        });
        ranges.collect()
    }

    /// The occurrences that tell what `o` tells, in raw order, `o` among them.
    pub fn alike(&self, o: usize) -> &[usize] {
        &self.tellings[self.occurrences[o].unitig]
    }
}

/// Whether a unitig begins at each node.
fn begins(reads: &Reads, passages: &Passages) -> Vec<bool> {
    let (nodes, of) = (&reads.nodes, &passages.of);
    let count = passages.tellings.len();
    // The one passage that all reads tell right after, and before, each passage; NONE where they differ.
    let (mut next, mut back) = (vec![None; count], vec![None; count]);
    let note = |known: &mut Option<usize>, passage: usize| match *known {
        None => *known = Some(passage),
        Some(other) if other == passage => {}
        Some(_) => *known = Some(NONE),
    };
    for read in &reads.reads {
        let range = read.nodes.clone();
        for n in range.clone() {
            let beside = |m: Option<usize>| m.filter(|m| range.contains(m)).map_or(NONE, |m| of[m]);
            note(&mut next[of[n]], beside(Some(n + 1)));
            note(&mut back[of[n]], beside(n.checked_sub(1)));
        }
    }
    // Tellings of which some are cut are chosen by themselves.
    let differ = |a: usize, b: usize| {
        nodes[a].complete != nodes[b].complete
            || !nodes[a].complete
                && nodes[a].key.len != nodes[b].key.len
                && [a, b].iter().any(|&n| reads.after(n).is_none())
    };
    let uneven: Vec<bool> =
        (0..count).map(|p| passages.tellings[p].windows(2).any(|w| differ(w[0], w[1]))).collect();
    let joins = |n: usize| {
        let (a, b) = (of[n - 1], of[n]);
        a != b && next[a] == Some(b) && back[b] == Some(a) && !uneven[a] && !uneven[b]
    };
    let mut parted = vec![false; count];
    let mut out: Vec<bool> = vec![true; nodes.len()];
    for read in &reads.reads {
        let behind = read.nodes.clone().skip(1);
        behind.for_each(|n| out[n] = !joins(n));
        // The borders of a paragraph that is told in part elsewhere.
        let opens = |n: usize| n <= read.nodes.start || n >= read.nodes.end || nodes[n].gap >= Gap::Newline;
        let mut from = read.nodes.start;
        while from < read.nodes.end {
            let to = (from + 1..read.nodes.end).find(|&n| opens(n)).unwrap_or(read.nodes.end);
            if (from + 1..to).any(|n| out[n]) {
                parted[of[from]] = true;
                if to < read.nodes.end {
                    parted[of[to]] = true;
                }
            }
            from = to;
        }
    }
    for (n, begins) in out.iter_mut().enumerate() {
        *begins |= parted[of[n]];
    }
    out
}
