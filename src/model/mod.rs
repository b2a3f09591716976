/*!
The words and the numbers that all stages share, and no logic.
*/

mod assembly;
mod starts;
mod words;

pub use assembly::AssemblyWeights;
pub use starts::{ENDS, SEAMS, STARTS, SeamWeights};
pub use words::{EVIDENCE, WORDS};
