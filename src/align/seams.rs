/*!
Seams that no marker shows.

A continuation whose marker was never written, or was stripped, gives itself away by what it begins
with: it says again, unit by unit, the stretch right before it. That is a tandem repeat. A refrain, a
clause that a contract repeats, a parameter list are repeats too, but other text stands between their
tellings; a seam is only where the earlier telling ends at the very place where the later one begins,
at a paragraph's start. The earlier telling's last unit may be cut, and some units may be reworded. A
restart may go back beyond the restart before it, so what counts as the text before is what was told so
far, each telling in the place of the one that it says again.

Each unit is looked at with a capped number of earlier occurrences of its key, and a candidate is
compared over its own length, so the cost is linear but for text that repeats one unit over and over;
there the compared length is capped.
*/

use std::borrow::Cow;
use std::ops::Range;

use super::borders::is_note;
use super::index::{Index, Occurrences};
use super::reads::Stretch;
use crate::segment::{Gap, Keys, Kind, Unit, is_stopless, stops_are_written};

/// Key characters, wide ones twice, that a unit said again alone must have to mark a seam.
const ALONE: usize = 26;
/// Key characters that two units and more said again must have where the first telling is cut.
const CUT: usize = 20;
/// Key characters that a longer stretch said again must have.
const STRETCH: usize = 40;
/// Sentences of a section, and key characters of these.
const SECTION: (usize, usize) = (2, 160);
/// Key characters, wide ones twice, that no title has.
const PARAGRAPH: usize = 60;
/// Units that a restart goes back at most.
const REACH: usize = 400;
/// Key characters of prose, wide ones twice, that a stretch told again away from its first telling has.
const AGAIN: usize = 80;
/// Sentences before a paragraph that dots may lead back to.
const DOTTED: usize = 4;
/// Key characters behind dots that are looked for before them.
const AFTER_DOTS: usize = 6;
/// Key characters, wide ones twice, that are not told twice by accident.
pub const RETOLD: usize = 26;
/// Sentences that have them, at most.
const FEW: usize = 4;
/// Earlier occurrences of a sentence that are looked at.
const LIKE: usize = 6;
/// Sentences that a reworded restart goes back at most.
const REWORDED: usize = 4;

/// Cuts the blocks (each a range of `units`, with whether a marker stands before it) at their inner
/// seams. In a post that is damaged for sure (it has a marker, or a tandem repeat) less is asked of a tandem
/// repeat, and a longer stretch that is told again anywhere in its block, a paragraph that ends in
/// mid-sentence, and a few words that end one paragraph and begin the next are seams as well.
pub fn stretches(
    text: &str,
    letters: &Keys<'_>,
    units: &[Unit],
    index: &Index,
    blocks: &[(Range<usize>, bool)],
) -> Vec<Stretch> {
    let marked = blocks.len() > 1;
    let mut look = Look { text, letters, units, damaged: marked, cuts: false, again: AGAIN, index };
    let mut out = look.all(blocks);
    if !marked && out.len() > 1 {
        look.damaged = true;
        let ends = out.iter().map(|stretch| stretch.units.end - 1);
        look.cuts = stops_are_written(units, ends) && loose_ends(units) <= 2;
        look.again = AGAIN * 2;
        out = look.all(blocks);
    }
    out
}

/// What a look for seams goes by.
struct Look<'t> {
    text: &'t str,
    letters: &'t Keys<'t>,
    units: &'t [Unit],
    /// A marker or a seam says that the post is damaged: then less says that something is a seam.
    damaged: bool,
    /// Whether a paragraph that ends in mid-sentence is one.
    cuts: bool,
    /// Key characters of prose, wide ones twice, that a stretch told again away from its first telling has.
    again: usize,
    index: &'t Index,
}

