/*!
What two nodes have in common, letter by letter.

Most nodes are only ever compared by hash; what their keys' letters are the segments know already, but for
sentences that were put together from both sides of a cut. Likeness alone
does not say that two sentences tell the same: rows, steps, versions and lists of thanks are alike but
for a figure or for where a link leads.
*/

use std::borrow::Cow;
use std::ops::Range;

use super::reads::Node;
use super::similar::{Sketch, lcs};
use crate::segment::{Keys, for_each_key_char, key_of};

/// Keys of nodes as characters, and their sketches, which are made when they are first asked for.
pub struct Letters<'t> {
    text: &'t str,
    nodes: &'t [Node],
    keys: &'t Keys<'t>,
    /// The characters of keys that `keys` does not have, and which of them are each node's.
    own: Vec<char>,
    made: Vec<Range<usize>>,
    sketches: Vec<Option<Sketch>>,
}

impl<'t> Letters<'t> {
    /// Of `nodes` of `text`.
    pub fn new(text: &'t str, keys: &'t Keys<'t>, nodes: &'t [Node]) -> Self {
        let mut own = Vec::new();
        let mut made = vec![0..0; nodes.len()];
        for (n, node) in nodes.iter().enumerate().filter(|(_, node)| node.key.at.is_none()) {
            let from = own.len();
            for (_, slice) in node.slices.iter() {
                for_each_key_char(slice.of(text), |c| own.push(c));
            }
            made[n] = from..own.len();
        }
        Self { text, nodes, keys, own, made, sketches: vec![None; nodes.len()] }
    }

    /// The key of node `n`.
    pub fn key(&self, n: usize) -> &[char] {
        self.keys.chars(&self.nodes[n].key).unwrap_or(&self.own[self.made[n].clone()])
    }

    fn sketch(&mut self, n: usize) -> Sketch {
        if let Some(made) = self.sketches[n] {
            return made;
        }
        let sketch = Sketch::new(self.key(n));
        *self.sketches[n].insert(sketch)
    }

    /// How alike two nodes are, 0 to 1; 0 when they are less alike than `least`.
    pub fn likeness(&mut self, a: usize, b: usize, least: f32) -> f32 {
        if self.nodes[a].key.hash == self.nodes[b].key.hash {
            return 1.0;
        }
        let lens = [a, b].map(|n| self.key(n).len());
        let (short, long) = (lens[0].min(lens[1]), lens[0].max(lens[1]));
        if 2.0 * short as f32 / (short + long).max(1) as f32 + 0.001 < least {
            return 0.0;
        }
        // No two sketches share less than nothing.
        if least > 0.0 && self.sketch(a).shared(&self.sketch(b)) < least * 0.62 {
            return 0.0;
        }
        let (x, y) = (self.key(a), self.key(b));
        let common = lcs(x, y);
        let ratio = 2.0 * common as f32 / (x.len() + y.len()).max(1) as f32;
        if ratio >= least { ratio } else { 0.0 }
    }

    /// How alike two nodes are that may tell the same; 0 when they are less alike than `least`, or when a
    /// figure or a link's address tells them apart. Where neighbours that match say that one tells the other
    /// again (`placed`), it may lead to another address, and a long one that is hardly changed may give another
    /// figure.
    pub fn similarity(&mut self, a: usize, b: usize, least: f32, placed: bool) -> f32 {
        let ratio = self.likeness(a, b, least);
        if ratio == 0.0 || self.nodes[a].key.hash == self.nodes[b].key.hash {
            return ratio;
        }
        let long = self.nodes[a].info().min(self.nodes[b].info()) >= LONG;
        let same = if placed { long && ratio >= 0.9 || self.same_figures(a, b) } else { self.agree(a, b) };
        if same { ratio } else { 0.0 }
    }

    /// Whether no figure and no link's address tells two nodes apart.
    pub fn agree(&self, a: usize, b: usize) -> bool {
        self.same_figures(a, b) && same_links(&self.words(a), &self.words(b))
    }

    /// A node's words; a link may have been cut in its address.
    fn words(&self, n: usize) -> Cow<'t, str> {
        match &self.nodes[n].slices[..] {
            [(_, one)] => Cow::Borrowed(one.of(self.text)),
            more => Cow::Owned(more.iter().map(|(_, span)| span.of(self.text)).collect()),
        }
    }

    fn same_figures(&self, a: usize, b: usize) -> bool {
        same_figures(self.key(a), self.key(b))
    }
}

/// Key characters, wide ones twice, of a sentence that tells more than its figures.
const LONG: f32 = 60.0;
/// Bytes of a link's address that count.
const ADDRESS: usize = 2048;

/// Where the links of `text` lead, as hashes of their addresses.
fn links(text: &str) -> impl Iterator<Item = u64> + '_ {
    memchr::memmem::find_iter(text.as_bytes(), "](").filter_map(|at| {
        let from = at + 2;
        let to = text.floor_char_boundary(from + ADDRESS);
        let end = text[from..to].find([')', ' ']).map(|end| from + end);
        let end = end.or((to < text.len()).then_some(to))?;
        Some(key_of([&text[from..end]]).hash)
    })
}

/// Whether two sentences that are not the same word for word link to the same places: lists of thanks and
/// of sections differ in little else.
fn same_links(a: &str, b: &str) -> bool {
    is_part(&sorted(links(a)), &sorted(links(b)))
}

/// Whether two keys name the same numbers: what differs in a figure is another row, step or version.
pub fn same_figures(a: &[char], b: &[char]) -> bool {
    let figure = |c: &char| c.is_ascii_digit() || *c == '.';
    if !a.iter().any(figure) || !b.iter().any(figure) {
        // Either holds all of what the other has none of.
        return true;
    }
    let words = |key| <[char]>::split(key, |c| !figure(c));
    let figures = |key| sorted(words(key).filter(|word| !word.is_empty()));
    is_part(&figures(a), &figures(b))
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut out: Vec<T> = items.collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether one of two sorted lists holds all of the other.
fn is_part<T: Ord>(a: &[T], b: &[T]) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().all(|x| many.binary_search(x).is_ok())
}
