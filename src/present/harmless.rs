/*!
Text that a terminal can be given.

A post is written by others and may hold anything: escape sequences that rewrite the screen,
overrides that turn the reading order about, letters of no width that hide a difference. Nothing of
the kind is printed; each such character is written out (`\u{202e}`), and white space that
matters is given a sign. Works grapheme by grapheme, for a mark is only harmless on a letter.
*/

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// The sign for the end of a line.
const NEWLINE: &str = "⏎";
/// The sign for a tab.
const TAB: &str = "⇥";
/// Where a mark stands without its letter.
const DOTTED_CIRCLE: char = '◌';
/// Marks on one letter; more are there to spill over the rows above and below.
const MAX_MARKS: usize = 6;

/// `text`, fit to be printed in one row: no control, no line end, nothing unseen.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| (b' '..0x7f).contains(&b)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.graphemes(true).map(grapheme).collect())
}

/// Rows fit for the log of a build, where `::error::…` at the start of a row, and `##[` anywhere, are commands to
/// who runs it. The rest of each row stays as it is, escapes included.
pub fn no_commands(rows: &str) -> Cow<'_, str> {
    const OLD: &str = "##[";
    let is_command = |row: &str| row.trim_start().starts_with("::");
    if !rows.contains(OLD) && !rows.lines().any(is_command) {
        return Cow::Borrowed(rows);
    }
    let mut out = String::with_capacity(rows.len() + 16);
    for row in rows.split_inclusive('\n') {
        let words = if is_command(row) { row.trim_start() } else { row };
        out.push_str(&row[..row.len() - words.len()]);
        let rest = words.strip_prefix(':').filter(|_| is_command(row));
        out.push_str(if rest.is_some() { "\\u{3a}" } else { "" });
        out.push_str(&rest.unwrap_or(words).replace(OLD, "\\u{23}#["));
    }
    Cow::Owned(out)
}

/// One grapheme cluster, fit to be printed.
pub fn grapheme(cluster: &str) -> Cow<'_, str> {
    match cluster {
        "\n" | "\r\n" => return Cow::Borrowed(NEWLINE),
        "\t" => return Cow::Borrowed(TAB),
        _ => {}
    }
    if is_plain(cluster) {
        return Cow::Borrowed(cluster);
    }
    let mut shown = String::with_capacity(cluster.len() + 8);
    let mut marks = 0;
    // Whether a mark would sit on a letter of its own.
    let mut on_letter = false;
    let mut chars = cluster.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let joins_emoji = c == ZWJ
            && on_letter
            && before.is_some_and(is_emoji)
            && chars.peek().is_some_and(|&n| is_emoji(n));
        let mark = c.width() == Some(0);
        marks = if mark { marks + 1 } else { 0 };
        if joins_emoji || (is_selector(c) && on_letter && !before.is_some_and(is_selector)) {
            shown.push(c);
        } else if is_hostile(c) || is_selector(c) || marks > MAX_MARKS {
            // Writing to a string cannot fail.
            let _ = write!(shown, "{}", c.escape_unicode());
            on_letter = false;
        } else {
            if mark && !on_letter {
                shown.push(DOTTED_CIRCLE);
            }
            shown.push(c);
            on_letter = true;
        }
        before = Some(c);
    }
    Cow::Owned(shown)
}

const ZWJ: char = '\u{200d}';

/// The common case, told without a look at tables: one visible character.
fn is_plain(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => (' '..='~').contains(&c) || (c.width().is_some_and(|w| w > 0) && !is_hostile(c)),
        _ => false,
    }
}

/// What may stand on either side of a joiner within one picture.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Characters that choose a form of the letter before them.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Controls, and everything that works without being seen (Unicode's `Cc`, the unseen of `Cf`, `Zl`,
/// `Zp`, `Default_Ignorable_Code_Point`, noncharacters).
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{13430}'..='\u{13440}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
        || (c as u32 & 0xfffe) == 0xfffe
        || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_works_unseen_is_written_out() {
        let cases = [
            ("a\u{1b}[31mb", "a\\u{1b}[31mb"),
            ("\u{202e}cba\u{202c}", "\\u{202e}cba\\u{202c}"),
            ("x\u{200b}y\u{feff}", "x\\u{200b}y\\u{feff}"),
            ("line\nnext\r\nand\ttab\rback", "line⏎next⏎and⇥tab\\u{d}back"),
            ("\u{9b}31m\u{7f}\u{7}", "\\u{9b}31m\\u{7f}\\u{7}"),
            ("\u{2028}\u{e0041}", "\\u{2028}\\u{e0041}"),
        ];
        for (text, shown) in cases {
            assert_eq!(harmless(text), shown);
        }
    }

    #[test]
    fn no_row_is_a_command() {
        assert_eq!(no_commands("a ::b\nc:: d\n"), "a ::b\nc:: d\n");
        assert_eq!(no_commands("a\n  ::error::b\nc ##[group]d"), "a\n  \\u{3a}:error::b\nc \\u{23}#[group]d");
    }

    #[test]
    fn what_is_seen_stays() {
        for text in [
            "日本語、です。",
            "e\u{301}tude",
            "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}",
            "हिन्दी",
            "العربية",
            "葛\u{e0100}",
        ] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn marks_sit_on_something_and_are_few() {
        assert_eq!(harmless("\u{301}a"), "◌\u{301}a");
        let tower = format!("a{}", "\u{301}".repeat(50));
        assert!(harmless(&tower).starts_with("a\u{301}"));
        assert!(harmless(&tower).matches('\u{301}').count() <= MAX_MARKS);
    }

    proptest! {
        #[test]
        fn nothing_unseen_is_left(text in any::<String>()) {
            let shown = harmless(&text).into_owned();
            let bad = shown.chars().find(|&c| is_hostile(c) && c != ZWJ);
            prop_assert_eq!(bad, None);
        }
    }
}
