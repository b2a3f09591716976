/*!
Units in, repeats out.

Blocks are cut at the seams that no marker shows ([`seams`]), become reads of one article, with the two
sides of a cut joined ([`reads`]), and are compared with each other ([`repeats`]).
*/

mod index;
mod keytext;
mod reads;
mod repeats;
mod seams;
mod similar;
mod starts;
mod words;

pub use reads::{Node, Reads, reads};
pub use repeats::{Chain, Letters, Pair, repeats};
pub use seams::stretches;
pub use similar::ratio;
