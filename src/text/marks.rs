/*!
Brackets and quotation marks, one table: what opens, what closes it, and which of them quote.
*/

/// What opens, what closes it, and whether the two are quotation marks. A mark that closes in one language may
/// open in another: `“` closes what `„` opened.
const PAIRS: [(char, char, bool); 16] = [
    ('「', '」', true),
    ('『', '』', true),
    ('“', '”', true),
    ('„', '“', true),
    ('«', '»', true),
    ('»', '«', true),
    ('"', '"', true),
    ('‘', '’', false),
    ('（', '）', false),
    ('(', ')', false),
    ('［', '］', false),
    ('[', ']', false),
    ('【', '】', false),
    ('〈', '〉', false),
    ('《', '》', false),
    ('{', '}', false),
];

/// What closes the quotation that `open` opens, and what may in other hands (`„` and `”`).
pub fn closes(open: char, close: char) -> bool {
    (open, close) == ('„', '”') || PAIRS.iter().any(|&(o, c, quotes)| quotes && (o, c) == (open, close))
}

/// The mark that opens what the quotation mark `close` closes.
pub fn opener(close: char) -> char {
    // Of two that it may close, the one that differs least from a plain pair.
    PAIRS.iter().find(|&&(_, c, quotes)| quotes && c == close).map_or(close, |pair| pair.0)
}

/// Whether `c` is a quotation mark that may open.
pub fn opens_quotation(c: char) -> bool {
    PAIRS.iter().any(|&(open, _, quotes)| quotes && open == c)
}

/// Whether `c` is a quotation mark that may close.
pub fn closes_quotation(c: char) -> bool {
    PAIRS.iter().any(|&(_, close, quotes)| quotes && close == c)
}

/// Whether `words` close something before they open anything. Straight marks say neither, and an apostrophe closes
/// nothing.
pub fn closes_first(words: &str) -> bool {
    let closes = |c: char| {
        let pair = PAIRS.iter().find(|p| (p.0 == c || p.1 == c) && p.0 != p.1 && p.1 != '’')?;
        Some(pair.1 == c)
    };
    words.chars().find_map(closes) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_close_what_opened() {
        assert_eq!(['」', '”', '“', '»'].map(opener), ['「', '“', '„', '«']);
        assert!(closes('„', '“') && closes('„', '”') && closes('「', '」') && !closes('「', '』'));
        assert!(opens_quotation('«') && closes_quotation('"') && !opens_quotation('('));
    }

    #[test]
    fn the_rest_of_a_quotation_closes_first() {
        assert!(
            closes_first("と言った」と。") && !closes_first("彼は「船」と。") && !closes_first("船が出る。")
        );
    }
}
