/*!
From a plan to what a person calls one finding.

A plan drops slices as the rules see them: white space, a marker, more white space, the words that
the continuation says again. A person sees one cut there. So neighbouring drops make a group,
markers and spacing are folded into the passage they stand by, and slices of one retelling that
follow each other on both sides are one passage. Joins that no drop explains, where the article
leaves the post's order, are findings of their own, and so are the doubts.

Cost: linear in the post, whatever the number of findings, for places are counted by one cursor that
moves forward.
*/

use crate::decide::{Confidence, Rule};
use crate::plan::{Drop, Piece};
use crate::text::{LineIndex, Position, Span};

use super::View;

/// What a finding is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A passage goes.
    Drop,
    /// Two slices meet that did not meet in the post, and nothing goes between them.
    Join,
    /// A passage stays, for nobody but a person can tell.
    Doubt,
}

/// A slice of the post and its line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Bytes of the post.
    pub span: Span,
    /// Line its words start on, from 1.
    pub line: usize,
}

/// One thing to show.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// What it is about.
    pub kind: Kind,
    /// Bytes of the post that go (or are doubted), with the markers and spacing folded in. Empty for
    /// a join.
    pub span: Span,
    /// The passage itself, within `span`.
    pub core: Span,
    /// Where its words start.
    pub at: Position,
    /// How much goes, in characters (Unicode scalar values).
    pub chars: usize,
    /// Why; no rule for a join.
    pub rule: Option<Rule>,
    /// How sure that is: the least sure of its slices.
    pub confidence: Confidence,
    /// How alike it and its counterpart are, 0 to 1; none without a counterpart.
    pub similarity: Option<f32>,
    /// Where it survives.
    pub counterpart: Option<Place>,
    /// The kept text before it; empty when another passage of the same group stands there.
    pub before: Span,
    /// The kept text after it; empty when another passage of the same group stands there.
    pub after: Span,
    /// What stands between both sides in the article, when they meet there. With a group of several
    /// passages this is said of the last.
    pub seam: Option<Seam>,
}

/// Two sides that meet in the article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seam {
    /// The kept slice before it.
    pub left: Place,
    /// The kept slice after it.
    pub right: Place,
    /// What stands between them: glue, and kept white space.
    pub between: String,
}

/// The findings of a post, by their place in it.
pub fn findings(view: &View) -> Vec<Finding> {
    let text = view.source.text();
    let lines = LineIndex::new(text);
    let mut seams = Seams::new(view, &lines);
    let groups = groups(text, view.plan.drops());
    let mut found: Vec<Finding> = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        let whole = hull(group);
        let before = Span::new(i.checked_sub(1).map_or(0, |p| hull(groups[p]).end), whole.start);
        let after = Span::new(whole.end, groups.get(i + 1).map_or(text.len(), |n| hull(n).start));
        let first = found.len();
        found.extend(passages(text, group).into_iter().map(|p| p.finding(Kind::Drop, text, &lines)));
        if let Some(opening) = found.get_mut(first) {
            opening.before = before;
        }
        if let Some(closing) = found.last_mut() {
            closing.after = after;
            closing.seam = seams.take(text, whole);
        }
    }
    found.extend(seams.rest().map(|seam| join(text, seam)));
    for group in self::groups(text, view.plan.doubts()) {
        found.extend(passages(text, group).into_iter().map(|p| p.finding(Kind::Doubt, text, &lines)));
    }
    found.sort_by_key(|f| f.at_byte(text));
    set_columns(&mut found, text, &lines);
    found
}

impl Finding {
    /// The byte that its place names: the first of its words.
    fn at_byte(&self, text: &str) -> usize {
        let span = if self.kind == Kind::Join { self.after } else { self.core };
        first_word(text, span)
    }
}

fn join(text: &str, seam: Seam) -> Finding {
    let at = first_word(text, seam.right.span);
    Finding {
        kind: Kind::Join,
        span: Span::new(at, at),
        core: Span::new(at, at),
        at: Position { line: seam.right.line, column: 1 },
        chars: 0,
        rule: None,
        confidence: Confidence::Certain,
        similarity: None,
        counterpart: None,
        before: seam.left.span,
        after: seam.right.span,
        seam: Some(seam),
    }
}

