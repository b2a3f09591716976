/*!
Stops, brackets and quotation marks, one table each: what ends a sentence, what opens and what closes it, and which of
them quote.
*/

/// Whether `c` ends a sentence in any place.
pub fn is_wide_stop(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '．'
            | '।'
            | '॥'
            | '؟'
            | '۔'
            | '։'
            | '።'
            | '᙮'
            | '။'
            | '។'
            | '｡'
            | '‼'
            | '⁉'
    )
}

/// Whether `c` ends a sentence before white space.
pub fn is_narrow_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// Whether `c` is a comma in any script: what ends with one leads on.
pub fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | '،')
}

/// Whether `c` may follow a stop and still belong to its sentence.
pub fn is_closer(c: char) -> bool {
    matches!(
        c,
        '」' | '』'
            | '）'
            | ')'
            | '】'
            | '］'
            | ']'
            | '〉'
            | '》'
            | '"'
            | '\''
            | '”'
            | '’'
            | '»'
            | '*'
            | '_'
            | '`'
    )
}

/// What opens and what closes it.
struct Pair {
    open: char,
    close: char,
    /// Whether the two are quotation marks.
    quotes: bool,
    /// Whether a stop between them ends no sentence.
    holds: bool,
}

const fn pair(open: char, close: char, quotes: bool, holds: bool) -> Pair {
    Pair { open, close, quotes, holds }
}

/// A mark that closes in one language may open in another: `“` closes what `„` opened. Straight marks and those that
/// are apostrophes, too, hold nothing.
const PAIRS: [Pair; 16] = [
    pair('「', '」', true, true),
    pair('『', '』', true, true),
    pair('“', '”', true, true),
    pair('„', '“', true, false),
    pair('«', '»', true, true),
    pair('»', '«', true, false),
    pair('"', '"', true, false),
    pair('‘', '’', false, false),
    pair('（', '）', false, true),
    pair('(', ')', false, true),
    pair('［', '］', false, false),
    pair('[', ']', false, true),
    pair('【', '】', false, true),
    pair('〈', '〉', false, true),
    pair('《', '》', false, true),
    pair('{', '}', false, false),
];

/// The mark that closes what `open` opens, where a stop between the two ends no sentence.
pub fn closing(open: char) -> Option<char> {
    PAIRS.iter().find(|pair| pair.holds && pair.open == open).map(|pair| pair.close)
}

/// What closes the quotation that `open` opens, and what may in other hands (`„` and `”`).
pub fn closes(open: char, close: char) -> bool {
    (open, close) == ('„', '”')
        || PAIRS.iter().any(|pair| pair.quotes && (pair.open, pair.close) == (open, close))
}

/// The mark that opens what the quotation mark `close` closes.
pub fn opener(close: char) -> char {
    // Of two that it may close, the one that differs least from a plain pair.
    PAIRS.iter().find(|pair| pair.quotes && pair.close == close).map_or(close, |pair| pair.open)
}

/// Whether `c` is a quotation mark that may open.
pub fn opens_quotation(c: char) -> bool {
    PAIRS.iter().any(|pair| pair.quotes && pair.open == c)
}

/// Whether `c` is a quotation mark that may close.
pub fn closes_quotation(c: char) -> bool {
    PAIRS.iter().any(|pair| pair.quotes && pair.close == c)
}

/// Whether `words` close something before they open anything. Straight marks say neither, and an apostrophe closes
/// nothing.
pub fn closes_first(words: &str) -> bool {
    let closes = |c: char| {
        let pair =
            PAIRS.iter().find(|p| [p.open, p.close].contains(&c) && p.open != p.close && p.close != '’')?;
        Some(pair.close == c)
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
