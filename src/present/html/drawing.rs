/*!
The map as a picture: a bar over the article's length, with a stretch in the colour of each block and its
letter where that fits, a stroke at each join and a notch where a passage went. All sizes are shares of
the width, so that it fits any screen; colours come from the page's style.
*/

use std::fmt::Write as _;

use super::super::finding::Finding;
use super::super::strip::{Strip, is_passage, letter};
use super::super::words::count;

/// Colours that blocks take in turn; the page's style has as many.
const COLORS: usize = 6;
/// Share of the bar, in hundredths of a per cent, that a letter needs.
const LETTER: u128 = 300;

/// A block's class.
pub fn class(block: usize) -> String {
    format!("b{}", block % COLORS)
}

/// The picture. With `links`, the prefix of the cells' addresses, a click on a stretch leads to its
/// text.
pub fn bar(strip: &Strip, found: &[Finding], links: Option<&str>) -> String {
    let went = |gone: &[usize]| gone.iter().any(|&i| found.get(i).is_some_and(is_passage));
    let total = strip.cells.iter().map(|c| c.chars).sum::<usize>().max(1) as u128;
    let part = |chars: usize| chars as u128 * 10_000 / total;
    let mut out = format!(
        "<svg class=\"bar\" role=\"img\" aria-label=\"{}\" width=\"100%\" height=\"24\">",
        told(strip, found)
    );
    let (mut before, mut signs) = (0, String::new());
    if went(&strip.opening) {
        notch(&mut signs, 0);
    }
    for (i, cell) in strip.cells.iter().enumerate() {
        let (from, to) = (part(before), part(before + cell.chars));
        before += cell.chars;
        // For a mouse alone: a keyboard goes through the list of blocks below the picture.
        let to_cell = links.map(|prefix| format!(" data-to=\"{prefix}s{i}\"")).unwrap_or_default();
        let _ = write!(
            out,
            "<rect class=\"{}\" x=\"{}%\" width=\"{}%\" height=\"100%\"{to_cell}/>",
            class(cell.block),
            share(from),
            share(to - from)
        );
        if to - from >= LETTER {
            let sign = letter(cell.block);
            let _ = write!(out, "<text x=\"{}%\" y=\"17\">{sign}</text>", share((from + to) / 2));
        }
        if i > 0 {
            let at = share(from);
            let _ = write!(signs, "<line x1=\"{at}%\" x2=\"{at}%\" y1=\"0\" y2=\"24\"/>");
        }
        if went(&cell.gone) {
            notch(&mut signs, to);
        }
    }
    out + &signs + "</svg>"
}

fn notch(out: &mut String, at: u128) {
    // Writing to a string cannot fail.
    let _ = write!(out, "<svg x=\"{}%\" overflow=\"visible\"><path d=\"M-5 0h10L0 9z\"/></svg>", share(at));
}

/// Hundredths of a per cent as a decimal number.
fn share(parts: u128) -> String {
    format!("{}.{:02}", parts / 100, parts % 100)
}

/// The picture in words.
fn told(strip: &Strip, found: &[Finding]) -> String {
    let total = strip.cells.iter().map(|c| c.chars).sum::<usize>().max(1);
    let parts: Vec<String> = strip
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kept > 0)
        .map(|(i, block)| format!("{} {}%", letter(i), block.kept * 100 / total))
        .collect();
    let gone = found.iter().filter(|f| is_passage(f)).count();
    format!(
        "Map of the article by block: {}; {}, {}",
        parts.join(", "),
        count(strip.cells.len().saturating_sub(1), "join", "joins"),
        count(gone, "passage went", "passages went")
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::finding::findings;
    use super::super::super::fixture::{Glued, Gone, Keep, Post};
    use super::*;
    use crate::decide::Rule;
    use crate::plan::{Glue, Status};

    #[test]
    fn stretches_fill_the_bar_and_seams_are_marked() {
        let post = Post::new(
            &[
                Keep("Twenty letters here."),
                Gone(Rule::Marker, "\n---END---\n", None),
                Glued(Glue::BlankLine, "Sixty letters stand in this one and there are no more here. "),
                Gone(Rule::CutEnd, "And", None),
            ],
            Status::Incomplete,
        );
        let found = findings(&post.view());
        let strip = Strip::new(&post.view(), &found);
        let shown = bar(&strip, &found, Some("p1"));
        assert!(shown.contains("<rect class=\"b0\" x=\"0.00%\" width=\"25.00%\""), "{shown}");
        assert!(shown.contains("<rect class=\"b1\" x=\"25.00%\" width=\"75.00%\""), "{shown}");
        assert!(
            shown
                .contains("aria-label=\"Map of the article by block: A 25%, B 75%; 1 join, 1 passage went\"")
        );
        assert!(shown.contains("data-to=\"p1s1\"") && !bar(&strip, &found, None).contains("data-to"));
        assert_eq!((shown.matches("<line ").count(), shown.matches("<path ").count()), (1, 1));
    }
}
