/*!
A block in, its units out: sentences, headings, list items, table rows, code, each a span with its
comparison key.

Units and the white space between them tile the block; segmenting never fails. Lines are classified
first, as CommonMark would at their start, then prose lines are cut into sentences
([`sentences`]). A fence that a cut left open runs to the block's end, and is handed on: the next block begins
with the code's rest, or with something else, which its own fences say ([`fences`]).
*/

mod fences;
mod keys;
mod lines;
mod resplit;
mod sentences;

pub use crate::text::script::is_stopless;
pub use fences::OpenFence;
pub use keys::{EDGE, Key, Keys, fold, for_each_key_char, key_of};
pub use resplit::resplit;
pub use sentences::{ends_sentence, sentences};

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use self::lines::{Line, Lines, classify};
use crate::text::{Span, keep_at, line_start};

/// What a unit is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A sentence of prose.
    Sentence,
    /// The first sentence of a list item or of a quoted line, its bullet included.
    Item,
    /// A heading: `## …`, or a line that is bold as a whole.
    Heading,
    /// A row of a table.
    Row,
    /// A thematic break.
    Rule,
    /// Fenced or indented code, an HTML line, a formula, a link definition: one piece, which only a block's end can
    /// cut.
    Verbatim,
}

impl Kind {
    /// Whether it is running text, which must end as a sentence does.
    pub fn is_prose(self) -> bool {
        matches!(self, Kind::Sentence | Kind::Item)
    }

    /// Whether one that is not finished was cut: prose without its stop, code without its closing fence, a line that
    /// another telling goes on with.
    pub fn can_be_cut(self) -> bool {
        self.is_prose() || matches!(self, Kind::Verbatim | Kind::Row)
    }
}

/// The white space before a unit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Gap {
    /// None at all.
    #[default]
    Nothing,
    /// Spaces within a line.
    Space,
    /// A line break.
    Newline,
    /// At least one blank line, or the block's start.
    Blank,
}

impl Gap {
    /// What `white` amounts to.
    pub fn of(white: &str) -> Self {
        match memchr::memchr_iter(b'\n', white.as_bytes()).take(2).count() {
            0 if white.is_empty() => Gap::Nothing,
            0 => Gap::Space,
            1 => Gap::Newline,
            _ => Gap::Blank,
        }
    }
}

/// A unit of a block.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// Bytes of the source, no white space at either end.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// What stands before it; [`Gap::Blank`] for a block's first unit.
    pub gap: Gap,
    /// Its comparison key.
    pub key: Key,
    /// Whether it is finished: prose that ends with a stop, code whose fence is closed, or anything that needs
    /// neither.
    pub complete: bool,
    /// Whether it is the rest of the code that the block before is cut in.
    pub rest: bool,
}

/// What was segmented before.
#[derive(Default)]
pub struct Seen<'t> {
    /// Lines that are prose, items, headings or rows: where each starts, and which of `units` are its own. A
    /// post says nearly half of its lines again to the letter, and its clean article is made of them.
    lines: HashMap<&'t str, (usize, Range<usize>), RandomState>,
    units: Vec<Unit>,
    /// Fenced code by its last line, the latest first.
    fences: HashMap<&'t str, Vec<Span>, RandomState>,
    /// The characters of all keys.
    keys: Keys<'t>,
    /// What was seen in another text.
    before: Option<&'t Seen<'t>>,
}

impl<'t> Seen<'t> {
    /// Nothing yet, with room for `text`.
    pub fn of(text: &str) -> Self {
        let mut seen = Self::default();
        seen.keys.reserve(text.len());
        seen
    }

    /// Nothing yet, but for the lines of another text.
    pub fn after(before: &'t Seen<'t>) -> Self {
        Self { before: Some(before), keys: Keys::after(&before.keys), ..Self::default() }
    }

