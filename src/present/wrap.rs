/*!
Rows that fit. Text is laid out by display width (East Asian wide letters take two columns, marks
none), broken between words, between wide letters, or where nothing else is left between any two
graphemes, and made harmless on the way. Colours and links are closed at each row's end, so that a
pager can show any part of it.
*/

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Style;
use super::harmless::grapheme;

/// What a stretch of a row is, hence its colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paint {
    /// Text that stays.
    Plain,
    /// File and line.
    Place,
    /// A rule's name.
    Name,
    /// What is said about the text, and what is left out of it.
    Dim,
    /// What goes.
    Removed,
    /// What comes in its stead.
    Added,
}

impl Paint {
    /// The parameters of its ANSI "select graphic rendition" sequence.
    fn code(self) -> Option<&'static str> {
        match self {
            Paint::Plain => None,
            Paint::Place => Some("1"),
            Paint::Name => Some("33"),
            Paint::Dim => Some("2"),
            Paint::Removed => Some("31"),
            Paint::Added => Some("32"),
        }
    }
}

/// Appends `text`, which must be harmless, in its colour.
pub fn paint(out: &mut String, style: &Style, paint: Paint, text: &str) {
    match paint.code() {
        Some(code) if style.color && !text.is_empty() => {
            out.extend(["\u{1b}[", code, "m", text, "\u{1b}[0m"]);
        }
        _ => out.push_str(text),
    }
}

/// A stretch of text of one paint. The text is made harmless when it is laid out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run<'a> {
    /// What it is.
    pub paint: Paint,
    /// The text as it stands in the post, or words about it.
    pub text: Cow<'a, str>,
}

impl<'a> Run<'a> {
    /// A run of `text`.
    pub fn new(paint: Paint, text: impl Into<Cow<'a, str>>) -> Self {
        Self { paint, text: text.into() }
    }
}

/// How runs are laid out.
#[derive(Clone, Copy, Debug)]
pub struct Layout<'a> {
    /// Colours and width.
    pub style: &'a Style,
    /// Columns before the first row.
    pub first: usize,
    /// Columns before the others.
    pub hang: usize,
    /// Where runs of [`Paint::Place`] lead to.
    pub link: Option<&'a str>,
}

/// A row as it is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its text, colours and links included, without a newline.
    pub text: String,
    /// Columns that it fills.
    pub columns: usize,
}

/// The least that is left for text, however narrow the terminal.
const MIN_COLUMNS: usize = 8;

/// Signs that no row ends with.
const OPENING_SIGNS: [&str; 2] = ["[-", "{+"];

/// What is laid out as one: a grapheme cluster, or a sign.
struct Cell<'a> {
    paint: Paint,
    text: Cow<'a, str>,
    columns: usize,
    /// Whether a row may start with it.
    breaks: bool,
}

