/*!
Quotation marks at a cut.

A continuation may put marks of its own around the words that it says again. They are no part of the article,
unlike those that the cut sentence has open.
*/

/// The mark that opens what `close` closes, where these differ.
fn opener(close: char) -> char {
    match close {
        '」' => '「',
        '』' => '『',
        '”' => '“',
        '“' => '„',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

/// Whether `c` is a quotation mark that may close.
pub fn is_quotation(c: char) -> bool {
    matches!(c, '」' | '』' | '”' | '“' | '"' | '»' | '«')
}

/// Whether the quotation mark that `rest` begins with closes what the continuation itself opened: `cut`, the sentence
/// before it, has none open, or `rest` closes that one later.
pub fn opens_own(cut: &str, rest: &str) -> bool {
    let mut rest = rest.chars();
    let Some(close) = rest.next() else { return false };
    let (rest, open) = (rest.as_str(), opener(close));
    if open == close {
        return cut.matches(close).count() % 2 == 0;
    }
    let left_open = cut.matches(open).count().saturating_sub(cut.matches(close).count());
    left_open <= rest.matches(close).count().saturating_sub(rest.matches(open).count())
}

/// Whether `words` quotes the cut sentence `cut` as far as it goes, and goes on behind the quotation.
pub fn quotes(cut: &str, words: &str) -> bool {
    let mut inner = words.chars();
    let Some(open) = inner.next().filter(|open| "「『“„«»".contains(*open)) else { return false };
    let behind = inner.as_str().strip_prefix(cut).and_then(|rest| rest.chars().next());
    behind.is_some_and(|close| close != open && (opener(close) == open || (open, close) == ('„', '”')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_of_the_whole_cut_sentence() {
        assert!(quotes("荷船は", "「荷船は」、朝のうちに上る。"));
        assert!(quotes("Der Kahn", "„Der Kahn“ fährt am Morgen hinauf."));
        assert!(!quotes("荷船", "「荷船は」、朝のうちに上る。"));
        assert!(!quotes("荷船は", "荷船は、朝のうちに上る。"));
    }

    #[test]
    fn a_mark_that_the_cut_has_open_is_the_articles() {
        assert!(!opens_own("彼は「荷船", "」と言った。"));
        assert!(opens_own("荷船", "」は上る。"));
    }
}
