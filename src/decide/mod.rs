/*!
Repeats in, one named decision each out.

First the passages ([`classes`]): which nodes tell one thing. Then which of them have to wait for the
close ([`closings`]), their order ([`order`]), which telling of each stays ([`choose`]), where what is left of
dropped tellings belongs ([`remnants`]), what of it is said there already ([`beside`]) and what went although it
is needed where it stood ([`alone`]), what the merging left hanging ([`finish`]), and the fate of every byte
([`settle`]).
*/

mod alone;
mod bars;
mod beside;
mod choose;
mod classes;
mod closings;
mod finish;
mod grade;
mod groups;
mod order;
mod remnants;
mod rounds;
mod rule;
mod settle;

pub use alone::needed_alone;
pub use beside::told_beside;
pub use choose::choose;
pub use classes::{Hold, passages};
pub use closings::closings;
pub use finish::finish;
pub use grade::{Link, links};
pub use order::order;
pub use remnants::gathered;
pub use rounds::{first_whole, later};
pub use rule::{Confidence, Rule, UnknownName};
pub use settle::settle;

use crate::align::Node;

/// What nodes say, summed up to each of them: a stretch's share is the difference of two, however long it is.
pub(crate) fn said_before(nodes: &[Node]) -> Vec<f64> {
    let mut sum = 0.0;
    let sums = nodes.iter().map(|node| {
        sum += f64::from(node.info());
        sum
    });
    std::iter::once(0.0).chain(sums).collect()
}