impl Look<'_> {
    fn chars(&self, unit: &Unit) -> Cow<'_, [char]> {
        self.letters.chars_of(&unit.key, unit.span.of(self.text))
    }

    /// The stretches between the seams of `blocks`.
    fn all(&self, blocks: &[(Range<usize>, bool)]) -> Vec<Stretch> {
        let mut out = Vec::new();
        for (range, marked) in blocks {
            let mut start = range.start;
            let (mut marked, mut inner) = (*marked, false);
            // What was told so far, each telling in the place of the one that it says again: a restart may go
            // back beyond the restart before.
            let mut told: Vec<usize> = Vec::with_capacity(range.len());
            for at in range.clone() {
                if at > range.start {
                    let again = self.restart(&told, range, at);
                    if again.is_some() || self.damaged && self.is_other(start..range.end, at) {
                        out.push(Stretch { units: start..at, marked, inner });
                        start = at;
                        (marked, inner) = (true, true);
                    }
                    told.truncate(again.unwrap_or(told.len()));
                }
                told.push(at);
            }
            out.push(Stretch { units: start..range.end, marked, inner });
        }
        out
    }

    /// Whether another sign than a stretch told again right behind itself makes the place before `at` a seam;
    /// `range` begins at the last seam.
    fn is_other(&self, range: Range<usize>, at: usize) -> bool {
        self.is_noted(at)
            || self.leads_with_dots(range.start, at)
            || self.cuts && self.is_cut(at)
            || self.is_ruled_off(at)
            || self.is_reworded(range.start, at)
            || self.says_end_again(at)
            || self.is_told_again(range, at)
    }

    /// Where the ends of keys occur.
    fn feet(&self) -> &Occurrences {
        self.index.feet(self.units)
    }

    /// Where in `told` that stands which the unit at `v` begins to tell again, when all from there on is told
    /// again from `v`.
    fn restart(&self, told: &[usize], range: &Range<usize>, v: usize) -> Option<usize> {
        let unit = &self.units[v];
        if unit.gap < Gap::Blank || matches!(unit.kind, Kind::Rule | Kind::Row) {
            return None;
        }
        // Units before `v` are told but where a restart took their place.
        let place = |u: usize| told.binary_search(&u).ok();
        let near = |from: &usize| told.len() - from <= REACH;
        let whole =
            self.index.keys.before(v).take_while(|&u| u >= range.start).filter_map(place).filter(near);
        let cut = self.index.heads.before(v).take(1).filter(|&u| u + 1 == v).filter_map(place);
        let mut candidates: Vec<usize> = whole.take(6).chain(cut).collect();
        candidates.dedup();
        if unit.kind == Kind::Verbatim {
            // Code that was begun anew between two of its paragraphs.
            let words = unit.span.of(self.text);
            let code = |u: &usize| {
                let told = self.units[*u].span.of(self.text);
                self.units[*u].kind == Kind::Verbatim && told.ends_with(words)
            };
            candidates.retain(|&from| from + 1 == told.len());
            let ends = self.feet().before(v).take_while(|&u| u >= range.start).filter(&code).take(6);
            candidates.extend(ends.filter_map(place).filter(near));
            // A bracket and the fence behind it are found by what follows them.
            if unit.key.foot == 0 && v + 1 < range.end {
                for index in [&self.index.keys, &self.index.heads] {
                    let next = index.before(v + 1).take_while(|&u| u > range.start).map(|u| u - 1);
                    candidates.extend(next.filter(code).take(6).filter_map(place).filter(near));
                }
            }
        }
        candidates.into_iter().find(|&from| self.is_tandem(&told[from..], range, v))
    }

    /// Whether all of `told`, which ends right before `v`, is told again from `v` on.
    fn is_tandem(&self, told: &[usize], range: &Range<usize>, v: usize) -> bool {
        let period = told.len();
        if v + period > range.end + usize::from(self.damaged) {
            return false;
        }
        let (mut same, mut all, mut prose, mut verse, mut sentences) = (0, 0, 0, 0, 0);
        // A section was cut in its first sentence: its heading is told again for that.
        let is_cut = self.units.get(v + period - 1).is_some_and(|b| self.is_cut_of(&self.units[v - 1], b));
        for (i, &u) in told.iter().enumerate() {
            let (a, Some(b)) = (&self.units[u], self.units.get(v + i)) else { return false };
            // An image or a link says less than its address is long.
            let fence = is_code(a.span.of(self.text));
            let said = if a.kind == Kind::Verbatim && !fence { info(a).min(10) } else { info(a) };
            all += said;
            let cut_here = i + 1 == period && self.is_cut_of(a, b);
            let rest = i == 0
                && (a.kind, b.kind) == (Kind::Verbatim, Kind::Verbatim)
                && a.span.of(self.text).ends_with(b.span.of(self.text));
            if a.key.hash == b.key.hash || cut_here || rest {
                same += said;
                let line = i > 0 && a.gap == Gap::Newline && said < 120;
                match a.kind {
                    Kind::Sentence if line => verse += said,
                    Kind::Sentence => {
                        prose += said;
                        sentences += 1;
                    }
                    Kind::Item if self.damaged => prose += said,
                    Kind::Heading if self.damaged && is_cut => prose += said,
                    _ => {}
                }
            } else if i == 0 || fence {
                // Two pieces of code under one sentence are two examples.
                return false;
            }
            // Nothing that long is told again with fewer than two units in three alike.
            if i > 8 && same * 3 < all * 2 {
                return false;
            }
        }
        // Lists, verses and forms are told twice for good reasons; running prose is not, nor is a section to
        // the letter, however much code it holds.
        let code = is_code(self.units[v].span.of(self.text));
        let loose = prose * 2 < all || verse > prose || code;
        let section = same == all && sentences >= SECTION.0 && prose >= SECTION.1;
        if !self.damaged && (same * 20 < all * 19 || loose && !section) || same * 10 < all * 7 {
            return false;
        }
        let (u, a, b) = (told[0], &self.units[told[0]], &self.units[v]);
        if period > 1 {
            let cut = !self.units[v - 1].complete;
            return prose + if self.damaged { verse } else { 0 } >= if cut { CUT } else { STRETCH };
        }
        let alone = u == range.start || a.gap >= Gap::Newline;
        // A label and the paragraph that begins with it are no cut and its continuation.
        let label = !a.complete && alone && a.key.hash != b.key.hash && !self.is_mid_word(a, b) && {
            let first = !self.damaged && u == 0;
            info(a) < if first { 90 } else { 30 }
        };
        // A script without stops does not say what is a title; its length does.
        let stopless = info(a) >= PARAGRAPH && b.span.of(self.text).ends_with(is_stopless);
        let title = !self.damaged && !a.complete && !b.complete && !stopless && !self.is_mid_word(a, b);
        let least = if self.is_mid_word(a, b) { 8 } else { ALONE };
        !label && !title && a.kind == Kind::Sentence && b.kind != Kind::Item && prose >= least
    }

    /// Whether `a`, a beginning of `b`, ends inside a word or a link of it: no label does.
    fn is_mid_word(&self, a: &Unit, b: &Unit) -> bool {
        let (short, long) = (a.span.of(self.text), b.span.of(self.text));
        let Some(rest) = long.strip_prefix(short) else { return false };
        let (Some(l), Some(r)) = (short.chars().next_back(), rest.chars().next()) else { return false };
        let letter = |c: char| c.is_alphabetic() && (c as u32) < 0x2e80;
        let kana = |c: char| matches!(c, '\u{3041}'..='\u{30ff}');
        let ideograph = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
        // Between two ideographs a Japanese word hardly ends; Chinese has nothing else.
        letter(l) && letter(r)
            || ideograph(l) && ideograph(r) && short.contains(kana)
            || short.rsplit_once("](").is_some_and(|(_, address)| !address.contains(')'))
    }

    /// Whether `a` is a cut beginning of `b`.
    fn is_cut_of(&self, a: &Unit, b: &Unit) -> bool {
        let link = b.kind == Kind::Verbatim && a.span.of(self.text).starts_with('[');
        (a.kind == b.kind || link) && a.kind.is_prose() && !a.complete && a.key.len < b.key.len && {
            self.chars(b).starts_with(&self.chars(a))
        }
    }

    /// Whether the paragraph at `at` begins with the last few words before it, which a blank line and nothing
    /// else parts from it: with all of a paragraph that was cut, with the sentence that ends one, or with the
    /// end of that.
    fn says_end_again(&self, at: usize) -> bool {
        let (a, b) = (&self.units[at - 1], &self.units[at]);
        if b.gap != Gap::Blank || b.kind != Kind::Sentence || a.kind != Kind::Sentence {
            return false;
        }
        let (told, again) = (a.span.of(self.text), b.span.of(self.text));
        if told.len() < again.len() && !a.complete {
            return again.starts_with(told) && self.is_cut_of(a, b);
        }
        // One line over another like it is what a verse and a form have.
        let alone = |u: usize| {
            self.units[u].gap >= Gap::Newline
                && self.units.get(u + 1).is_none_or(|next| next.gap >= Gap::Newline)
        };
        let Some(before) = told.strip_suffix(again) else { return false };
        a.complete
            && b.key.len > 0
            && !before.ends_with(char::is_alphanumeric)
            && !(before.is_empty() && alone(at - 1) && alone(at))
    }

    /// Whether a rule parts a paragraph that ends in mid-sentence from what goes on: prompts do, and the
    /// answers that repeat them.
    fn is_ruled_off(&self, at: usize) -> bool {
        let (a, b) = (&self.units[at - 1], &self.units[at]);
        let begun = || self.units.get(at + 1).is_some_and(|next| self.is_cut_of(a, next));
        b.kind == Kind::Rule && a.kind == Kind::Sentence && !a.complete && (a.gap < Gap::Newline || begun())
    }

    /// Whether a paragraph ends in mid-sentence right before `at`, and prose follows that can go on with it.
    fn is_cut(&self, at: usize) -> bool {
        let (a, b) = (&self.units[at - 1], &self.units[at]);
        // A capital begins no sentence where no letter before it has any.
        let kana = has_kana(a.span.of(self.text));
        let capital = || {
            let first = b.span.of(self.text).chars().find(|c| c.is_alphanumeric());
            !kana && first.is_some_and(char::is_uppercase)
        };
        a.kind == Kind::Sentence
            && !a.complete
            && b.kind == Kind::Sentence
            && b.gap == Gap::Blank
            && !is_chinese(a.span.of(self.text))
            && (a.gap < Gap::Newline || a.key.len >= 40 || ends_with_particle(a.span.of(self.text)))
            && !capital()
    }

    /// Whether a note about the task stands at `at`, before what was told.
    fn is_noted(&self, at: usize) -> bool {
        is_note(self.text, self.units, at) && is_told(self.units, self.index, at + 1)
    }

    /// Whether `unit` is prose that begins with dots.
    fn is_dotted(&self, unit: &Unit) -> bool {
        unit.kind == Kind::Sentence && unit.span.of(self.text).starts_with(['…', '.'])
    }

    /// Whether the dots that the paragraph at `at` begins with are those that continuations put before words
    /// that they say again, or before the rest of what was cut.
    fn leads_with_dots(&self, start: usize, at: usize) -> bool {
        let unit = &self.units[at];
        if unit.gap != Gap::Blank || !self.is_dotted(unit) {
            return false;
        }
        // The sentence, or its end, was told without them.
        let again = [&self.index.keys, self.feet()]
            .iter()
            .any(|t| t.before(at).any(|u| !self.is_dotted(&self.units[u])));
        if again || !self.units[at - 1].complete {
            return true;
        }
        let words = self.chars(unit);
        let words = &words[..words.len().min(AFTER_DOTS)];
        let says = |a: &Unit| self.chars(a).windows(words.len().max(1)).any(|w| w == words);
        words.len() == AFTER_DOTS && self.units[start.max(at.saturating_sub(DOTTED))..at].iter().any(says)
    }

    /// Whether the paragraph at `at` begins with the last few sentences before it, the first of them in
    /// slightly other words.
    fn is_reworded(&self, start: usize, at: usize) -> bool {
        let b = &self.units[at];
        if b.gap != Gap::Blank || b.kind != Kind::Sentence || info(b) < 24 {
            return false;
        }
        let mut key = None;
        (1..=REWORDED.min(at - start)).any(|period| {
            let a = &self.units[at - period];
            let (short, long) = (a.key.len.min(b.key.len), a.key.len.max(b.key.len));
            let rest = 1..period;
            let same = |i: usize| {
                self.units.get(at + i).is_some_and(|u| u.key.hash == self.units[at - period + i].key.hash)
            };
            a.kind == Kind::Sentence && short * 4 >= long * 3 && rest.clone().all(same) && {
                let key = key.get_or_insert_with(|| self.chars(b));
                super::ratio(&self.chars(a), key) >= 0.8
            }
        })
    }

    /// Whether two sentences or more from `v` on, with enough to say, were told before in `range`.
    fn is_told_again(&self, range: Range<usize>, v: usize) -> bool {
        if self.units[v].kind == Kind::Rule || self.units[v].gap < Gap::Newline {
            return false;
        }
        self.index.keys.before(v).take_while(|&u| u >= range.start).any(|u| {
            let (mut prose, mut said) = (0, 0);
            for k in 0..(v - u).min(range.end - v).min(40) {
                let (a, b) = (&self.units[u + k], &self.units[v + k]);
                if a.key.hash != b.key.hash {
                    break;
                }
                if b.kind.is_prose() {
                    prose += 1;
                    said += info(b);
                }
            }
            prose >= 2 && said >= self.again
        })
    }
}

