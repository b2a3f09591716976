/*!
How the two sides of a cut become one sentence: what the second says again of the first, and what stands between them.

A continuation goes on at the very letter, or says the last words again, with dots or quotation marks of its own that
are no part of the article.
*/

use super::codes::CodeCut;
use super::glue::Glues;
use super::keytext::{KeyText, overlap};
use crate::model::STARTS;
use crate::plan::Glue;
use crate::segment::{Gap, Kind, Unit};
use crate::text::Span;
use crate::text::marks::{closes, closes_quotation, is_closer, is_comma, opener, opens_quotation};
use crate::text::script::{is_ideograph, is_spaced};

/// Key characters at whose script is looked.
const SCRIPT: usize = 8;

/// What a continuation says again, the rest of it, and what stands before that.
pub type Joined = (Option<Span>, Span, Glue);

/// Joins the units of one post.
pub struct Joins<'t> {
    text: &'t str,
    units: &'t [Unit],
    glues: Glues<'t>,
}

impl<'t> Joins<'t> {
    pub fn new(text: &'t str, units: &'t [Unit]) -> Self {
        Self { text, units, glues: Glues::new(text) }
    }

    fn words(&self, u: usize) -> &'t str {
        self.units[u].span.of(self.text)
    }

    /// What stands between the cut unit `p` and `t`, when that goes on with it.
    pub fn glue(&self, p: usize, t: usize) -> Glue {
        self.glues.at(self.units, self.units[p].span, self.units[t].span)
    }

    /// Joins unit `t`, the rest of the code of unit `p`, to it.
    pub fn code(&self, p: usize, t: usize) -> Joined {
        let cut = self.units[p].span;
        let code = CodeCut::new(self.text, cut, self.units[t].span);
        if let Some((again, rest)) = code.said_again() {
            return (Some(again), rest, Glue::Nothing);
        }
        (None, code.rest, code.glue(|| self.glue(p, t)))
    }

    /// Joins unit `t` to the cut unit `p`, whose keys are `tail` and `head`; `None` where `t` says that unit again from
    /// its beginning. `sure`: another attempt says that it goes on from there; `shown`: another telling says that so many
    /// letters are said again.
    pub fn prose(
        &self,
        p: usize,
        head: &KeyText<'_>,
        t: usize,
        tail: &KeyText<'_>,
        sure: bool,
        shown: Option<usize>,
    ) -> Option<Joined> {
        let span = self.units[t].span;
        if tail.len() == 0 {
            return Some((None, span, Glue::Nothing));
        }
        if head.len() > 0 && tail.chars.starts_with(&head.chars) && !self.quotes(p, head, t, tail) {
            // A few letters within a line are no sentence that could be told again.
            let few = head.len() < STARTS.whole.1 as usize && self.units[p].gap < Gap::Newline;
            return (few && head.len() < tail.len()).then(|| self.again(p, head, t, tail, head.len()));
        }
        let lead = &self.text[span.start..tail.at()[0].start];
        let marked = sure || self.has_dots(t) || lead.contains(opens_quotation);
        // An ideograph behind dots is the one before the cut.
        let bare = self.has_dots(t) && head.chars.last().is_some_and(|&c| is_ideograph(c));
        let least = match (bare, marked) {
            (true, _) => STARTS.said_behind_dots,
            (_, true) => STARTS.said_at_cut.0,
            _ => STARTS.said_at_cut.1,
        } + usize::from(is_spelled(head, tail));
        let found = self.said_again(head, tail, least).or(shown).or_else(|| self.number_again(p, t));
        Some(match found {
            Some(n) => self.again(p, head, t, tail, n),
            None => (None, span, self.glue(p, t)),
        })
    }

    /// Unit `t` behind the `said` key characters that it says again of the cut unit `p`.
    fn again(&self, p: usize, head: &KeyText<'_>, t: usize, tail: &KeyText<'_>, said: usize) -> Joined {
        let (start, end) = (tail.at()[0].start, tail.at()[said - 1].end);
        self.after(t, tail, said, self.closed_again(p, head, start, end, self.units[t].span.end))
    }

    /// Joins unit `t`, whose key is `tail`, to the end of a line, whose key is `line`, where it begins with as much of
    /// that as no accident explains.
    pub fn behind(&self, line: &KeyText<'_>, t: usize, tail: &KeyText<'_>) -> Option<Joined> {
        let said = self.said_again(line, tail, STARTS.said).filter(|&said| said < tail.len())?;
        Some(self.after(t, tail, said, 0))
    }

    /// Unit `t`, whose key is `tail`, behind `said` key characters and `skip` bytes that it says again.
    fn after(&self, t: usize, tail: &KeyText<'_>, said: usize, skip: usize) -> Joined {
        let span = self.units[t].span;
        let rest = Span::new(tail.at()[said - 1].end + skip, span.end);
        (Some(Span::new(span.start, rest.start)), rest, Glue::Nothing)
    }

    /// Whether dots, or a dash, stand right before unit `t`.
    pub fn has_dots(&self, t: usize) -> bool {
        self.text[..self.units[t].span.start].ends_with(['.', '…', '—', '-', '─'])
    }

    /// Whether unit `t` is a link alone in its line, which may be the rest of a sentence.
    pub fn is_link(&self, t: usize) -> bool {
        let words = self.words(t);
        self.units[t].kind == Kind::Verbatim && words.starts_with('[') && words.contains("](")
    }

    /// Whether unit `p` is cut in the address of a link, and `t` begins with what may be its rest.
    pub fn is_rest_of_link(&self, p: usize, t: usize) -> bool {
        let address = self.words(p).rsplit_once("](").map(|(_, address)| address);
        let open = address.is_some_and(|a| !a.contains(')') && !a.contains(char::is_whitespace));
        let rest = self.words(t).split(char::is_whitespace).next();
        open && rest.is_some_and(|rest| rest.contains(')'))
    }

    /// Whether unit `t` says the cut unit `p` again as a quotation, or without the quotation marks that close at its
    /// end.
    pub fn quotes(&self, p: usize, head: &KeyText<'_>, t: usize, tail: &KeyText<'_>) -> bool {
        quotes(self.words(p), self.words(t)) || self.loses_marks(p, head, t, tail)
    }

    /// Whether unit `t` says the cut unit `p` again without the quotation marks that close at its end, or without the
    /// emphasis that is open there and that `t` closes. What `t` quotes further on is another quotation.
    pub fn loses_marks(&self, p: usize, head: &KeyText<'_>, t: usize, tail: &KeyText<'_>) -> bool {
        let (cut, span) = (self.words(p), self.units[t].span);
        let told = head.len().checked_sub(1).and_then(|last| Some(tail.at().get(last)?.end));
        let rest = told.map_or("", |end| &self.text[end..span.end]);
        let closers = rest.len() - rest.trim_start_matches(|c: char| is_closer(c) || is_comma(c)).len();
        let again = Span::new(span.start, span.end - rest.len() + closers).of(self.text);
        let marks = |s: &str| s.chars().filter(|&c| opens_quotation(c) && c != '»').count();
        let strong = |s: &str| s.matches("**").count();
        cut.ends_with(closes_quotation) && marks(again) < marks(cut)
            || strong(cut) % 2 == 1 && strong(again) < strong(cut) && strong(rest) % 2 == 1
    }

    /// Key characters at the end of `head`, at least `least` and whole words, that `tail` begins with.
    pub fn said_again(&self, head: &KeyText<'_>, tail: &KeyText<'_>, least: usize) -> Option<usize> {
        overlap(&head.chars, &tail.chars, least).filter(|&n| {
            let from = head.at()[head.len() - n].start;
            !is_spelled(head, tail) || !self.text[..from].ends_with(|c: char| c.is_alphanumeric())
        })
    }

    /// Digits that unit `p` is cut behind and that the number which unit `t` begins with begins with, too: `4`
    /// before `40 boats`.
    fn number_again(&self, p: usize, t: usize) -> Option<usize> {
        let (left, right) = (self.words(p), self.words(t));
        let head = left.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &left[head.len()..];
        let on = right.strip_prefix(digits)?.starts_with(|c: char| c.is_ascii_digit());
        let begins = head.is_empty() || head.ends_with(char::is_whitespace);
        (on && begins && !digits.is_empty()).then_some(digits.len())
    }

    /// Bytes right after the words said again (`start` to `from`) that only repeat what follows them before
    /// the cut: a closing quotation mark, a comma.
    fn closed_again(&self, p: usize, head: &KeyText<'_>, start: usize, from: usize, end: usize) -> usize {
        let Some(last) = head.at().last() else { return 0 };
        let closed = &self.text[last.end..self.units[p].span.end];
        let rest = &self.text[from..end];
        if !closed.is_empty() && rest.starts_with(closed) {
            return closed.len();
        }
        // It may say the comma again and leave out the mark beside it.
        let bare: String = closed.chars().filter(|&c| !closes_quotation(c)).collect();
        if !bare.trim().is_empty() && bare.len() < closed.len() && rest.starts_with(bare.as_str()) {
            return bare.len();
        }
        // The continuation put quotation marks of its own around the words, with a space where its language has
        // one.
        let mark = rest.trim_start();
        let own = mark.chars().next().filter(|&c| closes_quotation(c));
        let set_off = mark.len() == rest.len() || self.text[..start].ends_with(char::is_whitespace);
        let at = end - mark.len();
        let opened = own.is_some() && set_off && opens_own(self.words(p), mark);
        if opened { at - from + own.map_or(0, char::len_utf8) } else { 0 }
    }
}

/// Whether both sides of a cut are written in a script that parts words by spaces.
fn is_spelled(head: &KeyText<'_>, tail: &KeyText<'_>) -> bool {
    tail.chars.iter().take(SCRIPT).any(|&c| is_spaced(c)) && head.chars.last().is_some_and(|&c| is_spaced(c))
}

/// Whether the quotation mark that `rest` begins with closes what the continuation itself opened: `cut`, the sentence
/// before it, has none open, or `rest` closes that one later.
fn opens_own(cut: &str, rest: &str) -> bool {
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
fn quotes(cut: &str, words: &str) -> bool {
    let mut inner = words.chars();
    let Some(open) = inner.next().filter(|&open| opens_quotation(open)) else { return false };
    let behind = inner.as_str().strip_prefix(cut).and_then(|rest| rest.chars().next());
    open != '"' && behind.is_some_and(|close| closes(open, close))
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
