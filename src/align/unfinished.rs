/*!
Lines that need no stop, cut at a block's end.

A row, an item of a list without stops, a tag, an image, a link's definition end without a stop, so nothing in them
says that a block was cut in one. What says it is another telling: one of the next blocks begins with the line, to
the letter, and goes on; or a line that goes on so stands elsewhere behind the same line as this one does here.

One pass over the units, with a look-up each; cost does not depend on how often a line recurs, as the ends that wait
behind one line are capped.
*/

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::reads::Stretch;
use crate::segment::{Kind, Unit, ends_sentence};

/// Blocks after a cut that may begin with the cut line.
const NEXT: usize = 3;
/// Ends behind one line that are looked at.
const ENDS: usize = 8;

/// Takes the last units of `stretches` for cut that another telling shows to be.
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
            if ends.len() < ENDS {
                ends.push(p);
            }
        }
    }
    if !behind.is_empty() {
        for (q, pair) in (1..).zip(units.windows(2)) {
            let ends = behind.get(&pair[0].key.hash).into_iter().flatten();
            cut.extend(ends.filter(|&&p| goes_on(text, &units[p], &pair[1]) && p != q));
        }
    }
    for p in cut {
        units[p].complete = false;
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
            _ => false,
        }
}

/// Whether `whole` says what `unit` says, to the letter, and goes on.
fn goes_on(text: &str, unit: &Unit, whole: &Unit) -> bool {
    let rest = whole.span.of(text).strip_prefix(unit.span.of(text));
    whole.kind == unit.kind && rest.is_some_and(|rest| !rest.trim().is_empty())
}