/// Whether `words`, of a verbatim unit, are fenced code.
fn is_code(words: &str) -> bool {
    words.starts_with("```") || words.starts_with("~~~")
}

/// Whether `words` are written in ideographs alone: then nothing in a paragraph that ends without a stop,
/// nor in the one that follows, says whether it was cut.
fn is_chinese(words: &str) -> bool {
    let ideographs = words.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
    ideographs * 4 > words.chars().count() && !has_kana(words)
}

/// Whether `words` end as no Japanese title does: with a comma or a particle that leads on.
fn ends_with_particle(words: &str) -> bool {
    words.ends_with(['、', 'は', 'が', 'を', 'に', 'で', 'と', 'の', 'も', 'や', 'へ'])
        && !words.ends_with("とは")
}

/// Whether `words` are Japanese: written in kana, too.
pub fn has_kana(words: &str) -> bool {
    words.contains(|c| matches!(c, '\u{3041}'..='\u{30ff}'))
}

/// Lines of prose without a stop that no cut explains: people leave them, models that write articles do not.
fn loose_ends(units: &[Unit]) -> usize {
    let open = |a: &Unit| a.kind == Kind::Sentence && !a.complete;
    let alone = |a: &Unit, b: &Unit| b.kind != Kind::Sentence || a.gap >= Gap::Newline && a.key.len < 40;
    units.windows(2).filter(|w| open(&w[0]) && w[1].gap >= Gap::Newline && alone(&w[0], &w[1])).count()
}

