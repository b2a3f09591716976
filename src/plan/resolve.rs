/*!
A person's decisions, worked into a plan.

A plan says what would go. A person takes that, leaves a passage as it is, or has the other telling
stay. What is left comes back with its bytes at its place: it is bound to what stands before and after
it in the post, so a slice that the plan had moved away from there moves back, and joins that were made
because it went are undone with it. What nobody decided is taken, but for what hangs on a decision: a
heading that went because the passage under it went stays when that stays, and so does the white space
between two slices that stay.

The result is built by [`Plan::new`] like every plan, so the laws hold for any set of decisions. To
leave everything is to have the post back, byte for byte.

Cost: a sort of the slices, and for each join that is undone a look over them.
*/

use std::collections::BTreeMap;

use super::swap::swap;
use super::{Drop, Glue, Piece, Plan, PlanError, Status};
use crate::decide::Rule;
use crate::read::Source;
use crate::text::Span;

/// What is to become of a passage that would go.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Choice {
    /// It goes, as planned.
    Take,
    /// It stays as it is in the post.
    Leave,
    /// It stays, and the telling that the plan keeps in its stead goes.
    Other,
}

/// One decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decision {
    /// Bytes of the post: every drop that lies within it is decided. An empty span decides the join by
    /// which the article goes on with the kept slice that it stands in.
    pub span: Span,
    /// What is decided.
    pub choice: Choice,
}

/// Why decisions cannot be worked into a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No two tellings: a marker, a cut, a join.
    #[error("this is no second telling, so nothing can stand in the other's place; take it or leave it")]
    NoTelling,
    /// The telling that stays is not one slice.
    #[error(
        "the telling that stays is no single slice of the article, so the two cannot change places; take it or leave it"
    )]
    Scattered,
    /// The telling that stays says more.
    #[error(
        "the telling that stays says things that this one does not, and they would be lost; take it or leave it"
    )]
    SaysMore,
    /// A defect of restitch.
    #[error(transparent)]
    Defect(#[from] PlanError),
}

/// The plan for `source` that `plan` becomes by `decisions`. Of two decisions over one drop the later
/// counts; where none speaks of a drop, it goes.
///
/// # Errors
///
/// [`Refused`] when one of them asks for the other telling and the two cannot change places as a whole.
pub fn resolve(source: &Source, plan: &Plan, decisions: &[Decision]) -> Result<Plan, Refused> {
    let mut fates: Vec<Option<Choice>> = vec![None; plan.drops.len()];
    let mut joins = Vec::new();
    for decision in decisions {
        if decision.span.is_empty() {
            joins.retain(|&at| at != decision.span.start);
            if decision.choice == Choice::Leave {
                joins.push(decision.span.start);
            }
        }
        for i in within(&plan.drops, decision.span) {
            fates[i] = Some(decision.choice);
        }
    }
    // Where all is taken, the plan is the plan.
    let other = decisions.iter().any(|d| d.choice == Choice::Other);
    if !other && joins.is_empty() && fates.iter().all(|f| f.is_none_or(|c| c == Choice::Take)) {
        return Ok(plan.clone());
    }
    let mut out = rebuild(source, plan, fates.clone(), &joins, &[])?;
    for decision in decisions.iter().filter(|d| d.choice == Choice::Other) {
        let own: Vec<Drop> = within(&plan.drops, decision.span)
            .filter(|&i| fates[i] == Some(Choice::Other))
            .map(|i| plan.drops[i])
            .collect();
        if own.is_empty() && !within(&plan.drops, decision.span).is_empty() {
            // Decided again since.
            continue;
        }
        out = swap(source, &out, &own)?;
    }
    Ok(out)
}

/// The plan with everything in `kept`, sorted and disjoint spans, left as it is in the post.
pub fn protect(source: &Source, plan: Plan, kept: &[Span]) -> Result<Plan, PlanError> {
    if kept.is_empty() {
        return Ok(plan);
    }
    let fates = plan.drops.iter().map(|d| touching(kept, d.span).map(|_| Choice::Leave)).collect();
    rebuild(source, &plan, fates, &[], kept)
}

