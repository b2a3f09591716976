/*!
A clean article taken apart: where its paragraphs, sentences and sections stand, and where a
generator may plausibly have been cut off. Offsets are bytes of `text`.
*/

use std::ops::Range;

use super::prose::Language;
use super::rng::Rng;

/// What a sentence's last stop may be followed by.
const CLOSERS: &str = "」』）)】\"'”’»“*_";
/// Stops that end a sentence whatever follows; the others want white space after them.
const WIDE_STOPS: &str = "。！？।؟";

/// A clean article. Paragraphs are parted by one blank line and there is no newline at the end.
#[derive(Clone, Debug)]
pub struct Article {
    pub name: &'static str,
    pub language: Language,
    pub text: String,
    pub paragraphs: Vec<Range<usize>>,
    /// Sentences of the prose; every other paragraph is one unit.
    pub sentences: Vec<Range<usize>>,
}

impl Article {
    pub fn new(name: &'static str, language: Language, text: &str) -> Self {
        let parts: Vec<&str> = text.trim().split("\n\n").map(str::trim).filter(|p| !p.is_empty()).collect();
        let text = parts.join("\n\n");
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for part in parts {
            paragraphs.push(at..at + part.len());
            at += part.len() + 2;
        }
        let mut article = Self { name, language, text, paragraphs, sentences: Vec::new() };
        article.sentences =
            article.paragraphs.iter().flat_map(|p| article.sentences_of(p.clone())).collect::<Vec<_>>();
        article
    }

    pub fn len(&self) -> usize {
        self.text.len()
    }

    fn sentences_of(&self, paragraph: Range<usize>) -> Vec<Range<usize>> {
        if !self.is_prose(&paragraph) {
            return vec![paragraph];
        }
        let text = &self.text[paragraph.clone()];
        let mut out = Vec::new();
        let mut start = 0;
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let mut i = 0;
        while i < chars.len() {
            let c = chars[i].1;
            i += 1;
            let thai_pause = self.language.code == "th" && c == ' ';
            let stop = WIDE_STOPS.contains(c) || ".!?".contains(c);
            if !stop && !thai_pause {
                continue;
            }
            while i < chars.len() && (CLOSERS.contains(chars[i].1) || WIDE_STOPS.contains(chars[i].1)) {
                i += 1;
            }
            let end = chars.get(i).map_or(text.len(), |&(at, _)| at);
            let spaced = text[end..].chars().next().is_none_or(char::is_whitespace);
            if !WIDE_STOPS.contains(c) && !spaced && !thai_pause {
                continue;
            }
            let piece = text[start..end].trim();
            if !piece.is_empty() {
                let lead = text[start..end].len() - text[start..end].trim_start().len();
                out.push(paragraph.start + start + lead..paragraph.start + start + lead + piece.len());
            }
            start = end;
        }
        let rest = text[start..].trim();
        if !rest.is_empty() {
            let lead = text[start..].len() - text[start..].trim_start().len();
            out.push(paragraph.start + start + lead..paragraph.start + start + lead + rest.len());
        }
        out
    }

    /// A paragraph of running text, long enough to be cut.
    pub fn is_prose(&self, paragraph: &Range<usize>) -> bool {
        let text = &self.text[paragraph.clone()];
        let marked = text.starts_with(|c: char| "#>|-*+`<!".contains(c) || c.is_ascii_digit());
        let least = if self.language.spaced { 60 } else { 40 };
        text.chars().count() >= least && !marked && !text.contains('\n')
    }

    /// Index of the paragraph that holds the byte before `at`.
    pub fn paragraph_at(&self, at: usize) -> usize {
        self.paragraphs.partition_point(|p| p.start < at.max(1)).saturating_sub(1)
    }

    /// Start of the sentence that holds the byte before `at`.
    pub fn sentence_start(&self, at: usize) -> usize {
        self.sentences.iter().rev().find(|s| s.start < at).map_or(0, |s| s.start)
    }

