/*!
The words that all stages share, and no logic.
*/

mod starts;
mod words;

pub use starts::{ENDS, SEAMS, STARTS, SeamWeights};
pub use words::{EVIDENCE, WORDS};
