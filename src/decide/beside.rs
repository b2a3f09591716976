/*!
Remnants that say nothing new.

A sentence that is left of a dropped telling ([`super::remnants`]) may be the other telling's in other words, in
another order, or in two sentences; or only its first words. Beside that telling it says the same twice, so
the two are one passage. What is like it elsewhere is no reason to drop it: people come back to a thought.
Cost: a fixed number of sentences looked at for each remnant.
*/

use super::classes::Passages;
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
/// No place.
const NONE: usize = usize::MAX;

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
    let mut place = vec![NONE; passages.tellings.len()];
    if !remnants.is_empty() {
        order.iter().enumerate().for_each(|(i, &node)| place[passages.of[node]] = i);
    }
    let mut out = Vec::new();
    for &n in remnants {
        let key = letters.key(n).to_vec();
        let gram = GRAM[usize::from(!nodes[n].is_wide())];
        let own = grams(&key, gram);
        if key.len() < LEAST || own.is_empty() {
            continue;
        }
        let read = &reads.reads[nodes[n].read];
        let left = if n > read.nodes.start { Some(n - 1) } else { read.left };
        let right = (n + 1 < read.nodes.end).then_some(n + 1);
        let mut best = (SAID, n);
        for at in [Some(n), left, right].into_iter().flatten().map(|m| place[passages.of[m]]) {
            if at == NONE {
                continue;
            }
            let mut before: Option<(usize, f32, Vec<&[char]>)> = None;
            for &m in &order[at.saturating_sub(BESIDE)..order.len().min(at + BESIDE + 1)] {
                if passages.of[m] == passages.of[n] {
                    continue;
                }
                if nodes[m].kind != nodes[n].kind || nodes[m].key.len > MOST || !letters.agree(n, m) {
                    before = None;
                    continue;
                }
                let other = letters.key(m).to_vec();
                let other = grams(&other, gram);
                let (share, rest) = shared(&own, &other);
                if share > best.0 {
                    best = (share, m);
                }
                // Two sentences may say it together.
                if let Some((p, alone, missed)) = &before {
                    let both = 1.0 - (1.0 - alone) * (1.0 - shared(missed, &other).0);
                    let more = share.max(*alone);
                    if both >= TOGETHER && more >= HALF && best.0 <= SAID {
                        best = (SAID.max(more), if share > *alone { m } else { *p });
                    }
                }
                before = Some((m, share, rest));
            }
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

/// Share of `few` that is in `many`, both sorted, and what of it is not.
fn shared<'k>(few: &[&'k [char]], many: &[&[char]]) -> (f32, Vec<&'k [char]>) {
    let missed: Vec<&[char]> = few.iter().filter(|gram| many.binary_search(gram).is_err()).copied().collect();
    (1.0 - missed.len() as f32 / few.len().max(1) as f32, missed)
}