impl Layout<'_> {
    /// Appends `runs` to `out` in rows, each ended with a newline. Cost: linear.
    pub fn rows(&self, out: &mut String, runs: &[Run]) {
        for row in self.lines(runs) {
            out.push_str(&row.text);
            out.push('\n');
        }
    }

    /// `runs` in rows. Cost: linear.
    pub fn lines(&self, runs: &[Run]) -> Vec<Row> {
        let mut out = Vec::new();
        let mut row: Vec<Cell> = Vec::new();
        let mut used = 0;
        let mut indent = self.first;
        let mut before = Edge::Start;
        for run in runs {
            for cell in cells(run, self.room(self.hang)) {
                let cell = Cell { breaks: before.may_break(&cell.text, cell.columns), ..cell };
                before = Edge::of(&cell.text, cell.columns);
                while used + cell.columns > self.room(indent) && !row.is_empty() {
                    let rest = self.break_row(&mut out, indent, &mut row, &cell);
                    indent = self.hang;
                    row = rest;
                    used = row.iter().map(|c| c.columns).sum();
                }
                // A space that a row ends at is the break itself.
                if cell.text != " " || !row.is_empty() || indent == self.first {
                    used += cell.columns;
                    row.push(cell);
                }
            }
            if OPENING_SIGNS.contains(&run.text.as_ref()) {
                before = Edge::Opening;
            }
        }
        if !row.is_empty() {
            self.row(&mut out, indent, &row);
        }
        out
    }

    fn room(&self, indent: usize) -> usize {
        self.style.width.saturating_sub(indent).max(MIN_COLUMNS)
    }

    /// Ends the row at the last border that fits, or where it is full when there is none, and gives
    /// back what is left for the next row.
    fn break_row<'c>(
        &self,
        out: &mut Vec<Row>,
        indent: usize,
        row: &mut Vec<Cell<'c>>,
        next: &Cell,
    ) -> Vec<Cell<'c>> {
        let room = self.room(indent);
        let mut used = 0;
        // What was left of a row may be more than fits into one that hangs.
        let full = row.iter().take_while(|c| {
            used += c.columns;
            used <= room
        });
        let full = full.count().max(1);
        let at = if full == row.len() && (next.breaks || next.text == " ") {
            full
        } else {
            (1..row.len().min(full + 1)).rev().find(|&i| row[i].breaks).unwrap_or(full)
        };
        let rest = row.split_off(at);
        while row.len() > 1 && row.last().is_some_and(|c| c.text == " ") {
            row.pop();
        }
        self.row(out, indent, row);
        rest
    }

    fn row(&self, rows: &mut Vec<Row>, indent: usize, row: &[Cell]) {
        let columns = indent + row.iter().map(|c| c.columns).sum::<usize>();
        let mut out = " ".repeat(indent);
        for stretch in row.chunk_by(|a, b| a.paint == b.paint) {
            let kind = stretch[0].paint;
            let text: String = stretch.iter().map(|c| c.text.as_ref()).collect();
            let link = self.link.filter(|_| kind == Paint::Place);
            if let Some(link) = link {
                out.extend(["\u{1b}]8;;", link, "\u{1b}\\"]);
            }
            paint(&mut out, self.style, kind, &text);
            if link.is_some() {
                out.push_str("\u{1b}]8;;\u{1b}\\");
            }
        }
        rows.push(Row { text: out, columns });
    }
}

/// The cells of a run. What is wider than a row, such as a letter with much written out, falls into
/// its parts.
fn cells<'r>(run: &'r Run<'_>, room: usize) -> impl Iterator<Item = Cell<'r>> {
    let paint = run.paint;
    run.text.graphemes(true).map(grapheme).flat_map(move |text| {
        let columns = text.width();
        if columns <= room {
            return vec![Cell { paint, text, columns, breaks: false }];
        }
        let parts = text.graphemes(true).flat_map(|part| match part.width() {
            columns if columns <= room => vec![(part.to_owned(), columns)],
            _ => part.chars().map(|c| (c.to_string(), c.width().unwrap_or(0))).collect(),
        });
        parts.map(|(text, columns)| Cell { paint, text: Cow::Owned(text), columns, breaks: false }).collect()
    })
}

/// How a row may end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// There is nothing yet.
    Start,
    /// White space.
    Blank,
    /// A wide letter, or a sign for a line end.
    Wide,
    /// An opening bracket.
    Opening,
    /// A letter of a word.
    Word,
}

impl Edge {
    fn of(text: &str, columns: usize) -> Self {
        match text {
            "⏎" | "⇥" => Edge::Wide,
            "「" | "『" | "（" | "【" | "〈" | "《" | "〔" => Edge::Opening,
            _ if text.trim_start().is_empty() => Edge::Blank,
            _ if columns >= 2 => Edge::Wide,
            _ => Edge::Word,
        }
    }

    /// Whether a row may end here and `next` start another.
    fn may_break(self, next: &str, columns: usize) -> bool {
        let hangs = matches!(
            next,
            "。" | "、" | "！" | "？" | "，" | "．" | "」" | "』" | "）" | "】" | "〉" | "》" | "〕" | "ー"
        );
        match self {
            Edge::Start | Edge::Opening => false,
            Edge::Blank => true,
            Edge::Wide | Edge::Word if hangs => false,
            Edge::Wide => !matches!(next, "-" | "+" | "]" | "}" | "…") && !next.trim_start().is_empty(),
            Edge::Word => columns >= 2,
        }
    }
}
