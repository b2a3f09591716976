/*!
Where the reads tell the same: pairs of nodes, in chains.

The way read mappers align genomes. Seeds grow into runs ([`super::seeds`]); runs that stand in the
same order on both sides, with small gaps, are put in line by dynamic programming over the last few runs
before each (colinear chaining: minimap2, Li 2018); the gaps of a chain, and a few nodes beyond its ends,
are then compared by their letters, so a reworded sentence between two that match is found where it must
be. A chain counts as a retelling by how much it says and where it stands: two sentences and more, a long
one, or what stands right at a read's border; a short sentence that recurs alone is no retelling.

Work is bounded by counts: runs looked back at, nodes of a gap.
*/

use super::letters::Letters;
use super::reads::{Node, Reads};
use super::seeds::{Run, runs, weight};
use crate::segment::Kind;

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

/// Runs before a run that chaining looks back at.
const LOOK_BACK: usize = 48;
/// Nodes that a chain may skip on either side.
const GAP: usize = 40;
/// Nodes of a gap on either side whose letters are compared.
const FILL: usize = 24;
/// Nodes beyond a chain's end whose letters are compared.
const BEYOND: usize = 6;
/// Nodes that part a pair from its neighbours in the chain, on either side, when it is not alone.
const APART: usize = 4;
/// Key characters, wide ones twice, of list items that are told again with nothing beside the list.
const LISTED: f32 = 240.0;
/// Least likeness of nodes beyond a chain's ends.
const OUTSIDE: f32 = 0.68;

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
    // The first telling of what each node tells, and the latest one of what each first node tells.
    let mut first: Vec<usize> = (0..nodes.len()).collect();
    let mut latest = first.clone();
    for (r, read) in reads.reads.iter().enumerate() {
        let known = out.len();
        let to = from + runs[from..].iter().take_while(|run| nodes[run.v].read == r).count();
        for chain in chains(&runs[from..to], nodes) {
            let pairs = fill(&chain, nodes, letters, &taken);
            let mut held = Vec::with_capacity(pairs.len());
            let more = with_taken(&pairs, nodes, &taken);
            if counts(&pairs, nodes, reads, read.nodes.clone())
                || more.as_ref().is_some_and(|more| counts(more, nodes, reads, read.nodes.clone()))
            {
                // One sentence that is like another, far from all else that the chain holds, is judged alone.
                for (i, pair) in pairs.iter().enumerate() {
                    let near = |p: &Pair| {
                        p.later.abs_diff(pair.later) <= APART && p.earlier.abs_diff(pair.earlier) <= APART
                    };
                    let beside = i > 0 && near(&pairs[i - 1])
                        || pairs.get(i + 1).is_some_and(near)
                        || i + 1 == pairs.len() && more.is_some();
                    let equal = pair.similarity > 0.95 && nodes[pair.later].info() >= 60.0;
                    if beside || equal || counts(&pairs[i..=i], nodes, reads, read.nodes.clone()) {
                        taken[pair.later] = true;
                        held.push(*pair);
                    } else if is_doubtful(pair, nodes) {
                        doubtful.push(*pair);
                    }
                }
                if !held.is_empty() {
                    out.push(held);
                }
            } else {
                doubtful.extend(pairs.into_iter().filter(|p| is_doubtful(p, nodes)));
            }
        }
        let mut further = Vec::new();
        for chain in &out[known..] {
            further.extend(go_on(chain, &latest, &first, nodes, letters, &mut taken));
        }
        out.append(&mut further);
        for pair in out[known..].iter().flatten() {
            first[pair.later] = first[pair.earlier];
            latest[first[pair.earlier]] = pair.later;
        }
        from = to;
    }
    // What is the same as another sentence goes where all around it is told elsewhere.
    for pair in &doubtful {
        let v = pair.later;
        let read = &reads.reads[nodes[v].read].nodes;
        let told = |n: usize| !read.contains(&n) || taken[n];
        if pair.similarity > 0.95 && !taken[v] && read.len() > 2 && told(v.wrapping_sub(1)) && told(v + 1) {
            taken[v] = true;
            out.push(vec![*pair]);
        }
    }
    doubtful.retain(|p| !taken[p.later]);
    (out, doubtful)
}

