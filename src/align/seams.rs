/*!
Seams that no marker shows.

A continuation whose marker was never written, or was stripped, gives itself away by what it begins
with: it says again, unit by unit, the stretch right before it. That is a tandem repeat. A refrain, a
clause that a contract repeats, a parameter list are repeats too, but other text stands between their
tellings; a seam is only where the earlier telling ends at the very place where the later one begins,
at a paragraph's start. The earlier telling's last unit may be cut, and some units may be reworded. A
restart may go back beyond the restart before it, so what counts as the text before is what was told so
far, each telling in the place of the one that it says again.

What speaks for a seam is added up, as log-odds ([`SeamWeights`]): all that was told right before is told again,
or a note, dots, a rule, a cut, some words said again. Only the first is enough by itself; the others need a marker or
a seam near by, which says that the post was written in rounds. Far from these nothing is taken for damage that a
person may have written.

Each unit is looked at with a capped number of earlier occurrences of its key, and a candidate is
compared over its own length, so the cost is linear but for text that repeats one unit over and over;
there the compared length is capped.
*/

use std::borrow::Cow;
use std::ops::Range;

use super::borders::is_note;
use super::index::{Index, Occurrences};
use super::keytext::overlap;
use super::reads::Stretch;
use super::tandem;
use crate::model::{SEAMS, SeamWeights};
use crate::segment::{Gap, Keys, Kind, Unit, stops_are_written};
use crate::text::phrases::leads_on;
use crate::text::script::{has_kana, is_chinese};

/// Sentences before a paragraph that dots may lead back to.
const DOTTED: usize = 4;
/// Sentences that have them, at most.
const FEW: usize = 4;
/// Earlier occurrences of a sentence that are looked at.
const LIKE: usize = 6;
/// Sentences that a reworded restart goes back at most.
const REWORDED: usize = 4;
/// Units that a title has, at most.
const TITLE: usize = 3;
/// Units that a stretch told again is followed for.
const FOLLOWED: usize = 40;

/// Cuts the blocks (each a range of `units`, with whether a marker stands before it) at their inner
/// seams.
pub fn stretches(
    text: &str,
    letters: &Keys<'_>,
    units: &[Unit],
    index: &Index,
    blocks: &[(Range<usize>, bool)],
) -> Vec<Stretch> {
    // A marker with no text on its other side says nothing of this side.
    let full: Vec<&Range<usize>> = blocks.iter().map(|block| &block.0).filter(|b| !b.is_empty()).collect();
    let markers: Vec<usize> = full.iter().skip(1).map(|block| block.start).collect();
    let cuts = |ends: &mut dyn Iterator<Item = usize>| {
        stops_are_written(units, ends) && loose_ends(units) <= SEAMS.loose_ends
    };
    let alone = markers.is_empty();
    let known = !alone && cuts(&mut full.iter().map(|block| block.end - 1));
    let damage = Damage { markers, seams: Vec::new() };
    let mut look = Look { text, letters, units, index, damage, cuts: known };
    let found = look.all(blocks);
    let inner = found.iter().filter(|stretch| stretch.inner).map(|stretch| stretch.units.start);
    look.damage.seams = inner.collect();
    if look.damage.seams.is_empty() || full.iter().all(|block| look.damage.covers(block)) {
        return found;
    }
    look.cuts =
        known || alone && cuts(&mut found.iter().filter(|s| !s.units.is_empty()).map(|s| s.units.end - 1));
    look.all(blocks)
}

/// Where a post shows that it was written in rounds: units that begin one.
#[derive(Debug)]
struct Damage {
    /// Behind a marker.
    markers: Vec<usize>,
    /// At a seam that no marker shows.
    seams: Vec<usize>,
}

