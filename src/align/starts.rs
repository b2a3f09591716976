/*!
How each read begins.

With new text, with a restart, or with the rest of a unit that an earlier block was cut in. Each way in which it may
begin is a hypothesis: another attempt at a cut that an earlier read went on from; a unit told before, here, nearly
or as a beginning; the end of one; each of the last few cuts. What speaks for it is one sum of log-odds
([`StartWeights`](crate::model::STARTS)), and the likeliest is taken, new text where nothing speaks for another. Only
the borders of blocks are looked at, letter by letter, and look-ups of earlier occurrences are capped.
*/

use super::hypotheses::{Seam, Shown, Way};
use super::index::Index;
use super::joins::Joins;
use super::keytext::KeyText;
use super::reads::Stretch;
use crate::plan::Glue;
use crate::segment::{Gap, Keys, Kind, Unit};
use crate::text::Span;
use crate::text::marks::closes_first;

/// How a read begins.
#[derive(Clone, Debug)]
pub enum Start {
    /// New text after a finished one.
    Fresh,
    /// At the beginning of a unit that was told before.
    Restart,
    /// With the rest of the unit that the read `parent` is cut in, which stands in `unit`; `again` is what it says again
    /// up to there.
    Join { parent: usize, unit: usize, again: Option<Span>, rest: Span, glue: Glue },
    /// With the end of a unit that is whole already.
    TailOf { unit: usize },
}

/// Pieces that one sentence is put together from at most: each is looked at with all before it, and no
/// sentence was ever cut as often.
const PIECES: usize = 32;

/// Units of a line that a continuation may begin in.
const LINE: usize = 12;

/// Finds how each stretch begins.
pub struct Starts<'t> {
    pub text: &'t str,
    pub units: &'t [Unit],
    pub stretches: &'t [Stretch],
    letters: &'t Keys<'t>,
    pub index: &'t Index,
    pub joins: Joins<'t>,
}

impl<'t> Starts<'t> {
    pub fn new(
        text: &'t str,
        letters: &'t Keys<'t>,
        units: &'t [Unit],
        index: &'t Index,
        stretches: &'t [Stretch],
    ) -> Self {
        Self { text, units, stretches, letters, index, joins: Joins::new(text, units) }
    }

    pub fn all(self) -> Vec<Start> {
        let mut out: Vec<Start> = Vec::with_capacity(self.stretches.len());
        // Pieces of the sentence that each stretch ends with.
        let mut pieces = Vec::with_capacity(self.stretches.len());
        for r in 0..self.stretches.len() {
            let mut start = self.start(r, &out);
            let joined = match &start {
                Start::Join { parent, .. } => pieces[*parent] + 1,
                _ => 1,
            };
            if joined > PIECES {
                start = Start::Fresh;
            }
            let whole = self.stretches[r].units.len() == 1 && joined <= PIECES;
            pieces.push(if whole { joined } else { 1 });
            out.push(start);
        }
        out
    }

    /// How read `r` begins: the likeliest of all ways, and of equally likely ones the first named.
    fn start(&self, r: usize, before: &[Start]) -> Start {
        if r == 0 {
            return Start::Fresh;
        }
        let t = self.first(r);
        let seam = Seam { r, t, cut: self.cut_end(r - 1), mid: is_rest(self.words(t)) };
        let ways = self
            .rests(seam)
            .chain(self.attempts(seam, before))
            .chain(self.restarts(seam))
            .chain(self.near(seam))
            .chain(self.tails(seam))
            .chain(self.cuts(seam, before));
        let best = ways.reduce(|best, next| if next.1 > best.1 { next } else { best });
        match best.filter(|best| best.1 > 0.0).map(|best| best.0) {
            None => Start::Fresh,
            Some(Way::Restart) => Start::Restart,
            Some(Way::TailOf(unit)) => Start::TailOf { unit },
            Some(Way::Join(parent, sure)) => self.join(parent, t, sure),
            Some(Way::JoinBehind(parent)) => match self.join(parent, t + 1, true) {
                Start::Join { unit, again: Some(again), rest, glue, .. } => {
                    let again = Some(Span::new(self.units[t].span.start, again.end));
                    Start::Join { parent, unit, again, rest, glue }
                }
                other => other,
            },
        }
    }

    pub fn first(&self, r: usize) -> usize {
        self.stretches[r].units.start
    }

    pub fn last(&self, r: usize) -> usize {
        self.stretches[r].units.end - 1
    }