    /// Whether `at` is where a paragraph begins.
    pub fn is_paragraph_start(&self, at: usize) -> bool {
        self.paragraphs.iter().any(|p| p.start == at)
    }

    /// Starts of the sections: the level-two headings.
    pub fn sections(&self) -> Vec<usize> {
        self.paragraphs.iter().filter(|p| self.text[p.start..].starts_with("## ")).map(|p| p.start).collect()
    }

    /// The paragraphs of prose that lie within `low..high`.
    pub fn prose_within(&self, low: usize, high: usize) -> Vec<Range<usize>> {
        self.paragraphs
            .iter()
            .filter(|p| p.start >= low && p.end <= high && self.is_prose(p))
            .cloned()
            .collect()
    }

    /// A cut inside a sentence of a paragraph of prose within `low..high`. In a spaced script it lies
    /// between two words (after the space), or with chance `inside` percent within one.
    pub fn cut(&self, rng: &mut Rng, low: usize, high: usize, inside: u64) -> Option<usize> {
        let paragraphs = self.prose_within(low, high);
        if paragraphs.is_empty() {
            return None;
        }
        let paragraph = rng.pick(&paragraphs);
        let long: Vec<_> = self
            .sentences
            .iter()
            .filter(|s| s.start >= paragraph.start && s.end <= paragraph.end)
            .filter(|s| self.text[s.start..s.end].chars().count() >= 24)
            .cloned()
            .collect();
        if long.is_empty() {
            return None;
        }
        let sentence = rng.pick(&long);
        let within = rng.chance(inside);
        let borders = self.borders(&sentence);
        for _ in 0..40 {
            let i = rng.between(8, borders.len() - 7);
            let at = borders[i];
            let left = self.text[..at].chars().next_back().unwrap_or(' ');
            let right = self.text[at..].chars().next().unwrap_or(' ');
            let word = |c: char| c.is_alphanumeric();
            if !self.language.spaced {
                // Not before a combining mark: cuts inside one are a kind of their own.
                if word(left) && word(right) && !(left.is_ascii() && right.is_ascii()) && !is_extending(right)
                {
                    return Some(at);
                }
            } else if within {
                let near = &self.text[borders[i - 2]..borders[i + 2]];
                if near.chars().all(char::is_alphabetic) && !is_extending(right) {
                    return Some(at);
                }
            } else if right == ' ' && word(left) {
                return Some(at + 1);
            }
        }
        None
    }

    /// A place between two paragraphs of which the first is prose, within `low..high`.
    pub fn paragraph_end(&self, rng: &mut Rng, low: usize, high: usize) -> Option<usize> {
        let ends: Vec<usize> = self
            .prose_within(low, high)
            .iter()
            .map(|p| p.end + 2)
            .filter(|&end| end < self.len() && self.is_complete(end - 2))
            .collect();
        (!ends.is_empty()).then(|| rng.pick(&ends))
    }

    /// Whether what ends at `at` ends with a sentence stop; where a script has none, the end of a
    /// paragraph must do.
    pub fn is_complete(&self, at: usize) -> bool {
        let text = self.text[..at].trim_end_matches(|c| CLOSERS.contains(c));
        self.language.code == "th" || text.ends_with(|c: char| WIDE_STOPS.contains(c) || ".!?".contains(c))
    }

    /// Character borders of `range`, both ends included.
    pub fn borders(&self, range: &Range<usize>) -> Vec<usize> {
        let text = &self.text[range.clone()];
        text.char_indices().map(|(i, _)| range.start + i).chain([range.end]).collect()
    }
}

/// A character that continues the one before it: a combining mark, a joiner, a variation selector or
/// a skin tone. The few blocks that the articles use.
pub fn is_extending(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036f}' | '\u{064b}'..='\u{0652}' | '\u{0901}'..='\u{0903}' | '\u{093a}'..='\u{094f}'
        | '\u{0e31}' | '\u{0e33}'..='\u{0e3a}' | '\u{0e47}'..='\u{0e4e}' | '\u{200d}' | '\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}')
        && c != '\u{093d}'
}
