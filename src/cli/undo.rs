/*!
`restitch undo`: what the last run replaced, or another one, put back byte for byte.
*/

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use restitch::present::{harmless, no_commands};

use super::Verdict;
use super::args;
use super::back;
use super::console::{Console, count, shown};
use super::output::to_stdout;
use super::stop;
use crate::apply::{self, Bytes, Delta, Disk, How, Run, Staged, Way};
use crate::batch::resolve;

/// Runs the command.
///
/// # Errors
///
/// When the journal cannot be read or written, or holds no such run.
pub fn run(args: &args::Undo, console: &mut Console) -> Result<Verdict> {
    let folder = back::folder(&args.journal)?;
    back::settle(&folder, console);
    let named = if args.paths.is_empty() { vec![PathBuf::from(".")] } else { args.paths.clone() };
    let mut verdict = Verdict::Done;
    let mut found: Vec<(Run, Vec<PathBuf>)> = Vec::new();
    if args.run.is_some() && args.paths.is_empty() {
        found.extend(whole(&folder, args.run)?);
    }
    let each = if found.is_empty() { named.as_slice() } else { &[] };
    for path in each {
        let real = resolve(path);
        match apply::find(&folder, std::slice::from_ref(&real), args.run)? {
            Some(run) => match found.iter_mut().find(|(known, _)| known.number == run.number) {
                Some((_, paths)) => paths.push(real),
                None => found.push((run, vec![real])),
            },
            None if args.run.is_some() => {
                bail!("{}: that run did not touch this; `restitch log` lists the runs", shown(path))
            }
            None => {
                console.error(format_args!(
                    "{}: no run touched this; `restitch log` lists the runs",
                    shown(path)
                ));
                verdict = Verdict::Failed;
            }
        }
    }
    for (run, paths) in found {
        verdict = verdict.max(take_back(&run, &paths, args, &folder, console)?);
    }
    Ok(verdict)
}

/// A run with all it touched: it was named, and no path was.
fn whole(folder: &Path, run: Option<u64>) -> Result<Option<(Run, Vec<PathBuf>)>> {
    // Every path begins with the empty one.
    let everywhere = vec![PathBuf::new()];
    Ok(apply::find(folder, &everywhere, run)?.map(|run| (run, everywhere)))
}

fn take_back(
    run: &Run,
    paths: &[PathBuf],
    args: &args::Undo,
    journal: &Path,
    console: &mut Console,
) -> Result<Verdict> {
    let meant = || run.entries.iter().filter(|entry| apply::is_meant(entry, paths));
    let folders = meant().filter_map(|entry| entry.path.parent());
    let writes = args::JournalIn { journal: Some(journal.to_owned()) };
    let mut new = back::begin(&writes, "undo", Some(run.number), folders, console)?;
    let disk = Disk::default();
    let (mut verdict, mut written, mut same) = (Verdict::Done, 0, 0);
    let mut lot: Vec<(PathBuf, bool, Staged)> = Vec::new();
    let all: Vec<_> = meant().collect();
    for (i, entry) in all.iter().enumerate() {
        let path = shown(&entry.path);
        match apply::way_back(entry, args.merge, &disk) {
            Ok(Way::Back(staged)) => lot.push((entry.path.clone(), false, staged)),
            Ok(Way::Merged(staged)) => lot.push((entry.path.clone(), true, staged)),
            Ok(Way::AsItWas) => {
                console.detail(format_args!("{path}: is as it was before"));
                same += 1;
            }
            Ok(way @ (Way::Edited | Way::Gone)) => {
                let why = match way {
                    Way::Gone => "is gone",
                    _ if args.merge => "was edited since where the passages come back",
                    _ => "was edited since; --merge puts the passages back where the edits do not touch them",
                };
                console.error(format_args!("{path}: {why}; left as it is, and this was dropped from it:"));
                console.aside(|| to_stdout(passages(&entry.path, &entry.delta).as_bytes()))?;
                verdict = Verdict::Failed;
            }
            Err(error) => {
                console.error(format_args!("{path}: {error:#}"));
                verdict = Verdict::Failed;
            }
        }
        if lot.len() < LOT && i + 1 < all.len() || lot.is_empty() {
            continue;
        }
        let (names, staged): (Vec<_>, Vec<_>) =
            lot.drain(..).map(|(path, merged, staged)| ((path, merged), staged)).unzip();
        let replaced = apply::replace(&mut new, staged, &disk, &stop::asked)?;
        for ((path, merged), done) in names.into_iter().zip(replaced) {
            let path = shown(&path);
            match done {
                Some(Ok(notes)) => {
                    written += 1;
                    let how = if merged { "put back, with the edits made since" } else { "put back" };
                    console.note(format_args!("{path}: {how}"));
                    notes.iter().for_each(|note| console.warning(format_args!("{path}: {note}")));
                }
                Some(Err(error)) => {
                    console.error(format_args!("{path}: {error:#}"));
                    verdict = Verdict::Failed;
                }
                None => {}
            }
        }
        if stop::asked() {
            break;
        }
    }
    let stopped = stop::asked();
    let by = new.number();
    new.end(if stopped { How::Stopped } else { How::Whole });
    if stopped {
        let (done, all) = (count(written + same), count(all.len()));
        console.error(format_args!(
            "{done} of {all} written; run `restitch undo --run {}` to go on",
            run.number
        ));
        return Ok(Verdict::Failed);
    }
    let posts = |n: usize| format!("{} file{}", count(n), if n == 1 { "" } else { "s" });
    let as_run = by.map_or(String::new(), |by| format!(", as run {by}"));
    console.note(format_args!("run {} taken back{as_run}: {} put back", run.number, posts(written)));
    if written == 0 && same == all.len() {
        console.note("all was as it was before already");
    }
    Ok(verdict)
}

/// Files that are put back together.
const LOT: usize = 16;

/// The passages that a file is without, each row marked so that none is taken for anything else.
fn passages(path: &Path, delta: &Delta) -> String {
    let mut out = String::new();
    for own in &delta.gone {
        out.push_str(&format!("{}: {} bytes at byte {}\n", shown(path), length(&own.text), own.at));
        let text = match &own.text {
            Bytes::Text(text) => text.clone(),
            Bytes::Hex { hex } => hex.clone(),
        };
        for row in text.trim_matches(['\n', '\r']).split('\n') {
            out.push_str(&format!("  | {}\n", harmless(row.trim_end_matches('\r'))));
        }
    }
    no_commands(&out).into_owned()
}

fn length(text: &Bytes) -> usize {
    match text {
        Bytes::Text(text) => text.len(),
        Bytes::Hex { hex } => hex.len() / 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_shown_row_by_row_and_steer_nothing() {
        let delta = Delta::between(b"a\n::error::b\n\x1b[2Jc\nd\n", b"a\nd\n");
        let shown = passages(Path::new("p.md"), &delta);
        assert_eq!(shown, "p.md: 17 bytes at byte 2\n  | ::error::b\n  | \\u{1b}[2Jc\n");
    }
}
