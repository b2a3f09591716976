/*!
The words that all stages share, and no logic.
*/

mod starts;

pub use starts::{ENDS, SEAMS, STARTS, SeamWeights};
