/*!
Lines, and what each is: as CommonMark would have it at its start.

What goes on over several lines, code, a formula, a tag, is passed over as a whole. A fence may have been run
together with the text before it or behind it in its line; it opens and closes there all the same.
*/

use crate::text::Span;

/// Lines that one tag or one formula has at most.
const PARAGRAPH_LINES: usize = 32;

/// Lines in which a fence that was run into a line of prose must close.
const CODE_LINES: usize = 64;

/// The lines of a block, one after another.
pub struct Lines<'t> {
    text: &'t str,
    /// Where the next line starts.
    pub at: usize,
    end: usize,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str, block: Span) -> Self {
        Self { text, at: block.start, end: block.end }
    }

    /// The next line up to a fence that was run into it, which is the next one then.
    pub fn next_whole(&mut self) -> Option<Span> {
        let line = self.next()?;
        let fence = run_in_fence(line.of(self.text), &self.text[self.at..self.end]);
        let end = fence.map_or(line.end, |at| line.start + at);
        if end < line.end {
            self.at = end;
        }
        Some(Span::new(line.start, end))
    }

    /// The next line without its newline.
    fn next(&mut self) -> Option<Span> {
        if self.at >= self.end {
            return None;
        }
        let start = self.at;
        let stop = memchr::memchr(b'\n', &self.text.as_bytes()[start..self.end]);
        let end = stop.map_or(self.end, |i| start + i);
        self.at = stop.map_or(self.end, |_| end + 1);
        Some(Span::new(start, end))
    }

    /// Passes over the lines of a formula, and gives its end; text may have been run together with its last line.
    pub fn skip_formula(&mut self) -> Option<usize> {
        let end = self.skip_paragraph(|line| line.trim() == "$$" || line.starts_with("$$ "))?;
        let last = self.text[..end].rfind('\n')? + 1;
        let close = last + self.text[last..end].find("$$")? + 2;
        if close < end {
            self.at = close;
        }
        Some(close)
    }

    /// Passes over lines up to one that `closes`, and gives its end where it comes before a blank line.
    pub fn skip_paragraph(&mut self, closes: impl Fn(&str) -> bool) -> Option<usize> {
        let from = self.at;
        for _ in 0..PARAGRAPH_LINES {
            let Some(line) = self.next().filter(|line| !line.of(self.text).trim().is_empty()) else { break };
            if closes(line.of(self.text)) {
                return Some(line.end);
            }
        }
        self.at = from;
        None
    }

    /// Passes over the lines of indented code, and gives its end. `end`: that of its first line.
    pub fn skip_indented(&mut self, mut end: usize) -> usize {
        loop {
            let from = self.at;
            match self.next() {
                Some(line) if is_indented(line.of(self.text)) => end = line.end,
                Some(line) if line.of(self.text).trim().is_empty() => {}
                _ => {
                    self.at = from;
                    return end;
                }
            }
        }
    }

    /// Passes over a fenced block's lines, and gives its end; `None` where nothing closes it before the block ends.
    pub fn skip_fence(&mut self, fence: (u8, usize)) -> Option<usize> {
        while let Some(line) = self.next() {
            let words = line.of(self.text);
            let lead = words.len() - words.trim_start().len();
            let run = words[lead..].bytes().take_while(|&b| b == fence.0).count();
            let rest = &words[lead + run..];
            if run >= fence.1 && rest.trim().is_empty() {
                return Some(line.end);
            }
            // Text that was run together with the closing fence: no info string begins with a space.
            if run >= fence.1 && rest.starts_with(' ') {
                self.at = line.start + lead + run;
                return Some(self.at);
            }
        }
        None
    }
}

/// Whether a line is indented as code is, and says something.
pub fn is_indented(words: &str) -> bool {
    (words.starts_with("    ") || words.starts_with('\t')) && !words.trim().is_empty()
}

/// What a line is.
pub enum Line {
    Blank,
    Fence((u8, usize)),
    Heading,
    Rule,
    /// A rule with text behind it in one line; the text starts at this byte of the source.
    RuleAnd(usize),
    Row,
    Verbatim,
    /// HTML that goes on until its tag is closed.
    OpenTag,
    /// A formula that stands for itself.
    Math,
    /// A list item or quotation; its prose starts this many bytes into the line.
    Item(usize),
    Prose,
}

/// Where in a line of text a fence of code or of a formula opens that ends it, when one of the lines of `next`
/// closes it: `text ```sh`, `text $$`.
fn run_in_fence(words: &str, next: &str) -> Option<usize> {
    let words = words.trim_end();
    let info = words.len() - words.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
    let before = &words[..words.len() - info];
    let fence = ["```", "~~~", "$$"]
        .into_iter()
        .find(|fence| before.ends_with(fence) && (*fence != "$$" || info == 0))?;
    let before = &before[..before.len() - fence.len()];
    // In a quotation or an item it begins the line.
    let text = before.contains(char::is_alphabetic);
    let opens = before.ends_with([' ', '\u{3000}']) && text && !before.contains(fence);
    let closes =
        |line: &str| line.strip_prefix(fence).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    (opens && next.lines().take(CODE_LINES).any(closes)).then_some(before.len())
}

