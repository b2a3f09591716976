/*!
Remnants that say nothing new.

A sentence that is left of a dropped telling ([`super::place`]) may be the other telling's in other words, in
another order, or in two sentences; or only its first words. Beside that telling it says the same twice, so
the two are one passage. What is like it elsewhere is no reason to drop it: people come back to a thought.
Cost: a fixed number of sentences looked at for each remnant.
*/

use super::classes::{NONE, Passages};
use super::{Confidence, Link};
use crate::align::{Letters, Pair, Reads};

/// Places on either side at which a remnant may be said.
const BESIDE: usize = 3;
/// Characters that are looked for together: in a script of many characters, and in one of few.
const GRAM: [usize; 2] = [2, 5];
/// Share of a remnant's grams that the sentence which says it has at least.
const SAID: f32 = 0.75;
/// The same of two sentences together, and of the one of them that says more of it.
const TOGETHER: f32 = 0.85;
const HALF: f32 = 0.5;
/// Key characters of a remnant that is not said by chance.
const LEAST: usize = 5;
/// Key characters of a sentence that is looked at.
const MOST: u32 = 600;
/// Tellings of a passage of which the fullest is looked at.
const TELLINGS: usize = 8;

/// What of `remnants`, nodes of `order`, a sentence says that stands beside it or beside its neighbours: the
/// dropped telling said it in other words, in another order, or only began to.
pub fn told_beside(
    reads: &Reads,
    passages: &Passages,
    order: &[usize],
    remnants: &[usize],
    letters: &mut Letters<'_>,
) -> Vec<Link> {
    let nodes = &reads.nodes;
    let place = passages.places(if remnants.is_empty() { &[] } else { order });
    // Of a passage's tellings the fullest is the one that stays, where nothing else speaks for another.
    let fullest = |n: usize| {
        let tellings = passages.tellings[passages.of[n]].iter().take(TELLINGS);
        tellings
            .copied()
            .filter(|&m| nodes[m].complete)
            .max_by_key(|&m| (nodes[m].key.len, m == n))
            .unwrap_or(n)
    };
    let mut out = Vec::new();
    for &n in remnants {
        let key = letters.key(n).to_vec();
        let gram = GRAM[usize::from(!nodes[n].is_wide())];
        let own = grams(&key, gram);
        if key.len() < LEAST || own.is_empty() {
            continue;
        }
        let share = |said: &[bool]| said.iter().filter(|&&s| s).count() as f32 / own.len() as f32;
        let read = &reads.reads[nodes[n].read];
        let left = if n > read.nodes.start { Some(n - 1) } else { read.left };
        let right = (n + 1 < read.nodes.end).then_some(n + 1);
        let near = [Some(n), left, right].into_iter().flatten().map(|m| place[passages.of[m]]);
        let near = near.filter(|&at| at != NONE);
        let mut places: Vec<usize> =
            near.flat_map(|at| at.saturating_sub(BESIDE)..order.len().min(at + BESIDE + 1)).collect();
        places.sort_unstable();
        places.dedup();
        let mut best = (SAID, n);
        // The sentence before, and what of the remnant it says.
        let mut before: Option<(usize, Vec<bool>)> = None;
        for at in places {
            let m = fullest(order[at]);
            let last = before.take().filter(|(p, _)| p + 1 == at);
            let kind = nodes[m].kind == nodes[n].kind || nodes[m].kind.is_prose() && nodes[n].kind.is_prose();
            if passages.of[m] == passages.of[n] || !kind || nodes[m].key.len > MOST {
                continue;
            }
            let mut said = vec![false; own.len()];
            for window in letters.key(m).windows(gram) {
                if let Ok(i) = own.binary_search(&window) {
                    said[i] = true;
                }
            }
            let alone = share(&said);
            if alone > best.0 && letters.agree(n, m) {
                best = (alone, m);
            }
            // Two sentences may say it together.
            if let Some((p, other)) = last {
                let both: Vec<bool> = said.iter().zip(&other).map(|(a, b)| *a || *b).collect();
                let (more, by) =
                    if share(&other) > alone { (share(&other), fullest(order[p])) } else { (alone, m) };
                if best.0 <= SAID && more >= HALF && share(&both) >= TOGETHER && letters.agree(n, by) {
                    best = (SAID.max(more), by);
                }
            }
            before = Some((at, said));
        }
        let (_, m) = best;
        if m != n {
            let pair = Pair { earlier: n.min(m), later: n.max(m), similarity: letters.likeness(n, m, 0.0) };
            out.push(Link { pair, confidence: Confidence::Likely });
        }
    }
    out
}

/// The runs of `gram` characters of a key, each once, sorted.
fn grams(key: &[char], gram: usize) -> Vec<&[char]> {
    let mut out: Vec<&[char]> = key.windows(gram).collect();
    out.sort_unstable();
    out.dedup();
    out
}
