/*!
The fate of every byte: kept slices in order with their glue, and for the rest the rule by which it goes.
*/

use super::classes::Passages;
use super::{Confidence, Rule};
use crate::align::Reads;
use crate::plan::{Drop, Glue, Piece};
use crate::segment::{Gap, Kind, Unit};
use crate::text::Span;

/// What was decided of a post's body.
#[derive(Clone, Debug, Default)]
pub struct Fates {
    /// Kept slices in the article's order.
    pub pieces: Vec<Piece>,
    /// Dropped slices; white space is not among them.
    pub drops: Vec<Drop>,
}

/// Settles what becomes of the nodes when those of `kept` stay, in that order.
pub fn settle(
    text: &str,
    units: &[Unit],
    reads: &Reads,
    passages: &Passages,
    kept: &[usize],
    similarity: &dyn Fn(usize, usize) -> f32,
) -> Fates {
    let nodes = &reads.nodes;
    let mut out = Fates::default();
    let mut winner = vec![None; passages.tellings.len()];
    for (i, &n) in kept.iter().enumerate() {
        winner[passages.of[n]] = Some(n);
        let glue =
            if i == 0 { (Glue::Nothing, None) } else { seam(text, units, reads, passages, kept[i - 1], n) };
        for (k, &(own, span)) in nodes[n].slices.iter().enumerate() {
            let (glue, white) = if k == 0 { glue } else { (own, None) };
            let span = white.map_or(span, |w: Span| Span::new(w.start, span.end));
            out.pieces.push(Piece { span, glue });
        }
        for &span in &nodes[n].requote {
            let counterpart = nodes[n].slices.first().map(|s| s.1);
            out.drops.push(Drop {
                span,
                rule: Rule::Requote,
                confidence: Confidence::Certain,
                similarity: 1.0,
                counterpart,
            });
        }
    }
    for waste in &reads.waste {
        out.drops.push(Drop {
            span: waste.span,
            rule: waste.rule,
            confidence: Confidence::Certain,
            similarity: if waste.counterpart.is_some() { 1.0 } else { 0.0 },
            counterpart: waste.counterpart,
        });
    }
    for (n, node) in nodes.iter().enumerate() {
        let by = winner[passages.of[n]];
        if by == Some(n) {
            continue;
        }
        let alike =
            by.map_or(0.0, |w| if nodes[w].key.hash == node.key.hash { 1.0 } else { similarity(n, w) });
        for (k, &(_, span)) in node.slices.iter().enumerate() {
            let rule = match by {
                None => Rule::CutEnd,
                _ if node.is_joined() => {
                    if k == 0 {
                        Rule::CutCopy
                    } else {
                        Rule::TailCopy
                    }
                }
                _ if !node.complete && node.kind.is_prose() => Rule::CutCopy,
                _ if alike >= 1.0 => Rule::Copy,
                _ => Rule::Retelling,
            };
            let confidence = if alike >= 0.9 || matches!(rule, Rule::CutCopy | Rule::TailCopy) {
                Confidence::Certain
            } else {
                Confidence::Likely
            };
            let counterpart = by.map(|w| nodes[w].span());
            out.drops.push(Drop { span, rule, confidence, similarity: alike, counterpart });
        }
        for &span in &node.requote {
            out.drops.push(Drop {
                span,
                rule: Rule::Requote,
                confidence: Confidence::Certain,
                similarity: 1.0,
                counterpart: by.map(|w| nodes[w].span()),
            });
        }
    }
    out
}

/// What stands between the kept nodes `p` and `n`: glue, or white space of the source before `n`.
fn seam(
    text: &str,
    units: &[Unit],
    reads: &Reads,
    passages: &Passages,
    p: usize,
    n: usize,
) -> (Glue, Option<Span>) {
    let nodes = &reads.nodes;
    let first = nodes[n].slices[0].1;
    let before = white_before(text, first.start);
    let told_before =
        |m: usize| m > 0 && nodes[m - 1].read == nodes[m].read && passages.of[m - 1] == passages.of[p];
    if nodes[p].end() == before.start {
        return (Glue::Nothing, Some(before));
    }
    let gap = if told_before(n) {
        nodes[n].gap
    } else if p + 1 < nodes.len()
        && nodes[p + 1].read == nodes[p].read
        && passages.of[p + 1] == passages.of[n]
    {
        nodes[p + 1].gap
    } else if let Some(&m) = passages.tellings[passages.of[n]].iter().find(|&&m| told_before(m)) {
        nodes[m].gap
    } else if n > reads.reads[nodes[n].read].nodes.start {
        nodes[n].gap
    } else {
        Gap::Blank
    };
    let lines = |k: Kind| matches!(k, Kind::Row | Kind::Item);
    let gap = match (nodes[p].kind, nodes[n].kind) {
        (a, b) if !a.is_prose() || !b.is_prose() || lines(b) => gap.max(Gap::Newline),
        _ => gap,
    };
    let _ = units;
    if !before.is_empty() && Gap::of(before.of(text)) == gap {
        return (Glue::Nothing, Some(before));
    }
    let glue = match gap {
        Gap::Nothing => Glue::Nothing,
        Gap::Space => Glue::Space,
        Gap::Newline => Glue::Newline,
        Gap::Blank => Glue::BlankLine,
    };
    (glue, None)
}

/// The white space that ends at `at`.
fn white_before(text: &str, at: usize) -> Span {
    Span::new(text[..at].trim_end().len(), at)
}
