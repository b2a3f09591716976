/*!
Blocks become reads of one article.

A read is what one block tells, as a row of nodes. Most nodes are units as they stand; the first node
of a read may be put together from both sides of a cut: the cut unit at the end of an earlier block,
and the block's own first unit less the words that it says again. [`super::seams`] says where reads
begin, [`super::borders`] what there is no text of the article, [`super::starts`] how each begins.
*/

use std::ops::{Deref, Range};

use super::borders::trimmed;
use super::index::Index;
use super::starts::{Start, Starts};
use super::unfinished;
use crate::decide::{Confidence, Rule};
use crate::model::STARTS;
use crate::plan::Glue;
use crate::segment::{Gap, Key, Keys, Kind, Unit, key_of};
use crate::text::Span;
use crate::text::script::is_stopless;

/// A sentence or line as one read tells it.
#[derive(Clone, Debug)]
pub struct Node {
    /// Slices of the source, in order, each with what stands before it; one, or more for a cut that was
    /// joined.
    pub slices: Slices,
    /// What a joined continuation says again of the words before the cut.
    pub requote: Vec<Span>,
    /// How sure it is that its slices belong together.
    pub sure: Confidence,
    /// Unit that it ends with.
    pub unit: usize,
    /// Read that it stands in.
    pub read: usize,
    /// What it is.
    pub kind: Kind,
    /// White space before its first slice.
    pub gap: Gap,
    /// Its comparison key.
    pub key: Key,
    /// Whether it is finished.
    pub complete: bool,
    /// Whether it is written in a script of many characters: asked for by every step.
    wide: bool,
}

impl Node {
    /// Where it begins.
    pub fn start(&self) -> usize {
        self.slices.first().map_or(0, |s| s.1.start)
    }

    /// Where it ends.
    pub fn end(&self) -> usize {
        self.slices.last().map_or(0, |s| s.1.end)
    }

    /// The bytes of its last slice, which is where it stands.
    pub fn span(&self) -> Span {
        self.slices.last().map_or(Span::default(), |s| s.1)
    }

    /// How much it says: its key's characters, wide ones (an ideograph, a kana) counting twice.
    pub fn info(&self) -> f32 {
        self.key.len as f32 * if self.is_wide() { 2.0 } else { 1.0 }
    }

    /// Whether it is written in a script of many characters.
    pub fn is_wide(&self) -> bool {
        self.wide
    }

    /// Whether it was put together from both sides of a cut, of which the second may only have said words of
    /// the first again.
    pub fn is_joined(&self) -> bool {
        self.slices.len() > 1 || !self.requote.is_empty()
    }
}

#[cfg(test)]
impl Node {
    /// A sentence of eighty letters that is the bytes of `span`, for tests of what comes after.
    pub fn fixture(span: Span, read: usize, gap: Gap, hash: u64) -> Self {
        Self {
            slices: Slices::One((Glue::Nothing, span)),
            requote: Vec::new(),
            sure: Confidence::Certain,
            unit: 0,
            read,
            kind: Kind::Sentence,
            gap,
            key: Key { hash, len: 80, ..Key::default() },
            complete: true,
            wide: false,
        }
    }
}

/// Slices of the source. A post has thousands of nodes and nearly all are one slice, which needs no list.
#[derive(Clone, Debug)]
pub enum Slices {
    /// One.
    One((Glue, Span)),
    /// More than one.
    More(Vec<(Glue, Span)>),
}

impl Slices {
    fn push(&mut self, slice: (Glue, Span)) {
        match self {
            Slices::One(first) => *self = Slices::More(vec![*first, slice]),
            Slices::More(all) => all.push(slice),
        }
    }
}

impl Deref for Slices {
    type Target = [(Glue, Span)];

    fn deref(&self) -> &[(Glue, Span)] {
        match self {
            Slices::One(one) => std::slice::from_ref(one),
            Slices::More(all) => all,
        }
    }
}

