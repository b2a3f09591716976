/*!
Rebuild one clean article from a post that was generated, cut off and continued in blocks.

# The laws

1. **Nothing lost**: kept and dropped slices tile the post; clean article and report give it back.
2. **Nothing invented**: every byte of the clean article is a byte of the post or recorded glue.
3. A second run changes nothing; the same input gives the same output on any number of threads; a
   post with nothing to repair comes back identical.

# Example

```
use restitch::{Options, PostReport, Source, repair};

let post = Source::from_text("One sentence stands here.\n\n---END---\n");
let plan = repair(&post, &Options::default())?;
let report = PostReport::new(&post, &plan, "post.md");
assert_eq!(report.rebuild(&plan.clean(&post)).as_deref(), Ok(post.text()));
# Ok::<(), restitch::Defect>(())
```
*/

// The README's example is a doctest too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod align;
mod decide;
#[cfg(any(test, fuzzing))]
#[doc(hidden)]
pub mod fuzz;
mod model;
mod pipeline;
mod plan;
pub mod present;
mod read;
mod report;
mod segment;
mod split;
mod text;

pub use decide::{Confidence, Rule, UnknownName};
pub use pipeline::{
    Continuations, DEFAULT_MARKER, Defect, Endings, Options, Tail, repair, repair_and_report,
};
pub use plan::{Choice, Decision, Doubt, Drop, Glue, Piece, Plan, PlanError, Refused, Status, resolve};
pub use read::{Newline, ReadError, Source};
pub use report::{Counterpart, Digest, Dropped, Extent, Join, Kept, PostReport, RebuildError, SCHEMA};
pub use text::{KeepFault, Keeps, LineIndex, Position, Span, TileError, keeps, tiles};
