/*!
What two nodes have in common, letter by letter.

Keys are made when they are first asked for: most nodes are only ever compared by hash. Likeness alone
does not say that two sentences tell the same: rows, steps, versions and lists of thanks are alike but
for a figure or for where a link leads.
*/

use std::borrow::Cow;
use std::ops::Range;

use super::reads::Node;
use super::similar::{Sketch, lcs};
use crate::segment::{for_each_key_char, key_of};

/// Keys of nodes as characters, made when they are first asked for.
pub struct Letters<'t> {
    text: &'t str,
    nodes: &'t [Node],
    /// The characters of all keys that were made, and which of them are each node's.
    chars: Vec<char>,
    made: Vec<Option<(Range<usize>, Sketch)>>,
}

impl<'t> Letters<'t> {
    /// Of `nodes` of `text`.
    pub fn new(text: &'t str, nodes: &'t [Node]) -> Self {
        Self { text, nodes, made: vec![None; nodes.len()], chars: Vec::new() }
    }

    fn slices(&self, n: usize) -> impl Iterator<Item = &'t str> + use<'t> {
        let text = self.text;
        self.nodes[n].slices.iter().map(move |(_, slice)| slice.of(text))
    }

    fn make(&mut self, n: usize) -> (Range<usize>, Sketch) {
        if let Some(made) = &self.made[n] {
            return made.clone();
        }
        let from = self.chars.len();
        for slice in self.slices(n) {
            for_each_key_char(slice, |c| self.chars.push(c));
        }
        let made = (from..self.chars.len(), Sketch::new(&self.chars[from..]));
        self.made[n].insert(made).clone()
    }

    /// The key of node `n`.
    pub fn key(&mut self, n: usize) -> &[char] {
        let (key, _) = self.make(n);
        &self.chars[key]
    }

    /// How alike two nodes are, 0 to 1; 0 when they are less alike than `least`.
    pub fn likeness(&mut self, a: usize, b: usize, least: f32) -> f32 {
        if self.nodes[a].key.hash == self.nodes[b].key.hash {
            return 1.0;
        }
        let ((x, sx), (y, sy)) = (self.make(a), self.make(b));
        let (x, y) = (&self.chars[x], &self.chars[y]);
        let (short, long) = (x.len().min(y.len()), x.len().max(y.len()));
        if 2.0 * short as f32 / (short + long).max(1) as f32 + 0.001 < least || sx.shared(&sy) < least * 0.62
        {
            return 0.0;
        }
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
    pub fn agree(&mut self, a: usize, b: usize) -> bool {
        self.same_figures(a, b) && same_links(&self.words(a), &self.words(b))
    }

    /// A node's words; a link may have been cut in its address.
    fn words(&self, n: usize) -> Cow<'t, str> {
        match &self.nodes[n].slices[..] {
            [(_, one)] => Cow::Borrowed(one.of(self.text)),
            more => Cow::Owned(more.iter().map(|(_, span)| span.of(self.text)).collect()),
        }
    }

    fn same_figures(&mut self, a: usize, b: usize) -> bool {
        let ((x, _), (y, _)) = (self.make(a), self.make(b));
        same_figures(&self.chars[x], &self.chars[y])
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
    let words = |key| <[char]>::split(key, |c| !(c.is_ascii_digit() || *c == '.'));
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
