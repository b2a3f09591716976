/*!
Sentences that would go alone.

A repeat goes as part of a retelling. Where a sentence goes for another one far away while both its neighbours
stay, side by side, nothing round it is told again: what is no more than like the other has its own thing to
say there, a question is put again for the answer that follows it, and what one block says at two places was
meant to stand at both. They stay where they are.
*/

use super::classes::{NONE, Passages};
use super::{Confidence, Link};
use crate::align::{Letters, Pair, Reads};
use crate::segment::Kind;

/// Places from a sentence to the one that says it at least, when that is far.
const FAR: usize = 5;
/// Tellings of a sentence that are looked at.
const TELLINGS: usize = 24;
/// Likeness of sentences that say the same wherever they stand.
const SAME: f32 = 0.9;

/// A node that tells what is needed where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Alone {
    /// The one that is needed.
    pub node: usize,
    /// That one and the other.
    pub link: Link,
}

/// The nodes that are not among `kept`, nodes in the article's order, and are needed where they stand, with those
/// that tell the same in the same place.
pub fn needed_alone(
    text: &str,
    reads: &Reads,
    passages: &Passages,
    kept: &[usize],
    letters: &mut Letters<'_>,
) -> Vec<Alone> {
    let nodes = &reads.nodes;
    let place = passages.places(kept);
    let of = &passages.of;
    let mut out = Vec::new();
    for (i, pair) in kept.windows(2).enumerate() {
        let [before, after] = [pair[0], pair[1]];
        // What a read tells between the two, right behind the one or right before the other.
        let between = |n: usize| {
            let read = &reads.reads[nodes[n].read].nodes;
            // At a block's end what follows is the next block's beginning.
            let behind = if n + 1 < read.end { of[n + 1] == of[after] } else { n + 1 == after };
            n > read.start && of[n - 1] == of[before] && behind
        };
        let ways = [before + 1, after.wrapping_sub(1)];
        let Some(n) = ways.into_iter().find(|&n| n < nodes.len() && between(n)) else { continue };
        let node = &nodes[n];
        let far = place[of[n]];
        let sentence = node.kind == Kind::Sentence && node.complete && !node.is_joined();
        if !sentence || far == NONE || far.abs_diff(i) < FAR {
            continue;
        }
        let asks =
            node.span().of(text).trim_end_matches(['」', '』', '"', '”', '*', '_']).ends_with(['？', '?']);
        let last = n + 1 == reads.reads[node.read].nodes.end;
        let same = last || letters.likeness(n, kept[far], 0.0) >= SAME;
        if !asks && same && !is_said_twice(reads, passages, n) {
            continue;
        }
        // Other blocks that tell it in the same place tell the same.
        let there = |m: usize| {
            let told = |at: usize, by: usize| {
                let beside = nodes.get(at).filter(|other| other.read == nodes[m].read);
                beside.is_none_or(|_| of[at] == of[by])
            };
            nodes[m].complete && told(m.wrapping_sub(1), before) && told(m + 1, after)
        };
        for &m in passages.tellings[of[n]].iter().take(TELLINGS).filter(|&&m| there(m)) {
            let pair = Pair { earlier: n.min(m), later: n.max(m), similarity: letters.likeness(n, m, 0.0) };
            out.push(Alone { node: n, link: Link { pair, confidence: Confidence::Likely } });
        }
    }
    out
}

/// Whether some read tells the passage of `n` at two places, with other things between.
fn is_said_twice(reads: &Reads, passages: &Passages, n: usize) -> bool {
    let tellings = &passages.tellings[passages.of[n]];
    tellings
        .windows(2)
        .take(TELLINGS)
        .any(|m| reads.nodes[m[0]].read == reads.nodes[m[1]].read && m[0] + FAR < m[1])
}
