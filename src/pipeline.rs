/*!
Read this first: the stages, called in order. Nothing else calls them.

```text
bytes -> read -> split -> segment -> align -> decide -> plan -> report
```
*/

use crate::decide::Confidence;
use crate::plan::Plan;
use crate::read::Source;
use crate::report::PostReport;

/// What to do with a cut end that nothing continues.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tail {
    /// Drop it, back to the last finished sentence.
    #[default]
    Drop,
    /// Keep it.
    Keep,
}

/// How posts are repaired.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// The markers that part blocks. Empty ones are passed over.
    pub markers: Vec<String>,
    /// What to do with a cut end that nothing continues.
    pub tail: Tail,
    /// The least confidence that is applied; what is less sure is kept and listed as a doubt.
    pub min_confidence: Confidence,
}

/// The marker that parts blocks by default.
pub const DEFAULT_MARKER: &str = "---END---";

impl Default for Options {
    fn default() -> Self {
        Self {
            markers: vec![DEFAULT_MARKER.to_owned()],
            tail: Tail::Drop,
            min_confidence: Confidence::Likely,
        }
    }
}

/// Decides what is kept of `source` and what goes. Total: every text gives a plan.
pub fn repair(source: &Source, options: &Options) -> Plan {
    let _ = options;
    Plan::identity(source)
}

/// Repairs `source` and reports it under the name `path`.
pub fn repair_and_report(source: &Source, options: &Options, path: &str) -> (Plan, PostReport) {
    let plan = repair(source, options);
    let report = PostReport::new(source, &plan, path);
    (plan, report)
}
