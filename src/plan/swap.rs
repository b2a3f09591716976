/*!
Of two tellings the other one: the telling that would go takes the place of the one that stays.

Done only where it is plain what that means: one telling is dropped as a whole, the other is one slice of
the article, and says nothing that the first does not. The rest is refused in words.
*/

use super::resolve::within;
use super::{Drop, Glue, Piece, Plan, Refused};
use crate::decide::Rule;
use crate::read::Source;
use crate::text::Span;

/// `plan` with the telling that the dropped slices `own` give in the place of their counterpart.
pub fn swap(source: &Source, plan: &Plan, own: &[Drop]) -> Result<Plan, Refused> {
    let text = source.text();
    let sliver = |d: &&Drop| !matches!(d.rule, Rule::Spacing | Rule::Marker | Rule::LeadingRule);
    let telling = |rule| matches!(rule, Rule::Copy | Rule::Retelling | Rule::SeamRepeat | Rule::Closing);
    let mut others = Vec::new();
    for drop in own.iter().filter(sliver) {
        others.push(drop.counterpart.filter(|_| telling(drop.rule)).ok_or(Refused::NoTelling)?);
    }
    let ends = (own.iter().find(sliver), own.iter().rev().find(sliver));
    let (Some(first), Some(last)) = ends else { return Err(Refused::NoTelling) };
    let (back, out) = (Span::new(first.span.start, last.span.end), hull(&others));
    // All of the one telling is dropped, and nothing of the other is but what the first says.
    let inside = within(&plan.drops, back);
    let dropped: usize = plan.drops[inside.clone()].iter().map(|d| d.span.len()).sum();
    if dropped != back.len() {
        return Err(Refused::Scattered);
    }
    others.sort_unstable();
    let mut at = out.start;
    for span in others {
        if span.start > at && !text[at..span.start].trim_start().is_empty() {
            return Err(Refused::SaysMore);
        }
        at = at.max(span.end);
    }
    let place = plan.pieces.iter().position(|p| p.span.contains(out)).ok_or(Refused::Scattered)?;
    let piece = plan.pieces[place];
    let slice = |start, end, glue| Piece { span: Span::new(start, end), glue };
    let ahead = piece.span.start < out.start;
    let parts = [
        slice(piece.span.start, out.start, piece.glue),
        Piece { span: back, glue: if ahead { Glue::Nothing } else { piece.glue } },
        slice(out.end, piece.span.end, Glue::Nothing),
    ];
    let mut pieces = plan.pieces.clone();
    pieces.splice(place..=place, parts);
    let retold = plan.drops[inside.clone()].iter().any(|d| d.rule == Rule::Retelling);
    let gone = Drop {
        span: out,
        rule: if retold { Rule::Retelling } else { first.rule },
        counterpart: Some(back),
        ..*own.iter().filter(sliver).min_by(|a, b| a.similarity.total_cmp(&b.similarity)).unwrap_or(first)
    };
    let mut drops: Vec<Drop> = plan.drops.clone();
    drops.drain(inside);
    for drop in &mut drops {
        // What was told in the telling that goes is told in the one that stays.
        if drop.counterpart.is_some_and(|c| c.start < out.end && out.start < c.end) {
            drop.counterpart = Some(back);
        }
    }
    drops.push(gone);
    // What goes is doubted no more.
    let stays = |d: &&Drop| d.span.start >= out.end || out.start >= d.span.end;
    let doubts = plan.doubts.iter().filter(stays).copied().collect();
    Ok(Plan::new(source, pieces, drops, doubts, plan.status)?.with_unsure(plan.unsure.clone()))
}

fn hull(spans: &[Span]) -> Span {
    let start = spans.iter().map(|s| s.start).min().unwrap_or(0);
    Span::new(start, spans.iter().map(|s| s.end).max().unwrap_or(start))
}
