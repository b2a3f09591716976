/*!
Whether a cut between two letters falls inside a word.

A continuation says `nuation of the story` after `a conti`, or `brown fox` after `the quick`, and the
post does not say which: white space at a block's end is lost. The post's own words decide, as in
word segmentation by a unigram model with a character model for words it has not seen (Ge, Pratt and
Smyth 1999): one word is taken when it is likelier than the two.
*/

use std::collections::HashMap;

use crate::segment::Unit;

/// What the post's words look like.
#[derive(Clone, Debug, Default)]
pub struct Words {
    count: HashMap<String, u32>,
    total: f64,
    /// Counts of character triples within words, `^` and `$` at their borders, and of their first two.
    triples: HashMap<[char; 3], u32>,
    pairs: HashMap<[char; 2], u32>,
}

/// Units that the model reads at most: enough for any article's vocabulary.
const UNITS: usize = 20_000;

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’' | '\u{900}'..='\u{dff}')
}

impl Words {
    /// Counts the words of `units`. A unit's first and last word are left out: they may be cut.
    pub fn new(text: &str, units: &[Unit]) -> Self {
        let mut out = Self::default();
        for unit in units.iter().take(UNITS) {
            let lower = unit.span.of(text).to_lowercase();
            let words: Vec<&str> = lower.split(|c| !is_word(c)).filter(|w| !w.is_empty()).collect();
            let whole = if unit.complete { 0 } else { 1 };
            for word in words.iter().take(words.len().saturating_sub(whole)).skip(whole) {
                let seen = out.count.entry((*word).to_owned()).or_insert(0);
                *seen += 1;
                out.total += 1.0;
                if *seen == 1 {
                    out.learn(word);
                }
            }
        }
        out
    }

    fn learn(&mut self, word: &str) {
        let mut last = ['^', '^'];
        for c in word.chars().chain(['$']) {
            *self.pairs.entry(last).or_insert(0) += 1;
            *self.triples.entry([last[0], last[1], c]).or_insert(0) += 1;
            last = [last[1], c];
        }
    }

    /// Log-likelihood of `word`.
    fn score(&self, word: &str) -> f64 {
        let distinct = self.count.len() as f64;
        // Share of the running words that a text like this one brings in new: Good-Turing's estimate.
        let once = self.count.values().filter(|&&n| n == 1).count() as f64;
        let unseen = ((once + 1.0) / (self.total + 2.0)).clamp(0.02, 0.9);
        if let Some(&n) = self.count.get(word) {
            return ((1.0 - unseen) * f64::from(n) / self.total.max(1.0)).ln();
        }
        let mut sum = unseen.ln();
        let mut last = ['^', '^'];
        for c in word.chars().chain(['$']) {
            let pair = f64::from(self.pairs.get(&last).copied().unwrap_or(0));
            let triple = f64::from(self.triples.get(&[last[0], last[1], c]).copied().unwrap_or(0));
            sum += ((triple + 0.05) / (pair + 0.05 * 40.0)).ln();
            last = [last[1], c];
        }
        sum - (distinct + 1.0).ln() * 0.0
    }

    /// Whether the letters that end `left` and those that begin `right` are one word.
    pub fn is_one_word(&self, left: &str, right: &str) -> bool {
        let a: String = {
            let tail: Vec<char> = left.chars().rev().take_while(|&c| is_word(c)).take(40).collect();
            tail.into_iter().rev().collect::<String>().to_lowercase()
        };
        let b: String = right.chars().take_while(|&c| is_word(c)).take(40).collect::<String>().to_lowercase();
        if a.is_empty() || b.is_empty() {
            return false;
        }
        let digits = |s: &str, end: bool| {
            let c = if end { s.chars().next_back() } else { s.chars().next() };
            c.is_some_and(|c| c.is_ascii_digit())
        };
        if digits(&a, true) && digits(&b, false) {
            return true;
        }
        self.score(&format!("{a}{b}")) > self.score(&a) + self.score(&b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;
    use crate::text::Span;

    #[test]
    fn the_posts_own_words_decide() {
        let text = "The continuation of a story is never the story. The quick brown fox is quick, and the fox is brown. \
                    A nation tells stories. The continuation is long. Nobody knows a station from a nation. The end.";
        let mut units = Vec::new();
        segment(text, Span::new(0, text.len()), &mut units);
        let words = Words::new(text, &units);
        assert!(words.is_one_word("a conti", "nuation of it"));
        assert!(words.is_one_word("the st", "ation"));
        assert!(!words.is_one_word("the quick", "brown fox"));
        assert!(!words.is_one_word("knows a", "story"));
        assert!(words.is_one_word("in 20", "25 they"));
    }
}
