/*!
A body in, blocks and markers out.

Runs before anything looks at Markdown, since a block that was cut may leave a code fence or an
emphasis open. Parts tile the body. A marker counts wherever it stands, alone on a line, inside one,
or doubled; so does a line that holds only the first two thirds of one or more (a marker that was
itself cut), and the body's last line when it is the start of one. A marker that the text quotes, in
quotation marks or as code, is text, and so is one in a protected passage.
*/

use memchr::memmem;

use crate::text::{Span, keeps};

/// What a part of the body is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PartKind {
    /// Text between markers; may be empty or white space.
    Block,
    /// A marker, whole or cut.
    Marker,
}

/// A part of the body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    /// Bytes of the source.
    pub span: Span,
    /// What it is.
    pub kind: PartKind,
}

/// Pairs that, right around a marker, make it a quotation.
const QUOTES: [(&str, &str); 8] =
    [("`", "`"), ("「", "」"), ("『", "』"), ("\"", "\""), ("'", "'"), ("“", "”"), ("‘", "’"), ("«", "»")];

/// Splits the `body` of `text` at `markers`. Cost: linear in the body for each marker.
pub fn split(text: &str, body: Span, markers: &[String]) -> Vec<Part> {
    let mut found: Vec<Span> = Vec::new();
    for marker in markers.iter().filter(|m| !m.is_empty()) {
        let finder = memmem::Finder::new(marker.as_bytes());
        for at in finder.find_iter(&text.as_bytes()[body.range()]) {
            let span = Span::new(body.start + at, body.start + at + marker.len());
            if !is_quoted(text, span) {
                found.push(span);
            }
        }
        cut_markers(text, body, marker, &mut found);
    }
    let kept = keeps(text, body).spans;
    found.retain(|m| kept.get(kept.partition_point(|k| k.end <= m.start)).is_none_or(|k| k.start >= m.end));
    found.sort_unstable_by_key(|s| (s.start, usize::MAX - s.end));
    let mut parts = Vec::with_capacity(found.len() * 2 + 1);
    let mut at = body.start;
    for span in found {
        if span.start < at {
            continue;
        }
        parts.push(Part { span: Span::new(at, span.start), kind: PartKind::Block });
        parts.push(Part { span, kind: PartKind::Marker });
        at = span.end;
    }
    parts.push(Part { span: Span::new(at, body.end), kind: PartKind::Block });
    parts
}

fn is_quoted(text: &str, span: Span) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    QUOTES.iter().any(|(open, close)| before.ends_with(open) && after.starts_with(close))
}

/// Lines that hold nothing but a marker's beginning.
fn cut_markers(text: &str, body: Span, marker: &str, found: &mut Vec<Span>) {
    let marker = marker.trim();
    let chars = marker.chars().count();
    // A short beginning could be a rule or a word; two thirds of a marker is no accident.
    let enough = chars * 2 / 3;
    let at_end = (chars / 2).max(4);
    if enough < 4 || enough == chars {
        return;
    }
    let Some(probe) = marker.char_indices().nth(enough).map(|(i, _)| &marker[..i]) else { return };
    let bytes = body.of(text);
    // A line is looked at once, however often it begins a marker.
    let mut seen = 0;
    for at in memmem::find_iter(bytes.as_bytes(), probe) {
        if at < seen {
            continue;
        }
        let start = bytes[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = bytes[at..].find('\n').map_or(bytes.len(), |i| at + i);
        seen = end;
        let line = bytes[start..end].trim();
        if line.len() < marker.len() && marker.starts_with(line) {
            let lead = bytes[start..end].len() - bytes[start..end].trim_start().len();
            let from = body.start + start + lead;
            found.push(Span::new(from, from + line.len()));
        }
    }
    let tail = bytes.trim_end();
    let start = tail.rfind('\n').map_or(0, |i| i + 1);
    let line = tail[start..].trim_start();
    let letters = line.chars().any(char::is_alphanumeric);
    if letters && line.len() < marker.len() && line.chars().count() >= at_end && marker.starts_with(line) {
        let end = body.start + tail.len();
        found.push(Span::new(end - line.len(), end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tiles;

    fn blocks(text: &str) -> Vec<&str> {
        let body = Span::new(0, text.len());
        let parts = split(text, body, &["---END---".to_owned()]);
        tiles(body, parts.iter().map(|p| p.span)).unwrap();
        parts.iter().filter(|p| p.kind == PartKind::Block).map(|p| p.span.of(text)).collect()
    }

    #[test]
    fn markers_count_on_a_line_inside_one_and_doubled() {
        assert_eq!(blocks("a\n---END---\nb ---END--- c---END------END---"), ["a\n", "\nb ", " c", "", ""]);
    }

    #[test]
    fn a_marker_that_was_cut_is_a_marker() {
        assert_eq!(blocks("a\n\n---END\n\n---END---\n\nb\n---E\n"), ["a\n\n", "\n\n", "\n\nb\n", "\n"]);
        assert_eq!(blocks("a\n\n---\n\nb\n\n---"), ["a\n\n---\n\nb\n\n---"]);
    }

    #[test]
    fn a_marker_in_a_protected_passage_is_text() {
        let kept = "a\n<!-- restitch: keep -->\n---END---\n<!-- restitch: end -->\n";
        assert_eq!(blocks(&format!("{kept}---END---\nb")), [kept, "\nb"]);
    }

    #[test]
    fn a_quoted_marker_is_text() {
        assert_eq!(blocks("the line `---END---` parts blocks"), ["the line `---END---` parts blocks"]);
    }
}
