/*!
Units in, repeats out.

Blocks are cut at the seams that no marker shows ([`piles`], [`seams`]), become reads of one article, with the two
sides of a cut joined ([`reads`]), and are compared with each other ([`repeats`]).
*/

mod borders;
mod codes;
mod glue;
mod hypotheses;
mod index;
mod joins;
mod keytext;
mod letters;
mod piles;
mod reads;
mod repeats;
mod seams;
mod seeds;
mod similar;
mod starts;
mod tandem;
mod unfinished;
mod words;

pub use index::Index;
pub use letters::{Letters, same_figures};
pub use piles::piles;
#[cfg(test)]
pub use reads::Read;
pub use reads::{Node, Reads, reads};
pub use repeats::{Chain, Pair, repeats};
pub use seams::stretches;
pub use similar::ratio;
