/*!
What stands between the two sides of a cut that a continuation goes on from: nothing, or a space.

The white space at a block's end is lost, so a cut says nothing of it. In most places the characters do: a
closing mark stands at the word before, no space is in an address. Between two letters of a script that parts words
by spaces [`super::words`] decides. Where such a script, a number, code or a link meets one that does not
(`有关|React`), authors differ: some write a space everywhere, some nowhere. How this one does is counted.
*/

use std::cell::OnceCell;

use super::words::{Words, is_word, within_code, within_link};
use crate::plan::Glue;
use crate::segment::Unit;
use crate::text::Span;
use crate::text::script::is_unspaced;

/// How the two sides of cuts meet in one post.
pub struct Glues<'t> {
    text: &'t str,
    words: OnceCell<Words>,
    borders: OnceCell<Borders>,
    stops: OnceCell<[[u32; 2]; STOPS.len()]>,
}

/// Stops that some languages put a space before.
const STOPS: [char; 5] = [':', ';', '!', '?', '»'];

impl<'t> Glues<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, words: OnceCell::new(), borders: OnceCell::new(), stops: OnceCell::new() }
    }

    /// What stands between `cut`, the span of a unit of `units` that is cut, and `rest`.
    pub fn at(&self, units: &[Unit], cut: Span, rest: Span) -> Glue {
        let (left, right) = (cut.of(self.text), rest.of(self.text));
        let (Some(l), Some(r)) = (left.chars().next_back(), right.chars().next()) else {
            return Glue::Nothing;
        };
        if within_link(left, right) || within_code(left, right) {
            return Glue::Nothing;
        }
        if let Some(meet) = Meet::of(l, r) {
            let borders = self.borders.get_or_init(|| Borders::new(self.text));
            return if borders.are_spaced(meet) { Glue::Space } else { Glue::Nothing };
        }
        if is_wide(l) || is_wide(r) || is_one_token(left, right) {
            return Glue::Nothing;
        }
        if let Some(stop) = STOPS.iter().position(|&stop| stop == r && l.is_alphanumeric()) {
            let [without, with] = self.stops.get_or_init(|| stops(self.text))[stop];
            return if with > without { Glue::Space } else { Glue::Nothing };
        }
        // Wide punctuation needs no space; closing marks stand at the word before.
        if !l.is_ascii() && !l.is_alphanumeric() && (l as u32) >= 0x3000 || !r.is_alphanumeric() && !opens(r)
        {
            return Glue::Nothing;
        }
        if self.text[cut.end..].starts_with([' ', '\t']) {
            return Glue::Space;
        }
        if !is_word(l) {
            return if opens(l) || l == '-' || l == '/' { Glue::Nothing } else { Glue::Space };
        }
        if !r.is_alphanumeric() {
            return Glue::Space;
        }
        let words = self.words.get_or_init(|| Words::new(self.text, units));
        if words.is_one_word(left, right) { Glue::Nothing } else { Glue::Space }
    }
}

/// Whether digits end `left` and a few letters begin `right` that a script without spaces holds on both sides: `3|D` and
/// `5|GHz`, which are written as one.
fn is_one_token(left: &str, right: &str) -> bool {
    /// Letters of a unit of measure, at most.
    const UNIT: usize = 3;
    let number = left.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let behind = right.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = right.len() - behind.len();
    left.ends_with(|c: char| c.is_ascii_digit())
        && (1..=UNIT).contains(&letters)
        && number.ends_with(is_wide)
        && behind.starts_with(is_wide)
}

/// How often each of [`STOPS`] stands right behind a word, and with a space before it.
fn stops(text: &str) -> [[u32; 2]; STOPS.len()] {
    let mut out = [[0; 2]; STOPS.len()];
    let mut last = ['\n'; 3];
    for c in text.chars() {
        // In code and in addresses no space follows.
        let stop = STOPS.iter().position(|&stop| stop == last[2]).filter(|_| c.is_whitespace());
        if let Some(stop) = stop {
            let spaced = matches!(last[1], ' ' | '\u{a0}' | '\u{202f}');
            let word = last[usize::from(!spaced)].is_alphanumeric();
            out[stop][usize::from(spaced)] += u32::from(word);
        }
        last = [last[1], last[2], c];
    }
    out
}

/// What a script without spaces meets.
#[derive(Clone, Copy)]
struct Meet {
    with: usize,
    /// Whether the script without spaces comes first.
    first: bool,
}

/// Letters, digits, code, links.
const SORTS: usize = 4;

