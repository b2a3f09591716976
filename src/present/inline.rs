/*!
What two tellings of a passage say differently.

First clause by clause, over numbers that stand for clauses; then, where clauses changed, by words
(graphemes in scripts that part no words). Equal runs too short to read are joined into the change,
changed clauses with little in common are shown whole, and a difference of white space alone is no
difference: the dropped telling's spacing is no loss.

Cost: near linear. The clauses' diff is Myers' with git's bounds (`similar`); inside, a change of more
than [`MAX_WORDS`] words is not looked into.
*/

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::clauses::clauses;

/// Words of one change, on either side, beyond which it is shown whole.
const MAX_WORDS: usize = 600;
/// Graphemes that an equal run between two changes needs to be shown as equal.
const MIN_EQUAL: usize = 3;
/// Share of the shorter side that two changed clauses must have in common to be shown word by word.
const MIN_COMMON: f64 = 0.4;

/// What became of a slice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// Both say it.
    Same,
    /// Only the old one says it.
    Removed,
    /// Only the new one says it.
    Added,
}

/// A slice of one of both texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edit<'a> {
    /// What became of it.
    pub mark: Mark,
    /// The slice: of the old text if `Same` or `Removed`.
    pub text: &'a str,
}

/// How `old` becomes `new`. The `Same` and `Removed` slices give `old`, up to white space.
pub fn compare<'a>(old: &'a str, new: &'a str) -> Vec<Edit<'a>> {
    let mut edits = Vec::new();
    for part in parts(old, new) {
        let (from, to) = (&old[part.old], &new[part.new]);
        let marks: &[(Mark, &str)] =
            if part.same { &[(Mark::Same, from)] } else { &[(Mark::Removed, from), (Mark::Added, to)] };
        edits.extend(marks.iter().filter(|m| !m.1.is_empty()).map(|&(mark, text)| Edit { mark, text }));
    }
    edits
}

/// A stretch of both texts, in bytes; a list of them tiles both.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Part {
    same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

fn parts(old: &str, new: &str) -> Vec<Part> {
    let old_clauses: Vec<&str> = clauses(old).collect();
    let new_clauses: Vec<&str> = clauses(new).collect();
    let mut refined = Vec::new();
    for part in settle(diff(&old_clauses, &new_clauses), old, new) {
        if part.same {
            refined.push(part);
        } else {
            refined.extend(inside(part, old, new));
        }
    }
    join_short(settle(refined, old, new), old)
}

/// A changed stretch, word by word.
fn inside(part: Part, old: &str, new: &str) -> Vec<Part> {
    if part.old.is_empty() || part.new.is_empty() {
        return vec![part];
    }
    let (from, to) = (&old[part.old.clone()], &new[part.new.clone()]);
    let words = |text| {
        let mut words = UnicodeSegmentation::split_word_bounds(text);
        let list: Vec<&str> = words.by_ref().take(MAX_WORDS).collect();
        words.next().is_none().then_some(list)
    };
    let (Some(old_words), Some(new_words)) = (words(from), words(to)) else { return vec![part] };
    let found = join_short(settle(diff(&old_words, &new_words), from, to), from);
    let common: usize = found.iter().filter(|p| p.same).map(|p| p.old.len()).sum();
    if (common as f64) < MIN_COMMON * from.len().min(to.len()) as f64 {
        return vec![part];
    }
    let moved = |p: Part| Part {
        same: p.same,
        old: p.old.start + part.old.start..p.old.end + part.old.start,
        new: p.new.start + part.new.start..p.new.end + part.new.start,
    };
    found.into_iter().map(moved).collect()
}

/// Diffs two lists of slices that tile their texts. White space around a slice is left out of account.
fn diff<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Part> {
    let mut numbers: HashMap<&'a str, usize, foldhash::fast::RandomState> = HashMap::default();
    let mut numbered = |list: &[&'a str]| -> Vec<usize> {
        list.iter()
            .map(|slice| {
                let next = numbers.len();
                *numbers.entry(slice.trim()).or_insert(next)
            })
            .collect()
    };
    let (old_ids, new_ids) = (numbered(old), numbered(new));
    let (old_ends, new_ends) = (ends(old), ends(new));
    let range = |ends: &[usize], r: Range<usize>| ends[r.start]..ends[r.end];
    let bounds = bounds(old_ids.len(), new_ids.len(), numbers.len());
    let mut parts = Vec::new();
    for (from, to) in bounds.iter().zip(bounds.iter().skip(1)) {
        let (old_at, new_at) = (from.0, from.1);
        let ops = capture_diff_slices(Algorithm::Myers, &old_ids[old_at..to.0], &new_ids[new_at..to.1]);
        parts.extend(ops.into_iter().map(|op| Part {
            same: matches!(op, DiffOp::Equal { .. }),
            old: range(&old_ends, op.old_range().start + old_at..op.old_range().end + old_at),
            new: range(&new_ends, op.new_range().start + new_at..op.new_range().end + new_at),
        }));
    }
    parts
}

