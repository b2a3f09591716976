/*!
Sentences that would go alone.

A repeat goes as part of a retelling. Where a sentence goes for another one far away while both its neighbours
stay, side by side, nothing round it is told again: what is no more than like the other has its own thing to
say there, and a question is put again for the answer that follows it. Both stay where they are.
*/

use super::classes::Passages;
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
    let mut place = vec![usize::MAX; passages.tellings.len()];
    kept.iter().enumerate().for_each(|(i, &n)| place[passages.of[n]] = i);
    let mut out = Vec::new();
    for (i, pair) in kept.windows(2).enumerate() {
        let [before, after] = [pair[0], pair[1]];
        let n = before + 1;
        // At a block's end what follows is the next block's beginning.
        let read = &reads.reads[nodes[before].read];
        if after != before + 2 || n >= read.nodes.end {
            continue;
        }
        let node = &nodes[n];
        let far = place[passages.of[n]];
        let sentence = node.kind == Kind::Sentence && node.complete && !node.is_joined();
        if !sentence || far == usize::MAX || far.abs_diff(i) < FAR {
            continue;
        }
        let asks =
            node.span().of(text).trim_end_matches(['」', '』', '"', '”', '*', '_']).ends_with(['？', '?']);
        let last = n + 1 == read.nodes.end;
        if !asks && (last || letters.likeness(n, kept[far], 0.0) >= SAME) {
            continue;
        }
        // Other blocks that tell it in the same place tell the same.
        let of = &passages.of;
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
