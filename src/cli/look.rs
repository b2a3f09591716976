/*!
`restitch check`, `restitch diff` and `restitch map`: the same run, shown in several ways, that changes nothing.
*/

use std::borrow::Cow;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::{Result, bail};
use restitch::present::{
    SARIF_TAIL, SIDE_BY_SIDE, StatRow, Style, View, brief_text, check_text, diff_text, findings_json,
    github_text, has_findings, map_legend, map_path_columns, map_row, map_text, no_commands, patch_text,
    sarif_head, sarif_results, side_text, stat_text,
};

use super::Verdict;
use super::args;
use super::console::{Console, color};
use super::explain;
use super::output::Report;
use super::page;
use super::pager::Pager;
use super::session::{Frame, Purpose, Session};
use super::values::{Format, When};
use super::work::{Done, mend, read};
use crate::batch::Post;

/// Columns that are filled at most: longer rows of prose are hard to read, however wide the window.
const WIDEST: usize = 120;
/// The same for two columns side by side.
const WIDEST_PAIR: usize = 240;

/// Runs `check`.
///
/// # Errors
///
/// When the command line asks for what cannot be done, or an output cannot be written.
pub fn check(args: &args::Check, when: When, console: &mut Console) -> Result<Verdict> {
    args.report.must_leave_stdout("what check says")?;
    if args.output_dir.is_some() && args.format != Format::Html {
        bail!("--output-dir is where pages are written; it goes with --format html");
    }
    if args.format == Format::Html {
        // A page is made of all posts at once.
        return page::run(args, console);
    }
    let mut session = Session::open(&args.posts, Purpose::Look, None, console)?;
    let report = session.report(&args.report)?;
    let style = style(when);
    let nothing = Vec::new;
    match args.format {
        Format::Brief => rows(session, report, |out, view| brief_text(out, view, &style), nothing),
        Format::Github => run(session, report, |out, view| github_text(out, &here(view)), nothing),
        Format::Jsonl => run(session, report, |out, view| out.extend([&findings_json(view), "\n"]), nothing),
        Format::Json => {
            session.frame = Frame { head: "[\n".to_owned(), between: ",\n" };
            let last = || b"\n]\n".to_vec();
            run(session, report, |out, view| out.push_str(&findings_json(view)), last)
        }
        Format::Sarif => {
            session.frame = Frame { head: sarif_head(explain::page), between: ",\n" };
            let last = || SARIF_TAIL.as_bytes().to_vec();
            run(session, report, |out, view| out.push_str(&sarif_results(&here(view))), last)
        }
        Format::Text | Format::Html => {
            rows(session, report, |out, view| check_text(out, view, &style), nothing)
        }
    }
}

/// Runs `map`.
///
/// # Errors
///
/// When the command line asks for what cannot be done, or an output cannot be written.
pub fn map(args: &args::Map, when: When, console: &mut Console) -> Result<Verdict> {
    let session = Session::open(&args.posts, Purpose::Look, None, console)?;
    let style = style(when);
    let legend = || {
        let mut out = String::new();
        map_legend(&mut out, &style);
        out.into_bytes()
    };
    let verdict = if let [_] = session.posts.as_slice() {
        rows(session, None, |out, view| map_text(out, view, &style), legend)?
    } else {
        let paths: Vec<_> = session.posts.iter().map(|post| post.path.to_string_lossy()).collect();
        let columns = map_path_columns(paths.iter().map(|path| path.as_ref()), style.width);
        drop(paths);
        rows(session, None, |out, view| map_row(out, view, columns, &style), legend)?
    };
    // A map is looked at; it is no test that something passes.
    Ok(if verdict == Verdict::Found { Verdict::Done } else { verdict })
}

/// Runs `diff`.
///
/// # Errors
///
/// When the command line asks for what cannot be done, or an output cannot be written.
pub fn diff(args: &args::Diff, when: When, console: &mut Console) -> Result<Verdict> {
    let purpose = if args.patch || args.stat { Purpose::Look } else { Purpose::Read };
    let mut style = style(when);
    let side = args.side_by_side && {
        style.width = columns().unwrap_or(style.width).min(WIDEST_PAIR);
        style.width >= SIDE_BY_SIDE
    };
    if args.side_by_side && !side {
        console.warning(format_args!(
            "two columns need {SIDE_BY_SIDE}, and there are {}; shown one below the other",
            style.width
        ));
    }
    let mut session = Session::open(&args.posts, purpose, None, console)?;
    session.pager = Pager::of(args.pager.as_deref(), args.no_pager);
    if args.patch {
        return run(session, None, patch, Vec::new);
    }
    if args.stat {
        return stat(session, &style);
    }
    let text = if side { side_text } else { diff_text };
    rows(session, None, |out, view| text(out, view, &style), Vec::new)
}

/// A patch names files by their place below the current folder, from where it is applied.
fn patch(out: &mut String, view: &View<'_>) {
    patch_text(out, &here(view));
}

/// The post, named by its place below the current folder: what other programs know it by.
fn here<'a>(view: &View<'a>) -> View<'a> {
    let here = std::env::current_dir().unwrap_or_default();
    let path = Path::new(view.path).strip_prefix(&here).ok().and_then(Path::to_str);
    View { path: path.unwrap_or(view.path), ..*view }
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
        no_commands(&out).into_owned().into_bytes()
    })
}

/// The same as [`run`] for rows that people read: none is a command to who runs a build.
fn rows(
    session: Session<'_>,
    report: Option<Report>,
    show: impl Fn(&mut String, &View<'_>) + Sync,
    last: impl FnOnce() -> Vec<u8>,
) -> Result<Verdict> {
    let show = |out: &mut String, view: &View<'_>| {
        show(out, view);
        if let Cow::Owned(fit) = no_commands(out) {
            *out = fit;
        }
    };
    run(session, report, show, last)
}

fn run(
    session: Session<'_>,
    report: Option<Report>,
    show: impl Fn(&mut String, &View<'_>) + Sync,
    last: impl FnOnce() -> Vec<u8>,
) -> Result<Verdict> {
    let (options, wanted, most) = (session.options.clone(), report.is_some(), session.most);
    let work = |post: &Post| {
        let (bytes, _) = read(post, most)?;
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
pub fn style(when: When) -> Style {
    let terminal = io::stdout().is_terminal();
    let color = color(when, terminal);
    Style {
        color,
        width: columns().map_or(Style::default().width, |width| width.min(WIDEST)),
        links: color && terminal && supports_hyperlinks::supports_hyperlinks(),
    }
}

/// Columns of the terminal; of anything else those that `COLUMNS` says.
fn columns() -> Option<usize> {
    if io::stdout().is_terminal() {
        return terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    }
    std::env::var("COLUMNS").ok()?.parse().ok()
}