/// `pairs` and those right behind them that a heavier chain has taken for another telling of the same: at a
/// restart beyond a restart the one before has two. `None` where there are none.
fn with_taken(pairs: &[Pair], nodes: &[Node], taken: &[bool]) -> Option<Chain> {
    let last = pairs.last()?;
    let equal = |k: &usize| {
        let (u, v) = (last.earlier + k, last.later + k);
        let read = |n: usize, m: usize| nodes.get(m).is_some_and(|node| node.read == nodes[n].read);
        read(last.earlier, u)
            && read(last.later, v)
            && u < pairs[0].later
            && taken[v]
            && nodes[u].key.hash == nodes[v].key.hash
    };
    let reach = (1..=APART).take_while(equal).count();
    let behind =
        (1..=reach).map(|k| Pair { earlier: last.earlier + k, later: last.later + k, similarity: 1.0 });
    (reach > 0).then(|| pairs.iter().copied().chain(behind).collect())
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
    // A whole block that is told elsewhere is another attempt, however little it says.
    if first == read.start && last + 1 == read.end && pairs.len() == read.len() {
        return true;
    }
    let goes_on = first > read.start && nodes[read.start].is_joined();
    if first <= read.start + 1 && !goes_on {
        // A restart goes on to where the read before ended.
        let reached = pairs.iter().map(|p| p.earlier).max().unwrap_or(0);
        let end = reads.reads[nodes[reached].read].nodes.end;
        // A rule, the line under a table's head and marks of emphasis say nothing.
        let blank = (reached + 1..end).take_while(|&n| nodes[n].key.len == 0).count();
        let rest = reached + 1 + blank;
        let reaches = rest >= end || rest + 1 == end && !nodes[rest].complete;
        // One sentence that is like another is no restart, unless it is long.
        // What completes the sentence that the read before is cut in is that sentence, not one like it.
        let before = read.start.checked_sub(1).map(|n| &nodes[n]);
        let completes = nodes[read.start].is_joined()
            || before.is_some_and(|cut| {
                let node = &nodes[read.start];
                cut.kind.is_prose() && !cut.complete && cut.key.head != 0 && cut.key.head == node.key.head
            });
        let long = pairs[0].similarity > 0.85 && said >= 60.0 && !completes;
        let alike = exact > 0.0 || prose > 1 || long;
        return said >= 24.0 && alike || reaches && said + other >= 2.0;
    }
    let narrow = pairs.iter().any(|p| !nodes[p.later].is_wide());
    let ends = last + 2 >= read.end;
    // Away from a read's borders a sentence or two that are like others far away stand where they belong:
    // what follows them leans on them.
    let equal: f32 = pairs
        .iter()
        .filter(|p| p.similarity >= 1.0 && nodes[p.later].kind.is_prose())
        .map(|p| nodes[p.later].info())
        .sum();
    let items = pairs.iter().filter(|p| nodes[p.later].kind == Kind::Item).count();
    match prose {
        0 => false,
        _ if narrow && exact == 0.0 => false,
        1 => (if narrow { equal } else { exact }) >= if ends { 60.0 } else { 90.0 },
        2 => {
            (exact >= 24.0 || said >= 180.0 && pairs.iter().all(|p| p.similarity >= 0.75))
                && said >= if ends { 50.0 } else { 100.0 }
        }
        // Items alone, without what leads them in: a list under another heading may share them.
        _ if items == prose => said >= LISTED && exact * 4.0 >= said,
        // Lists of steps are alike in their wording; what little they say may be another step.
        _ => said >= if ends { 50.0 } else { 110.0 } && (items * 2 < prose || exact * 4.0 >= said),
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
    // What a read says twice by itself is no part of what it tells of another.
    let own = nodes[first.u].read == read;
    if lo > 0 && !own {
        align(first.u - lo..first.u, first.v - lo..first.v, Place::Before, nodes, letters, taken, &mut out);
    }
    for (i, run) in chain.iter().enumerate() {
        for k in 0..run.len {
            let (u, v) = (run.u + k, run.v + k);
            out.push(Pair { earlier: u, later: v, similarity: letters.likeness(u, v, 0.0) });
        }
        if let Some(next) = chain.get(i + 1) {
            let (us, vs) = (run.u + run.len..next.u, run.v + run.len..next.v);
            if !us.is_empty() && !vs.is_empty() && us.len() <= FILL && vs.len() <= FILL {
                align(us, vs, Place::Between, nodes, letters, taken, &mut out);
            }
        }
    }
    let (u, v) = (last.u + last.len, last.v + last.len);
    let hi = (0..BEYOND)
        .take_while(|&k| v + k < nodes.len() && nodes[v + k].read == read && u + k < first.v)
        .count();
    if hi > 0 {
        align(u..u + hi, v..v + hi, Place::After, nodes, letters, taken, &mut out);
    }
    // What the read is cut in may be too short to be alike.
    let cut = |n: usize| nodes[n].kind.is_prose() && !nodes[n].complete && nodes[n].key.len > 3;
    let ends =
        nodes.get(v).is_some_and(|n| n.read == read) && nodes.get(v + 1).is_none_or(|n| n.read != read);
    let begins = |letters: &Letters<'_>| letters.key(u).starts_with(letters.key(v));
    if ends && u < first.v && cut(v) && !taken[v] && out.iter().all(|p| p.later != v) && begins(letters) {
        out.push(Pair { earlier: u, later: v, similarity: letters.likeness(u, v, 0.0) });
    }
    out
}

/// The chain that goes on where `chain` ends with the read of its earlier side, along the `latest` other telling
/// of what was told there.
fn go_on(
    chain: &Chain,
    latest: &[usize],
    first: &[usize],
    nodes: &[Node],
    letters: &mut Letters<'_>,
    taken: &mut [bool],
) -> Option<Chain> {
    let &Pair { earlier, later, .. } = chain.last()?;
    let other = latest[first[earlier]];
    let rest = |n: usize| {
        (n + 1..nodes.len().min(n + 1 + BEYOND)).take_while(|&m| nodes[m].read == nodes[n].read).count()
    };
    if rest(earlier) > 0 || other == earlier || nodes[other].read == nodes[later].read {
        return None;
    }
    let most = rest(other).min(rest(later));
    let similarity = letters.likeness(other, later, 0.0);
    let mut out = vec![Pair { earlier: other, later, similarity }];
    let (us, vs) = (other + 1..other + 1 + most, later + 1..later + 1 + most);
    align(us, vs, Place::After, nodes, letters, taken, &mut out);
    out.iter().skip(1).for_each(|pair| taken[pair.later] = true);
    (out.len() > 1).then_some(out)
}

/// Where in a chain two rows of nodes stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before its first pair.
    Before,
    /// In a gap.
    Between,
    /// Behind its last pair.
    After,
}

/// Pairs of two short rows of nodes: the heaviest that stand in order, of those that are alike enough for their
/// place.
fn align(
    us: std::ops::Range<usize>,
    vs: std::ops::Range<usize>,
    place: Place,
    nodes: &[Node],
    letters: &mut Letters<'_>,
    taken: &[bool],
    out: &mut Vec<Pair>,
) {
    // Between two that match, as many of one side as of the other are the same sentences again; beyond a chain's
    // end what stands right beside it is.
    let (n, m) = (us.len(), vs.len());
    let placed = |i: usize, j: usize| match place {
        Place::Before => (i + 1, j + 1) == (n, m),
        Place::Between => n == m,
        Place::After => (i, j) == (0, 0),
    };
    let least = match place {
        Place::Between if (n, m) == (1, 1) => 0.5,
        Place::Between => 0.58,
        Place::Before | Place::After => OUTSIDE,
    };
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
            sim[i * m + j] = letters.similarity(u, v, least, placed(i, j));
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