    /// The characters of the keys of all units.
    pub fn keys(&self) -> &Keys<'t> {
        &self.keys
    }

    /// Where `line` starts and its units there, if it was seen.
    fn line(&self, line: &str) -> Option<(usize, &[Unit])> {
        let own = self.lines.get(line).map(|(start, range)| (*start, &self.units[range.clone()]));
        own.or_else(|| self.before?.line(line))
    }

    /// Takes in a piece of code.
    fn add_fence(&mut self, text: &'t str, code: Span) {
        let Some(last) = last_line(code.of(text)) else { return };
        let fences = self.fences.entry(last).or_default();
        if !fences.iter().any(|f| f.of(text) == code.of(text)) && fences.len() < FENCES {
            fences.push(code);
        }
    }

    /// Takes in `line`, which starts at `start`, with its `units`.
    fn add_line(&mut self, line: &'t str, start: usize, units: &[Unit]) {
        let from = self.units.len();
        self.units.extend_from_slice(units);
        self.lines.insert(line, (start, from..self.units.len()));
    }
}

/// Appends the units of `block` of `text` to `out`; `seen` goes from block to block, and so does the fence that one
/// leaves `open`, which is given back.
pub fn segment<'t>(
    text: &'t str,
    block: Span,
    open: Option<OpenFence>,
    seen: &mut Seen<'t>,
    out: &mut Vec<Unit>,
) -> Option<OpenFence> {
    let from = out.len();
    let open = lines_to_units(text, block, open, seen, out);
    // In a list whose items need no stop, an item without one is finished.
    let mut bare = false;
    for unit in &mut out[from..] {
        if unit.kind == Kind::Item {
            let stopped = unit.complete;
            unit.complete |= bare;
            bare = !stopped;
        }
    }
    // Only the last unit of a block can be an item that is cut.
    if let Some((_, items)) = out[from..].split_last_mut() {
        for item in items.iter_mut().filter(|unit| unit.kind == Kind::Item) {
            item.complete = true;
        }
    }
    open
}

/// Bytes of a line that is worth looking up.
const LONG_LINE: usize = 32;

/// Pieces of code with the same last line that are remembered.
const FENCES: usize = 16;

/// Units as they are made.
struct Builder<'t, 'o> {
    text: &'t str,
    /// Lent by [`Seen`].
    keys: Keys<'t>,
    out: &'o mut Vec<Unit>,
    /// Where the block's own units begin in `out`.
    first: usize,
    last_end: Option<usize>,
}

impl Builder<'_, '_> {
    fn gap(&self, start: usize) -> Gap {
        self.last_end.map_or(Gap::Blank, |end| Gap::of(&self.text[end..start]))
    }

    fn push(&mut self, span: Span, kind: Kind) {
        let body = span.of(self.text);
        let trimmed = body.trim();
        if trimmed.is_empty() {
            return;
        }
        let start = span.end - body.trim_start().len();
        let span = Span::new(start, start + trimmed.len());
        let complete = match kind {
            Kind::Sentence | Kind::Item => ends_sentence(trimmed),
            Kind::Heading => !has_open_strong(trimmed),
            _ => true,
        };
        let gap = self.gap(start);
        self.last_end = Some(span.end);
        self.out.push(Unit { span, kind, gap, key: self.keys.add(trimmed), complete, rest: false });
    }

    /// Pushes fenced code, which may be cut at its end, and at its beginning.
    fn push_code(&mut self, span: Span, closed: bool, rest: bool) {
        self.push(span, Kind::Verbatim);
        if let Some(unit) = self.out.last_mut() {
            (unit.complete, unit.rest) = (closed, rest);
        }
    }

    /// Whether an indented line at byte `at` is code: behind a blank line, and in no list.
    fn may_open_code(&self, at: usize) -> bool {
        let text = self.text;
        let blank = |end: usize| memchr::memchr_iter(b'\n', &text.as_bytes()[end..at]).take(2).count() == 2;
        // The last line that is not indented: what stands under an item belongs to it.
        let mut lines = self.out.iter().rev().take(LIST).filter(|u| u.gap >= Gap::Newline);
        let mut in_text = || {
            let flush = lines.find(|u| line_start(text, u.span.start) == u.span.start);
            flush.is_some_and(|u| matches!(u.kind, Kind::Heading | Kind::Sentence))
        };
        // First what costs least: a line may be as long as the post.
        self.last_end.is_some_and(blank) && in_text()
    }

