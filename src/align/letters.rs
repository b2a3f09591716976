/*!
What two nodes have in common, letter by letter.

Keys are made when they are first asked for: most nodes are only ever compared by hash. Likeness alone
does not say that two sentences tell the same: rows, steps, versions and lists of thanks are alike but
for a figure or for where a link leads.
*/

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::reads::Node;
use super::similar::{Sketch, lcs};
use crate::segment::{key_chars, key_of};

/// Keys of nodes as characters, made when they are first asked for.
pub struct Letters<'t> {
    text: &'t str,
    nodes: &'t [Node],
    made: HashMap<usize, Made, RandomState>,
}

/// What is compared of a node.
struct Made {
    key: Vec<char>,
    sketch: Sketch,
    /// Hashes of where its links lead.
    links: Vec<u64>,
}

impl<'t> Letters<'t> {
    /// Of `nodes` of `text`.
    pub fn new(text: &'t str, nodes: &'t [Node]) -> Self {
        Self { text, nodes, made: HashMap::default() }
    }

    fn make(&mut self, n: usize) {
        let (text, nodes) = (self.text, self.nodes);
        self.made.entry(n).or_insert_with(|| {
            let mut key = Vec::new();
            for (_, slice) in &nodes[n].slices {
                key.extend(key_chars(slice.of(text)));
            }
            let sketch = Sketch::new(&key);
            let links = nodes[n].slices.iter().flat_map(|(_, slice)| links(slice.of(text))).collect();
            Made { key, sketch, links }
        });
    }

    /// The key of node `n`.
    pub fn key(&mut self, n: usize) -> &[char] {
        self.make(n);
        &self.made[&n].key
    }

    /// How alike two nodes are, 0 to 1; 0 when they are less alike than `least`.
    pub fn likeness(&mut self, a: usize, b: usize, least: f32) -> f32 {
        if self.nodes[a].key.hash == self.nodes[b].key.hash {
            return 1.0;
        }
        self.make(a);
        self.make(b);
        let (a, b) = (&self.made[&a], &self.made[&b]);
        let (x, y) = (&a.key, &b.key);
        let (short, long) = (x.len().min(y.len()), x.len().max(y.len()));
        if 2.0 * short as f32 / (short + long).max(1) as f32 + 0.001 < least
            || a.sketch.shared(&b.sketch) < least * 0.62
        {
            return 0.0;
        }
        let common = lcs(x, y);
        let ratio = 2.0 * common as f32 / (x.len() + y.len()).max(1) as f32;
        if ratio >= least { ratio } else { 0.0 }
    }

    /// How alike two nodes are that may tell the same; 0 when they are less alike than `least`, or when a
    /// figure or a link's address tells them apart. Where neighbours that match say that one tells the other
    /// again (`placed`), it may lead to another address.
    pub fn similarity(&mut self, a: usize, b: usize, least: f32, placed: bool) -> f32 {
        let ratio = self.likeness(a, b, least);
        if ratio == 0.0 || self.nodes[a].key.hash == self.nodes[b].key.hash {
            return ratio;
        }
        let same =
            if placed { same_figures(&self.made[&a].key, &self.made[&b].key) } else { self.agree(a, b) };
        if same { ratio } else { 0.0 }
    }

    /// Whether no figure and no link's address tells two nodes apart.
    pub fn agree(&mut self, a: usize, b: usize) -> bool {
        self.make(a);
        self.make(b);
        let (a, b) = (&self.made[&a], &self.made[&b]);
        same_figures(&a.key, &b.key) && same_links(&a.links, &b.links)
    }
}

/// Where the links of `text` lead, as hashes of their whole addresses.
fn links(text: &str) -> impl Iterator<Item = u64> + '_ {
    memchr::memmem::find_iter(text.as_bytes(), "](").filter_map(|at| {
        let address = &text[at + 2..];
        address.find([')', ' ']).map(|end| key_of([&address[..end]]).hash)
    })
}

/// Whether two sentences that are not the same word for word link to the same places: lists of thanks and
/// of sections differ in little else.
fn same_links(a: &[u64], b: &[u64]) -> bool {
    a.iter().all(|l| b.contains(l)) || b.iter().all(|l| a.contains(l))
}

/// Whether two keys name the same numbers: what differs in a figure is another row, step or version.
pub fn same_figures(a: &[char], b: &[char]) -> bool {
    let figures = |key: &[char]| {
        let mut out: Vec<String> = key
            .split(|c| !(c.is_ascii_digit() || *c == '.'))
            .filter(|w| !w.is_empty())
            .map(|w| w.iter().collect())
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    };
    let (x, y) = (figures(a), figures(b));
    x.iter().all(|f| y.contains(f)) || y.iter().all(|f| x.contains(f))
}
