/*!
What every stage shares and nothing of the crate is imported by: byte spans, the tiling law, and the
way from a byte offset to a line.
*/

mod lines;
mod span;

pub use lines::{LineIndex, Position};
pub use span::{Span, TileError, tiles};
