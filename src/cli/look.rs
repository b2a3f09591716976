/*!
`restitch check` and `restitch diff`: the same run, shown in two ways, that changes nothing.
*/

use std::io::{self, IsTerminal};

use anyhow::Result;
use restitch::Status;
use restitch::present::{Style, View, check_text, diff_text};

use super::Verdict;
use super::args::{self, When};
use super::console::{Console, color};
use super::output::Report;
use super::session::{Purpose, Session};
use super::work::{Done, mend, read};

/// Runs `check`.
///
/// # Errors
///
/// When the command line asks for what cannot be done, or an output cannot be written.
pub fn check(args: &args::Check, when: When, console: &mut Console) -> Result<Verdict> {
    args.report.must_leave_stdout("what check says")?;
    let session = Session::open(&args.posts, Purpose::Look, None, console)?;
    let report = session.report(&args.report, false)?;
    run(session, report, when, check_text)
}

/// Runs `diff`.
///
/// # Errors
///
/// When the command line asks for what cannot be done, or an output cannot be written.
pub fn diff(args: &args::Diff, when: When, console: &mut Console) -> Result<Verdict> {
    let session = Session::open(&args.posts, Purpose::Look, None, console)?;
    run(session, None, when, diff_text)
}

fn run(
    session: Session<'_>,
    report: Option<Report>,
    when: When,
    show: impl Fn(&mut String, &View<'_>, &Style) + Sync,
) -> Result<Verdict> {
    let style = style(when);
    let (options, wanted) = (session.options.clone(), report.is_some());
    session.run(report, |post| {
        let (bytes, _) = read(post)?;
        let (source, plan) = mend(bytes, &options).map_err(|(error, _)| error)?;
        let mut out = String::new();
        let path = post.path.to_string_lossy();
        show(&mut out, &View { path: &path, source: &source, plan: &plan }, &style);
        let done = Done::new(post, &source, &plan, wanted)?;
        // A presenter may see more than the plan does, such as a damaged title.
        let found = done.changed || done.status != Status::Clean || !out.is_empty();
        Ok(Done { out: out.into_bytes(), found, ..done })
    })
}

/// How standard output is to look.
fn style(when: When) -> Style {
    let terminal = io::stdout().is_terminal();
    let color = color(when, terminal);
    let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    Style {
        color,
        width: width.filter(|_| terminal).unwrap_or(Style::default().width),
        links: color && terminal,
    }
}
