/*!
How sure each decision is, as a table.

Grades were set by counting, over damaged articles whose answer is known (tests/confidence.rs counts
again): of what is certain at least 999 in 1,000 decisions are right, of what is likely 98 in 100. What
speaks for a retelling is, in this order, that no letter differs, that its neighbours are told again
beside it with no letter changed, that it says enough to be nobody's turn of phrase, and how alike the two
are. Many short lines that a read repeats by itself are refrains, whatever another read does, but for the one
that ends a block and begins the next.
*/

use super::Confidence;
use crate::align::{Chain, Node, Pair, Reads};
use crate::segment::{Gap, Kind};

/// Two nodes that are said to tell one thing, and how sure that is.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The nodes.
    pub pair: Pair,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Key characters, wide ones twice, under which a sentence may recur by chance.
const SHORT: f32 = 24.0;
/// Key characters of equal neighbours that hold a short one.
const HELD: f32 = 48.0;

/// Least likeness of neighbours that are much alike.
const ALIKE: f32 = 0.8;

/// What speaks for a retelling.
struct Signs {
    /// How alike the two are, 0 to 1.
    alike: f32,
    /// Whether it is running text.
    prose: bool,
    /// Key characters of the shorter one, wide ones twice.
    said: f32,
    /// The same of the equal neighbours, on both sides as far as they reach.
    beside: f32,
    /// The same of the neighbours that are much alike.
    along: f32,
    /// Whether much of it is addresses and code, which are alike for the site's sake.
    formal: bool,
    /// Whether a read says it twice by itself, and not to begin where the block before ended.
    refrain: bool,
    /// Whether it is a tag whose element holds something else.
    empty: bool,
}

impl Signs {
    fn confidence(&self) -> Confidence {
        use Confidence::{Certain, Doubtful, Likely};
        let Signs { alike, prose, said, beside, along, formal, refrain, empty } = *self;
        let exact = alike >= 1.0;
        // The first row that fits.
        let rows = [
            (empty, Doubtful),
            (exact && refrain && (said < SHORT || !prose) && along < HELD, Doubtful),
            (exact && said >= SHORT && !refrain, Certain),
            (exact, Likely),
            (!prose && alike < 0.9 && beside <= 0.0, Doubtful),
            (!prose, Likely),
            (alike >= 0.9 && beside > 0.0, Certain),
            (formal && alike < 0.8 && beside <= 0.0, Doubtful),
        ];
        rows.into_iter().find(|row| row.0).map_or(Likely, |row| row.1)
    }
}

/// Grades the pairs of `chains`. Cost: linear in the pairs.
pub fn links(text: &str, reads: &Reads, chains: &[Chain]) -> Vec<Link> {
    let refrain = refrains(reads);
    // What ends a read and begins the next one is told by both.
    let meet = |p: &Pair| {
        let [a, b] = [p.earlier, p.later].map(|n| reads.nodes[n].read);
        a + 1 == b && p.earlier + 1 == reads.reads[a].nodes.end && p.later == reads.reads[b].nodes.start
    };
    let mut out = Vec::new();
    for chain in chains {
        let next = |a: &Pair, b: &Pair| b.earlier == a.earlier + 1 && b.later == a.later + 1;
        let said = |p: &Pair| reads.nodes[p.later].info().min(reads.nodes[p.earlier].info());
        // Letters of the neighbours right before each pair and right after it: of the equal ones, and of
        // those that are much alike.
        let step = |from: &Pair, held: [f32; 2]| {
            let told = |least: f32, held: f32| if from.similarity >= least { held + said(from) } else { 0.0 };
            [told(1.0, held[0]), told(ALIKE, held[1])]
        };
        let mut before = vec![[0.0; 2]; chain.len()];
        for i in 1..chain.len() {
            if next(&chain[i - 1], &chain[i]) {
                before[i] = step(&chain[i - 1], before[i - 1]);
            }
        }
        let mut after = [0.0; 2];
        for i in (0..chain.len()).rev() {
            let pair = chain[i];
            after = match chain.get(i + 1).filter(|p| next(&pair, p)) {
                Some(p) => step(p, after),
                None => [0.0, begun(reads, &pair)],
            };
            let signs = Signs {
                alike: pair.similarity,
                prose: reads.nodes[pair.later].kind == Kind::Sentence,
                said: said(&pair),
                beside: before[i][0] + after[0],
                along: before[i][1] + after[1],
                formal: pair.similarity < 1.0 && is_formal(reads.nodes[pair.later].span().of(text)),
                refrain: (refrain[pair.earlier] || refrain[pair.later]) && !meet(&pair),
                empty: holds_else(text, reads, chain, &pair),
            };
            out.push(Link { pair, confidence: signs.confidence() });
        }
    }
    out
}

