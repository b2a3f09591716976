/*!
Where the reads tell the same: pairs of nodes, in chains.

The way read mappers align genomes. Seeds are nodes of equal key; neighbouring seeds on one diagonal
grow into runs; runs that stand in the same order on both sides, with small gaps, are put in line by
dynamic programming over the last few runs before each (colinear chaining: minimap2, Li 2018); the gaps
of a chain, and a few nodes beyond its ends, are then compared by their letters, so a reworded sentence
between two that match is found where it must be. A chain counts as a retelling by how much it says and
where it stands: two sentences and more, a long one, or what stands right at a read's border; a short
sentence that recurs alone is no retelling.

Work is bounded by counts: occurrences of a key, runs looked back at, nodes of a gap.
*/

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::index::Occurrences;
use super::reads::{Node, Reads};
use super::similar::{Sketch, lcs};
use crate::segment::{Kind, key_chars};

/// Two nodes that tell the same.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The earlier node.
    pub earlier: usize,
    /// The later one.
    pub later: usize,
    /// How alike their keys are, 0 to 1.
    pub similarity: f32,
}

/// A maximal row of equal nodes on one diagonal.
#[derive(Clone, Copy, Debug)]
struct Run {
    u: usize,
    v: usize,
    len: usize,
    weight: f32,
}

/// Runs that go on side by side.
const OPEN: usize = 48;
/// Runs before a run that chaining looks back at.
const LOOK_BACK: usize = 48;
/// Nodes that a chain may skip on either side.
const GAP: usize = 40;
/// Nodes of a gap on either side whose letters are compared.
const FILL: usize = 24;
/// Nodes beyond a chain's end whose letters are compared.
const BEYOND: usize = 6;
/// Key characters of one node that count for a chain at most.
const NODE_WEIGHT: f32 = 80.0;

/// Keys of nodes as characters, made when they are first asked for.
pub struct Letters<'t> {
    text: &'t str,
    nodes: &'t [Node],
    made: HashMap<usize, (Vec<char>, Sketch), RandomState>,
}

impl<'t> Letters<'t> {
    /// Of `nodes` of `text`.
    pub fn new(text: &'t str, nodes: &'t [Node]) -> Self {
        Self { text, nodes, made: HashMap::default() }
    }

    fn make(&mut self, n: usize) {
        let (text, nodes) = (self.text, self.nodes);
        self.made.entry(n).or_insert_with(|| {
            let mut key = Vec::new();
            for (_, slice) in &nodes[n].slices {
                key.extend(key_chars(slice.of(text)));
            }
            let sketch = Sketch::new(&key);
            (key, sketch)
        });
    }

    /// The key of node `n`.
    pub fn key(&mut self, n: usize) -> &[char] {
        self.make(n);
        &self.made[&n].0
    }

    /// How alike two nodes are; 0 when they are surely less alike than `least`.
    pub fn similarity(&mut self, a: usize, b: usize, least: f32) -> f32 {
        if self.nodes[a].key.hash == self.nodes[b].key.hash {
            return 1.0;
        }
        self.make(a);
        self.make(b);
        let ((x, sx), (y, sy)) = (&self.made[&a], &self.made[&b]);
        let (short, long) = (x.len().min(y.len()), x.len().max(y.len()));
        if 2.0 * short as f32 / (short + long).max(1) as f32 + 0.001 < least || sx.shared(sy) < least * 0.62 {
            return 0.0;
        }
        let common = lcs(x, y);
        let ratio = 2.0 * common as f32 / (x.len() + y.len()).max(1) as f32;
        if ratio >= least && same_figures(x, y) { ratio } else { 0.0 }
    }
}

/// Whether two keys name the same numbers: what differs in a figure is another row, step or version.
fn same_figures(a: &[char], b: &[char]) -> bool {
    let figures = |key: &[char]| {
        let mut out: Vec<String> = key
            .split(|c| !(c.is_ascii_digit() || *c == '.'))
            .filter(|w| !w.is_empty())
            .map(|w| w.iter().collect())
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    };
    let (x, y) = (figures(a), figures(b));
    x.iter().all(|f| y.contains(f)) || y.iter().all(|f| x.contains(f))
}

