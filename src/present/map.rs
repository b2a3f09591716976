/*!
A map of a post: one bar for the clean article, in which each column stands for a part of its text and
shows the letter of the block it came from. Signs between the cells say where text was joined and where
a passage went. Letters and signs say it all; colour only repeats them.
*/

use unicode_width::UnicodeWidthStr;

use super::finding::{Kind, findings};
use super::harmless::{grapheme, harmless};
use super::strip::{Cell, Strip, is_passage, letter};
use super::words::{count, thousands};
use super::wrap::{Layout, Paint, Run};
use super::{Style, View};

use unicode_segmentation::UnicodeSegmentation;

/// Two slices meet, and only a marker or white space went between them, or nothing.
const JOIN: char = '|';
/// A passage went here.
const GONE: char = '×';
/// The least columns of a bar.
const LEAST: usize = 8;
/// Colours of blocks, in turn: parameters of ANSI's "select graphic rendition".
const COLORS: [&str; 6] = ["30;46", "30;43", "30;42", "30;45", "97;44", "97;41"];

/// Appends one post's map to `out`: the path, the bar over the whole width, and a row for each block.
pub fn map_text(out: &mut String, view: &View, style: &Style) {
    let found = findings(view);
    let strip = Strip::new(view, &found);
    let gone = found.iter().filter(|f| is_passage(f)).count();
    let joins = found.iter().filter(|f| f.kind == Kind::Join).count();
    let mut head = format!(
        "{}, {}",
        count(strip.blocks.len(), "block", "blocks"),
        count(gone, "passage goes", "passages go")
    );
    if joins > 0 {
        head += &format!(", {} out of order", count(joins, "join", "joins"));
    }
    let layout = Layout { style, first: 0, hang: 2, link: None };
    let place = Run::new(Paint::Place, view.path);
    layout.rows(out, &[place, Run::new(Paint::Plain, format!(": {head}"))]);
    bar(out, &strip, &found.iter().map(is_passage).collect::<Vec<_>>(), style.width.max(LEAST), style.color);
    out.push('\n');
    for (i, block) in strip.blocks.iter().enumerate() {
        let kept = format!(
            " line {}: {} of {} stay",
            block.line,
            thousands(block.kept),
            count(block.chars, "character", "characters")
        );
        let sign = Run::new(Paint::Name, letter(i).to_string());
        layout.rows(out, &[sign, Run::new(Paint::Plain, kept)]);
    }
}

/// Appends one post's map to `out` in one row: the path in `path` columns, then the bar.
pub fn map_row(out: &mut String, view: &View, path: usize, style: &Style) {
    let found = findings(view);
    let strip = Strip::new(view, &found);
    let shown = shortened(view.path, path);
    out.push_str(&shown);
    out.extend(std::iter::repeat_n(' ', path.saturating_sub(shown.width()) + 1));
    let width = style.width.saturating_sub(path + 1).max(LEAST);
    bar(out, &strip, &found.iter().map(is_passage).collect::<Vec<_>>(), width, style.color);
    out.push('\n');
}

/// Columns for the paths of these posts, where maps stand in rows: as many as the longest needs, and a
/// third of the width at most.
pub fn map_path_columns<'a>(paths: impl Iterator<Item = &'a str>, width: usize) -> usize {
    let longest = paths.map(|path| harmless(path).width()).max().unwrap_or(0);
    longest.min(width / 3)
}

/// What the signs mean, in rows that fit.
pub fn map_legend(out: &mut String, style: &Style) {
    let words = format!("A, B, C … blocks in the post's order   {JOIN} joined   {GONE} a passage went here");
    Layout { style, first: 0, hang: 2, link: None }.rows(out, &[Run::new(Paint::Dim, words)]);
}

/// The end of a path, which tells it from its neighbours, in at most `columns` columns.
fn shortened(path: &str, columns: usize) -> String {
    let shown = harmless(path);
    if shown.width() <= columns {
        return shown.into_owned();
    }
    let mut used = 1;
    let fit = |part: &&str| {
        used += grapheme(part).width();
        used <= columns
    };
    let tail: Vec<&str> = shown.graphemes(true).rev().take_while(fit).collect();
    let tail: String = tail.into_iter().rev().collect();
    if columns == 0 { String::new() } else { format!("…{tail}") }
}

/// What a column shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    /// Text of this block.
    Block(usize),
    /// [`JOIN`] or [`GONE`].
    Sign(char),
}

fn bar(out: &mut String, strip: &Strip, passages: &[bool], width: usize, color: bool) {
    let columns = columns(strip, passages, width);
    for stretch in columns.chunk_by(|a, b| a == b) {
        let text: String = stretch.iter().map(|column| column.sign()).collect();
        match stretch[0] {
            Column::Block(block) if color => {
                out.extend(["\u{1b}[", COLORS[block % COLORS.len()], "m", &text, "\u{1b}[0m"]);
            }
            _ => out.push_str(&text),
        }
    }
}

impl Column {
    fn sign(self) -> char {
        match self {
            Column::Block(block) => letter(block),
            Column::Sign(sign) => sign,
        }
    }
}

/// Cells that are shown as one, for they do not all fit.
struct Bar {
    block: usize,
    chars: usize,
    /// Whether a passage went after it.
    gone: bool,
}