/// Where two lists are parted, so that each stretch is diffed alone. Lists are not parted, unless they
/// are long and say a few things over and over: then any place is as good as any other, and Myers'
/// bounds, which grow with the square root of the length, would cost minutes.
fn bounds(old: usize, new: usize, distinct: usize) -> Vec<(usize, usize)> {
    const STRETCH: usize = 20_000;
    const REPEATS: usize = 32;
    let longest = old.max(new);
    let stretches = if longest / REPEATS > distinct { longest.div_ceil(STRETCH) } else { 1 };
    (0..=stretches).map(|i| (old * i / stretches, new * i / stretches)).collect()
}

/// Borders of slices that tile a text: one more than there are slices.
fn ends(list: &[&str]) -> Vec<usize> {
    let ends = list.iter().scan(0, |at, slice| {
        *at += slice.len();
        Some(*at)
    });
    std::iter::once(0).chain(ends).collect()
}

/// Takes differences of white space alone for none, and puts neighbours of a kind together.
fn settle(parts: Vec<Part>, old: &str, new: &str) -> Vec<Part> {
    let blank = |text: &str| text.trim_start().is_empty();
    together(
        parts.into_iter().map(|p| Part {
            same: p.same || (blank(&old[p.old.clone()]) && blank(&new[p.new.clone()])),
            ..p
        }),
    )
}

/// Equal runs of fewer than [`MIN_EQUAL`] graphemes between two changes belong to the change.
fn join_short(mut parts: Vec<Part>, old: &str) -> Vec<Part> {
    for i in 1..parts.len().saturating_sub(1) {
        let short = |r: Range<usize>| old[r].graphemes(true).take(MIN_EQUAL).count() < MIN_EQUAL;
        if parts[i].same && short(parts[i].old.clone()) {
            parts[i].same = false;
        }
    }
    together(parts.into_iter())
}

fn together(parts: impl Iterator<Item = Part>) -> Vec<Part> {
    let mut done: Vec<Part> = Vec::new();
    for part in parts {
        match done.last_mut() {
            Some(last) if last.same == part.same => {
                last.old.end = part.old.end;
                last.new.end = part.new.end;
            }
            _ => done.push(part),
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The edits in the signs that `diff` prints.
    fn signs(old: &str, new: &str) -> String {
        let sign = |e: &Edit| match e.mark {
            Mark::Same => e.text.to_owned(),
            Mark::Removed => format!("[-{}-]", e.text),
            Mark::Added => format!("{{+{}+}}", e.text),
        };
        compare(old, new).iter().map(sign).collect()
    }

    #[test]
    fn a_change_is_marked_by_words_or_graphemes_and_no_more() {
        let cases = [
            (
                "朝の海は静かで、鳥が鳴く。",
                "朝の海は穏やかで、鳥が鳴く。",
                "朝の海は[-静-]{+穏や+}かで、鳥が鳴く。",
            ),
            (
                "The old boat left, at dawn.",
                "The new boat left, at dawn.",
                "The [-old-]{+new+} boat left, at dawn.",
            ),
            ("A red big dog barks.", "A blue small dog barks.", "A [-red big-]{+blue small+} dog barks."),
            ("同じ。", "同じ。", "同じ。"),
            ("一つ、消える、二つ。", "一つ、二つ。", "一つ、[-消える、-]二つ。"),
            ("まったく違う話。", "A tale of its own.", "[-まったく違う話。-]{+A tale of its own.+}"),
        ];
        for (old, new, want) in cases {
            assert_eq!(signs(old, new), want);
        }
    }

    #[test]
    fn white_space_alone_is_no_difference() {
        assert_eq!(signs("# 題\n\n本文。\n続き。", "# 題 本文。続き。"), "# 題\n\n本文。\n続き。");
        assert_eq!(signs("one, two\r\nthree", "one,\ntwo three"), "one, two\r\nthree");
    }

    #[test]
    fn a_change_beyond_the_cap_is_shown_whole() {
        let long = |word: &str| format!("{word}{}", "言".repeat(MAX_WORDS));
        assert_eq!(compare(&long("a"), &long("b")).len(), 2);
    }

    proptest! {
        #[test]
        fn both_texts_come_back_but_for_white_space(old in "[あいう、。 \n]{0,40}", new in "[あいう、。 \n]{0,40}") {
            let of = |mark| -> String {
                let edits = compare(&old, &new);
                edits.iter().filter(|e| e.mark == Mark::Same || e.mark == mark).map(|e| e.text).collect()
            };
            let letters = |t: &str| t.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&of(Mark::Removed)), letters(&old));
            prop_assert_eq!(letters(&of(Mark::Added)), letters(&new));
        }
    }
}
