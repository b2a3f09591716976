/*!
Repeats in, one named decision each out.
*/

mod rule;

pub use rule::{Confidence, Rule, UnknownName};