/// The first of `spans`, sorted and disjoint, that `span` touches.
fn touching(spans: &[Span], span: Span) -> Option<usize> {
    let i = spans.partition_point(|s| s.end <= span.start);
    spans.get(i).is_some_and(|s| s.start < span.end).then_some(i)
}

/// The drops within `span`, by index.
pub(super) fn within(drops: &[Drop], span: Span) -> std::ops::Range<usize> {
    let from = drops.partition_point(|d| d.span.start < span.start);
    let to = drops.partition_point(|d| d.span.end <= span.end);
    from..to.max(from)
}

/// A slice that stays.
#[derive(Clone, Copy)]
struct Slice {
    span: Span,
    /// Which of the plan's pieces it is; none for what comes back.
    piece: Option<usize>,
    /// Bound to the slice before it in the post.
    bound: bool,
    /// Meets it with nothing between, whatever the plan says.
    bare: bool,
}

fn rebuild(
    source: &Source,
    plan: &Plan,
    mut fates: Vec<Option<Choice>>,
    joins: &[usize],
    kept: &[Span],
) -> Result<Plan, PlanError> {
    let text = source.text();
    follow(text, plan, &mut fates);
    let left = |i: usize| fates[i] == Some(Choice::Leave);
    let mut slices: Vec<Slice> = Vec::with_capacity(plan.pieces.len() + plan.drops.len());
    slices.extend(plan.pieces.iter().enumerate().map(|(i, p)| Slice {
        span: p.span,
        piece: Some(i),
        bound: false,
        bare: false,
    }));
    slices.extend(plan.drops.iter().enumerate().filter(|&(i, _)| left(i)).map(|(_, d)| Slice {
        span: d.span,
        piece: None,
        bound: false,
        bare: false,
    }));
    slices.sort_by_key(|s| s.span);
    let joins: Vec<(usize, usize)> =
        joins.iter().filter_map(|&at| meeting(text, plan, &slices, at)).collect();
    bind(&mut slices, &joins, kept);
    let order = order(plan, &slices);
    let mut pieces = Vec::with_capacity(slices.len());
    for (k, &y) in order.iter().enumerate() {
        let glue = match k.checked_sub(1).map(|k| order[k]) {
            None => slices[y].piece.filter(|&p| p == 0).map_or(Glue::Nothing, |p| plan.pieces[p].glue),
            Some(x) => glue(text, plan, &slices, x, y),
        };
        pieces.push(Piece { span: slices[y].span, glue });
    }
    let drops: Vec<Drop> =
        plan.drops.iter().enumerate().filter(|&(i, _)| !left(i)).map(|(_, d)| *d).collect();
    // With the cut ends the article is as long as its post.
    let ends = |d: &Drop| matches!(d.rule, Rule::CutEnd | Rule::Orphan);
    let given_back = plan.drops.iter().any(ends) && !drops.iter().any(ends);
    let status = if given_back { Status::Repaired } else { plan.status };
    let out = Plan::new(source, pieces, drops, plan.doubts.clone(), status)?.with_unsure(plan.unsure.clone());
    Ok(if out.is_identity() { Plan { status: Status::Clean, ..out } } else { out })
}