/// One block's telling.
#[derive(Clone, Debug)]
pub struct Read {
    /// Its nodes.
    pub nodes: Range<usize>,
    /// The node that its first node follows on, in another read: set where it goes on at a cut or after a
    /// finished block.
    pub left: Option<usize>,
    /// Whether it begins at a seam that no marker shows.
    pub inner: bool,
    /// The unit that its block ends with, whether or not a continuation took it up.
    pub last_unit: usize,
}

/// A span that is no text of the article, or says a neighbour again, whatever else is decided.
#[derive(Clone, Copy, Debug)]
pub struct Waste {
    /// Bytes of the source.
    pub span: Span,
    /// Why it goes.
    pub rule: Rule,
    /// How sure that is.
    pub confidence: Confidence,
    /// What says it in its stead.
    pub counterpart: Option<Span>,
}

/// All reads of a post.
#[derive(Clone, Debug, Default)]
pub struct Reads {
    /// Nodes in the order of the source, by their last slice.
    pub nodes: Vec<Node>,
    /// Reads in the order of the source.
    pub reads: Vec<Read>,
    /// What goes in any case.
    pub waste: Vec<Waste>,
    /// What would, were it sure enough.
    pub doubts: Vec<Waste>,
}

impl Reads {
    /// The node that stands right before `node` in its read, or that its read goes on from.
    pub fn before(&self, node: usize) -> Option<usize> {
        let read = &self.reads[self.nodes[node].read];
        if node > read.nodes.start { Some(node - 1) } else { read.left }
    }

    /// The node that stands right after `node` in its read.
    pub fn after(&self, node: usize) -> Option<usize> {
        (node + 1 < self.reads[self.nodes[node].read].nodes.end).then_some(node + 1)
    }
}

/// Units between two seams.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// Units.
    pub units: Range<usize>,
    /// Whether something parts it from what stands before: not the body's start.
    pub marked: bool,
    /// Whether that is a seam that no marker shows.
    pub inner: bool,
}