    /// Takes back the units of this block that reach beyond byte `start`, and gives the byte where the first of them
    /// started, or `start`: what begins in the middle of a line begins with the line.
    fn retract(&mut self, start: usize) -> usize {
        let mut from = start;
        while self.out.len() > self.first && self.out.last().is_some_and(|u| u.span.end > start) {
            from = self.out.pop().map_or(from, |u| u.span.start.min(from));
            self.last_end = self.out[self.first..].last().map(|u| u.span.end);
        }
        from
    }

    /// Pushes the units of a line that started at `from` again, for the same line at `to`.
    fn repeat(&mut self, units: &[Unit], from: usize, to: usize) {
        for unit in units {
            let span = Span::new(unit.span.start - from + to, unit.span.end - from + to);
            let gap = self.gap(span.start);
            self.last_end = Some(span.end);
            self.out.push(Unit { span, gap, ..*unit });
        }
    }
}

/// Units that are looked back over for the line that indented ones stand under.
const LIST: usize = 64;

fn lines_to_units<'t>(
    text: &'t str,
    block: Span,
    open: Option<OpenFence>,
    seen: &mut Seen<'t>,
    out: &mut Vec<Unit>,
) -> Option<OpenFence> {
    let mut lines = Lines::new(text, block);
    let end = block.start + block.of(text).trim_end().len();
    if end <= block.start {
        return open;
    }
    let first = out.len();
    let mut units = Builder { text, keys: std::mem::take(&mut seen.keys), out, first, last_end: None };
    let mut left_open = None;
    if let Some((rest, still_open)) = open.and_then(|fence| fence.rest(text, block)) {
        units.push_code(rest, still_open.is_none(), true);
        // Another attempt may begin with it as well.
        seen.add_fence(text, rest);
        lines.at = rest.end;
        left_open = still_open;
    }
    while let Some(line) = lines.next_whole() {
        let words = line.of(text);
        if lines::is_indented(words) && units.may_open_code(line.start) {
            let end = lines.skip_indented(line.end);
            units.push(Span::new(line.start, end), Kind::Verbatim);
            continue;
        }
        // What any other line is depends on its words alone, and so do its units, but for a block's last ones.
        let last = line.end == end;
        let kept = !last && words.len() >= LONG_LINE;
        if let Some((start, known)) = if kept { seen.line(words) } else { None } {
            units.repeat(known, start, line.start);
            continue;
        }
        let first = units.out.len();
        let class = classify(words, line.start);
        let kept = kept && matches!(class, Line::Prose | Line::Item(_) | Line::Heading | Line::Row);
        match class {
            Line::Blank => {}
            Line::Fence(fence) => {
                if let Some(rest) = rest_of_fence(text, block, line, seen) {
                    let from = units.retract(rest.start);
                    units.push(Span::new(from, rest.end), Kind::Verbatim);
                    continue;
                }
                let close = lines.skip_fence(fence);
                let span = Span::new(line.start, close.unwrap_or(block.end));
                units.push_code(span, close.is_some(), false);
                left_open = close.is_none().then(|| OpenFence::new(fence, span.of(text)));
                seen.add_fence(text, span);
            }
            Line::Heading => units.push(line, Kind::Heading),
            Line::Rule => units.push(line, Kind::Rule),
            Line::RuleAnd(rest) => {
                units.push(Span::new(line.start, rest), Kind::Rule);
                lines.at = rest;
            }
            Line::Row => units.push(line, Kind::Row),
            Line::Verbatim => match protected(text, line, block) {
                Some(kept) => {
                    units.push(kept, Kind::Verbatim);
                    // Nothing tells it again: what is told inside stays, and what is told outside too.
                    if let Some(unit) = units.out.last_mut() {
                        unit.key = key_of([""]);
                    }
                    lines.at = kept.end;
                }
                None => units.push(line, Kind::Verbatim),
            },
            Line::OpenTag => {
                let end = lines.skip_paragraph(|l| l.contains('>')).unwrap_or(line.end);
                units.push(Span::new(line.start, end), Kind::Verbatim);
            }
            Line::Math => {
                let end = lines.skip_formula().unwrap_or(line.end);
                units.push(Span::new(line.start, end), Kind::Verbatim);
            }
            Line::Item(lead) => {
                let mut kind = Kind::Item;
                sentences(&text[line.start + lead..line.end], last, |from, to| {
                    let start = if kind == Kind::Item { line.start } else { line.start + lead + from };
                    units.push(Span::new(start, line.start + lead + to), kind);
                    kind = Kind::Sentence;
                });
                if kind == Kind::Item {
                    units.push(line, Kind::Item);
                }
            }
            Line::Prose => sentences(words, last, |from, to| {
                units.push(Span::new(line.start + from, line.start + to), Kind::Sentence);
            }),
        }
        if kept {
            seen.add_line(words, line.start, &units.out[first..]);
        }
    }
    seen.keys = units.keys;
    left_open
}

