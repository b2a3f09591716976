/*!
From what was decided of a post's words to a tiling of all its bytes: the front matter and the white
space at both ends stay, markers go, and what no decision speaks of is white space at a seam.
*/

use super::{Drop, Glue, Piece};
use crate::decide::{Confidence, Rule};
use crate::read::Source;
use crate::split::{Part, PartKind};
use crate::text::Span;

/// Adds to `pieces` and `drops`, which hold a body's words, all that is missing for a plan.
pub fn complete(
    source: &Source,
    parts: &[Part],
    pieces: Vec<Piece>,
    mut drops: Vec<Drop>,
) -> (Vec<Piece>, Vec<Drop>) {
    let text = source.text();
    let body = source.body();
    let drop =
        |span, rule| Drop { span, rule, confidence: Confidence::Certain, similarity: 0.0, counterpart: None };
    drops.extend(parts.iter().filter(|p| p.kind == PartKind::Marker).map(|p| drop(p.span, Rule::Marker)));
    let lead = body.of(text).len() - body.of(text).trim_start().len();
    let mut all = vec![Piece { span: Span::new(0, body.start + lead), glue: Glue::Nothing }];
    for piece in pieces {
        piece.add_to(&mut all);
    }
    let mut taken: Vec<Span> = all.iter().map(|p| p.span).collect();
    taken.sort_unstable();
    // What is kept stays; a drop gives way where a kept slice of another telling has its bytes.
    let mut settled = Vec::with_capacity(drops.len());
    for d in drops {
        let mut at = d.span.start;
        let from = taken.partition_point(|t| t.end <= at);
        for t in taken[from..].iter().take_while(|t| t.start < d.span.end) {
            if t.start > at {
                settled.push(Drop { span: Span::new(at, t.start), ..d });
            }
            at = at.max(t.end);
        }
        if at < d.span.end {
            settled.push(Drop { span: Span::new(at, d.span.end), ..d });
        }
    }
    settled.sort_by_key(|d| (d.span.start, usize::MAX - d.span.end));
    let mut drops: Vec<Drop> = Vec::with_capacity(settled.len() * 2);
    let mut at = 0;
    for mut d in settled {
        if d.span.end <= at {
            continue;
        }
        d.span.start = d.span.start.max(at);
        at = d.span.end;
        drops.push(d);
    }
    let mut covered: Vec<Span> = taken;
    covered.extend(drops.iter().map(|d| d.span));
    covered.sort();
    let mut gaps = Vec::new();
    let mut at = 0;
    for span in covered {
        if span.start > at {
            gaps.push(Span::new(at, span.start));
        }
        at = at.max(span.end);
    }
    if at < text.len() {
        gaps.push(Span::new(at, text.len()));
    }
    // The end of the file ends the article: all its white space where the last word stays, else its
    // last newline.
    if let Some(last) = gaps.last_mut().filter(|g| g.end == text.len()) {
        let follows = all.last().is_some_and(|p| p.span.end == last.start);
        let white = last.of(text);
        let newline = if white.ends_with("\r\n") { 2 } else { usize::from(white.ends_with('\n')) };
        let from = if follows { last.start } else { last.end - newline };
        all.push(Piece { span: Span::new(from, last.end), glue: Glue::Nothing });
        last.end = from;
    }
    drops.extend(gaps.into_iter().filter(|g| !g.is_empty()).map(|g| drop(g, Rule::Spacing)));
    (all, drops)
}
