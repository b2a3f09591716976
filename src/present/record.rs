/*!
Findings as programs take them: flat records in the units that editors and scanners know. What JSON,
SARIF and annotations say differs in form only, so they all start here.
*/

use serde::Serialize;

use crate::decide::{Confidence, Rule};
use crate::text::{CharIndex, LineIndex, Span, keeps};

use super::finding::{Finding, Kind, findings};
use super::title::title_fault;
use super::{View, words};

/// What names a finding that no rule of repair does: text that meets in another order.
pub const JOIN: &str = "join";
/// The same: a title that was cut.
pub const TITLE: &str = "title";
/// The same: comments that were to protect a passage and do not pair.
pub const KEEP: &str = "keep";

/// A place between two characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Point {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

/// A stretch of a post: from its first character to the place after its last.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Region {
    /// Before its first character.
    pub start: Point,
    /// After its last character.
    pub end: Point,
    /// First byte and one past the last byte (UTF-8).
    pub bytes: [usize; 2],
    /// The same in characters.
    pub chars: [usize; 2],
}

/// One finding.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Record {
    /// `drop`, `join`, `doubt`, `title` or `keep`.
    pub kind: &'static str,
    /// The rule's name; `join`, `title` and `keep` name themselves.
    pub rule: &'static str,
    /// How sure it is; none for what restitch does not judge.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "by_name")]
    pub confidence: Option<Confidence>,
    /// How alike the passage and its counterpart are, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub similarity: Option<f64>,
    /// The finding in half a sentence.
    pub message: String,
    /// Characters that go, with the markers and spacing around the passage.
    pub gone: usize,
    /// The passage.
    pub at: Region,
    /// Where it survives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counterpart: Option<Region>,
    /// Of a join, the end of the text that goes on there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Region>,
}

fn by_name<S: serde::Serializer>(confidence: &Option<Confidence>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_some(&confidence.map(Confidence::as_str))
}

/// The records of a post, by their place in it; faults of the title and of comments come first.
pub fn records(view: &View) -> Vec<Record> {
    let text = view.source.text();
    let places = Places { text, lines: LineIndex::new(text), chars: CharIndex::new(text) };
    let fault = |name, message, span| Record {
        kind: name,
        rule: name,
        confidence: None,
        similarity: None,
        message,
        gone: 0,
        at: places.region(span),
        counterpart: None,
        from: None,
    };
    let title = title_fault(view.source).map(|found| {
        let start: usize = text.split_inclusive('\n').take(found.at.line - 1).map(str::len).sum();
        let line = text[start..].split('\n').next().unwrap_or_default();
        fault(TITLE, format!("the title {}", found.what), Span::new(start, start + line.len()))
    });
    let keeps = keeps(text, view.source.body()).faults.into_iter().map(|(at, what)| {
        let end = text[at..].find("-->").map_or(text.len(), |i| at + i + 3);
        fault(KEEP, format!("this comment {what}"), Span::new(at, end))
    });
    title
        .into_iter()
        .chain(keeps)
        .chain(findings(view).iter().map(|finding| record(finding, &places)))
        .collect()
}

fn record(finding: &Finding, places: &Places) -> Record {
    let kind = match finding.kind {
        Kind::Drop => "drop",
        Kind::Join => JOIN,
        Kind::Doubt => "doubt",
    };
    let ends = |span: Span| Span::new(span.end, span.end);
    Record {
        kind,
        rule: finding.rule.map_or(JOIN, Rule::name),
        confidence: finding.rule.map(|_| finding.confidence),
        similarity: finding.similarity.map(|s| (f64::from(s) * 1000.0).round() / 1000.0),
        message: words::summary(finding) + &words::alike(finding),
        gone: if finding.kind == Kind::Drop { finding.chars } else { 0 },
        at: places.region(finding.core),
        counterpart: finding.counterpart.map(|place| places.region(place.span)),
        from: finding
            .seam
            .as_ref()
            .filter(|_| finding.kind == Kind::Join)
            .map(|seam| places.region(ends(places.trimmed(seam.left.span)))),
    }
}

/// From bytes to all other units. A look-up costs a search and at most a stride, however long a line is.
struct Places<'a> {
    text: &'a str,
    lines: LineIndex,
    chars: CharIndex<'a>,
}

impl Places<'_> {
    /// `span` without the white space at its ends, unless there is nothing else.
    fn trimmed(&self, span: Span) -> Span {
        let slice = span.of(self.text);
        let start = span.start + (slice.len() - slice.trim_start().len());
        let end = span.start + slice.trim_end().len();
        if start < end { Span::new(start, end) } else { span }
    }

    fn region(&self, span: Span) -> Region {
        let span = self.trimmed(span);
        let chars = |byte| self.chars.chars_before(byte);
        Region {
            start: self.point(span.start),
            end: self.point(span.end),
            bytes: [span.start, span.end],
            chars: [chars(span.start), chars(span.end)],
        }
    }

    fn point(&self, byte: usize) -> Point {
        let before = |byte| self.chars.chars_before(byte);
        Point { line: self.lines.line(byte), column: before(byte) - before(self.lines.line_start(byte)) + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Glued, Gone, Keep, Post};
    use super::*;
    use crate::plan::{Glue, Status};

    #[test]
    fn a_comment_that_does_not_pair_is_a_record() {
        let post = Post::new(&[Keep("One.\n\n<!-- restitch: end -->\n")], Status::Clean);
        let found = records(&post.view());
        assert_eq!((found.len(), found[0].kind, found[0].at.bytes), (1, KEEP, [6, 28]));
        assert!(found[0].message.starts_with("this comment ends what never began"), "{}", found[0].message);
    }

    #[test]
    fn places_are_told_in_lines_columns_bytes_and_characters() {
        let post = Post::new(
            &[
                Keep("---\ntitle: \"海と「港\"\r\n---\n一つ。"),
                Gone(Rule::Marker, "\n---END---\n", None),
                Gone(Rule::Copy, "\n一つ。 ", Some("一つ。")),
                Glued(Glue::BlankLine, "二つ。"),
            ],
            Status::Repaired,
        );
        let found = records(&post.view());
        assert_eq!(found.iter().map(|r| r.rule).collect::<Vec<_>>(), ["title", "copy"]);
        let text = post.source.text();
        assert_eq!(&text[found[0].at.bytes[0]..found[0].at.bytes[1]], "title: \"海と「港\"");
        assert_eq!((found[0].at.start.line, found[0].at.end.column), (2, 14));
        let Region { start, end, bytes, chars } = found[1].at;
        assert_eq!(&text[bytes[0]..bytes[1]], "一つ。");
        assert_eq!(chars[1] - chars[0], 3);
        assert_eq!((start, end), (Point { line: 7, column: 1 }, Point { line: 7, column: 4 }));
        assert_eq!(found[1].counterpart.map(|c| c.start), Some(Point { line: 4, column: 1 }));
        assert_eq!(found[1].gone, 16);
    }
}
