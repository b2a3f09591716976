/*!
Script classes, one table: which characters belong to a script that writes words without spaces, which end
sentences without stops, and what in a sentence says that it is Japanese or Chinese.
*/

/// Hiragana and katakana with their marks.
pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}')
}

/// Hiragana: particles and endings, which go on with a sentence.
pub fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

/// The ideographs that nearly all texts are written in.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Whether `c` belongs to a script that parts sentences by spaces alone: Thai, Lao, Burmese, Khmer.
pub fn is_stopless(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Whether `c` stands where the scripts are that do not part words by spaces.
pub fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x2e80..=0x9fff | 0xf900..=0xfaff | 0xff66..=0xff9f | 0x20000..=0x3ffff)
}

/// Whether `c` is a letter or digit of a script that parts words by spaces.
pub fn is_spaced(c: char) -> bool {
    !is_unspaced(c) && c.is_alphanumeric()
}

/// Whether `words` are Japanese: written in kana, too.
pub fn has_kana(words: &str) -> bool {
    words.contains(is_kana)
}

/// Whether `words` are written in ideographs alone: then nothing in a paragraph that ends without a stop,
/// nor in the one that follows, says whether it was cut.
pub fn is_chinese(words: &str) -> bool {
    let ideographs = words.chars().filter(|&c| is_ideograph(c)).count();
    ideographs * 4 > words.chars().count() && !has_kana(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_is_told_from_chinese_by_its_kana() {
        assert!(has_kana("港の船") && !is_chinese("港の船"));
        assert!(is_chinese("港口的船") && !has_kana("港口的船"));
        assert!(!is_chinese("the boats of 港"));
    }

    #[test]
    fn no_script_parts_words_by_spaces_and_by_nothing() {
        assert!(('\0'..=char::MAX).all(|c| !(is_spaced(c) && is_unspaced(c))));
        assert!(('\0'..=char::MAX).filter(|&c| is_stopless(c) || is_ideograph(c)).all(is_unspaced));
        assert!(is_spaced('a') && is_spaced('한') && !is_spaced('あ') && !is_spaced(' '));
    }
}