/// What nobody decided and what hangs on a decision: headings over what stays, white space between two
/// slices that stay.
fn follow(text: &str, plan: &Plan, fates: &mut [Option<Choice>]) {
    let drops = &plan.drops;
    let blank = |from: usize, to: usize| text[from..to].trim_start().is_empty();
    // The next drop with words that a heading stands over, from the end on.
    let mut next: Option<usize> = None;
    for i in (0..drops.len()).rev() {
        if i + 1 < drops.len() && !blank(drops[i].span.end, drops[i + 1].span.start) {
            next = None;
        }
        if matches!(drops[i].rule, Rule::Spacing | Rule::Marker) {
            continue;
        }
        if drops[i].rule == Rule::Orphan
            && fates[i].is_none()
            && next.is_some_and(|n| fates[n] == Some(Choice::Leave))
        {
            fates[i] = Some(Choice::Leave);
        }
        next = Some(i);
    }
    for i in 0..drops.len() {
        if drops[i].rule != Rule::Spacing || fates[i].is_some() {
            continue;
        }
        let stays = |other: usize| fates[other] == Some(Choice::Leave);
        // A drop or a kept slice stands on each side, since they tile the post.
        let before = i.checked_sub(1).filter(|&b| drops[b].span.end == drops[i].span.start);
        let after = (i + 1 < drops.len() && drops[i + 1].span.start == drops[i].span.end).then_some(i + 1);
        let (back, on) = (before.is_none_or(stays), after.is_none_or(stays));
        if back && on && (before.is_some() || after.is_some()) {
            fates[i] = Some(Choice::Leave);
        }
    }
}

/// The slices, by their order in the post, of which the plan has the one follow the other at byte `at`;
/// the earlier first. All between the two holds together where their join is undone.
fn meeting(text: &str, plan: &Plan, slices: &[Slice], at: usize) -> Option<(usize, usize)> {
    let right = plan.pieces.iter().position(|p| p.span.range().contains(&at))?;
    let words = |p: &&Piece| !p.span.of(text).trim_start().is_empty();
    let left = plan.pieces[..right].iter().rev().find(words)?;
    let place = |span: Span| slices.partition_point(|s| s.span < span);
    let (a, b) = (place(left.span), place(plan.pieces[right].span));
    Some((a.min(b), a.max(b)))
}

/// Binds slices to their neighbours in the post: what comes back to both sides, what is protected
/// together, and what is not to be joined otherwise.
fn bind(slices: &mut [Slice], joins: &[(usize, usize)], kept: &[Span]) {
    for i in 1..slices.len() {
        let (a, b) = (slices[i - 1], slices[i]);
        let meets = a.span.end == b.span.start;
        let comes_back = a.piece.is_none() || b.piece.is_none();
        let together = !kept.is_empty()
            && touching(kept, b.span).is_some_and(|k| {
                let k = kept[k];
                // What is protected may reach over several slices, and a slice over several of it.
                a.span.end > k.start && b.span.start < k.end
            });
        let undone = joins.iter().any(|&(from, to)| from < i && i <= to);
        slices[i].bound = meets && comes_back || together || undone;
        slices[i].bare = together || undone && meets;
    }
    // What comes back between two drops goes with what stands before it, at the start with what follows.
    let mut start = 0;
    while start < slices.len() {
        let end = (start + 1..slices.len()).find(|&i| !slices[i].bound).unwrap_or(slices.len());
        if slices[start..end].iter().all(|s| s.piece.is_none()) {
            if start > 0 {
                slices[start].bound = true;
            } else if end < slices.len() {
                slices[end].bound = true;
                continue;
            }
        }
        start = end;
    }
}

/// The slices in the article's order: chains of bound ones, each where its first slice stands that the
/// plan did not move, or else where its first slice stands.
fn order(plan: &Plan, slices: &[Slice]) -> Vec<usize> {
    let fixed = unmoved(&plan.pieces);
    let mut chains: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
    let mut start = 0;
    while start < slices.len() {
        let end = (start + 1..slices.len()).find(|&i| !slices[i].bound).unwrap_or(slices.len());
        let pieces = || slices[start..end].iter().filter_map(|s| s.piece);
        let at = pieces().filter(|&p| fixed[p]).min().or_else(|| pieces().min()).unwrap_or(0);
        chains.push((at, start..end));
        start = end;
    }
    chains.sort_by_key(|(at, _)| *at);
    chains.into_iter().flat_map(|(_, chain)| chain).collect()
}

