/*!
Key characters with their way back to the source, for the few places where a cut is looked at letter
by letter. Made on demand: most units are only ever compared by hash.
*/

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::text::Span;

/// The key of a span with, for each key character, where it stands in the source.
#[derive(Clone, Debug)]
pub struct KeyText<'t> {
    /// Key characters.
    pub chars: Cow<'t, [char]>,
    text: &'t str,
    span: Span,
    at: OnceCell<Vec<Span>>,
}

impl<'t> KeyText<'t> {
    /// Of `span` of `text`, which has the key characters `chars`.
    pub fn new(text: &'t str, span: Span, chars: Cow<'t, [char]>) -> Self {
        Self { chars, text, span, at: OnceCell::new() }
    }

    /// Byte span in the source of each key character. Found when first asked for.
    pub fn at(&self) -> &[Span] {
        self.at.get_or_init(|| {
            let mut out = Vec::with_capacity(self.chars.len());
            // The key is a subsequence of the folded text: walk both side by side.
            for (i, raw) in self.span.of(self.text).char_indices() {
                let Some(&next) = self.chars.get(out.len()) else { break };
                if key_chars_eq(raw, next) {
                    out.push(Span::new(self.span.start + i, self.span.start + i + raw.len_utf8()));
                }
            }
            out
        })
    }

    /// Number of key characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }
}

fn key_chars_eq(raw: char, key: char) -> bool {
    crate::segment::fold(raw) == key
}

/// Length of the longest suffix of `left` that `right` begins with, at least `least` characters;
/// Knuth, Morris and Pratt's failure function over `right`, run over the last `right.len()`
/// characters of `left`: linear.
pub fn overlap(left: &[char], right: &[char], least: usize) -> Option<usize> {
    if right.is_empty() {
        return None;
    }
    let mut fail = vec![0_usize; right.len()];
    let mut k = 0;
    for i in 1..right.len() {
        while k > 0 && right[i] != right[k] {
            k = fail[k - 1];
        }
        if right[i] == right[k] {
            k += 1;
        }
        fail[i] = k;
    }
    let mut matched = 0;
    let from = left.len().saturating_sub(right.len());
    for (i, &c) in left.iter().enumerate().skip(from) {
        while matched > 0 && (matched == right.len() || c != right[matched]) {
            matched = fail[matched - 1];
        }
        if c == right[matched] {
            matched += 1;
        }
        if matched == right.len() && i + 1 < left.len() {
            matched = fail[matched - 1];
        }
    }
    (matched >= least.max(1)).then_some(matched)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(s: &str) -> Vec<char> {
        s.chars().collect()
    }

    #[test]
    fn overlap_agrees_with_trying_every_length() {
        let words = ["", "a", "aa", "aba", "abab", "xabab", "ababx", "aaab", "baaa"];
        for l in words {
            for r in words {
                let (l, r) = (chars(l), chars(r));
                let slow = (1..=l.len().min(r.len())).rev().find(|&n| l[l.len() - n..] == r[..n]);
                assert_eq!(overlap(&l, &r, 1), slow, "{l:?} {r:?}");
            }
        }
    }

    #[test]
    fn key_characters_know_where_they_stand() {
        let text = "「個別 化」は";
        let key = KeyText::new(text, Span::new(0, text.len()), Cow::Owned(chars("個別化は")));
        assert_eq!(key.at()[2].of(text), "化");
    }
}