/// Columns count characters, and a line may be the whole post: one cursor over all findings, which
/// stand in order, counts each character once.
fn set_columns(found: &mut [Finding], text: &str, lines: &LineIndex) {
    let (mut byte, mut column, mut line) = (0, 1, 1);
    for finding in found {
        let at = finding.at_byte(text);
        let now = lines.line(at);
        if now != line {
            line = now;
            byte = memchr::memrchr(b'\n', &text.as_bytes()[byte..at]).map_or(byte, |i| byte + i + 1);
            column = 1;
        }
        column += text[byte..at].chars().count();
        byte = at;
        finding.at = Position { line, column };
    }
}

/// The first byte of `span` that is no white space, or its start.
fn first_word(text: &str, span: Span) -> usize {
    let slice = span.of(text);
    let skipped = slice.len() - slice.trim_start().len();
    if skipped == slice.len() { span.start } else { span.start + skipped }
}

fn is_blank(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end).is_some_and(|s| s.trim_start().is_empty())
}

fn hull(drops: &[Drop]) -> Span {
    match (drops.first(), drops.last()) {
        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
        _ => Span::default(),
    }
}

/// Runs of drops with nothing but white space between them.
fn groups<'a>(text: &str, drops: &'a [Drop]) -> Vec<&'a [Drop]> {
    drops.chunk_by(|a, b| is_blank(text, a.span.end, b.span.start)).collect()
}

/// How much a rule says of a passage when nothing else stands in its group: of two slivers the
/// greater names it. Rules that are no slivers have no rank.
fn sliver_rank(rule: Rule) -> Option<u8> {
    match rule {
        Rule::Spacing => Some(0),
        Rule::LeadingRule => Some(1),
        Rule::Marker => Some(2),
        _ => None,
    }
}

/// A run of drops that is one thing to a person.
struct Passage {
    span: Span,
    core: Span,
    rule: Rule,
    confidence: Confidence,
    chars: usize,
    /// Characters that have a counterpart, and the sum of their similarities.
    compared: (usize, f32),
    counterpart: Option<Span>,
}

impl Passage {
    fn new(text: &str, drop: &Drop) -> Self {
        let chars = drop.span.of(text).chars().count();
        let compared = if drop.counterpart.is_some() { chars } else { 0 };
        Self {
            span: drop.span,
            core: drop.span,
            rule: drop.rule,
            confidence: drop.confidence,
            chars,
            compared: (compared, compared as f32 * drop.similarity.clamp(0.0, 1.0)),
            counterpart: drop.counterpart,
        }
    }

    fn is_sliver(&self) -> bool {
        sliver_rank(self.rule).is_some()
    }

    /// Whether `next` goes on with the same passage: by a rule of the same kind, and with a
    /// counterpart that follows this one's.
    fn goes_on_with(&self, next: &Passage) -> bool {
        /// Bytes of the counterpart that may be passed over between two slices of one passage.
        const LEAP: usize = 600;
        let retelling = |rule| matches!(rule, Rule::Copy | Rule::Retelling);
        let same_rule = self.rule == next.rule || (retelling(self.rule) && retelling(next.rule));
        let follows = match (self.counterpart, next.counterpart) {
            (Some(a), Some(b)) => b.start >= a.start && b.end >= a.end && b.start <= a.end + LEAP,
            (None, None) => true,
            // The dots or the quotation mark before words that a continuation says again are told by
            // the same rule, and survive nowhere.
            (None, Some(_)) | (Some(_), None) => self.rule == Rule::Requote,
        };
        same_rule && follows
    }

    /// Takes in the slivers that stand around the passage; they change how much goes, nothing else.
    fn fold(&mut self, sliver: &Passage) {
        self.span = Span::new(self.span.start.min(sliver.span.start), self.span.end.max(sliver.span.end));
        self.chars += sliver.chars;
        if self.is_sliver() && sliver_rank(sliver.rule) > sliver_rank(self.rule) {
            self.rule = sliver.rule;
            self.core = sliver.core;
        }
    }

    fn extend(&mut self, next: &Passage) {
        self.span.end = next.span.end;
        self.core.end = next.core.end;
        self.chars += next.chars;
        self.confidence = self.confidence.min(next.confidence);
        self.compared = (self.compared.0 + next.compared.0, self.compared.1 + next.compared.1);
        if next.rule == Rule::Retelling {
            self.rule = Rule::Retelling;
        }
        self.counterpart = match (self.counterpart, next.counterpart) {
            (Some(a), Some(b)) => Some(Span::new(a.start.min(b.start), a.end.max(b.end))),
            (a, b) => a.or(b),
        };
    }