/// Which pieces stand in the post's order: the heaviest set of them that does.
fn unmoved(pieces: &[Piece]) -> Vec<bool> {
    let mut out = vec![false; pieces.len()];
    // By where it starts: the weight of the best sequence that ends there, and its last piece.
    let mut best: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut back: Vec<Option<usize>> = Vec::with_capacity(pieces.len());
    for (i, piece) in pieces.iter().enumerate() {
        let before = best.range(..piece.span.start).next_back().map(|(_, &(weight, j))| (weight, j));
        let weight = before.map_or(0, |(w, _)| w) + piece.span.len();
        back.push(before.map(|(_, j)| j));
        let worse: Vec<usize> =
            best.range(piece.span.start..).take_while(|(_, v)| v.0 <= weight).map(|(&k, _)| k).collect();
        for key in worse {
            best.remove(&key);
        }
        best.insert(piece.span.start, (weight, i));
    }
    let mut at = best.values().next_back().map(|&(_, i)| i);
    while let Some(i) = at {
        out[i] = true;
        at = back[i];
    }
    out
}

/// What goes between the slices `x` and `y`, which meet in the article.
fn glue(text: &str, plan: &Plan, slices: &[Slice], x: usize, y: usize) -> Glue {
    let (a, b) = (slices[x], slices[y]);
    let meets = a.span.end == b.span.start;
    let planned = b.piece.map_or(Glue::Nothing, |p| plan.pieces[p].glue);
    let neighbours = matches!((a.piece, b.piece), (Some(p), Some(q)) if p + 1 == q);
    if meets && (b.bare || !neighbours) {
        return Glue::Nothing;
    }
    if neighbours {
        return planned;
    }
    // No more white space than the widest of what stood there, of which some may stay with the slices.
    let after = slices.get(x + 1).map_or(text.len(), |s| s.span.start);
    let before = y.checked_sub(1).map_or(0, |i| slices[i].span.end);
    let (gone, came) = (&text[a.span.end..after], &text[before..b.span.start]);
    let leading = &gone[..gone.len() - gone.trim_start().len()];
    let trailing = &came[came.trim_end().len()..];
    let want = [planned, Glue::like(leading), Glue::like(trailing)].into_iter().map(width).max().unwrap_or(0);
    let (left, right) = (a.span.of(text), b.span.of(text));
    let end = &left[left.trim_end().len()..];
    let start = &right[..right.len() - right.trim_start().len()];
    let have = width(Glue::like(&format!("{end}{start}")));
    match (want, have) {
        (want, have) if have >= want => Glue::Nothing,
        (3, 2) | (2, _) => Glue::Newline,
        (3, _) => Glue::BlankLine,
        _ => Glue::Space,
    }
}