/// Whether enough was told before of what begins with the unit at `at`: a heading or a few sentences.
pub fn is_told(units: &[Unit], index: &Index, at: usize) -> bool {
    let same = |u: usize, k: usize| {
        let b = units.get(at + k).filter(|b| b.key.hash == units[u + k].key.hash)?;
        (b.kind == Kind::Sentence || k == 0 && b.kind == Kind::Heading).then(|| info(b))
    };
    let run = |u: usize| (0..FEW.min(at - u)).map_while(|k| same(u, k)).sum::<usize>() >= RETOLD;
    index.keys.before(at).take(LIKE).any(run)
}

/// A unit's key characters, wide ones counting twice.
pub fn info(unit: &Unit) -> usize {
    let len = unit.key.len as usize;
    if unit.span.len() * 2 > len * 5 { len * 2 } else { len }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Seen, segment};
    use crate::text::Span;

    fn seams(text: &str) -> Vec<&str> {
        let mut units = Vec::new();
        let mut seen = Seen::default();
        segment(text, Span::new(0, text.len()), None, &mut seen, &mut units);
        let blocks = [(0..units.len(), false)];
        stretches(text, seen.keys(), &units, &Index::new(&units), &blocks)
            .iter()
            .skip(1)
            .map(|s| units[s.units.start].span.of(text))
            .collect()
    }

    #[test]
    fn a_sentence_said_again_after_a_blank_line_is_a_seam() {
        let again = "The harbour was quiet at that hour of the day.";
        assert_eq!(seams(&format!("Start. {again}\n\n{again} Then the boats came.")), [again]);
    }

    #[test]
    fn a_restart_paragraphs_back_is_a_seam_even_after_a_cut() {
        let text = "Intro stands here.\n\nFirst things come first here. And so on they go.\n\nThe second paragraph goes on to\n\n\
                    First things come first here. And so on they go.\n\nThe second paragraph goes on to the end. Done.";
        assert_eq!(seams(text), ["First things come first here."]);
    }

    #[test]
    fn a_refrain_is_no_seam() {
        let text = "Row the boat along the river.\n\nThe first verse stands here.\n\nRow the boat along the river.\n\nThe second verse.";
        assert_eq!(seams(text), Vec::<&str>::new());
    }

    #[test]
    fn a_few_words_said_again_are_a_seam_beside_another_one_alone() {
        let few = "The keeper is\n\nThe keeper is the last to leave. He locks the gate.";
        assert_eq!(seams(&format!("One thing comes first. {few}")), Vec::<&str>::new());
        let again = "The harbour was quiet at that hour of the day.";
        let found = [again, "The keeper is the last to leave."];
        assert_eq!(seams(&format!("Start. {again}\n\n{again} Boats came.\n\n{few}")), found);
    }

    #[test]
    fn a_line_that_stands_over_its_like_is_a_verse_beside_a_seam_too() {
        let again = "The harbour was quiet at that hour of the day.";
        let verse = "Row the boat.\n\nRow the boat.\n\nThe end.";
        assert_eq!(seams(&format!("Start. {again}\n\n{again} Boats came.\n\n{verse}")), [again]);
    }

    #[test]
    fn a_paragraph_in_mid_sentence_is_a_cut_beside_a_seam_alone() {
        // Behind paragraphs that end with stops.
        let all = |seam: &str, text: &str| {
            let before: String = (0..40).map(|i| format!("{i}番の船が出る。波は静かだ。\n\n")).collect();
            seams(&format!("{before}{seam}{text}")).len()
        };
        let damaged =
            "夏になると船は岸壁にそって二列に\n\n夏になると船は岸壁にそって二列に並ぶ。冬は長い。\n\n";
        let seams = |text: &str| all(damaged, text) - all(damaged, "");
        // No capital begins a sentence in Japanese.
        assert_eq!(seams("塔は高い。明かりをつけるのは、今では塔の中の小さな\n\nLEDだけだ。夜は長い。"), 1);
        assert_eq!(seams("The tower is high. Its lamp is lit by\n\nNobody now. The night is long."), 0);
        // A line of its own may be a title, but not when it leads on.
        assert_eq!(seams("灯台守が毎晩のように見上げる空を\n\n鳥が渡っていく。夜は長い。"), 1);
        assert_eq!(seams("灯台守が毎晩のように見上げる空\n\n鳥が渡っていく。夜は長い。"), 0);
        assert_eq!(seams("灯台守が毎晩のように見上げる空とは\n\n鳥が渡っていく。夜は長い。"), 0);
        assert_eq!(all("", "灯台守が毎晩のように見上げる空を\n\n鳥が渡っていく。夜は長い。"), 0);
    }

    #[test]
    fn ends_of_tellings_say_nothing_of_whether_stops_are_written() {
        let again = |i: i32| {
            let told = format!("{i}番の船は岸壁にそって夜の港の奥に");
            format!("波は静かだ。{told}\n\n{told}並ぶ。冬は長い。\n\n")
        };
        let all = |last: &str| seams(&(0..30).map(again).chain([last.to_owned()]).collect::<String>()).len();
        assert_eq!(all("塔は高い。灯りは"), 30);
        assert_eq!(all("塔は高い。明かりをつけるのは、塔の中の小さな\n\n灯りだけだ。夜は長い。"), 31);
    }

    #[test]
    fn a_label_before_its_definition_is_no_seam() {
        assert_eq!(seams("Content Policy\n\nContent Policy is a header."), Vec::<&str>::new());
    }
}
