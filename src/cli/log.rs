/*!
`restitch log`: the runs that replaced files, the latest first.
*/

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use restitch::present::{harmless, no_commands};

use super::Verdict;
use super::args;
use super::back;
use super::console::{Console, count, shown, size};
use super::output::print;
use crate::apply::{self, Disk, How, Outcome, Run, is_meant};
use crate::batch::resolve;

/// Runs the command.
///
/// # Errors
///
/// When the journal cannot be read, or not be cleared.
pub fn run(args: &args::Log, console: &mut Console) -> Result<Verdict> {
    let folder = back::folder(&args.journal)?;
    back::settle(&folder, console);
    if let Some(days) = args.prune {
        let (gone, alive) = apply::prune(&folder, days, &Disk::default())?;
        let alive = if alive > 0 { format!("; {} under way stay", count(alive)) } else { String::new() };
        console.note(format_args!(
            "{} run{} forgotten{alive}",
            count(gone),
            if gone == 1 { "" } else { "s" }
        ));
        return Ok(Verdict::Done);
    }
    let paths: Vec<PathBuf> = args.paths.iter().map(|path| resolve(path)).collect();
    let runs = apply::runs(&folder).with_context(|| shown(&folder))?;
    let mut out = String::new();
    // The latest first, so a run that was taken back is met after the one that did it.
    let mut undone: HashMap<u64, u64> = HashMap::new();
    for run in runs {
        if let Some(undoes) = run.undoes.filter(|_| run.entries.iter().any(was_replaced)) {
            undone.entry(undoes).or_insert(run.number);
        }
        let meant = paths.is_empty() || run.entries.iter().any(|entry| is_meant(entry, &paths));
        if meant && !run.entries.is_empty() {
            out.push_str(&row(&run, undone.get(&run.number).copied(), &TimeZone::system()));
        }
    }
    if out.is_empty() {
        console.note("no run has replaced a file");
    }
    print(no_commands(&out).as_bytes())
}

fn was_replaced(entry: &apply::Entry) -> bool {
    entry.outcome != Outcome::Failed
}

/// A run in a row: number, when, command, where, how many, how much, and what is to be said beside.
fn row(run: &Run, undone: Option<u64>, zone: &TimeZone) -> String {
    let when = i64::try_from(run.when).ok().and_then(|when| Timestamp::from_millisecond(when).ok());
    let when =
        when.unwrap_or_default().to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let replaced = || run.entries.iter().filter(|entry| was_replaced(entry));
    let (files, bytes) = (replaced().count(), replaced().map(|entry| entry.delta.dropped()).sum());
    let place = common(replaced().map(|entry| entry.path.as_path())).unwrap_or_else(|| run.folder.clone());
    let mut notes = Vec::new();
    notes.extend(run.undoes.map(|undoes| format!("took back run {undoes}")));
    notes.extend(match run.end {
        Some(How::Whole) => None,
        Some(How::Stopped) => Some("was stopped".to_owned()),
        Some(How::Died) => Some("was killed".to_owned()),
        None => Some("under way".to_owned()),
    });
    notes.extend(undone.map(|by| format!("taken back by run {by}")));
    notes
        .extend((run.damaged > 0).then(|| format!("{} lines of its record are damaged", count(run.damaged))));
    let notes = if notes.is_empty() { String::new() } else { format!("  ({})", notes.join(", ")) };
    let (command, place) = (harmless(&run.command), shown(&place));
    let s = if files == 1 { "" } else { "s" };
    format!(
        "{:>4}  {when}  {command:<7}  {} file{s}, {} gone  {place}{notes}\n",
        run.number,
        count(files),
        size(bytes)
    )
}

/// The folder that all files stand below; of one file, the file.
fn common<'p>(mut paths: impl Iterator<Item = &'p Path>) -> Option<PathBuf> {
    let first = paths.next()?.to_owned();
    Some(paths.fold(first, |all, path| {
        let shared = all.components().zip(path.components()).take_while(|(a, b)| a == b);
        shared.map(|(a, _)| a).collect()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_one_row() {
        let run = Run {
            number: 3,
            when: 1_700_000_000_000,
            command: "clean".to_owned(),
            folder: PathBuf::from("/posts"),
            undoes: None,
            entries: Vec::new(),
            wrote: Vec::new(),
            end: Some(How::Died),
            damaged: 0,
        };
        let shown = row(&run, Some(4), &TimeZone::UTC);
        let want =
            "   3  2023-11-14 22:13  clean    0 files, 0 B gone  /posts  (was killed, taken back by run 4)\n";
        assert_eq!(shown, want);
        let paths = ["/a/b/c.md", "/a/b/d/e.md"].map(Path::new);
        assert_eq!(common(paths.into_iter()), Some(PathBuf::from("/a/b")));
    }
}