    fn finding(&self, kind: Kind, text: &str, lines: &LineIndex) -> Finding {
        let (compared, alike) = self.compared;
        let place = |span| Place { span, line: lines.line(first_word(text, span)) };
        let counterpart = self.counterpart.filter(|c| text.get(c.range()).is_some());
        Finding {
            kind,
            span: self.span,
            core: self.core,
            at: Position { line: 1, column: 1 },
            chars: self.chars,
            rule: Some(self.rule),
            confidence: self.confidence,
            similarity: (compared > 0).then(|| alike / compared as f32),
            counterpart: counterpart.map(place),
            before: Span::new(self.span.start, self.span.start),
            after: Span::new(self.span.end, self.span.end),
            seam: None,
        }
    }
}

/// The passages of a group: slivers go to the passage that follows, at the end to the one before.
fn passages(text: &str, group: &[Drop]) -> Vec<Passage> {
    let mut done: Vec<Passage> = Vec::new();
    let mut slivers: Option<Passage> = None;
    for drop in group {
        let mut next = Passage::new(text, drop);
        if next.is_sliver() {
            match &mut slivers {
                Some(s) => s.fold(&next),
                None => slivers = Some(next),
            }
            continue;
        }
        if let Some(s) = slivers.take() {
            next.fold(&s);
        }
        match done.last_mut() {
            Some(last) if last.goes_on_with(&next) => last.extend(&next),
            _ => done.push(next),
        }
    }
    match (done.last_mut(), slivers) {
        (Some(last), Some(s)) => last.fold(&s),
        (None, Some(s)) => done.push(s),
        (_, None) => {}
    }
    done
}

/// Every place of the article where two slices with words meet, by the right one's start. A seam is
/// taken by the group that it closes over; the rest are joins out of the post's order.
struct Seams {
    all: Vec<Seam>,
    taken: Vec<bool>,
}

impl Seams {
    /// Pieces of white space between two slices count as what stands between them.
    fn new(view: &View, lines: &LineIndex) -> Self {
        let text = view.source.text();
        let line = |span| lines.line(first_word(text, span));
        let mut all: Vec<Seam> = Vec::new();
        let mut left: Option<Piece> = None;
        let mut between = String::new();
        for &piece in view.plan.pieces() {
            between.push_str(piece.glue.text(view.source));
            if is_blank(text, piece.span.start, piece.span.end) {
                between.push_str(piece.span.of(text));
                continue;
            }
            let between = std::mem::take(&mut between);
            if let Some(Piece { span, .. }) = left {
                let left = Place { span, line: line(last_line(text, span)) };
                let right = Place { span: piece.span, line: line(piece.span) };
                all.push(Seam { left, right, between });
            }
            left = Some(piece);
        }
        all.sort_by_key(|s| s.right.span);
        let taken = vec![false; all.len()];
        Self { all, taken }
    }

    /// The seam that closes over the dropped `group`, if the article goes on there where the post
    /// does: its right side is the first that starts after the group.
    fn take(&mut self, text: &str, group: Span) -> Option<Seam> {
        let at = self.all.partition_point(|s| s.right.span.start < group.end);
        let seam = self.all.get(at)?;
        let closes = seam.left.span.end <= group.start
            && is_blank(text, seam.left.span.end, group.start)
            && is_blank(text, group.end, seam.right.span.start);
        closes.then(|| {
            self.taken[at] = true;
            seam.clone()
        })
    }

    fn rest(self) -> impl Iterator<Item = Seam> {
        self.all.into_iter().zip(self.taken).filter(|(_, taken)| !taken).map(|(seam, _)| seam)
    }
}

