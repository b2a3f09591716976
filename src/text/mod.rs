/*!
What every stage shares and nothing of the crate is imported by: byte spans, the tiling law, and the
way from a byte offset to a line and a character.
*/

mod chars;
mod lines;
mod span;

pub use chars::{CharIndex, fnv1a};
pub use lines::{LineIndex, Position};
pub use span::{Span, TileError, tiles};
