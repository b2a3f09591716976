/*!
What a person or a machine sees of a plan: one file a format, all over one shared [`View`] and one
list of [`Finding`]s. Reads only; makes hostile text harmless.

```text
Plan -> finding -> check                       one line a finding
                -> diff -> inline -> clauses   the text itself, clause by clause
                        -> wrap -> harmless    rows that fit and that a terminal can be given
                -> side -> inline -> wrap      the same in two columns
                -> stat                        an archive in a table
                -> record -> json, github, sarif  for programs
     -> strip   -> map                         where the article came from
                -> html                        pages for browsers
     -> patch                                  for git
```
*/

mod address;
mod check;
mod clauses;
mod diff;
mod finding;
#[cfg(test)]
mod fixture;
mod github;
mod harmless;
mod html;
mod inline;
mod json;
#[cfg(test)]
mod laws;
mod map;
mod patch;
mod record;
mod sarif;
mod side;
mod stat;
mod strip;
mod title;
mod words;
mod wrap;

pub use check::{brief_text, check_text, has_findings};
pub use diff::{diff_text, finding_text, passage_text};
pub use finding::{Finding, Kind, Place, Seam, findings};
pub use github::github_text;
pub use harmless::{harmless, is_hostile, no_commands};
pub use html::{Archive, Detail, HtmlPost, html_index, html_page, html_single};
pub use json::{FINDINGS_SCHEMA, findings_json};
pub use map::{map_legend, map_path_columns, map_row, map_text};
pub use patch::patch_text;
pub use sarif::{SARIF_TAIL, sarif_head, sarif_results};
pub use side::{SIDE_BY_SIDE, side_text};
pub use stat::{StatRow, stat_text};
pub use title::{Fault, TitleFault, title_fault};

use crate::plan::Plan;
use crate::read::Source;

/// A repaired post, as the presenters see it.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The post's path as it was given.
    pub path: &'a str,
    /// The post.
    pub source: &'a Source,
    /// What became of it.
    pub plan: &'a Plan,
}

/// How a terminal shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// Whether to colour with ANSI escapes.
    pub color: bool,
    /// Columns to wrap at.
    pub width: usize,
    /// Whether to link file and line with OSC 8 escapes.
    pub links: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, width: 80, links: false }
    }
}
