/*!
Whether a line at a block's end is cut where nothing in it says so.

A row, an item of a list without stops, a tag, an image, a link's definition, a label end without a stop, so nothing in
them says that a block was cut in one. What says it is another telling: one of the next blocks begins with the line
and goes on; or a line that goes on so, or an item that goes on otherwise, stands elsewhere behind the same line as this
one does here. At the post's own end it is the other way round: a line without a stop is cut unless signs say that
it is whole ([`EndWeights`](crate::model::ENDS)).

One pass over the units, with a look-up each; cost does not depend on how often a line recurs, as the ends that wait
behind one line are capped.
*/

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::reads::Stretch;
use super::seams::info;
use crate::model::ENDS;
use crate::segment::{Gap, Kind, Unit, ends_sentence};
use crate::text::script::{has_kana, is_stopless};

/// Blocks after a cut that may begin with the cut line.
const NEXT: usize = 3;
/// Ends behind one line that are looked at.
const WAITING: usize = 8;

/// Takes the last units of `stretches` for cut that another telling shows to be, and the post's last one for whole
/// where signs say so.
pub fn find(text: &str, units: &mut [Unit], stretches: &[Stretch]) {
    let mut cut = Vec::new();
    let mut behind: HashMap<u64, Vec<usize>, RandomState> = HashMap::default();
    for (r, stretch) in stretches.iter().enumerate() {
        let p = stretch.units.end - 1;
        if !needs_no_stop(text, &units[p]) {
            continue;
        }
        let next = stretches[r + 1..].iter().take(NEXT).map(|next| next.units.start);
        if next.into_iter().any(|q| goes_on(text, &units[p], &units[q])) {
            cut.push(p);
        } else if p > stretch.units.start {
            let ends = behind.entry(units[p - 1].key.hash).or_default();
            if ends.len() < WAITING {
                ends.push(p);
            }
        }
    }
    if !behind.is_empty() {
        for (q, pair) in (1..).zip(units.windows(2)) {
            let ends = behind.get(&pair[0].key.hash).into_iter().flatten();
            let other = |p: usize| {
                goes_on(text, &units[p], &pair[1]) || q > p && is_other_wording(text, &units[p], &pair[1])
            };
            cut.extend(ends.filter(|&&p| p != q && other(p)));
        }
    }
    for p in cut {
        let label = units[p].kind == Kind::Heading;
        units[p].complete = false;
        if label {
            units[p].kind = Kind::Sentence;
        }
    }
    if let Some(p) =
        units.len().checked_sub(1).filter(|&p| stretches.last().is_some_and(|s| s.units.end == p + 1))
    {
        units[p].complete |= units[p].kind.is_prose() && wholeness(text, units, p) >= 0.0;
    }
}

/// Whether nothing in `unit` says whether it is finished.
fn needs_no_stop(text: &str, unit: &Unit) -> bool {
    let words = unit.span.of(text);
    unit.complete
        && match unit.kind {
            Kind::Row => true,
            Kind::Item => !ends_sentence(words),
            Kind::Verbatim => !words.starts_with(['`', '~', '$', ':']),
            _ => is_label(words),
        }
}

/// Whether `words` lead in what follows in the same line: set off in bold, or with a colon.
fn is_label(words: &str) -> bool {
    words.starts_with("**") && words.ends_with("**") || words.ends_with([':', '：'])
}

/// Whether `whole` says what `unit` says, to the letter, and goes on; of a label only its emphasis may differ.
fn goes_on(text: &str, unit: &Unit, whole: &Unit) -> bool {
    let (words, said) = (unit.span.of(text), whole.span.of(text));
    if matches!(unit.kind, Kind::Heading | Kind::Sentence) {
        let bare = |words: &str| words.replace('*', "");
        let label = bare(words);
        let rest = bare(said);
        let rest = rest.strip_prefix(label.trim_end_matches([':', '：']));
        return whole.kind == Kind::Sentence
            && rest.is_some_and(|rest| rest.starts_with([':', '：']) && rest.chars().count() > 1);
    }
    let rest = said.strip_prefix(words);
    whole.kind == unit.kind && rest.is_some_and(|rest| !rest.trim().is_empty())
}

/// Whether `whole` is the item `unit` in other words, and longer: it begins with the same few letters.
fn is_other_wording(text: &str, unit: &Unit, whole: &Unit) -> bool {
    let letters = |unit: &Unit| -> Vec<char> {
        unit.span.of(text).chars().filter(|c| c.is_alphanumeric()).take(ENDS.same_item).collect()
    };
    (unit.kind, whole.kind) == (Kind::Item, Kind::Item)
        && whole.key.len > unit.key.len
        && whole.key.hash != unit.key.hash
        && letters(unit).len() == ENDS.same_item
        && letters(unit) == letters(whole)
}