/// The last line of `span` that holds words: the one that meets the right side.
fn last_line(text: &str, span: Span) -> Span {
    let words = span.of(text).trim_end();
    Span::new(span.start + memchr::memrchr(b'\n', words.as_bytes()).map_or(0, |i| i + 1), span.end)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Glued, Gone, Keep, Post};
    use super::*;
    use crate::plan::{Glue, Status};

    fn names(post: &Post) -> Vec<(&'static str, usize, Position)> {
        let list = findings(&post.view());
        list.iter().map(|f| (f.rule.map_or("join", Rule::name), f.chars, f.at)).collect()
    }

    fn at(line: usize, column: usize) -> Position {
        Position { line, column }
    }

    #[test]
    fn markers_and_spacing_are_folded_into_the_passage_that_follows() {
        let post = Post::new(
            &[
                Keep("あいう"),
                Gone(Rule::Spacing, "\n\n", None),
                Gone(Rule::Marker, "---END---", None),
                Gone(Rule::Spacing, "\n", None),
                Gone(Rule::LeadingRule, "---\n", None),
                Gone(Rule::Requote, "  いう", Some("いう")),
                Gone(Rule::Spacing, " ", None),
                Keep("えお"),
            ],
            Status::Repaired,
        );
        assert_eq!(names(&post), [("requote", 21, at(5, 3))]);
        let finding = &findings(&post.view())[0];
        assert_eq!(finding.span.of(post.source.text()).chars().count(), 21);
        assert_eq!(finding.core.of(post.source.text()), "  いう");
        assert_eq!(finding.counterpart.map(|c| c.line), Some(1));
    }

    #[test]
    fn a_marker_alone_names_its_group_and_its_own_line() {
        let parts = [
            Keep("a"),
            Gone(Rule::Spacing, "\n\n", None),
            Gone(Rule::Marker, "---END---", None),
            Gone(Rule::Spacing, "\n\n", None),
            Glued(Glue::BlankLine, "b"),
        ];
        let post = Post::new(&parts, Status::Repaired);
        assert_eq!(names(&post), [("marker", 13, at(3, 1))]);
        let seam = findings(&post.view())[0].seam.clone().unwrap();
        assert_eq!((seam.left.line, seam.right.line, seam.between.as_str()), (1, 5, "\n\n"));
    }

    #[test]
    fn slices_of_one_retelling_are_one_passage() {
        let parts = [
            Keep("One. Two. Three. Four.\n"),
            Gone(Rule::Copy, "One. ", Some("One. ")),
            Gone(Rule::Retelling, "Two! ", Some("Two. ")),
            Keep(" "),
            Gone(Rule::Copy, "Three. ", Some("Three. ")),
            Gone(Rule::Copy, "One. ", Some("One. ")),
            Keep("End."),
        ];
        let post = Post::new(&parts, Status::Repaired);
        assert_eq!(names(&post), [("retelling", 17, at(2, 1)), ("copy", 5, at(2, 19))]);
        let found = findings(&post.view());
        assert_eq!(found[0].confidence, Confidence::Likely);
        assert_eq!(found[0].counterpart.unwrap().span.of(post.source.text()), "One. Two. Three. ");
        assert!(found[0].seam.is_none() && found[1].seam.is_some());
        let alike = found[0].similarity.unwrap();
        assert!((alike - (12.0 + 5.0 * 0.9) / 17.0).abs() < 1e-5);
    }

    #[test]
    fn columns_count_characters_over_many_findings_of_a_line() {
        let parts: Vec<_> =
            (0..50).flat_map(|_| [Keep("あ。"), Gone(Rule::SeamRepeat, "あ。", None)]).collect();
        let post = Post::new(&parts, Status::Repaired);
        let want: Vec<_> = (0..50).map(|i| ("seam-repeat", 2, at(1, 3 + 4 * i))).collect();
        assert_eq!(names(&post), want);
    }

    #[test]
    fn doubts_stand_at_their_place_among_the_rest() {
        let source = crate::Source::from_text("a. b. a. c");
        let piece = |start, end| Piece { span: Span::new(start, end), glue: Glue::Nothing };
        let text = source.text();
        let doubt = super::super::fixture::drop(text, Span::new(6, 9), Rule::SeamRepeat, Some("a. "));
        let gone = super::super::fixture::drop(text, Span::new(9, 10), Rule::CutEnd, None);
        let plan =
            crate::Plan::new(&source, vec![piece(0, 9)], vec![gone], vec![doubt], Status::Repaired).unwrap();
        let found = findings(&View { path: "a.md", source: &source, plan: &plan });
        assert_eq!(found.iter().map(|f| f.kind).collect::<Vec<_>>(), [Kind::Doubt, Kind::Drop]);
    }
}