/// Pairs that stand in the same order on both sides, by the later node.
pub type Chain = Vec<Pair>;

/// All chains of pairs of nodes that tell the same, and the pairs that may but that no chain holds.
pub fn repeats(reads: &Reads, letters: &mut Letters<'_>) -> (Vec<Chain>, Vec<Pair>) {
    let nodes = &reads.nodes;
    let runs = runs(nodes, letters);
    let mut taken = vec![false; nodes.len()];
    let mut out = Vec::new();
    let mut doubtful = Vec::new();
    let mut from = 0;
    for (r, read) in reads.reads.iter().enumerate() {
        let to = from + runs[from..].iter().take_while(|run| nodes[run.v].read == r).count();
        for chain in chains(&runs[from..to], nodes) {
            let pairs = fill(&chain, nodes, letters, &taken);
            if counts(&pairs, nodes, reads, read.nodes.clone()) {
                for pair in &pairs {
                    taken[pair.later] = true;
                }
                out.push(pairs);
            } else {
                doubtful.extend(pairs.into_iter().filter(|p| is_doubtful(p, nodes)));
            }
        }
        from = to;
    }
    doubtful.retain(|p| !taken[p.later]);
    (out, doubtful)
}

/// Whether a pair that no retelling holds is worth a person's look: a sentence of some length that another
/// nearly equals.
fn is_doubtful(pair: &Pair, nodes: &[Node]) -> bool {
    let node = &nodes[pair.later];
    node.kind == Kind::Sentence && pair.similarity >= 0.8 && node.info() >= 40.0
}

/// Whether pairs that stand in one chain are a retelling, by where in the read they stand and how much
/// prose they say again. People repeat a sentence, a heading, a row, a line of code; they do not begin
/// anew with what they said last, nor say two long sentences twice.
fn counts(pairs: &[Pair], nodes: &[Node], reads: &Reads, read: std::ops::Range<usize>) -> bool {
    let (mut prose, mut said, mut other) = (0, 0.0, 0.0);
    for pair in pairs {
        let node = &nodes[pair.later];
        if node.kind.is_prose() {
            prose += 1;
            said += pair.similarity * node.info();
        } else {
            other += node.info().min(30.0);
        }
    }
    // Within one read a sentence or two may be said twice for a reason; more is a retelling.
    if pairs.iter().all(|p| nodes[p.earlier].read == nodes[p.later].read) {
        let exact = pairs.iter().filter(|p| p.similarity > 0.95 && nodes[p.later].kind.is_prose()).count();
        return exact > 1 && said >= 80.0;
    }
    let first = pairs.iter().map(|p| p.later).min().unwrap_or(0);
    let last = pairs.iter().map(|p| p.later).max().unwrap_or(0);
    let exact: f32 = pairs
        .iter()
        .filter(|p| p.similarity > 0.95 && nodes[p.later].kind.is_prose())
        .map(|p| nodes[p.later].info())
        .sum();
    if first <= read.start + 1 {
        // A restart goes on to where the read before ended.
        let reached = pairs.iter().map(|p| p.earlier).max().unwrap_or(0);
        let end = reads.reads[nodes[reached].read].nodes.end;
        let reaches = reached + 1 >= end || reached + 2 == end && !nodes[reached + 1].complete;
        let alike = exact > 0.0 || prose > 1 || pairs[0].similarity > 0.85;
        return said >= 24.0 && alike || reaches && said + other >= 2.0;
    }
    let narrow = pairs.iter().any(|p| !nodes[p.later].is_wide());
    let ends = last + 2 >= read.end;
    // Away from a read's borders a sentence or two that are like others far away stand where they belong:
    // what follows them leans on them.
    match prose {
        0 => false,
        _ if narrow && exact == 0.0 => false,
        1 => exact >= if ends { 60.0 } else { 90.0 },
        2 => {
            (exact >= 24.0 || said >= 180.0 && pairs.iter().all(|p| p.similarity >= 0.75))
                && said >= if ends { 50.0 } else { 100.0 }
        }
        _ => said >= if ends { 50.0 } else { 110.0 },
    }
}