    pub fn words(&self, u: usize) -> &'t str {
        self.units[u].span.of(self.text)
    }

    /// The unit that `r` ends with, when it is cut.
    pub fn cut_end(&self, r: usize) -> Option<usize> {
        let unit = &self.units[self.last(r)];
        let can = unit.kind.is_prose() || unit.kind == Kind::Heading;
        (can && !unit.complete).then_some(self.last(r))
    }

    /// Whether `r` ends within code.
    pub fn is_cut_code(&self, r: usize) -> bool {
        let last = &self.units[self.last(r)];
        last.kind == Kind::Verbatim && !last.complete
    }

    /// Joins unit `t` to what read `parent` is cut in; a restart where `t` says that again from its beginning.
    fn join(&self, parent: usize, t: usize, sure: bool) -> Start {
        let p = self.last(parent);
        let joined = if self.is_cut_code(parent) {
            Some(self.joins.code(p, t))
        } else if p + 1 == t && self.splits_character(p, t) {
            Some((None, self.units[t].span, Glue::Nothing))
        } else {
            let tail = self.key(t);
            let said = match self.shown(p, &tail) {
                Some(Shown::With(said)) => Some(said).filter(|&said| said > 0),
                _ => None,
            };
            let joined = self.joins.prose(p, &self.key(p), t, &tail, sure, said);
            match joined {
                // It may begin before the cut sentence.
                Some((None, ..)) => self.joins.behind(&self.line(p), t, &tail).or(joined),
                _ => joined,
            }
        };
        joined.map_or(Start::Restart, |(again, rest, glue)| Start::Join {
            parent,
            unit: t,
            again,
            rest,
            glue,
        })
    }

    /// The line that unit `p` ends, as far as that.
    fn line(&self, p: usize) -> KeyText<'t> {
        let first = (0..=p).rev().take(LINE).find(|&u| self.units[u].gap >= Gap::Newline).unwrap_or(p);
        let chars: Vec<char> = (first..=p).flat_map(|u| self.key(u).chars.into_owned()).collect();
        KeyText::new(self.text, Span::new(self.units[first].span.start, self.units[p].span.end), chars.into())
    }

    pub fn key(&self, u: usize) -> KeyText<'t> {
        let Unit { span, key, .. } = &self.units[u];
        KeyText::new(self.text, *span, self.letters.chars_of(key, span.of(self.text)))
    }
}

/// Whether no sentence begins as `words` do: with a small letter, or with something closed that was not
/// opened.
fn is_rest(words: &str) -> bool {
    words.starts_with(char::is_lowercase) || closes_first(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Seen, segment};

    /// How the second and later `blocks` begin: the read joined to, words said again and the rest of those that go on.
    fn begin(blocks: &[&str]) -> Vec<String> {
        let text = blocks.join("\n\n");
        let (mut units, mut stretches, mut at) = (Vec::new(), Vec::new(), 0);
        let mut seen = Seen::default();
        for block in blocks {
            let from = units.len();
            segment(&text, Span::new(at, at + block.len()), None, &mut seen, &mut units);
            at += block.len() + 2;
            stretches.push(Stretch { units: from..units.len(), marked: from > 0, inner: false });
        }
        let index = Index::new(&units);
        let name = |start: &Start| match start {
            Start::Fresh => "new".to_owned(),
            Start::Restart => "again".to_owned(),
            Start::TailOf { unit } => format!("end of {}", units[*unit].span.of(&text)),
            Start::Join { parent, again, rest, .. } => {
                let again = again.map_or("", |again| again.of(&text));
                format!("{parent}+[{again}]{}", rest.of(&text))
            }
        };
        Starts::new(&text, seen.keys(), &units, &index, &stretches).all().iter().skip(1).map(name).collect()
    }

    const HARBOUR: &str = "The harbour is quiet. Two boats lie at the old stone quay.";

    #[test]
    fn a_finished_block_is_followed_by_new_text_or_by_a_restart() {
        assert_eq!(begin(&[HARBOUR, "It rains on all of the nets."]), ["new"]);
        assert_eq!(begin(&[HARBOUR, "The harbour is quiet. It rains."]), ["again"]);
        assert_eq!(
            begin(&[HARBOUR, "at the old stone quay. It rains."]),
            ["end of Two boats lie at the old stone quay."]
        );
    }

    #[test]
    fn a_cut_is_gone_on_from_with_or_without_its_last_words() {
        let cut = "The harbour is quiet. Two boats lie at the";
        assert_eq!(begin(&[cut, "quay. It rains."]), ["0+[]quay."]);
        assert_eq!(begin(&[cut, "boats lie at the quay. It rains."]), ["0+[boats lie at the] quay."]);
        assert_eq!(begin(&[cut, "Two boats lie at the quay. It rains."]), ["again"]);
    }

    #[test]
    fn another_attempt_goes_on_from_the_same_cut() {
        let cut = "The harbour is quiet. Two boats lie at the";
        let got = begin(&[cut, "end of the long quay. It", "end of the long quay. It rains."]);
        assert_eq!(got, ["0+[]end of the long quay.", "0+[]end of the long quay."]);
    }

    #[test]
    fn a_cut_that_goes_on_otherwise_elsewhere_leaves_the_text_to_an_older_one() {
        let told = "Two boats lie at the old stone quay of the harbour. Three nets hang in the sun and";
        let got = begin(&[told, "Two boats lie at the old stone", "dry until the evening. It rains."]);
        assert_eq!(got, ["again", "0+[]dry until the evening."]);
    }

    #[test]
    fn the_end_of_the_sentence_before_the_cut_may_be_said_again_first() {
        let cut = "誰もいない夜のうちに網を直す。岸壁に並んだ船から順に";
        let got = begin(&[cut, "いない夜のうちに網を直す。岸壁に並んだ船から順に沖へ出る。"]);
        assert_eq!(got, ["end of 誰もいない夜のうちに網を直す。"]);
        let got = begin(&[cut, "いない夜のうちに網を直す。並んだ船から順に沖へ出る。"]);
        assert_eq!(got, ["0+[いない夜のうちに網を直す。並んだ船から順に]沖へ出る。"]);
    }
}