/// The bar in columns: a cell takes one at least, and a share of the rest by its length. Where cells and
/// signs are more than columns, neighbours are shown as one, by the letter of the longest.
fn columns(strip: &Strip, passages: &[bool], width: usize) -> Vec<Column> {
    let went = |gone: &[usize]| gone.iter().any(|&i| passages.get(i) == Some(&true));
    let opens = went(&strip.opening);
    let closes = strip.cells.last().is_some_and(|cell| went(&cell.gone));
    let room = width.saturating_sub(usize::from(opens) + usize::from(closes)).max(1);
    let bars = united(&strip.cells, room.div_ceil(2), went);
    let total: usize = bars.iter().map(|b| b.chars).sum();
    let spare = (room + 1).saturating_sub(2 * bars.len());
    let mut out = Vec::with_capacity(width);
    if opens {
        out.push(Column::Sign(GONE));
    }
    // What is handed out so far follows what should be: no column is lost to rounding.
    let (mut chars, mut given) = (0, 0);
    for (i, bar) in bars.iter().enumerate() {
        chars += bar.chars;
        let due = ((spare as u128 * chars as u128 + total as u128 / 2) / total.max(1) as u128) as usize;
        out.extend(std::iter::repeat_n(Column::Block(bar.block), 1 + due - given));
        given = due;
        if i + 1 < bars.len() {
            out.push(Column::Sign(if bar.gone { GONE } else { JOIN }));
        }
    }
    if closes {
        out.push(Column::Sign(GONE));
    }
    out
}

/// The cells as at most `most` bars of about the same length, or as they are where they are no more.
fn united(cells: &[Cell], most: usize, went: impl Fn(&[usize]) -> bool) -> Vec<Bar> {
    let one = |cell: &Cell| Bar { block: cell.block, chars: cell.chars, gone: went(&cell.gone) };
    if cells.len() <= most {
        return cells.iter().map(one).collect();
    }
    let total: usize = cells.iter().map(|c| c.chars).sum::<usize>().max(1);
    let mut before = 0;
    let places: Vec<usize> = cells
        .iter()
        .map(|cell| {
            let middle = before + cell.chars / 2;
            before += cell.chars;
            (middle as u128 * most as u128 / total as u128) as usize
        })
        .collect();
    let mut bars = Vec::with_capacity(most);
    let mut from = 0;
    for group in places.chunk_by(|a, b| a == b) {
        let members = &cells[from..from + group.len()];
        from += group.len();
        let longest = members.iter().max_by_key(|c| c.chars).map_or(0, |c| c.block);
        bars.push(Bar {
            block: longest,
            chars: members.iter().map(|c| c.chars).sum(),
            gone: members.iter().any(|c| went(&c.gone)),
        });
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Glued, Gone, Keep, Part, Post};
    use super::*;
    use crate::decide::Rule;
    use crate::plan::{Glue, Status};

    fn parts<'a>() -> Vec<Part<'a>> {
        vec![
            Keep("Forty letters and no more stand in here. "),
            Gone(Rule::Marker, "\n---END---\n", None),
            Gone(Rule::Copy, "stand in here. ", Some("stand in here. ")),
            Glued(Glue::Nothing, "Twenty stand in this. "),
            Gone(Rule::Marker, "\n---END---\n", None),
            Glued(Glue::BlankLine, "Twenty stand as well. "),
            Gone(Rule::CutEnd, "And then", None),
        ]
    }

    #[test]
    fn a_bar_has_a_letter_a_block_and_a_sign_a_seam() {
        let post = Post::new(&parts(), Status::Incomplete);
        let mut out = String::new();
        map_text(&mut out, &post.view(), &Style { width: 43, ..Style::default() });
        assert_eq!(
            out,
            "post.md: 3 blocks, 2 passages go\n\
             AAAAAAAAAAAAAAAAAAA×BBBBBBBBBB|CCCCCCCCCCC×\n\
             A line 1: 41 of 41 characters stay\n\
             B line 3: 22 of 37 characters stay\n\
             C line 5: 22 of 30 characters stay\n"
        );
    }

    #[test]
    fn rows_of_many_posts_are_as_long_as_each_other() {
        let post = Post::new(&parts(), Status::Incomplete);
        let paths = ["a.md", "a/very/long/path/to/a/post.md"];
        let columns = map_path_columns(paths.into_iter(), 40);
        let mut out = String::new();
        for path in paths {
            map_row(
                &mut out,
                &View { path, ..post.view() },
                columns,
                &Style { width: 40, ..Style::default() },
            );
        }
        let rows: Vec<&str> = out.lines().collect();
        assert_eq!(
            rows,
            ["a.md          AAAAAAAAAAA×BBBBBB|CCCCCC×", "…to/a/post.md AAAAAAAAAAA×BBBBBB|CCCCCC×"]
        );
    }

    #[test]
    fn more_cells_than_columns_are_drawn_by_the_longest() {
        let many: Vec<Part> =
            (0..60).flat_map(|_| [Keep("あいう。"), Gone(Rule::SeamRepeat, "あ。", None)]).collect();
        let post = Post::new(&many, Status::Repaired);
        let mut out = String::new();
        map_row(&mut out, &post.view(), 7, &Style { width: 30, ..Style::default() });
        let bar = out.trim_end().strip_prefix("post.md ").unwrap();
        assert_eq!(bar.width(), 22);
        assert!(bar.chars().step_by(2).all(char::is_alphanumeric) || bar.contains('#'), "{bar}");
        assert_eq!(bar.matches(GONE).count(), 11, "{bar}");
        let nothing = Post::new(&[Gone(Rule::Marker, "---END---", None)], Status::Repaired);
        out.clear();
        map_text(&mut out, &nothing.view(), &Style::default());
        assert_eq!(out, "post.md: 0 blocks, 0 passages go\n\n");
    }
}