impl Meet {
    /// Where `l` and `r` stand next to each other; `None` unless just one of them is of such a script, and where
    /// the other is punctuation.
    fn of(l: char, r: char) -> Option<Self> {
        let first = is_wide(l);
        if first == is_wide(r) {
            return None;
        }
        let with = match if first { r } else { l } {
            c if c.is_numeric() => 1,
            c if c.is_alphabetic() => 0,
            '`' => 2,
            '[' if first => 3,
            ')' if !first => 3,
            _ => return None,
        };
        Some(Self { with, first })
    }
}

/// How often they meet with nothing between them, and with one space.
#[derive(Clone, Debug, Default)]
struct Borders([[[u32; 2]; SORTS]; 2]);

impl Borders {
    fn new(text: &str) -> Self {
        let mut out = Self::default();
        let (mut last, mut spaces) = ('\n', 0);
        for c in text.chars() {
            if c == ' ' {
                spaces += 1;
                continue;
            }
            if let Some(Meet { with, first }) = Meet::of(last, c).filter(|_| spaces < 2) {
                out.0[usize::from(first)][with][spaces] += 1;
            }
            (last, spaces) = (c, 0);
        }
        out
    }

    /// Whether the author mostly writes a space there: where such things never met, as in all other places.
    fn are_spaced(&self, meet: Meet) -> bool {
        let here = self.0[usize::from(meet.first)][meet.with];
        let all = self.0.iter().flatten().fold([0, 0], |sum, n| [sum[0] + n[0], sum[1] + n[1]]);
        let [without, with] = if here == [0, 0] { all } else { here };
        with > without
    }
}

/// Whether `c` is a letter or digit of a script that does not part words by spaces.
fn is_wide(c: char) -> bool {
    is_common(c) || is_unspaced(c) && c.is_alphanumeric()
}

/// Whether `c` is a kana or an ideograph as nearly all are: looking each one of a post up in the tables of Unicode
/// took a tenth of a repair.
fn is_common(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}')
}

/// Whether `c` opens something and so stands apart from the word before it.
fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '"' | '“' | '«' | '‘' | '*' | '_' | '`' | '$' | '#' | '¿' | '¡' | '„')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The glue of a cut at `|` in the last line of `text`, whose white space there is lost.
    fn at(text: &str) -> Glue {
        let from = text.rfind('\n').map_or(0, |at| at + 1);
        let cut = from + text[from..].find('|').expect("a cut");
        Glues::new(text).at(&[], Span::new(from, cut), Span::new(cut + 1, text.len()))
    }

    #[test]
    fn scripts_meet_as_the_author_lets_them_meet() {
        let spaced = "港には `boats` がある。React と Vue の港。全部で 3 隻。";
        let dense = "港には`boats`がある。ReactとVueの港。全部で3隻。";
        for cut in ["港の|Svelte だ", "Svelte|という港", "港は|12 隻", "`ferry`|という", "港の|`ferry` だ"]
        {
            assert_eq!(at(&format!("{spaced}\n{cut}")), Glue::Space, "{cut}");
            assert_eq!(at(&format!("{dense}\n{cut}")), Glue::Nothing, "{cut}");
        }
        // A link meets nothing here, so it meets what stands before as the rest does.
        assert_eq!(at(&format!("{spaced}\n助言をくれた|[友人](https://harbour.example)だ")), Glue::Space);
        assert_eq!(at("港の|船"), Glue::Nothing);
        assert_eq!(at(&format!("{spaced}\n港だ。|Svelte だ")), Glue::Nothing);
    }

    #[test]
    fn a_number_and_its_unit_are_one_token_inside_a_script_without_spaces() {
        assert_eq!(at("古い機械は3|Dの図で直した"), Glue::Nothing);
        assert_eq!(at("無線は2.4|GHzだ"), Glue::Nothing);
        assert_eq!(at("all 3|Dutch boats"), Glue::Space);
    }

    #[test]
    fn common_letters_are_letters_of_scripts_without_spaces() {
        assert!(('\0'..=char::MAX).filter(|&c| is_common(c)).all(|c| is_unspaced(c) && c.is_alphanumeric()));
    }

    #[test]
    fn marks_stand_at_the_word_that_they_belong_to() {
        for (cut, glue) in [
            ("the boats|, the nets", Glue::Nothing),
            ("the boats|(two of them)", Glue::Space),
            ("the boats (|two of them)", Glue::Nothing),
            ("the boats,|the nets", Glue::Space),
            ("see [the boats](https://harbour|.example/boats)", Glue::Nothing),
        ] {
            assert_eq!(at(cut), glue, "{cut}");
        }
    }
}
