/*!
Repeats in, one named decision each out.

First the passages ([`classes`]): which nodes tell one thing. Then their order ([`order`]), then which
telling of each stays ([`choose`]), then what goes at the article's end and borders ([`settle`]).
*/

mod choose;
mod classes;
mod closings;
mod finish;
mod order;
mod rule;
mod settle;

pub use choose::choose;
pub use classes::passages;
pub use closings::closings;
pub use finish::finish;
pub use order::order;
pub use rule::{Confidence, Rule, UnknownName};
pub use settle::settle;

/// Twice the common subsequence by the sum of lengths.
pub(crate) fn ratio(a: &[char], b: &[char]) -> f32 {
    crate::align::ratio(a, b)
}
