/*!
What every stage shares and nothing of the crate is imported by: byte spans, the tiling law, the
way from a byte offset to a line and a character, the comments that protect a passage, and the tables of scripts,
marks and phrases by language.
*/

mod chars;
pub mod common;
mod keep;
mod lines;
pub mod marks;
pub mod phrases;
pub mod script;
mod span;

pub use chars::{CharIndex, fnv1a};
pub use keep::{KeepFault, Keeps, keep_at, keeps};
pub use lines::{LineIndex, Position};
pub use span::{Span, TileError, tiles};
/// The byte at which the line starts that byte `at` of `text`, a character's border, stands in.
pub fn line_start(text: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |newline| newline + 1)
}