/// Key characters, wide ones twice, of the cut sentence behind the earlier node of `pair`, where the later one
/// is followed by a sentence that begins alike.
fn begun(reads: &Reads, pair: &Pair) -> f32 {
    let (u, v) = (pair.earlier + 1, pair.later + 1);
    let (Some(cut), Some(whole)) = (reads.nodes.get(u), reads.nodes.get(v)) else { return 0.0 };
    let read = |n: usize| reads.nodes[n].read;
    let beside = read(u) == read(pair.earlier) && read(v) == read(pair.later);
    let alike = cut.key.head != 0 && cut.key.head == whole.key.head;
    if beside && alike && cut.kind.is_prose() && !cut.complete { cut.info() } else { 0.0 }
}

/// Tags that are nested in each other, at most, for what the outermost holds to be looked at.
const DEEP: usize = 64;

/// Whether a pair of tags belongs to elements that hold different things: what stands next to them inside is
/// no pair of the chain.
fn holds_else(text: &str, reads: &Reads, chain: &Chain, pair: &Pair) -> bool {
    let nodes = &reads.nodes;
    let tag = |n: usize| nodes[n].kind == Kind::Verbatim && nodes[n].span().of(text).starts_with('<');
    if !tag(pair.later) || !tag(pair.earlier) {
        return false;
    }
    let closes = nodes[pair.later].span().of(text).starts_with("</");
    // A blank line ends what tags hold.
    let inside = |mut n: usize| {
        for _ in 0..DEEP {
            let (outer, inner) = if closes { (n, n.checked_sub(1)?) } else { (n + 1, n + 1) };
            if nodes.get(outer)?.gap != Gap::Newline || nodes[inner].read != nodes[n].read {
                return None;
            }
            n = inner;
            if !tag(n) {
                return Some(n);
            }
        }
        None
    };
    let (Some(u), Some(v)) = (inside(pair.earlier), inside(pair.later)) else { return false };
    !chain.binary_search_by_key(&v, |p| p.later).is_ok_and(|i| chain[i].earlier == u)
}

/// Whether a quarter of `words` and more is addresses of links, or code.
fn is_formal(words: &str) -> bool {
    let mut formal = 0;
    let mut rest = words;
    while let Some(at) = rest.find(['`', '(', ':']) {
        let (open, inner) = rest[at..].split_at(1);
        let linked = open == "(" && rest[..at].ends_with(']');
        let len = match open {
            "`" => inner.find('`').unwrap_or(inner.len()),
            "(" if linked => inner.find(')').unwrap_or(inner.len()),
            ":" if inner.starts_with("//") => inner.find([' ', ')', '>', '\n']).unwrap_or(inner.len()),
            _ => 0,
        };
        formal += len;
        rest = &inner[len..];
    }
    formal * 4 >= words.len().max(1)
}

/// Nodes whose key stands twice in their own read.
fn refrains(reads: &Reads) -> Vec<bool> {
    let mut out = vec![false; reads.nodes.len()];
    for read in &reads.reads {
        let mut keys: Vec<(u64, usize)> = read.nodes.clone().map(|n| (reads.nodes[n].key.hash, n)).collect();
        keys.sort_unstable();
        for same in keys.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            for &(_, n) in same {
                out[n] = true;
            }
        }
    }
    out
}

/// How sure it can be at most that `node` survives in `by`, which is this much like it: the way from one to
/// the other may lead over many nodes. What counts is how much of the node the other holds.
pub fn survives(node: &Node, by: &Node, alike: f32) -> Confidence {
    let [own, other] = [node, by].map(|n| n.key.len as f32);
    let held = alike * (own + other) / (2.0 * own.max(1.0));
    if held >= 0.9 { Confidence::Certain } else { Confidence::Likely }
}

/// How sure it is that a cut node is told whole by another, of which it is `alike` to as much as it says
/// itself.
pub fn cut(node: &Node, alike: f32) -> Confidence {
    if alike >= 0.9 && node.key.len >= 4 {
        Confidence::Certain
    } else if alike >= 0.8 {
        Confidence::Likely
    } else {
        Confidence::Doubtful
    }
}