/// The protected passage that starts in `line`, which may hold it as a whole.
fn protected(text: &str, line: Span, block: Span) -> Option<Span> {
    if !line.of(text).contains("restitch:") {
        return None;
    }
    let lead = line.len() - line.of(text).trim_start().len();
    keep_at(text, Span::new(line.start + lead, block.end))
}

/// The line before a fence's last one.
fn last_line(fence: &str) -> Option<&str> {
    let (inside, _) = fence.rsplit_once('\n')?;
    let (_, last) = inside.rsplit_once('\n')?;
    (!last.trim().is_empty()).then_some(last)
}

/// The rest of a fenced block that ends with the fence in `line`, where a block began anew between two
/// paragraphs of code: what stands before the fence ends as code that was told before.
fn rest_of_fence(text: &str, block: Span, line: Span, seen: &Seen<'_>) -> Option<Span> {
    // A fence that was run into a line stands behind something else than a line's end.
    let before = &text[block.start..line.start];
    let before = before.strip_suffix('\n').unwrap_or(before);
    let last = before.rsplit('\n').next()?;
    let here = &text[block.start..line.end];
    let shared = |told: &str| told.bytes().rev().zip(here.bytes().rev()).take_while(|(a, b)| a == b).count();
    let told = seen.fences.get(last)?.iter().map(|f| f.of(text));
    // All of a piece would have been seen as a fence at its beginning, unless that is a cut.
    let known = |t: &str| {
        let same = shared(t);
        let all = same == t.len();
        (!all || !t.starts_with(['`', '~'])).then_some((same, all))
    };
    let (same, all) = told.filter_map(known).max()?;
    let from = here.ceil_char_boundary(here.len() - same);
    let start = match all {
        true => from,
        false if same == here.len() => 0,
        false => from + here[from..].find("\n\n")? + 2,
    };
    (start < before.len()).then(|| Span::new(block.start + start, line.end))
}

/// Whether paragraphs end with stops in this post, so that one without is a cut. `ends`: units that blocks end with,
/// in order; as cuts they say nothing, unless there is nothing else.
pub fn stops_are_written(units: &[Unit], ends: impl IntoIterator<Item = usize>) -> bool {
    let (mut ends, mut end) = (ends.into_iter(), None);
    // Paragraphs, and those without a stop: within blocks, and at their ends.
    let (mut all, mut open) = ([0, 0], [0, 0]);
    for (u, w) in units.windows(2).enumerate() {
        while end.is_none_or(|e| e < u)
            && let Some(next) = ends.next()
        {
            end = Some(next);
        }
        if w[1].gap == Gap::Blank && w[0].kind == Kind::Sentence && w[0].gap < Gap::Newline {
            let k = usize::from(end == Some(u));
            all[k] += 1;
            open[k] += usize::from(!w[0].complete);
        }
    }
    match all {
        [0, any] => open[1] * 12 <= any,
        [any, _] => open[0] * 12 <= any,
    }
}