impl Damage {
    /// What it says of the place before unit `at`, in log-odds; 0 where nothing is near.
    fn at(&self, at: usize, w: &SeamWeights) -> f32 {
        let near = |places: &[usize]| {
            let next = places.partition_point(|&p| p < at);
            let around = places[next.saturating_sub(1)..].iter().take(2);
            let distance = around.map(|p| p.abs_diff(at)).min().map_or(w.far, |units| units as f32);
            ((w.far - distance) / (w.far - w.near)).clamp(0.0, 1.0)
        };
        (w.marker * near(&self.markers)).max(w.seam * near(&self.seams))
    }

    /// Whether markers say of all of `block` what can be said.
    fn covers(&self, block: &Range<usize>) -> bool {
        let ends = [block.start, block.start + block.len() / 2, block.end];
        ends.iter().all(|&at| self.at(at, &SEAMS) >= SEAMS.marker)
    }
}

/// What a look for seams goes by.
pub struct Look<'t> {
    pub text: &'t str,
    letters: &'t Keys<'t>,
    pub units: &'t [Unit],
    pub index: &'t Index,
    damage: Damage,
    /// Whether a paragraph that ends in mid-sentence says something.
    cuts: bool,
}

impl Look<'_> {
    pub fn chars(&self, unit: &Unit) -> Cow<'_, [char]> {
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
                    let damage = self.damage.at(at, &SEAMS);
                    let prior = damage - SEAMS.prior;
                    let again = tandem::restart(self, &told, range, at, damage / SEAMS.marker)
                        .filter(|&(_, evidence)| prior + evidence >= 0.0);
                    if again.is_some() || prior + self.signs(start..range.end, at, damage) >= 0.0 {
                        out.push(Stretch { units: start..at, marked, inner });
                        start = at;
                        (marked, inner) = (true, true);
                    }
                    told.truncate(again.map_or(told.len(), |(from, _)| from));
                }
                told.push(at);
            }
            out.push(Stretch { units: start..range.end, marked, inner });
        }
        out
    }

    /// What other signs than a stretch told again right behind itself say for a seam before `at`; `range` begins at
    /// the last seam.
    fn signs(&self, range: Range<usize>, at: usize, damage: f32) -> f32 {
        let w = &SEAMS;
        let alone = if self.is_noted(at) { w.noted } else { 0.0 } + self.says_words_again(at);
        // No other is enough where nothing else says that the post was written in rounds.
        if damage <= 0.0 {
            return alone;
        }
        let signs = [
            (self.leads_with_dots(range.start, at), w.dots),
            (self.cuts && self.is_cut(at), w.cut),
            (self.is_ruled_off(at), w.ruled),
            (self.is_reworded(range.start, at), w.reworded),
            (self.says_end_again(at), w.end_again),
        ];
        let shown: f32 = signs.iter().filter(|sign| sign.0).map(|sign| sign.1).sum();
        alone + shown + self.told_again(range, at)
    }

    /// Where the ends of keys occur.
    pub fn feet(&self) -> &Occurrences {
        self.index.feet(self.units)
    }

    /// Whether `a` is a cut beginning of `b`.
    pub fn is_cut_of(&self, a: &Unit, b: &Unit) -> bool {
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

    /// What it says that the paragraph at `at` begins with the last words of one that breaks off in mid-sentence.
    fn says_words_again(&self, at: usize) -> f32 {
        let (w, a, b) = (&SEAMS, &self.units[at - 1], &self.units[at]);
        let prose = a.kind == Kind::Sentence && b.kind == Kind::Sentence && !a.complete;
        // A title may end with a name that its paragraph begins with.
        let title = a.gap >= Gap::Newline && info(a) < w.paragraph;
        let name = b.span.of(self.text).chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
        if !prose || b.gap != Gap::Blank || title || name {
            return 0.0;
        }
        let (cut, again) = (self.chars(a), self.chars(b));
        let told = overlap(&cut, &again, 1).filter(|&n| n < cut.len() && n < again.len()).unwrap_or(0);
        w.word_again * (told * info(a)) as f32 / cut.len().max(1) as f32
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
        // A post's first paragraph is its title as likely; a heading may be run into a paragraph's end.
        let title = (0..at).rev().take(TITLE).find(|&u| self.units[u].gap == Gap::Blank) == Some(0);
        a.kind == Kind::Sentence
            && !a.complete
            && !title
            && !a.span.of(self.text).starts_with('#')
            && b.kind == Kind::Sentence
            && b.gap == Gap::Blank
            && !is_chinese(a.span.of(self.text))
            && (a.gap < Gap::Newline || a.key.len >= SEAMS.cut_line || leads_on(a.span.of(self.text)))
            && !capital()
    }

    /// Whether a note about the task stands at `at`, before what was told or behind it.
    fn is_noted(&self, at: usize) -> bool {
        let told = |u: usize| u < self.units.len() && is_told(self.units, self.index, u);
        (told(at + 1) || told(at - 1)) && is_note(self.text, self.units, at)
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
        let words = &words[..words.len().min(SEAMS.after_dots)];
        let says = |a: &Unit| self.chars(a).windows(words.len().max(1)).any(|w| w == words);
        words.len() == SEAMS.after_dots
            && self.units[start.max(at.saturating_sub(DOTTED))..at].iter().any(says)
    }

    /// Whether the paragraph at `at` begins with the last few sentences before it, the first of them in
    /// slightly other words.
    fn is_reworded(&self, start: usize, at: usize) -> bool {
        let b = &self.units[at];
        if b.gap != Gap::Blank || b.kind != Kind::Sentence || info(b) < SEAMS.likeness.1 {
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
                super::ratio(&self.chars(a), key) >= SEAMS.likeness.0
            }
        })
    }

    /// What it says that two sentences or more from `v` on were told before in `range`.
    fn told_again(&self, range: Range<usize>, v: usize) -> f32 {
        let w = &SEAMS;
        if self.units[v].kind == Kind::Rule || self.units[v].gap < Gap::Newline {
            return 0.0;
        }
        let run = |u: usize| {
            let (mut prose, mut said) = (0, 0);
            for k in 0..(v - u).min(range.end - v).min(FOLLOWED) {
                let (a, b) = (&self.units[u + k], &self.units[v + k]);
                if a.key.hash != b.key.hash {
                    break;
                }
                if b.kind.is_prose() {
                    prose += 1;
                    said += info(b);
                }
            }
            if prose >= 2 { said as f32 } else { 0.0 }
        };
        let tellings = self.index.keys.before(v).take_while(|&u| u >= range.start);
        let said = tellings.map(run).fold(0.0, f32::max);
        let more = (said / w.again_letters).log2();
        if more >= 0.0 { w.again + w.again_more * more } else { 0.0 }
    }
}

/// Lines of prose without a stop that no cut explains: people leave them, models that write articles do not.
fn loose_ends(units: &[Unit]) -> usize {
    let open = |a: &Unit| a.kind == Kind::Sentence && !a.complete;
    let alone =
        |a: &Unit, b: &Unit| b.kind != Kind::Sentence || a.gap >= Gap::Newline && a.key.len < SEAMS.cut_line;
    units.windows(2).filter(|w| open(&w[0]) && w[1].gap >= Gap::Newline && alone(&w[0], &w[1])).count()
}

/// Whether enough was told before of what begins with the unit at `at`: a heading or a few sentences.
pub fn is_told(units: &[Unit], index: &Index, at: usize) -> bool {
    let same = |u: usize, k: usize| {
        let b = units.get(at + k).filter(|b| b.key.hash == units[u + k].key.hash)?;
        (b.kind == Kind::Sentence || k == 0 && b.kind == Kind::Heading).then(|| info(b))
    };
    let run = |u: usize| (0..FEW.min(at - u)).map_while(|k| same(u, k)).sum::<usize>() >= SEAMS.retold;
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