/// Glue by its width.
fn width(glue: Glue) -> u8 {
    match glue {
        Glue::Nothing => 0,
        Glue::Space => 1,
        Glue::Newline => 2,
        Glue::BlankLine => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::Confidence;

    fn piece(text: &str, words: &str, glue: Glue) -> Piece {
        Piece { span: find(text, words), glue }
    }

    fn find(text: &str, words: &str) -> Span {
        let start = text.find(words).expect("the words stand in the text");
        Span::new(start, start + words.len())
    }

    fn drop(span: Span, rule: Rule, counterpart: Option<Span>) -> Drop {
        Drop { span, rule, confidence: Confidence::Certain, similarity: 1.0, counterpart }
    }

    /// A post whose second block tells the first one's ends again around a sentence of its own.
    const POST: &str = "A one. A two.\n\n---END---\n\na one. New. a two. B.\n";

    fn plan(source: &Source) -> Plan {
        let t = source.text();
        let spacing = |a: usize, b: usize| drop(Span::new(a, b), Rule::Spacing, None);
        let pieces = vec![
            piece(t, "A one.", Glue::Nothing),
            piece(t, "New.", Glue::Space),
            piece(t, "A two.", Glue::Space),
            piece(t, "B.\n", Glue::Space),
        ];
        let drops = vec![
            spacing(6, 7),
            spacing(13, 15),
            drop(find(t, "---END---"), Rule::Marker, None),
            spacing(24, 26),
            drop(find(t, "a one."), Rule::Copy, Some(find(t, "A one."))),
            spacing(32, 33),
            spacing(37, 38),
            drop(find(t, "a two."), Rule::Copy, Some(find(t, "A two."))),
            spacing(44, 45),
        ];
        Plan::new(source, pieces, drops, vec![], Status::Repaired).unwrap()
    }

    fn decided(decisions: &[(&str, Choice)]) -> Result<String, Refused> {
        let source = Source::from_text(POST);
        let decisions: Vec<Decision> =
            decisions.iter().map(|&(words, choice)| Decision { span: find(POST, words), choice }).collect();
        resolve(&source, &plan(&source), &decisions).map(|plan| plan.clean(&source))
    }

    #[test]
    fn what_is_taken_or_not_decided_goes() {
        assert_eq!(decided(&[]).unwrap(), "A one. New. A two. B.\n");
        assert_eq!(decided(&[("a one.", Choice::Take)]).unwrap(), "A one. New. A two. B.\n");
    }

    #[test]
    fn what_is_left_comes_back_at_its_place_and_holds_its_neighbours() {
        assert_eq!(
            decided(&[("\n\n---END---\n\na one. ", Choice::Leave)]).unwrap(),
            "A one. A two.\n\n---END---\n\na one. New. B.\n"
        );
        assert_eq!(decided(&[("a two.", Choice::Leave)]).unwrap(), "A one. A two.\n\nNew. a two. B.\n");
    }

    #[test]
    fn to_leave_everything_is_to_have_the_post_back() {
        let source = Source::from_text(POST);
        let all = Decision { span: Span::new(0, POST.len()), choice: Choice::Leave };
        let back = resolve(&source, &plan(&source), &[all]).unwrap();
        assert_eq!(back, Plan::identity(&source));
    }

    #[test]
    fn of_two_tellings_the_other_stays() {
        assert_eq!(decided(&[("a one.", Choice::Other)]).unwrap(), "a one. New. A two. B.\n");
        let both = [("a one.", Choice::Other), ("a two.", Choice::Other)];
        assert_eq!(decided(&both).unwrap(), "a one. New. a two. B.\n");
        assert_eq!(decided(&[("---END---", Choice::Other)]), Err(Refused::NoTelling));
        let again = [("a one.", Choice::Other), ("a one.", Choice::Take)];
        assert_eq!(decided(&again).unwrap(), "A one. New. A two. B.\n");
    }

    #[test]
    fn a_heading_stays_over_what_stays() {
        let text = "## Head\n\nTold. Rest.\n";
        let source = Source::from_text(text);
        let drops = vec![
            drop(Span::new(0, 7), Rule::Orphan, None),
            drop(Span::new(7, 9), Rule::Spacing, None),
            drop(find(text, "Told."), Rule::Retelling, Some(find(text, "Rest."))),
        ];
        let pieces = vec![Piece { span: Span::new(14, text.len()), glue: Glue::Nothing }];
        let plan = Plan::new(&source, pieces, drops, vec![], Status::Repaired).unwrap();
        let left = Decision { span: find(text, "Told."), choice: Choice::Leave };
        assert_eq!(resolve(&source, &plan, &[left]).unwrap().clean(&source), text);
        let parted = [left, Decision { span: find(text, "## Head"), choice: Choice::Take }];
        assert_eq!(resolve(&source, &plan, &parted).unwrap().clean(&source), "Told. Rest.\n");
    }

    #[test]
    fn a_move_without_a_drop_is_undone_by_its_join() {
        let source = Source::from_text("One.\n\nTwo.\n\nThree.\n");
        let piece = |a, b| Piece { span: Span::new(a, b), glue: Glue::Nothing };
        let moved = vec![piece(6, 12), piece(0, 6), piece(12, 19)];
        let plan = Plan::new(&source, moved, vec![], vec![], Status::Repaired).unwrap();
        let left = |at| Decision { span: Span::new(at, at), choice: Choice::Leave };
        for joins in [&[left(0), left(12)][..], &[left(0)]] {
            assert_eq!(resolve(&source, &plan, joins).unwrap(), Plan::identity(&source), "{joins:?}");
        }
    }
}