/// What speaks for the post's last unit being whole, in log-odds.
fn wholeness(text: &str, units: &[Unit], p: usize) -> f32 {
    let (w, unit, words) = (&ENDS, &units[p], units[p].span.of(text));
    let line = (0..=p).rev().find(|&u| u == 0 || units[u].gap >= Gap::Newline).unwrap_or(p);
    // The items before it need no stop either.
    let above = line.checked_sub(1).is_some_and(|u| !ends_sentence(units[u].span.of(text)));
    let before = p.checked_sub(1).map(|u| &units[u]);
    let last = words.split_whitespace().next_back().unwrap_or_default();
    let address = last.contains("://") || last.contains("](") && last.ends_with(')') || is_file(last);
    let own_line = unit.gap >= Gap::Newline && before.is_some_and(|b| b.complete && b.kind.is_prose());
    let goes_on =
        || units[..p].iter().any(|u| u.span.len() > words.len() && u.span.of(text).starts_with(words));
    // Lines of more sentences than one, whose author writes stops between these.
    let ends = || units[..p].windows(2).filter(|w| w[1].gap >= Gap::Newline && w[0].gap < Gap::Newline);
    let open = |u: &Unit| !ends_sentence(u.span.of(text));
    let signs = [
        (true, w.prior),
        (address, w.address),
        (own_line && info(unit) < w.short as usize, w.own_line),
        (own_line && !words.contains(' ') && words.is_ascii(), w.word),
        (
            unit.gap == Gap::Newline && before.is_some_and(|b| b.kind == Kind::Sentence && !b.complete),
            w.in_lines,
        ),
        (words.ends_with("……") || words.ends_with("..."), w.trails_off),
        (words.contains(is_stopless), w.stopless),
        (units[line].kind == Kind::Item && line < p && above, w.in_item),
        (ends().filter(|w| open(&w[0])).count() * 3 >= ends().count().max(w.habit), w.stops_left_out),
        (has_kana(words), w.kana),
        (goes_on(), w.goes_on),
    ];
    signs.iter().filter(|sign| sign.0).map(|sign| sign.1).sum()
}

/// Whether `word` is the name of a file, with or without a place in it.
fn is_file(word: &str) -> bool {
    let kind = word.split('#').next().and_then(|path| path.rsplit_once('.')).map_or("", |(_, kind)| kind);
    (2..=4).contains(&kind.len()) && kind.bytes().all(|b| b.is_ascii_lowercase()) && word.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Seen, segment};
    use crate::text::Span;

    /// Whether the last unit of the first of `blocks` is finished.
    fn whole(blocks: &[&str]) -> bool {
        let text = blocks.join("\n\n");
        let (mut units, mut stretches, mut at) = (Vec::new(), Vec::new(), 0);
        for block in blocks {
            let from = units.len();
            segment(&text, Span::new(at, at + block.len()), None, &mut Seen::default(), &mut units);
            at += block.len() + 2;
            stretches.push(Stretch { units: from..units.len(), marked: from > 0, inner: false });
        }
        find(&text, &mut units, &stretches);
        units[stretches[0].units.end - 1].complete
    }

    #[test]
    fn a_line_that_another_telling_goes_on_with_is_cut() {
        let list = "- two boats\n- three nets";
        assert!(whole(&[list, "- a rope\n- a hook"]));
        assert!(!whole(&[list, "- three nets in the sun\n- a hook"]));
        assert!(!whole(&[list, "- two boats\n- three ropes in the sun"]));
        assert!(!whole(&["It rains.\n\n**Nets**", "**Nets**: they hang in the sun."]));
        assert!(whole(&["It rains.\n\n**Nets**", "They hang in the sun."]));
    }

    #[test]
    fn a_posts_last_line_is_whole_by_what_it_is() {
        assert!(whole(&["It rains.\n\nTHE END"]) && whole(&["It rains. See https://harbour.example"]));
        assert!(!whole(&["It rains.\n\nThe keeper of the harbour counts all of his boats and"]));
        assert!(!whole(&["雨が降る。\n\n灯台守は"]));
    }

    #[test]
    fn names_of_files_are_known() {
        assert!(is_file("rules.html") && is_file("rules.html#first") && !is_file("end.") && !is_file("3.5"));
    }
}
