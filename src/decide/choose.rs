/*!
The wording: which telling of each passage stays.

Given the order, the tellings are chosen together, by the cheapest path (Viterbi 1967) through one
column of tellings a passage. It costs to change from one read to another, to take a cut telling, one
that says less, or one that was run together; so runs stay long, and wordings do not alternate. Equal
costs go to the earliest telling.
*/

use super::classes::Passages;
use crate::align::Reads;
use crate::segment::Gap;

/// Tellings of one passage that are weighed.
const TELLINGS: usize = 16;

/// What it costs to take a telling with half of an emphasis.
const HALF: f32 = 0.6;

/// The node to keep of each passage of `order`.
pub fn choose(text: &str, reads: &Reads, passages: &Passages, order: &[usize]) -> Vec<usize> {
    // One column after the other in rows of memory: most passages are told once or twice.
    let mut columns: Vec<(&[usize], usize)> = Vec::with_capacity(order.len());
    let mut costs: Vec<f32> = Vec::with_capacity(reads.nodes.len());
    let mut back: Vec<usize> = Vec::with_capacity(reads.nodes.len());
    for &via in order {
        let all = &passages.tellings[passages.of[via]];
        let tellings = &all[..all.len().min(TELLINGS)];
        let begin = costs.len();
        own_costs(text, reads, tellings, &mut costs);
        for (k, &n) in tellings.iter().enumerate() {
            let (mut best, mut from) = (0.0, 0);
            if let Some(&(before, at)) = columns.last() {
                best = f32::INFINITY;
                for (j, &p) in before.iter().enumerate() {
                    let c = costs[at + j] + step(reads, p, n);
                    if c < best {
                        (best, from) = (c, j);
                    }
                }
            }
            costs[begin + k] += best;
            back.push(from);
        }
        columns.push((tellings, begin));
    }
    let mut out = Vec::with_capacity(order.len());
    let last = columns.last().map_or(&[][..], |&(_, begin)| &costs[begin..]);
    let mut at = (0..last.len()).min_by(|&a, &b| last[a].total_cmp(&last[b])).unwrap_or(0);
    for (tellings, begin) in columns.iter().rev() {
        out.push(tellings[at]);
        at = back[begin + at];
    }
    out.reverse();
    out
}

/// Appends what it costs to take each of a passage's tellings.
fn own_costs(text: &str, reads: &Reads, tellings: &[usize], out: &mut Vec<f32>) {
    let nodes = &reads.nodes;
    let any_complete = tellings.iter().any(|&n| nodes[n].complete);
    let longest = tellings
        .iter()
        .filter(|&&n| nodes[n].complete || !any_complete)
        .map(|&n| nodes[n].key.len)
        .max()
        .unwrap_or(0);
    let broken =
        tellings.iter().any(|&n| nodes[n].gap >= Gap::Newline && n > reads.reads[nodes[n].read].nodes.start);
    // Where no telling has a stop, the one that other text of its block follows is whole, and so may be the
    // one that ends the post.
    let at_cut = |n: usize| n + 1 == reads.reads[nodes[n].read].nodes.end;
    let goes_on = |n: usize| !at_cut(n) || n + 1 == nodes.len();
    let whole = tellings.iter().filter(|&&n| goes_on(n)).map(|&n| nodes[n].key.len).max();
    let bytes = |n: usize| nodes[n].slices.iter().map(|s| s.1.len()).sum::<usize>();
    out.extend(tellings.iter().enumerate().map(|(k, &n)| {
        let node = &nodes[n];
        let mut cost = k as f32 * 0.001;
        let short = at_cut(n) && whole.is_some_and(|len| len > node.key.len);
        if !node.complete && (any_complete || short) {
            cost += 1000.0;
        }
        cost += (0.03 * longest.saturating_sub(node.key.len) as f32).min(2.0);
        if broken && node.gap < Gap::Newline {
            cost += 1.5;
        }
        if node.is_joined() {
            cost += 0.2;
        }
        // Emphasis that does not close was opened for more than the sentence, or closed by nobody.
        let strong = |words: &str| if words.contains('*') { words.matches("**").count() } else { 0 };
        if tellings.len() > 1 && node.slices.iter().map(|s| strong(s.1.of(text))).sum::<usize>() % 2 == 1 {
            cost += HALF;
        }
        // Equal but for signs, and right before a cut: the cut may have taken the stop, or half a sign.
        if at_cut(n) && tellings.iter().any(|&m| nodes[m].key.hash == node.key.hash && bytes(m) > bytes(n)) {
            cost += 0.1;
        }
        cost
    }));
}

/// What it costs to go from one kept node to the next.
fn step(reads: &Reads, p: usize, n: usize) -> f32 {
    let nodes = &reads.nodes;
    let read = &reads.reads[nodes[n].read];
    if n == p + 1 && nodes[p].read == nodes[n].read || n == read.nodes.start && read.left == Some(p) {
        0.0
    } else if nodes[p].read == nodes[n].read {
        if n > p { 0.9 } else { 1.8 }
    } else {
        1.5
    }
}
