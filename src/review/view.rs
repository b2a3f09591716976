/*!
The rows that a review fills a screen with: the finding, where one is, and the keys. Pure; what is too
long for the screen can be scrolled, and nothing is wider than it.
*/

use restitch::present::{Finding, Style, View, finding_text, passage_text};

use unicode_width::UnicodeWidthStr;

use super::machine::{Mode, Post, Review};

const HELP: &str = "\
y  take it: it goes as shown        n  leave it as it is in the post
o  keep the other telling: this one stays in its place, and the other goes
K  always keep this passage, wherever it stands (restitch.toml)
a  take, d leave this and the rest of the post
A  take, D leave this and everything that is left
c  take all that are certain
s  skip to the next that is not decided
u  take the last decision back
j  next, k previous, without deciding
f  the whole passage in its surroundings; f again goes back
e  open the post in your editor ($VISUAL, $EDITOR), at this line
arrows, page keys and space scroll
q  save and quit; posts that are decided are written (Ctrl-C does the same)

Every decision is saved at once. Enter and Escape decide nothing. ? goes back";

/// The keys in a row, from the most to the fewest words; the first that fits is shown.
const KEYS: [&str; 4] = [
    "[y]es take  [n]o leave  [o]ther telling  [a]/[d] post  [A]/[D] all  [s]kip  [u]ndo  [f]ull  [e]dit  [K]eep  [?] [q]uit",
    "y take  n leave  o other  a/d post  A/D all  s skip  u undo  f full  ?  q quit",
    "y take n leave o other s skip u undo ? help q quit",
    "y n o a d A D s u f e K ? q",
];

/// The rows of the screen, `height` at most; with them, the farthest that the body can be scrolled.
pub fn rows(review: &Review, style: &Style, height: usize) -> (Vec<String>, usize) {
    let mut body = String::new();
    if let Some((p, f)) = review.here() {
        let post = &review.posts()[p];
        show(&mut body, review.mode(), post, &post.found[f], style);
    }
    let keys = KEYS.iter().find(|keys| keys.len() <= style.width).unwrap_or(&KEYS[3]);
    let said = wrapped(review.message(), style.width, 0);
    let mut foot = wrapped(&place(review), style.width, 0);
    // The row of the message is there without one too, so that nothing jumps.
    foot.extend(if said.is_empty() { vec![String::new()] } else { said });
    foot.extend(wrapped(keys, style.width, 0));
    let lines: Vec<&str> = body.lines().collect();
    let room = height.saturating_sub(foot.len() + 1).max(1);
    let limit = lines.len().saturating_sub(room);
    let from = review.scroll().min(limit);
    let mut out: Vec<String> = lines.iter().skip(from).take(room).map(|&l| l.to_owned()).collect();
    out.resize(room, String::new());
    let below = lines.len() - (from + room).min(lines.len());
    out.push(if below > 0 { format!("  ({below} more rows: space)") } else { String::new() });
    out.extend(foot);
    // On a screen of a few rows the foot is worth more than nothing at all.
    out.truncate(height);
    (out, limit)
}

fn show(out: &mut String, mode: Mode, post: &Post, finding: &Finding, style: &Style) {
    let view = View { path: &post.path, source: &post.source, plan: &post.plan };
    match mode {
        Mode::Finding => finding_text(out, &view, style, finding),
        Mode::Passage => passage_text(out, &view, style, finding),
        Mode::Help => {
            for line in HELP.lines() {
                for row in wrapped(line, style.width, 3) {
                    out.push_str(&row);
                    out.push('\n');
                }
            }
        }
    }
}

/// Where one is, and what was decided here.
fn place(review: &Review) -> String {
    let (n, all) = review.place();
    let Some((p, f)) = review.here() else { return "nothing to decide".to_owned() };
    let posts = review.posts().len();
    let post = &review.posts()[p];
    let which = if posts > 1 { format!(", post {} of {posts}", p + 1) } else { String::new() };
    let here = post.answers[f].map_or("not decided", |a| a.words());
    format!("finding {n} of {all}{which}, {} decided; this one: {here}", review.decided())
}

/// Words in rows of at most `width` columns, those after the first `hang` columns in. A word that is
/// longer than a row is cut.
fn wrapped(text: &str, width: usize, hang: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    let mut row = String::new();
    for (i, word) in text.split(' ').enumerate() {
        let longer = row.width() + 1 + word.width() > width;
        if longer && !row.trim().is_empty() {
            rows.push(std::mem::replace(&mut row, " ".repeat(hang)));
        } else if i > 0 {
            row.push(' ');
        }
        for c in word.chars().filter(|c| !c.is_control()) {
            row.push(c);
            if row.width() > width {
                row.pop();
                break;
            }
        }
    }
    if !row.trim().is_empty() {
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::machine::Key;
    use super::*;
    use restitch::{Options, Source, repair};

    fn review() -> Review {
        let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/reworded-retelling/raw.md");
        let source = Source::from_text(std::fs::read_to_string(sample).unwrap());
        let plan = repair(&source, &Options::default()).unwrap();
        Review::new(vec![Post::new("raw.md", source, plan)])
    }

    #[test]
    fn the_screen_is_filled_and_never_overfull() {
        for keys in ["", "f", "?", "n", "y", "fy"] {
            for (width, height) in [(40, 8), (60, 24), (80, 24), (140, 50)] {
                let mut review = review();
                for key in keys.chars() {
                    review.key(Key::Char(key));
                }
                let style = Style { width, ..Style::default() };
                let (rows, _) = rows(&review, &style, height);
                assert_eq!(rows.len(), height);
                for row in rows {
                    assert!(row.width() <= width, "{width}: {row}");
                }
            }
        }
    }

    #[test]
    fn the_whole_passage_can_be_scrolled_to_its_end() {
        let mut review = review();
        review.key(Key::Char('f'));
        let style = Style { width: 40, ..Style::default() };
        let (first, limit) = rows(&review, &style, 8);
        assert!(limit > 0 && first.iter().any(|row| row.contains("more rows")), "{first:?}");
        for _ in 0..limit {
            review.key(Key::Scroll(true));
        }
        let (last, _) = rows(&review, &style, 8);
        assert!(!last.iter().any(|row| row.contains("more rows")), "{last:?}");
    }

    #[test]
    fn what_is_said_is_said_whole_on_a_narrow_screen() {
        let mut review = review();
        review.key(Key::Char('?'));
        review.say("2 of 2 are certain: c takes those at once");
        let (rows, _) = rows(&review, &Style { width: 40, ..Style::default() }, 60);
        let flat = rows.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        for line in HELP.lines() {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains(&line), "{line} in {rows:#?}");
        }
        assert!(flat.contains("c takes those at once"), "{flat}");
    }

    #[test]
    fn every_key_is_in_the_help() {
        for key in "ynoadADcKsujkfeq?".chars() {
            assert!(HELP.contains(&format!("{key} ")), "{key}");
        }
    }
}
