/*!
Two plans in a row as one.

Cleaning the clean article must change nothing. Rather than hope for it, the pipeline cleans what it
made until nothing changes, and this module folds the rounds into one plan over the original: pieces
of pieces are slices of the post, and glue that a later round drops was never the post's.
*/

use super::{Drop, Glue, Piece, Plan, PlanError};
use crate::read::Source;
use crate::text::Span;

/// A stretch of the first plan's clean article.
struct Stretch {
    /// Its bytes in the clean article.
    clean: Span,
    /// Where they come from; `None` for glue.
    from: Option<usize>,
}

/// The plan that does what `first` does to `source`, and `second` to the article that makes.
///
/// # Errors
///
/// [`PlanError`] when `second` is no plan of that article.
pub fn compose(source: &Source, first: &Plan, second: &Plan) -> Result<Plan, PlanError> {
    let layout = layout(source, first);
    let article = first.clean(source);
    let mut pieces: Vec<Piece> = Vec::new();
    for piece in second.pieces() {
        let mut white = piece.glue.text(source).to_owned();
        each(&layout, piece.span, |part, from| match from {
            Some(start) => {
                pieces.push(Piece { span: Span::new(start, start + part.len()), glue: Glue::like(&white) });
                white.clear();
            }
            None => white.push_str(part.of(&article)),
        });
    }
    let mut drops: Vec<Drop> = first.drops().to_vec();
    let whole = Span::new(0, source.text().len());
    let source_of = |span: Span| {
        let mut out: Option<Span> = None;
        each(&layout, span, |part, from| {
            if let (Some(start), None) = (from, out) {
                out = Some(Span::new(start, start + part.len()));
            }
        });
        out.filter(|&s| whole.contains(s))
    };
    for drop in second.drops() {
        each(&layout, drop.span, |part, from| {
            if let Some(start) = from {
                let span = Span::new(start, start + part.len());
                drops.push(Drop { span, counterpart: drop.counterpart.and_then(source_of), ..*drop });
            }
        });
    }
    let mut doubts = first.doubts().to_vec();
    doubts.extend(second.doubts().iter().filter_map(|d| {
        source_of(d.span).map(|span| Drop { span, counterpart: d.counterpart.and_then(source_of), ..*d })
    }));
    // What both rounds doubted is one doubt, and what the second dropped for another reason is none.
    let mut gone: Vec<Span> = drops.iter().map(|d| d.span).collect();
    gone.sort_unstable();
    doubts.retain(|doubt| {
        let at = gone.partition_point(|span| span.end <= doubt.span.start);
        gone.get(at).is_none_or(|span| span.start >= doubt.span.end)
    });
    doubts.sort_by(|a, b| a.span.cmp(&b.span).then(b.confidence.cmp(&a.confidence)));
    doubts.dedup_by_key(|doubt| doubt.span);
    let later = second.unsure.iter().filter_map(|&(at, confidence)| {
        let mut start = None;
        each(&layout, Span::new(at, article.len()), |_, from| start = start.or(from));
        start.map(|start| (start, confidence))
    });
    let unsure = first.unsure.iter().copied().chain(later).collect();
    let status = first.status().max(second.status());
    Ok(Plan::new(source, pieces, drops, doubts, status)?.with_unsure(unsure))
}

fn layout(source: &Source, plan: &Plan) -> Vec<Stretch> {
    let mut out = Vec::with_capacity(plan.pieces().len() * 2);
    let mut at = 0;
    for piece in plan.pieces() {
        let glue = piece.glue.text(source).len();
        if glue > 0 {
            out.push(Stretch { clean: Span::new(at, at + glue), from: None });
        }
        at += glue;
        out.push(Stretch { clean: Span::new(at, at + piece.span.len()), from: Some(piece.span.start) });
        at += piece.span.len();
    }
    out
}

/// Calls `call` with the parts of `span` of the clean article, each with the byte of the source that it
/// starts at.
fn each(layout: &[Stretch], span: Span, mut call: impl FnMut(Span, Option<usize>)) {
    let first = layout.partition_point(|s| s.clean.end <= span.start);
    for stretch in layout[first..].iter().take_while(|s| s.clean.start < span.end) {
        let part = Span::new(stretch.clean.start.max(span.start), stretch.clean.end.min(span.end));
        call(part, stretch.from.map(|start| start + part.start - stretch.clean.start));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::{Confidence, Rule};
    use crate::plan::Status;

    #[test]
    fn two_rounds_are_one_plan_of_the_original() {
        let source = Source::from_text("one XX two YY three\n");
        let drop = |a, b| Drop {
            span: Span::new(a, b),
            rule: Rule::Copy,
            confidence: Confidence::Certain,
            similarity: 1.0,
            counterpart: None,
        };
        let piece = |a, b, glue| Piece { span: Span::new(a, b), glue };
        let first = Plan::new(
            &source,
            vec![piece(0, 3, Glue::Nothing), piece(7, 20, Glue::BlankLine)],
            vec![drop(3, 7)],
            vec![],
            Status::Repaired,
        )
        .unwrap();
        let middle = Source::from_text(first.clean(&source));
        assert_eq!(middle.text(), "one\n\ntwo YY three\n");
        let second = Plan::new(
            &middle,
            vec![piece(0, 8, Glue::Nothing), piece(12, 18, Glue::Space)],
            vec![drop(8, 12)],
            vec![],
            Status::Incomplete,
        )
        .unwrap();
        let both = compose(&source, &first, &second).unwrap();
        assert_eq!(both.clean(&source), second.clean(&middle));
        assert_eq!(both.status(), Status::Incomplete);
    }
}