/// The fence that a line opens: its character and length.
pub fn fence_of(words: &str) -> Option<(u8, usize)> {
    let first = *words.as_bytes().first()?;
    let run = words.bytes().take_while(|&b| b == first).count();
    (matches!(first, b'`' | b'~') && run >= 3 && !words[run..].contains('`')).then_some((first, run))
}

/// What `line`, which starts at byte `start` of the source, is.
pub fn classify(line: &str, start: usize) -> Line {
    let words = line.trim();
    let Some(&first) = words.as_bytes().first() else { return Line::Blank };
    let indent = line.len() - line.trim_start().len();
    if first >= 128 {
        return Line::Prose;
    }
    if let Some(fence) = fence_of(words) {
        return Line::Fence(fence);
    }
    match first {
        b'#' => {
            let level = words.bytes().take_while(|&b| b == b'#').count();
            let spaced = words.len() == level || words.as_bytes()[level].is_ascii_whitespace();
            if level <= 6 && spaced { Line::Heading } else { Line::Prose }
        }
        b'|' => Line::Row,
        b'<' if words.len() > 1
            && (words.as_bytes()[1].is_ascii_alphabetic() || matches!(words.as_bytes()[1], b'/' | b'!')) =>
        {
            // A tag over several lines, its attributes one a line.
            if words.contains('>') { Line::Verbatim } else { Line::OpenTag }
        }
        // The fences of containers, as some generators of sites write them.
        b':' if words.starts_with(":::") => Line::Verbatim,
        b'$' if words == "$$" => Line::Math,
        b'@' if words.starts_with("@[") && is_lone_link(&words[1..]) => Line::Verbatim,
        b'[' => match words.find("]:") {
            Some(at) if words.starts_with("[^") => Line::Item(indent + at + 2),
            Some(at) if words[at + 2..].split_whitespace().count() <= 2 => Line::Verbatim,
            _ if is_lone_link(words) => Line::Verbatim,
            _ => Line::Prose,
        },
        b'-' | b'*' | b'_' if is_rule(words) => Line::Rule,
        b'-' if words.starts_with("--- ") => {
            // Several in a row are one.
            let rest = words.trim_start_matches("--- ");
            Line::RuleAnd(start + indent + words.len() - rest.len())
        }
        b'*' if is_strong_line(words) => Line::Heading,
        b'-' | b'*' | b'+' | b'>' => bullet(words).map_or(Line::Prose, |n| Line::Item(indent + n)),
        b'0'..=b'9' => bullet(words).map_or(Line::Prose, |n| Line::Item(indent + n)),
        b'!' if words.starts_with("![") && is_lone_link(&words[1..]) => Line::Verbatim,
        _ => Line::Prose,
    }
}

/// A line that is one link and nothing else.
fn is_lone_link(words: &str) -> bool {
    words.ends_with(')')
        && words
            .find("](")
            .is_some_and(|at| !words[..at].contains(']') && words[at..].matches(')').count() == 1)
}

/// A thematic break: three or more of one of `-*_`, with or without spaces.
fn is_rule(words: &str) -> bool {
    let first = words.as_bytes()[0];
    words.bytes().all(|b| b == first || b == b' ' || b == b'\t')
        && words.bytes().filter(|&b| b == first).count() >= 3
}

/// A line that is bold as a whole: a heading by another name.
fn is_strong_line(words: &str) -> bool {
    words
        .strip_prefix("**")
        .and_then(|w| {
            w.strip_suffix("**").or_else(|| w.strip_suffix("**:")).or_else(|| w.strip_suffix("**："))
        })
        .is_some_and(|inner| !inner.is_empty() && !inner.contains("**") && !is_paragraph(inner))
}

/// Whether emphasised words are a paragraph rather than a heading: they go on after a stop.
fn is_paragraph(inner: &str) -> bool {
    let stop =
        inner.find(['。', '．']).map(|at| at + '。'.len_utf8()).or_else(|| inner.find(". ").map(|at| at + 2));
    stop.is_some_and(|at| at < inner.len()) || inner.chars().count() > 120
}

/// Bytes of the bullet or number and the space after it, nested ones too (`> - `).
fn bullet(words: &str) -> Option<usize> {
    let bytes = words.as_bytes();
    let mut at = 0;
    loop {
        let rest = &bytes[at..];
        let mark = match rest.first() {
            Some(b'-' | b'*' | b'+') => 1,
            Some(b'>') => 1,
            Some(b'0'..=b'9') => {
                let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
                if digits <= 9 && matches!(rest.get(digits), Some(b'.' | b')')) { digits + 1 } else { 0 }
            }
            _ => 0,
        };
        let spaces = rest[mark..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let quote = rest.first() == Some(&b'>');
        if mark == 0 || (spaces == 0 && !quote && mark < rest.len()) {
            return (at > 0).then_some(at);
        }
        at += mark + spaces;
        if at >= bytes.len() {
            return Some(at);
        }
    }
}
