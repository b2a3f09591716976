/*!
Run-together text, taken apart by what the rest of the post tells apart.

A retelling may come in one line: a heading and the paragraph under it, the last item of a list and
what follows, a line of HTML and a sentence. Sentences part by their stops, but nothing in such a line
says where the heading ends; another telling does. A unit that begins, letter for letter and up to white
space, with a whole unit of another place is cut there, and what is left is segmented as prose. Only
units that carry markup, or end without a stop, are looked for, so a sentence that happens to begin with
the words of a heading stays whole.

Each unit is hashed once more, with a look-up at each white space: linear.
*/

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::keys::{KeyHash, for_each_key_char};
use super::{Gap, Keys, Kind, Seen, Unit, ends_sentence, sentences};
use crate::text::Span;

/// Key characters that a unit without markup must have to be looked for.
const PLAIN: u32 = 12;

/// Takes run-together units apart; `blocks`, ranges of `units`, follow. `seen` takes in the keys of the parts.
pub fn resplit(text: &str, seen: &mut Seen<'_>, units: &mut Vec<Unit>, blocks: &mut [(Range<usize>, bool)]) {
    let mut known: HashMap<u64, usize, RandomState> =
        HashMap::with_capacity_and_hasher(units.len(), RandomState::default());
    let ends: Vec<usize> = blocks.iter().map(|(range, _)| range.end).collect();
    for (range, _) in blocks.iter() {
        for i in range.clone() {
            let unit = &units[i];
            // A block's last unit may be cut, and so may one that the next begins with: what begins with it is no two
            // units.
            let words = unit.span.of(text);
            let again =
                units[..range.end].get(i + 1).is_some_and(|next| next.span.of(text).starts_with(words));
            if unit.complete || i + 1 < range.end && !again {
                known.entry(slot(unit.key.hash, level(words))).or_insert(i);
            }
        }
    }
    let post = Post { text, units, known, ends };
    let mut out = Vec::with_capacity(units.len());
    for (range, _) in blocks.iter_mut() {
        let from = out.len();
        for u in range.clone() {
            let unit = units[u];
            if unit.key.len < 8 {
                out.push(unit);
            } else {
                post.take_apart(unit, range.end, &mut seen.keys, &mut out);
            }
        }
        *range = from..out.len();
    }
    *units = out;
}

/// Where a key is looked up: a table of contents has the words of every heading, and a heading those of one
/// below it.
fn slot(hash: u64, level: u64) -> u64 {
    hash ^ level
}

/// Which headings `words` can be told from by how they begin; 0 for text.
fn level(words: &str) -> u64 {
    match words.bytes().take_while(|&b| b == b'#').count() {
        0 => u64::from(words.starts_with("**")) * 8,
        marks => marks.min(7) as u64,
    }
}

/// What units are looked for by.
struct Post<'p> {
    text: &'p str,
    units: &'p [Unit],
    /// Whole units by their [`slot`].
    known: HashMap<u64, usize, RandomState>,
    /// Where blocks end.
    ends: Vec<usize>,
}