/// Grows seeds into runs, sorted by the later side.
fn runs(nodes: &[Node], letters: &mut Letters<'_>) -> Vec<Run> {
    let mut grams = Grams::default();
    let keys = Occurrences::new(nodes.iter().map(|n| n.key.hash));
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
        for u in keys.before(v) {
            if next.len() < OPEN && !next.iter().any(|n| n.0 == u) {
                next.push((u, runs.len()));
                runs.push(Run { u, v, len: 1, weight });
            }
        }
        let new = keys.before(v).next().is_none();
        if new || next.is_empty() {
            Grams::sample(v, nodes, letters, &mut sample);
        }
        if next.is_empty()
            && let Some((u, similarity)) = grams.find(v, &sample, nodes, letters)
        {
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

fn weight(node: &Node) -> f32 {
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
}

/// Key characters that a node must have to be looked for by pieces.
const GRAMMED: u32 = 12;
/// Least likeness of a node found by pieces alone, in scripts with many characters and with few.
const ALIKE: (f32, f32) = (0.72, 0.85);

impl Grams {
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
        let mut rolling = 0_u64;
        for (i, &c) in key.iter().enumerate() {
            if i >= k {
                rolling = rolling.wrapping_sub(top.wrapping_mul(u64::from(key[i - k] as u32)));
            }
            rolling = rolling.wrapping_mul(BASE).wrapping_add(u64::from(c as u32));
            let hash = (rolling ^ (rolling >> 32)).wrapping_mul(BASE);
            if i + 1 >= k && hash >> 62 == 0 {
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
        &self,
        v: usize,
        sample: &[u64],
        nodes: &[Node],
        letters: &mut Letters<'_>,
    ) -> Option<(usize, f32)> {
        let mut votes: Vec<(u32, u32)> = Vec::new();
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
            .map(|u| (u, letters.similarity(u, v, least)))
            .filter(|&(_, s)| s > 0.0)
            .max_by(|a, b| a.1.total_cmp(&b.1))
    }
}

/// Chains of one read's runs, heaviest first, no later node in two of them.
fn chains(runs: &[Run], nodes: &[Node]) -> Vec<Vec<Run>> {
    let mut score: Vec<f32> = Vec::with_capacity(runs.len());
    let mut link: Vec<Option<usize>> = Vec::with_capacity(runs.len());
    for (i, run) in runs.iter().enumerate() {
        let (mut best, mut from) = (0.0, None);
        for j in (i.saturating_sub(LOOK_BACK)..i).rev() {
            let p = &runs[j];
            let own = |r: &Run| nodes[r.u].read == nodes[r.v].read;
            if p.v + p.len > run.v || p.u + p.len > run.u || own(p) != own(run) {
                continue;
            }
            let (dv, du) = (run.v - p.v - p.len, run.u - p.u - p.len);
            if dv > GAP || du > GAP {
                continue;
            }
            let s = score[j] - 10.0 * dv.abs_diff(du) as f32 - 2.0 * dv.min(du) as f32;
            if s > best {
                (best, from) = (s, Some(j));
            }
        }
        score.push(run.weight + best);
        link.push(from);
    }
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by(|&a, &b| {
        score[b].total_cmp(&score[a]).then(runs[a].v.cmp(&runs[b].v)).then(runs[b].u.cmp(&runs[a].u))
    });
    let mut used = vec![false; runs.len()];
    let (low, high) =
        (runs.iter().map(|r| r.v).min().unwrap_or(0), runs.iter().map(|r| r.v + r.len).max().unwrap_or(0));
    let mut covered = vec![false; high - low];
    let mut out = Vec::new();
    for end in order {
        if used[end] {
            continue;
        }
        let mut chain = Vec::new();
        let mut at = Some(end);
        while let Some(i) = at.filter(|&i| !used[i]) {
            used[i] = true;
            // What a heavier chain has taken of the later side stays with it.
            let run = &runs[i];
            let mut k = 0;
            while k < run.len {
                let free = (k..run.len).take_while(|&x| !covered[run.v + x - low]).count();
                if free > 0 {
                    let w = (k..k + free).map(|x| weight(&nodes[run.v + x])).sum();
                    chain.push(Run { u: run.u + k, v: run.v + k, len: free, weight: w });
                }
                k += free.max(1);
            }
            at = link[i];
        }
        for run in &chain {
            for x in 0..run.len {
                covered[run.v + x - low] = true;
            }
        }
        if !chain.is_empty() {
            chain.sort_by_key(|r| r.v);
            out.push(chain);
        }
    }
    out
}

/// The pairs of a chain: its runs' and those that the letters show in its gaps and beyond its ends.
fn fill(chain: &[Run], nodes: &[Node], letters: &mut Letters<'_>, taken: &[bool]) -> Vec<Pair> {
    let mut out = Vec::new();
    let read = nodes[chain[0].v].read;
    let (first, last) = (&chain[0], &chain[chain.len() - 1]);
    let lo = (1..=BEYOND)
        .take_while(|&k| k <= first.v && nodes[first.v - k].read == read && k <= first.u)
        .last()
        .unwrap_or(0);
    if lo > 0 {
        align(first.u - lo..first.u, first.v - lo..first.v, 0.68, nodes, letters, taken, &mut out);
    }
    for (i, run) in chain.iter().enumerate() {
        if let Some(next) = chain.get(i + 1) {
            for k in 0..run.len {
                let (u, v) = (run.u + k, run.v + k);
                out.push(Pair { earlier: u, later: v, similarity: letters.similarity(u, v, 0.0) });
            }
            let (us, vs) = (run.u + run.len..next.u, run.v + run.len..next.v);
            if !us.is_empty() && !vs.is_empty() && us.len() <= FILL && vs.len() <= FILL {
                let least = if us.len() == 1 && vs.len() == 1 { 0.5 } else { 0.58 };
                align(us, vs, least, nodes, letters, taken, &mut out);
            }
        } else {
            for k in 0..run.len {
                let (u, v) = (run.u + k, run.v + k);
                out.push(Pair { earlier: u, later: v, similarity: letters.similarity(u, v, 0.0) });
            }
        }
    }
    let (u, v) = (last.u + last.len, last.v + last.len);
    let hi = (0..BEYOND)
        .take_while(|&k| v + k < nodes.len() && nodes[v + k].read == read && u + k < first.v)
        .count();
    if hi > 0 {
        align(u..u + hi, v..v + hi, 0.68, nodes, letters, taken, &mut out);
    }
    out
}

/// Pairs of two short rows of nodes: the heaviest that stand in order, each at least `least` alike.
fn align(
    us: std::ops::Range<usize>,
    vs: std::ops::Range<usize>,
    least: f32,
    nodes: &[Node],
    letters: &mut Letters<'_>,
    taken: &[bool],
    out: &mut Vec<Pair>,
) {
    let (n, m) = (us.len(), vs.len());
    let mut sim = vec![0.0_f32; n * m];
    for i in 0..n {
        for j in 0..m {
            let (u, v) = (us.start + i, vs.start + j);
            let (a, b) = (&nodes[u], &nodes[v]);
            if a.kind.is_prose() != b.kind.is_prose()
                || taken[v]
                || a.read == b.read
                || a.key.len < 4
                || b.key.len < 4
            {
                continue;
            }
            // Short sentences are alike by their form alone.
            let short = a.key.len.min(b.key.len) < 14;
            let least = if !a.kind.is_prose() {
                0.9
            } else if short {
                least.max(0.75)
            } else {
                least
            };
            sim[i * m + j] = letters.similarity(u, v, least);
        }
    }
    let mut best = vec![0.0_f32; (n + 1) * (m + 1)];
    let at = |i: usize, j: usize| i * (m + 1) + j;
    let gain = |i: usize, j: usize| sim[i * m + j] * nodes[vs.start + j].key.len.min(80) as f32;
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let skip = best[at(i + 1, j)].max(best[at(i, j + 1)]);
            let take = if sim[i * m + j] > 0.0 { gain(i, j) + best[at(i + 1, j + 1)] } else { 0.0 };
            best[at(i, j)] = skip.max(take);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < n && j < m {
        if sim[i * m + j] > 0.0 && best[at(i, j)] == gain(i, j) + best[at(i + 1, j + 1)] {
            out.push(Pair { earlier: us.start + i, later: vs.start + j, similarity: sim[i * m + j] });
            (i, j) = (i + 1, j + 1);
        } else if best[at(i + 1, j)] >= best[at(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
}
