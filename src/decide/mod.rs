/*!
Repeats in, one named decision each out.

First the passages ([`classes`]): which nodes tell one thing. Then the article, as the choice of their tellings that
costs least ([`assemble`]), what of its remnants is said beside them already ([`retold`]), what the merging left
hanging ([`finish`]), and the fate of every byte ([`settle`]).
*/

mod assemble;
mod bits;
mod classes;
mod cost;
mod finish;
#[cfg(test)]
mod fixture;
mod grade;
mod groups;
mod joins;
mod place;
mod retold;
mod rounds;
mod rule;
mod search;
mod settle;
mod unitigs;

pub use assemble::assemble;
pub use classes::{Hold, passages};
pub use finish::finish;
pub use grade::{Link, links};
pub use retold::told_beside;
pub use rounds::{first_whole, later};
pub use rule::{Confidence, Rule, UnknownName};
pub use settle::settle;