impl Post<'_> {
    /// Adds the parts of `unit`, which stands in the block that ends with unit `end`.
    fn take_apart(&self, unit: Unit, end: usize, keys: &mut Keys<'_>, out: &mut Vec<Unit>) {
        let text = self.text;
        let words = unit.span.of(text);
        if unit.rest || unit.kind == Kind::Verbatim && words.starts_with(['`', '~']) {
            out.push(unit);
            return;
        }
        let Some((head, kind, complete)) = self.beginning(&unit, end) else {
            out.push(unit);
            return;
        };
        let from = out.len();
        let first = Span::new(unit.span.start, unit.span.start + head);
        out.push(Unit { span: first, kind, key: keys.add(first.of(text)), complete, ..unit });
        let rest = &text[first.end..unit.span.end];
        let mut parts = Vec::new();
        sentences(rest, false, |a, b| parts.push((a, b)));
        for (a, b) in parts {
            let lead = rest[a..b].len() - rest[a..b].trim_start().len();
            let span = Span::new(first.end + a + lead, first.end + a + rest[a..b].trim_end().len());
            if span.is_empty() {
                continue;
            }
            let before = out.last().map_or(first.end, |u| u.span.end);
            let words = span.of(text);
            let leads = out.len() == from + 1;
            let kind = line_kind(words).filter(|_| leads).unwrap_or(Kind::Sentence);
            let part = Unit {
                span,
                kind,
                gap: Gap::of(&text[before..span.start]),
                key: keys.add(words),
                complete: kind == Kind::Verbatim || ends_sentence(words),
                rest: false,
            };
            // A heading may follow a heading; each step leaves less.
            if self.beginning(&part, end).is_some() {
                self.take_apart(part, end, keys, out)
            } else {
                out.push(part)
            }
        }
    }

    /// Bytes of `unit`, of the block that ends with unit `end`, that are a whole unit elsewhere, with that unit's kind
    /// and completeness.
    fn beginning(&self, unit: &Unit, end: usize) -> Option<(usize, Kind, bool)> {
        let (text, units) = (self.text, self.units);
        let words = unit.span.of(text);
        // Most sentences of scripts without spaces hold none.
        if !unit.key.spaced {
            return None;
        }
        let level = level(words);
        let mut hash = KeyHash::new();
        let mut at = 0;
        let mut best = None;
        for (white, _) in words.match_indices([' ', '\u{3000}']) {
            for_each_key_char(&words[at..white], |c| hash.push(c));
            at = white;
            let Some(&other) = self.known.get(&slot(hash.finish(), level)) else { continue };
            let whole = &units[other];
            let raw = whole.span.of(text);
            let marked = whole.kind != Kind::Sentence && whole.kind != Kind::Rule;
            let plain = whole.kind == Kind::Sentence && whole.key.len >= PLAIN;
            // What was run together has one space where a line ended; what is set in columns has more.
            let columns = words[white..].starts_with("  ");
            if columns
                || !(marked || plain)
                || whole.key.len <= 1
                || raw.len() >= words.len()
                || raw != words[..white].trim_end()
            {
                continue;
            }
            // What goes on as it does there surely ends there; another run-together telling may be known too.
            let found = Some((raw.len(), whole.kind, whole.complete));
            let next = units.get(other + 1).filter(|_| self.ends.binary_search(&(other + 1)).is_err());
            let goes_on = next.is_some_and(|next| goes_on_as(&words[white..], next.span.of(text)));
            // Behind a block's end nothing says how it goes on; a list or a tag begins a line.
            if goes_on || next.is_none() && line_kind(&words[white..]).is_some() {
                return found;
            }
            // In one block a line may begin with another's words: one in another block is a telling of it.
            let block = |u: usize| self.ends.partition_point(|&e| e <= u);
            if marked && block(other) != block(end - 1) {
                best = found;
            }
        }
        best
    }
}

/// What `words` are when they begin as only a line does: an item, a quotation, a tag.
fn line_kind(words: &str) -> Option<Kind> {
    let words = words.trim_start();
    let tag = words.strip_prefix('<').is_some_and(|w| w.starts_with(|c: char| c.is_ascii_alphabetic()));
    let item = ["* ", "- ", "+ ", "> "].iter().any(|bullet| words.starts_with(bullet));
    match (tag, item) {
        (true, _) => Some(Kind::Verbatim),
        (_, true) => Some(Kind::Item),
        _ => None,
    }
}

/// Whether `rest` begins with the words that `next` begins with.
fn goes_on_as(rest: &str, next: &str) -> bool {
    const SAME: usize = 8;
    let start = |s: &str| {
        let mut out = Vec::with_capacity(SAME);
        for_each_key_char(&s[..s.floor_char_boundary(64.min(s.len()))], |c| {
            if out.len() < SAME {
                out.push(c)
            }
        });
        out
    };
    let (a, b) = (start(rest), start(next));
    a.len() == SAME && a == b
}
