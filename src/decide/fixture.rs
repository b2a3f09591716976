/*!
Posts as people think of them, for tests: `#H A B / C D! | D E`.

A letter is a passage and stands for a sentence of eighty letters, `'` behind it for another wording, `!` for a cut,
`#` before it for a heading; `/` parts paragraphs, `|` reads, and `>` says that a read goes on from the one before.
*/

use super::classes::Passages;
use crate::align::{Node, Read, Reads};
use crate::segment::{Gap, Kind};
use crate::text::Span;

/// A post in notation, aligned.
pub struct Post {
    /// The notation, which is the post's text.
    pub text: String,
    /// Its reads.
    pub reads: Reads,
    /// Which nodes are the same letter.
    pub passages: Passages,
}

impl Post {
    /// The post that `notation` says.
    pub fn new(notation: &str) -> Self {
        let mut reads = Reads::default();
        let mut names: Vec<&str> = Vec::new();
        let mut of = Vec::new();
        let (mut gap, mut left, mut begin) = (Gap::Blank, None, 0);
        for token in notation.split_whitespace().chain(["|"]) {
            let n = reads.nodes.len();
            match token {
                "/" => gap = Gap::Blank,
                ">" => left = n.checked_sub(1),
                "|" => {
                    let nodes = std::mem::replace(&mut begin, n)..n;
                    reads.reads.push(Read { nodes, left: left.take(), inner: false, last_unit: 0 });
                    gap = Gap::Blank;
                }
                _ => {
                    let at = token.as_ptr() as usize - notation.as_ptr() as usize;
                    let name = token.trim_matches(['#', '!', '\'']);
                    let known = names.iter().position(|&other| other == name);
                    names.push(name);
                    of.push(known.unwrap_or(n));
                    let (read, hash) = (reads.reads.len(), token.len() as u64 * 64 + of[n] as u64);
                    let mut node = Node::fixture(Span::new(at, at + token.len()), read, gap, hash);
                    node.complete = !token.ends_with('!');
                    if token.starts_with('#') {
                        node.kind = Kind::Heading;
                    }
                    gap = if node.kind == Kind::Heading { Gap::Blank } else { Gap::Nothing };
                    reads.nodes.push(node);
                }
            }
        }
        Self { text: notation.to_owned(), reads, passages: Passages::fixture(of) }
    }

    /// `nodes` in notation, each with the number of its read.
    pub fn show(&self, nodes: &[usize]) -> String {
        let show =
            |&n: &usize| format!("{}{}", self.reads.nodes[n].span().of(&self.text), self.reads.nodes[n].read);
        nodes.iter().map(show).collect::<Vec<_>>().join(" ")
    }
}
