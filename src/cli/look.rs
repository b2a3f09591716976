/*!
`restitch check` and `restitch diff`: the same run, shown in several ways, that changes nothing.
*/

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use restitch::present::{StatRow, Style, View, check_text, diff_text, has_findings, patch_text, stat_text};

use super::Verdict;
use super::args;
use super::console::{Console, color};
use super::output::Report;
use super::session::{Purpose, Session};
use super::values::When;
use super::work::{Done, mend, read};
use crate::batch::Post;

/// Columns that are filled at most: longer rows of prose are hard to read, however wide the window.
const WIDEST: usize = 120;

/// Runs `check`.
///
/// # Errors
///
/// When the command line asks for what cannot be done, or an output cannot be written.
pub fn check(args: &args::Check, when: When, console: &mut Console) -> Result<Verdict> {
    args.report.must_leave_stdout("what check says")?;
    let session = Session::open(&args.posts, Purpose::Look, None, console)?;
    let report = session.report(&args.report, false)?;
    let style = style(when);
    run(session, report, |out, view| check_text(out, view, &style), Vec::new)
}

/// Runs `diff`.
///
/// # Errors
///
/// When the command line asks for what cannot be done, or an output cannot be written.
pub fn diff(args: &args::Diff, when: When, console: &mut Console) -> Result<Verdict> {
    let purpose = if args.patch || args.stat { Purpose::Look } else { Purpose::Read };
    let session = Session::open(&args.posts, purpose, None, console)?;
    let style = style(when);
    if args.patch {
        return run(session, None, patch, Vec::new);
    }
    if args.stat {
        return stat(session, &style);
    }
    run(session, None, |out, view| diff_text(out, view, &style), Vec::new)
}

/// A patch names files by their place below the current folder, from where it is applied.
fn patch(out: &mut String, view: &View<'_>) {
    let here = std::env::current_dir().unwrap_or_default();
    let path = Path::new(view.path).strip_prefix(&here).ok().and_then(Path::to_str);
    patch_text(out, &View { path: path.unwrap_or(view.path), ..*view });
}

fn stat(session: Session<'_>, style: &Style) -> Result<Verdict> {
    let rows = Mutex::new(Vec::new());
    let add = |_: &mut String, view: &View<'_>| {
        if let Some(row) = StatRow::new(view) {
            rows.lock().unwrap_or_else(PoisonError::into_inner).push(row);
        }
    };
    run(session, None, add, || {
        let mut out = String::new();
        stat_text(&mut out, std::mem::take(&mut rows.lock().unwrap_or_else(PoisonError::into_inner)), style);
        out.into_bytes()
    })
}

fn run(
    session: Session<'_>,
    report: Option<Report>,
    show: impl Fn(&mut String, &View<'_>) + Sync,
    last: impl FnOnce() -> Vec<u8>,
) -> Result<Verdict> {
    let (options, wanted) = (session.options.clone(), report.is_some());
    let work = |post: &Post| {
        let (bytes, _) = read(post)?;
        let (source, plan) = mend(bytes, &options).map_err(|(error, _)| error)?;
        let mut out = String::new();
        let path = post.path.to_string_lossy();
        let view = View { path: &path, source: &source, plan: &plan };
        show(&mut out, &view);
        let done = Done::new(post, &source, &plan, wanted)?;
        Ok(Done { out: out.into_bytes(), found: has_findings(&view), ..done })
    };
    session.run(report, work, last)
}

/// How standard output is to look.
fn style(when: When) -> Style {
    let terminal = io::stdout().is_terminal();
    let color = color(when, terminal);
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0).min(WIDEST));
    Style {
        color,
        width: width.filter(|_| terminal).unwrap_or(Style::default().width),
        links: color && terminal,
    }
}
