/*!
Closings belong at the close.

A model that is asked to go on after an ending writes new matter and ends again, often with the same
sections. The earlier ending then stands in the middle of the article. Where a read's last passages are
told again later, after new matter, and that telling closes its own read or tells more, they are
deferred: their place is the later one. Where the same matter follows that telling again, the block began anew
with the ending, and its place is the first.
*/

use std::ops::Range;

use super::classes::Passages;
use crate::align::{Chain, Reads};
use crate::segment::Kind;

/// Nodes of a read that may follow a closing.
const AFTER: usize = 8;
/// Nodes of a read that may follow the second telling of one.
const AFTER_AGAIN: usize = 5;
/// Nodes that part two sections of an ending.
const HOLE: usize = 3;
/// Key characters, wide ones twice, of an ending at most.
const ENDING: f32 = 3600.0;
/// How much more a later telling of a section says where that alone moves it.
const FULLER: f32 = 1.1;
/// Key characters, wide ones twice, of new matter that parts an earlier closing from its second telling.
const NEW: f32 = 50.0;

/// The node at which each passage has to be told, where that is not left to the order.
pub fn closings(reads: &Reads, passages: &Passages, chains: &[Chain]) -> Vec<Option<usize>> {
    let nodes = &reads.nodes;
    let mut home = vec![None; passages.tellings.len()];
    // New matter up to each node: what no earlier node tells.
    let mut fresh = Vec::with_capacity(nodes.len() + 1);
    fresh.push(0.0);
    for (n, node) in nodes.iter().enumerate() {
        let new = passages.tellings[passages.of[n]].first() == Some(&n);
        let last: f32 = fresh[n];
        fresh.push(last + if new { node.info() } else { 0.0 });
    }
    let pinned = answered(reads, passages);
    let sums = super::said_before(nodes);
    let says = |nodes: Range<usize>| (sums[nodes.end] - sums[nodes.start]) as f32;
    for chain in chains {
        let prose = || chain.iter().filter(|p| nodes[p.later].kind.is_prose());
        let (Some(v0), Some(v1)) = (prose().map(|p| p.later).min(), prose().map(|p| p.later).max()) else {
            continue;
        };
        let later = &reads.reads[nodes[v1].read];
        let begin = chain.iter().map(|p| p.later).min().unwrap_or(v0);
        // Another attempt at the same text is no second ending: only where it was told first counts.
        let first = |n: usize| passages.tellings[passages.of[n]].first().copied().unwrap_or(n);
        let mut firsts: Vec<usize> = chain.iter().map(|p| first(p.later)).filter(|&n| n < begin).collect();
        firsts.sort_unstable();
        let said: f32 = firsts.iter().map(|&n| nodes[n].info()).sum();
        let inside = fresh[v1 + 1] - fresh[v0];
        let closes = v1 + 1 + AFTER_AGAIN > later.nodes.end;
        if !closes && inside < 0.3 * said || begin == later.nodes.start {
            continue;
        }
        for endings in firsts.chunk_by(|a, b| nodes[*a].read == nodes[*b].read) {
            let (u0, u1) = (endings[0], endings[endings.len() - 1]);
            let read = &reads.reads[nodes[u0].read];
            // A second ending follows the new matter; what stands after what it stood after before, or is
            // told again from a block's beginning, is a restart.
            let (whole, ending) = (says(read.nodes.clone()), says(u0..u1 + 1));
            let restart =
                first(begin - 1) < read.nodes.end || u0 <= read.nodes.start + 1 && ending > 0.7 * whole;
            let suffix = u1 + 1 + AFTER >= read.nodes.end && v0 >= read.nodes.end;
            if restart || !suffix || fresh[v0] - fresh[read.nodes.end] < NEW {
                continue;
            }
            // What was told right behind it follows it again: it was told anew, not put off.
            let again = chain.iter().filter(|p| first(p.later) == u1).map(|p| p.later + 1).max();
            let same = |v: usize| {
                (v..v + HOLE).all(|m| m < later.nodes.end && first(m) == first(v) + m - v)
                    && (u1 + 1..read.nodes.end + HOLE).contains(&first(v))
            };
            if again.is_some_and(same) {
                continue;
            }
            // Sections before the last one of an ending go along only where they are told more fully.
            for section in endings.chunk_by(|a, b| *b <= *a + HOLE) {
                let (from, to) = (section[0], section[section.len() - 1]);
                // An ending is a section at most: where more is told again, from its last heading on.
                let from = match (from + 1..=to).rev().find(|&n| nodes[n].kind == Kind::Heading) {
                    Some(heading) if says(from..to + 1) > ENDING => heading,
                    None if says(from..to + 1) > ENDING => continue,
                    _ => from,
                };
                let span = from..=to;
                let pairs = || chain.iter().filter(|p| span.contains(&first(p.later)));
                let (from, to) = (pairs().map(|p| p.later).min(), pairs().map(|p| p.later).max());
                let (Some(from), Some(to)) = (from, to) else { continue };
                let (told, again) = (says(*span.start()..*span.end() + 1), says(from..to + 1));
                if *span.end() == u1 || again >= FULLER * told {
                    for pair in pairs().filter(|p| !pinned[passages.of[p.later]]) {
                        home[passages.of[pair.later]] = Some(pair.later);
                    }
                }
            }
        }
    }
    home
}

/// Passages that end one read and begin the next: the next answers them, so they stay where they are.
fn answered(reads: &Reads, passages: &Passages) -> Vec<bool> {
    let mut out = vec![false; passages.tellings.len()];
    for pair in reads.reads.windows(2) {
        let (Some(last), first) = (pair[0].nodes.clone().next_back(), pair[1].nodes.start) else { continue };
        if first < pair[1].nodes.end && passages.of[last] == passages.of[first] {
            out[passages.of[last]] = true;
        }
    }
    out
}
