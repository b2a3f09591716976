/*!
Seeds: nodes of equal key, and the runs that neighbouring seeds on one diagonal grow into.

A node that no earlier node equals is looked for by pieces of its key, so a reworded telling seeds too.
Work is bounded by counts: occurrences of a key, runs that go on side by side, nodes that share pieces.
*/

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::index::Occurrences;
use super::letters::Letters;
use super::reads::Node;
use crate::segment::Kind;

/// A maximal row of equal nodes on one diagonal.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// The first node of its earlier side.
    pub u: usize,
    /// The first node of its later side.
    pub v: usize,
    /// Nodes on either side.
    pub len: usize,
    /// How much it says.
    pub weight: f32,
}

/// Runs that go on side by side.
const OPEN: usize = 48;
/// Key characters of one node that count for a chain at most.
const NODE_WEIGHT: f32 = 80.0;

/// Grows seeds into runs, sorted by the later side.
pub fn runs(nodes: &[Node], letters: &mut Letters<'_>) -> Vec<Run> {
    let keys = Occurrences::new(nodes.iter().map(|n| n.key.hash));
    let is_new = |v: usize| keys.before(v).next().is_none();
    // No other read stands before the first one.
    let first = nodes.iter().take_while(|n| n.read == nodes[0].read).count();
    let mut grams = Grams::for_nodes((0..nodes.len()).filter(|&v| is_new(v)).map(|v| &nodes[v]));
    let mut runs: Vec<Run> = Vec::new();
    // Earlier nodes that the node before was paired with, each with its run.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut next: Vec<(usize, usize)> = Vec::new();
    let mut sample = Vec::new();
    for (v, node) in nodes.iter().enumerate() {
        let weight = weight(node);
        let own = |u: usize, v: usize| nodes[u].read == nodes[v].read;
        // A run goes on past the cap of look-ups.
        for &(u, id) in &open {
            let run = &mut runs[id];
            if u + 1 < run.v
                && nodes[u + 1].key.hash == node.key.hash
                && own(run.v, v)
                && own(run.u, run.v) == own(u + 1, v)
            {
                run.len += 1;
                run.weight += weight;
                next.push((u + 1, id));
            }
        }
        let heading = |n: usize| nodes[n].kind == Kind::Heading;
        for u in keys.before(v) {
            // A text may begin with the words of its heading.
            if heading(u) != heading(v) && nodes[u].read == nodes[v].read {
                continue;
            }
            if next.len() < OPEN && !next.iter().any(|n| n.0 == u) {
                next.push((u, runs.len()));
                runs.push(Run { u, v, len: 1, weight });
            }
        }
        let (found, new) = (!next.is_empty() || v < first, is_new(v));
        if !found || new {
            Grams::sample(v, nodes, letters, &mut sample);
        }
        if !found && let Some((u, similarity)) = grams.find(v, &sample, nodes, letters) {
            runs.push(Run { u, v, len: 1, weight: weight * similarity });
        }
        if new {
            grams.add(v, &sample);
        }
        std::mem::swap(&mut open, &mut next);
        next.clear();
    }
    runs.sort_by_key(|r| (nodes[r.v].read, r.v, r.u));
    runs
}

/// How much a node counts for a chain.
pub fn weight(node: &Node) -> f32 {
    let len = node.key.len as f32;
    match node.kind {
        Kind::Heading | Kind::Row | Kind::Verbatim => (len * 0.5).clamp(1.0, 20.0),
        _ => len.clamp(1.0, NODE_WEIGHT),
    }
}

/// Pieces of keys, for finding the reworded telling of a node that no node equals: a sample of each key's
/// character n-grams, every fourth by its hash (Manber 1994).
#[derive(Default)]
struct Grams {
    latest: HashMap<u64, [u32; 2], RandomState>,
    /// Nodes that share pieces with the one looked for, and how many: kept for its memory alone.
    votes: Vec<(u32, u32)>,
}

/// Key characters that a node must have to be looked for by pieces.
const GRAMMED: u32 = 12;
/// Least likeness of a node found by pieces alone, in scripts with many characters and with few.
const ALIKE: (f32, f32) = (0.72, 0.85);

impl Grams {
    /// With room for the pieces of `nodes`.
    fn for_nodes<'n>(nodes: impl Iterator<Item = &'n Node>) -> Self {
        let chars: usize = nodes.filter(|node| node.kind.is_prose()).map(|node| node.key.len as usize).sum();
        let latest = HashMap::with_capacity_and_hasher(chars / 4, RandomState::default());
        Self { latest, votes: Vec::new() }
    }

    /// The sample of node `n`'s key, by a rolling hash (Karp and Rabin 1987); nothing for a node that is
    /// too short to be looked for.
    fn sample(n: usize, nodes: &[Node], letters: &mut Letters<'_>, out: &mut Vec<u64>) {
        const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
        out.clear();
        if nodes[n].key.len < GRAMMED || !nodes[n].kind.is_prose() {
            return;
        }
        let k = if nodes[n].is_wide() { 5 } else { 9 };
        let key = letters.key(n);
        let top = (1..k).fold(1_u64, |p, _| p.wrapping_mul(BASE));
        let code = |c: char| u64::from(c as u32);
        let take = |rolling: u64, c: char| rolling.wrapping_mul(BASE).wrapping_add(code(c));
        let (begin, rest) = key.split_at(key.len().min(k - 1));
        let mut rolling = begin.iter().fold(0, |rolling, &c| take(rolling, c));
        // What each step lets go of: nothing at first.
        let gone = std::iter::once(0).chain(key.iter().map(|&c| top.wrapping_mul(code(c))));
        for (&c, gone) in rest.iter().zip(gone) {
            rolling = take(rolling.wrapping_sub(gone), c);
            let hash = (rolling ^ (rolling >> 32)).wrapping_mul(BASE);
            if hash >> 62 == 0 {
                out.push(hash);
            }
        }
    }

    fn add(&mut self, n: usize, sample: &[u64]) {
        for &g in sample {
            let slot = self.latest.entry(g).or_insert([u32::MAX; 2]);
            *slot = [n as u32, slot[0]];
        }
    }

    /// The earlier node of another read that is most like `v`.
    fn find(
        &mut self,
        v: usize,
        sample: &[u64],
        nodes: &[Node],
        letters: &mut Letters<'_>,
    ) -> Option<(usize, f32)> {
        let votes = &mut self.votes;
        votes.clear();
        for g in sample {
            for &u in self.latest.get(g).into_iter().flatten().filter(|&&u| u != u32::MAX) {
                if let Some(x) = votes.iter_mut().find(|x| x.0 == u) {
                    x.1 += 1;
                } else if votes.len() < 64 {
                    votes.push((u, 1));
                }
            }
        }
        votes.sort_by_key(|&(u, n)| (u32::MAX - n, u));
        let least = if nodes[v].is_wide() { ALIKE.0 } else { ALIKE.1 };
        votes
            .iter()
            .map(|&(u, _)| u as usize)
            .filter(|&u| nodes[u].read != nodes[v].read)
            .take(3)
            .map(|u| (u, letters.similarity(u, v, least, false)))
            .filter(|&(_, s)| s > 0.0)
            .max_by(|a, b| a.1.total_cmp(&b.1))
    }
}