/// Makes reads of `stretches` of `units`. What is less sure than `least` to say again what stands before a cut
/// stays and begins a read of its own.
pub fn reads(
    text: &str,
    letters: &Keys<'_>,
    units: &mut [Unit],
    index: &Index,
    stretches: &[Stretch],
    least: Confidence,
) -> Reads {
    let mut out = Reads::default();
    let trimmed = trimmed(text, units, stretches, &mut out.waste);
    unfinished::find(text, units, &trimmed);
    let units = &*units;
    out.nodes.reserve(units.len());
    let mut starts = Starts::new(text, letters, units, index, &trimmed).all();
    for (start, stretch) in starts.iter_mut().zip(&trimmed) {
        let unit = &units[stretch.units.start];
        let doubt = match start {
            Start::TailOf { unit: whole } => Waste {
                span: unit.span,
                rule: Rule::TailCopy,
                confidence: tail(text, unit),
                counterpart: Some(units[*whole].span),
            },
            Start::Join { parent, again: Some(again), .. } => Waste {
                span: *again,
                rule: Rule::Requote,
                confidence: requote(text, *again),
                counterpart: Some(units[trimmed[*parent].units.end - 1].span),
            },
            _ => continue,
        };
        if doubt.confidence < least {
            out.doubts.push(doubt);
            *start = Start::Fresh;
        }
    }
    let mut parents = vec![false; trimmed.len()];
    // A sentence that block after block goes on with is put together anew with each.
    let mut joins = vec![0; trimmed.len()];
    for (r, start) in starts.iter_mut().enumerate() {
        if let Start::Join { parent, .. } = start {
            joins[r] = if trimmed[*parent].units.len() == 1 { joins[*parent] + 1 } else { 1 };
            if joins[r] > JOINS {
                joins[r] = 0;
                *start = Start::Fresh;
            } else {
                parents[*parent] = true;
            }
        }
    }
    // The last node of each read that another is joined to.
    let mut lasts: Vec<Option<Node>> = Vec::with_capacity(trimmed.len());
    let mut ends: Vec<Option<usize>> = Vec::with_capacity(trimmed.len());
    for (r, stretch) in trimmed.iter().enumerate() {
        let begin = out.nodes.len();
        let mut left = if r > 0 { ends[r - 1] } else { None };
        let mut last = None;
        for u in stretch.units.clone() {
            let unit = &units[u];
            let mut node = Node {
                slices: Slices::One((Glue::Nothing, unit.span)),
                requote: Vec::new(),
                sure: Confidence::Certain,
                unit: u,
                read: r,
                kind: unit.kind,
                gap: unit.gap,
                key: unit.key,
                complete: unit.complete,
                wide: is_wide(unit.span.len(), &unit.key),
            };
            let first = match &starts[r] {
                Start::Join { unit, .. } => *unit,
                _ => stretch.units.start,
            };
            if u < first {
                continue;
            }
            if u == first {
                node.gap = Gap::Blank;
                match &starts[r] {
                    Start::Fresh => {}
                    Start::Restart => left = None,
                    Start::TailOf { unit: whole } => {
                        out.waste.push(Waste {
                            span: unit.span,
                            rule: Rule::TailCopy,
                            confidence: tail(text, unit),
                            counterpart: Some(units[*whole].span),
                        });
                        left = out.nodes.binary_search_by_key(whole, |n| n.unit).ok();
                        continue;
                    }
                    Start::Join { parent, again, rest, glue, .. } => {
                        if let Some(head) = &lasts[*parent] {
                            left = ends[*parent];
                            node = joined(text, head, node, *again, *rest, *glue);
                        }
                    }
                }
            }
            if u + 1 == stretch.units.end && parents[r] {
                last = Some(node);
            } else {
                out.nodes.push(node);
            }
        }
        lasts.push(last);
        ends.push(if out.nodes.len() > begin { Some(out.nodes.len() - 1) } else { left });
        let (nodes, last_unit) = (begin..out.nodes.len(), stretch.units.end - 1);
        out.reads.push(Read { nodes, left, inner: stretch.inner, last_unit });
    }
    out
}

fn joined(text: &str, head: &Node, tail: Node, again: Option<Span>, rest: Span, glue: Glue) -> Node {
    let mut slices = head.slices.clone();
    let mut requote = head.requote.clone();
    if !rest.is_empty() {
        slices.push((glue, rest));
    }
    requote.extend(again);
    let sure = head.sure.min(again.map_or(Confidence::Likely, |again| self::requote(text, again)));
    let key = key_of(slices.iter().map(|s| s.1.of(text)));
    let wide = is_wide(slices.iter().map(|s| s.1.len()).sum(), &key);
    Node { slices, requote, sure, kind: head.kind, gap: head.gap, key, wide, ..tail }
}

/// Whether a text of this many bytes is written in a script of many characters, by its key.
fn is_wide(bytes: usize, key: &Key) -> bool {
    bytes * 2 > key.len as usize * 5
}

/// How sure it is that `again`, the first words after a cut, say again the last ones before it.
fn requote(text: &str, again: Span) -> Confidence {
    let letters = again.of(text).chars().filter(|c| c.is_alphanumeric()).count();
    if letters >= STARTS.certain { Confidence::Certain } else { Confidence::Likely }
}

/// How sure it is that `unit`, which begins a block, is the end of a sentence that is told whole before. A
/// script without stops does not say where its sentences begin.
fn tail(text: &str, unit: &Unit) -> Confidence {
    let stops = !unit.span.of(text).ends_with(is_stopless);
    if stops && unit.key.len >= STARTS.certain_end { Confidence::Certain } else { Confidence::Likely }
}

/// Cuts that one sentence is joined over, at most.
const JOINS: usize = 64;
