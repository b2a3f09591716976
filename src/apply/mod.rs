/*!
The only code that writes users' files.

```text
post -> Article, or an earlier Version -> stage: new bytes beside the old ones (temp)
                                            -> replace: the way back on the disk (journal), then one rename
OUT  -> outputs: made new, or staged        -> the same
undo -> a run's record (journal) -> way back -> the same
```

What goes in a post's place is an [`Article`], which exists only where the laws hold, or a [`Version`], which has
the length and hash it was recorded with. A report replaces nothing ([`ReportFile`]). Every step on the disk goes
through [`Disk`], so that the tests can have each of them fail.
*/

mod article;
mod disk;
mod git;
mod journal;
mod merge;
mod outputs;
mod own;
mod replace;
mod report;
mod stamp;
mod temp;
#[cfg(test)]
mod trials;
mod undo;

pub use article::Article;
pub use disk::{Disk, OWN, USUAL};
pub use git::{Changed, Git};
pub use journal::{About, Bytes, Delta, Entry, How, Journal, Outcome, Run, prune, runs, settle};
pub use outputs::Outputs;
pub use own::{put, take_away};
pub use replace::{Content, Replaced, Staged, Version, replace, stage};
pub use report::ReportFile;
pub use stamp::{Stamp, read};
pub use temp::sweep;
pub use undo::{Way, find, is_meant, way_back};

#[cfg(any(test, fuzzing))]
pub use journal::{Own, Print, any_records};
#[cfg(any(test, fuzzing))]
pub use merge::merge;