/// Whether emphasis `**` opens and does not close.
fn has_open_strong(words: &str) -> bool {
    words.matches("**").count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indented_lines_are_code_but_in_a_list() {
        let code = "Run it.\n\n    boats = 0\n\n    print(boats)\n\nIt ends.\n";
        assert_eq!(
            units(code),
            [
                (Kind::Sentence, "Run it."),
                (Kind::Verbatim, "boats = 0\n\n    print(boats)"),
                (Kind::Sentence, "It ends.")
            ]
        );
        let list = "- One thing.\n\n    It goes on here.\n\nIt ends.\n";
        assert_eq!(units(list)[1], (Kind::Sentence, "It goes on here."));
        // The same line in both.
        let line = "    This line is long enough to be known when it is seen again.\n";
        let both = format!("- One thing.\n\n{line}\nIt goes on.\n\n{line}\nIt ends.\n");
        assert_eq!([1, 3].map(|u| units(&both)[u].0), [Kind::Sentence, Kind::Verbatim]);
        let lazy = "A sentence\n    over two lines.\n";
        assert!(units(lazy).iter().all(|u| u.0 == Kind::Sentence));
    }

    fn units(text: &str) -> Vec<(Kind, &str)> {
        let mut out = Vec::new();
        segment(text, Span::new(0, text.len()), None, &mut Seen::default(), &mut out);
        let mut at = 0;
        for unit in &out {
            assert!(unit.span.start >= at && text[at..unit.span.start].trim().is_empty());
            at = unit.span.end;
        }
        assert!(text[at..].trim().is_empty(), "units and white space tile the block");
        out.iter().map(|u| (u.kind, u.span.of(text))).collect()
    }

    #[test]
    fn lines_are_what_markdown_says() {
        let text = "# Title\n\nOne. Two!\n\n- item one. More\n2) second\n\n| a | b |\n\n***\n\n**Bold line**\n\n> said. So\n";
        let got = units(text);
        let kinds: Vec<Kind> = got.iter().map(|u| u.0).collect();
        use Kind::*;
        assert_eq!(
            kinds,
            [Heading, Sentence, Sentence, Item, Sentence, Item, Row, Rule, Heading, Item, Sentence]
        );
        assert_eq!(got[3].1, "- item one.");
    }

    #[test]
    fn code_is_one_unit_even_when_it_never_closes() {
        let text = "a.\n\n```rust\nlet x = 1. + 2.;\n\n## no\n```\nb.\n~~~\nopen. end";
        let got = units(text);
        assert_eq!(got.len(), 4);
        assert_eq!(got[1], (Kind::Verbatim, "```rust\nlet x = 1. + 2.;\n\n## no\n```"));
        assert_eq!(got[3].0, Kind::Verbatim);
    }

    #[test]
    fn an_open_fence_goes_from_block_to_block() {
        let blocks = ["a.\n\n```\none\n", "\n\n", "two\n```\n\nb."];
        let text = blocks.concat();
        let (mut out, mut open, mut at) = (Vec::new(), None, 0);
        for block in blocks {
            let span = Span::new(at, at + block.len());
            open = segment(&text, span, open, &mut Seen::default(), &mut out);
            at = span.end;
        }
        assert_eq!(open, None);
        let got: Vec<_> = out.iter().map(|u| (u.span.of(&text), u.complete, u.rest)).collect();
        let want =
            [("a.", true, false), ("```\none", false, false), ("two\n```", true, true), ("b.", true, false)];
        assert_eq!(got, want);
    }

    #[test]
    fn a_line_said_again_has_the_same_units_in_its_own_place() {
        let line = "この文はひとつめの文です。この文はふたつめの文です。そして三つめの文もあります。";
        let text = format!("{line}\n\n{line}\n{line}");
        let mut out = Vec::new();
        segment(&text, Span::new(0, text.len()), None, &mut Seen::default(), &mut out);
        let words: Vec<&str> = out.iter().map(|u| u.span.of(&text)).collect();
        assert_eq!(words[..3], words[3..6]);
        let gaps: Vec<Gap> = out.iter().step_by(3).map(|u| u.gap).collect();
        assert_eq!(gaps, [Gap::Blank, Gap::Blank, Gap::Newline]);
    }

    #[test]
    fn gaps_and_completeness_are_seen() {
        let mut out = Vec::new();
        let text = "一文目。二文目。\n三文目\n\n**開いた";
        segment(text, Span::new(0, text.len()), None, &mut Seen::default(), &mut out);
        let gaps: Vec<Gap> = out.iter().map(|u| u.gap).collect();
        assert_eq!(gaps, [Gap::Blank, Gap::Nothing, Gap::Newline, Gap::Blank]);
        let complete: Vec<bool> = out.iter().map(|u| u.complete).collect();
        assert_eq!(complete, [true, true, false, false]);
    }
}
