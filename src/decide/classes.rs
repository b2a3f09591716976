/*!
Passages: the nodes that tell one thing, over all reads.

Pairs of the alignment are united (union-find, Tarjan 1975), then what a cut hides is added: a cut node
belongs to the node that says the same and goes on, two continuations of one cut are tellings of one
sentence.
*/

use crate::align::{Chain, Letters, Reads, ratio, same_figures};
use crate::segment::EDGE;

/// Which passage each node tells.
#[derive(Clone, Debug)]
pub struct Passages {
    /// Passage of each node.
    pub of: Vec<usize>,
    /// Nodes of each passage, in source order.
    pub tellings: Vec<Vec<usize>>,
}

/// Reads after a cut that may begin with the cut sentence.
const NEXT: usize = 3;
/// Key characters, wide ones twice, of a cut sentence that the next block begins with again.
const LEAST: f32 = 5.0;
/// Key characters, wide ones twice, of a cut sentence that is known wherever it is told.
const SURE: f32 = 22.0;

struct Union(Vec<usize>);

impl Union {
    fn find(&mut self, mut n: usize) -> usize {
        while self.0[n] != n {
            self.0[n] = self.0[self.0[n]];
            n = self.0[n];
        }
        n
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// Passages of `reads` by the pairs of its alignment.
pub fn passages(reads: &Reads, chains: &[Chain], letters: &mut Letters<'_>) -> Passages {
    let mut union = Union((0..reads.nodes.len()).collect());
    for pair in chains.iter().flatten() {
        union.unite(pair.earlier, pair.later);
    }
    cuts(reads, &mut union, letters);
    let of: Vec<usize> = (0..reads.nodes.len()).map(|n| union.find(n)).collect();
    let mut tellings = vec![Vec::new(); of.len()];
    for (n, &p) in of.iter().enumerate() {
        tellings[p].push(n);
    }
    Passages { of, tellings }
}

/// Puts cut nodes, and joined ones, to the node that tells them whole.
fn cuts(reads: &Reads, union: &mut Union, letters: &mut Letters<'_>) {
    let nodes = &reads.nodes;
    let mut by_head: std::collections::HashMap<u64, Vec<usize>, foldhash::fast::RandomState> =
        Default::default();
    for (n, node) in nodes.iter().enumerate().filter(|(_, n)| n.key.head != 0 && n.kind.is_prose()) {
        let list = by_head.entry(node.key.head).or_default();
        if list.len() < 24 {
            list.push(n);
        }
    }
    let mut followers: std::collections::HashMap<usize, Vec<usize>, foldhash::fast::RandomState> =
        Default::default();
    for n in 0..nodes.len() {
        let root = union.find(n);
        let list = followers.entry(root).or_default();
        if list.len() < 24 {
            list.push(n);
        }
    }
    for read in &reads.reads {
        let Some(last) = read.nodes.clone().next_back() else { continue };
        let first = read.nodes.start;
        let cut = !nodes[last].complete && nodes[last].kind.is_prose()
            || nodes[last].kind == crate::segment::Kind::Heading;
        for (p, left) in [(last, if last > first { Some(last - 1) } else { read.left }), (first, read.left)] {
            if p == last && !cut || p == first && !nodes[first].is_joined() {
                continue;
            }
            // What stands after another telling of the node before it.
            let near = left
                .map(|l| union.find(l))
                .and_then(|root| followers.get(&root))
                .cloned()
                .unwrap_or_default();
            let near = near
                .into_iter()
                .filter_map(|m| (m + 1 < nodes.len() && nodes[m + 1].read == nodes[m].read).then_some(m + 1));
            let far = by_head.get(&nodes[p].key.head).cloned().unwrap_or_default();
            // The next few blocks may begin with the cut sentence, however little of it there is; elsewhere
            // a few words are the same by accident.
            let next = reads.reads[nodes[p].read + 1..].iter().take(NEXT).map(|r| r.nodes.start);
            let next = next.filter(|&q| q < nodes.len() && p == last && nodes[p].info() >= LEAST);
            let sure = nodes[p].info() >= SURE;
            let far = far.into_iter().filter(|_| sure);
            let mut united = false;
            let ways = near.map(|q| (q, true)).chain(next.chain(far).map(|q| (q, false)));
            for (q, near) in ways {
                // Beside the one that tells it whole, every later block that begins with the cut words again
                // completes the same sentence.
                let starts = reads.reads[nodes[q].read].nodes.start == q && q > p;
                if q != p
                    && nodes[q].read != nodes[p].read
                    && (!united || starts)
                    && tells_on(p, q, near, reads, letters)
                {
                    union.unite(p, q);
                    united = true;
                }
            }
        }
    }
    // Two continuations of one cut.
    let mut heads: std::collections::HashMap<usize, usize, foldhash::fast::RandomState> = Default::default();
    for (n, node) in nodes.iter().enumerate().filter(|(_, n)| n.is_joined()) {
        if let Some(&other) = heads.get(&node.start()) {
            union.unite(other, n);
        } else {
            heads.insert(node.start(), n);
        }
    }
}

/// Whether `q` says what the cut or joined node `p` says, as far as that goes. `near`: what stands
/// before both is told by both.
fn tells_on(p: usize, q: usize, near: bool, reads: &Reads, letters: &mut Letters<'_>) -> bool {
    let (a, b) = (&reads.nodes[p], &reads.nodes[q]);
    if a.kind.is_prose() != b.kind.is_prose() {
        return false;
    }
    let agree = letters.agree(p, q);
    let key = letters.key(p).to_vec();
    let whole = letters.key(q);
    if a.is_joined() {
        let n = key.len().min(whole.len());
        let same = key.iter().zip(whole).take_while(|(x, y)| x == y).count();
        return near && (same >= EDGE && same * 2 >= n || n > 8 && ratio(&key, whole) >= 0.6) && agree;
    }
    if whole.len() <= key.len() {
        return false;
    }
    whole.starts_with(&key)
        || near
            && key.len() >= 8
            && ratio(&key, &whole[..key.len()]) >= 0.7
            && same_figures(&key, &whole[..key.len()])
}
