/*!
What a person or a machine sees of a plan: one file a format, all over one shared [`View`]. Reads
only; makes hostile text harmless.
*/

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

/// Placeholder.
pub fn check_text(out: &mut String, view: &View, _style: &Style) {
    if !view.plan.is_identity() {
        out.push_str(&format!("{}: {}\n", view.path, view.plan.status().as_str()));
    }
}

/// Placeholder.
pub fn diff_text(out: &mut String, view: &View, style: &Style) {
    check_text(out, view, style);
}
