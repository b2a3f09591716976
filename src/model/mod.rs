/*!
The words that all stages share, and no logic.
*/

mod weights;

pub use weights::{ENDS, SEAMS, STARTS, SeamWeights};
