/*!
Prose in clauses: the unit a reader compares by.

A clause ends after a stop of its script, after a closing bracket, before an opening one, and at a
line's end; trailing white space belongs to it. Latin stops end one only before white space, so that
`3.14`, `e.g.x` and links stay whole. A stretch without stops is cut all the same, after a fixed
length and then by its own content (as in content-defined chunking, Muthitacharoen et al. 2001), so
that two tellings of it are cut at the same places again soon after they differ.

Cost: one pass over the text.
*/

/// Characters of a clause after which a border is looked for by content.
const LONG: usize = 160;

/// The clauses of `text`: they tile it.
pub fn clauses(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let mut found: Vec<&str> = Vec::new();
    let mut start = 0;
    let mut length = 0;
    let mut chars = text.char_indices().peekable();
    let mut ended = false;
    while let Some((at, c)) = chars.next() {
        let opens = is_opening(c);
        let trails = c.is_whitespace() || is_closing(c) || is_wide_stop(c);
        if at > start && ((ended && !trails) || opens) {
            found.push(&text[start..at]);
            (start, length, ended) = (at, 0, false);
        }
        length += 1;
        let next = chars.peek().map(|&(_, n)| n);
        ended |= ends_clause(c, next) || (length > LONG && is_border(c));
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found.into_iter()
}

fn ends_clause(c: char, next: Option<char>) -> bool {
    let loose =
        next.is_none_or(|n| n.is_whitespace() || is_closing(n) || matches!(n, '"' | '\'' | '*' | '_'));
    match c {
        ',' | '.' | ';' | ':' | '!' | '?' | '…' => loose,
        '\n' => true,
        _ => is_wide_stop(c) || is_closing_quote(c),
    }
}

/// Stops that need no space after them, of the scripts that have their own.
fn is_wide_stop(c: char) -> bool {
    matches!(
        c,
        '。' | '、' | '！' | '？' | '，' | '．' | '；' | '：' | '｡' | '､' // Chinese, Japanese
        | '،' | '؛' | '؟' | '۔' // Arabic, Urdu
        | '।' | '॥' // Indic
        | '։' // Armenian
        | '፡'
            ..='፨' // Ethiopic
        | '។' | '៕' | '၊' | '။' | '།' | '༎' // Khmer, Burmese, Tibetan
    )
}

fn is_opening(c: char) -> bool {
    matches!(c, '「' | '『' | '（' | '【' | '〈' | '《' | '〔' | '｢')
}

fn is_closing_quote(c: char) -> bool {
    matches!(c, '」' | '』' | '）' | '】' | '〉' | '》' | '〕' | '｣')
}

fn is_closing(c: char) -> bool {
    is_closing_quote(c) || matches!(c, ')' | ']' | '”' | '’' | '»')
}

/// Whether a stretch without stops may be cut after `c`: at white space, or at one letter in about
/// sixteen, chosen by the letter alone.
fn is_border(c: char) -> bool {
    c.is_whitespace() || (!c.is_ascii() && (c as u32).wrapping_mul(0x9e37_79b9) >> 28 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn clauses_end_where_a_reader_pauses() {
        let list = |text| clauses(text).collect::<Vec<_>>();
        assert_eq!(
            list("朝、犬が「わん」と鳴く。夜は？"),
            ["朝、", "犬が", "「わん」", "と鳴く。", "夜は？"]
        );
        assert_eq!(
            list("Pi is 3.14, they say.  \"Yes.\" Go!"),
            ["Pi is 3.14, ", "they say.  ", "\"Yes.", "\" Go!"]
        );
        assert_eq!(list("# 見出し\n\n本文。\n"), ["# 見出し\n\n", "本文。\n"]);
        assert_eq!(list("यह है। वह है।"), ["यह है। ", "वह है।"]);
        assert_eq!(list("مرحبا، نعم؟"), ["مرحبا، ", "نعم؟"]);
        assert!(list("").is_empty());
    }

    #[test]
    fn a_stretch_without_stops_is_cut_at_the_same_places_after_a_change() {
        let noise = |i: u32| i.wrapping_mul(0x9e37_79b9).rotate_left(i % 32) % 80;
        let stretch: String = (0..4000).filter_map(|i| char::from_u32(0x3042 + noise(i))).collect();
        let one: Vec<&str> = clauses(&stretch).collect();
        let changed = format!("別の始まり{stretch}");
        let other: Vec<&str> = clauses(&changed).collect();
        assert!(one.len() > 10);
        assert_eq!(one[one.len() - 10..], other[other.len() - 10..]);
    }

    proptest! {
        #[test]
        fn clauses_tile_the_text(text in any::<String>()) {
            prop_assert_eq!(clauses(&text).collect::<String>(), text);
        }
    }
}
