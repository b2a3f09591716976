/*!
Taking a run back, file by file: the run that touched a path last, and what is to be done for each of its files.

A file that is as the run left it gets the version before, byte for byte. One that was edited since is left
alone, or with `merge` gets back what the run took where the edits do not touch that. What is put back is
journalled as a run of its own, so taking back can be taken back.
*/

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::disk::Disk;
use super::journal::{Delta, Entry, Outcome, Print, Run, Unfit, runs};
use super::merge::merge;
use super::replace::{Content, Staged, Version, stage};
use super::stamp;

/// What a file of a run needs.
#[derive(Debug)]
pub enum Way {
    /// Its version before, ready to be put in place.
    Back(Staged),
    /// The same, with the edits made since.
    Merged(Staged),
    /// Nothing: it is as it was before.
    AsItWas,
    /// It was edited since, and what comes back was not asked to be merged, or could not be.
    Edited,
    /// It is gone.
    Gone,
}

/// The latest of the runs in `journal` that replaced something at or below one of `paths` (links resolved); `number`
/// names another.
///
/// # Errors
///
/// When the journal cannot be read, or holds no such run.
pub fn find(journal: &Path, paths: &[PathBuf], number: Option<u64>) -> Result<Option<Run>> {
    let all = runs(journal).with_context(|| journal.display().to_string())?;
    let touches = |run: &Run| run.entries.iter().any(|entry| is_meant(entry, paths));
    let mut named = false;
    for run in all {
        match number {
            Some(number) if run.number != number => {}
            Some(_) if touches(&run) => return Ok(Some(run)),
            Some(_) => named = true,
            None if touches(&run) => return Ok(Some(run)),
            None => {}
        }
    }
    match number {
        Some(number) if !named => bail!("there is no run {number}; `restitch log` lists them"),
        _ => Ok(None),
    }
}

/// Whether the run replaced this file, and it is one of `paths` or below one.
pub fn is_meant(entry: &Entry, paths: &[PathBuf]) -> bool {
    entry.outcome != Outcome::Failed && paths.iter().any(|path| entry.path.starts_with(path))
}

/// What is to be done to take `entry` back.
///
/// # Errors
///
/// When the file cannot be read or written, or the record is damaged.
pub fn way_back(entry: &Entry, merging: bool, disk: &Disk) -> Result<Way> {
    let (now, stamp) = match stamp::read(&entry.path, u64::MAX) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Way::Gone),
        read => read.context("cannot read it")?,
    };
    let delta = &entry.delta;
    let put =
        |version: Version, delta: Delta| stage(&entry.path, &stamp, &Content::Version(version), delta, disk);
    match Version::before(delta, &now) {
        Ok(before) => {
            let back = delta.reversed(before.as_bytes());
            // A record that is damaged in what came would leave no way forth again.
            let sound = back.back(before.as_bytes()).is_ok_and(|forth| forth == now);
            let back = if sound { back } else { Delta::between(&now, before.as_bytes()) };
            put(before, back).map(Way::Back)
        }
        Err(error @ Unfit::Damaged) => Err(error.into()),
        Err(Unfit::Other) if Print::of(&now) == delta.before => Ok(Way::AsItWas),
        Err(Unfit::Other) => match merging.then(|| merge(delta, &now)).flatten() {
            Some(merged) => {
                let back = Delta::between(&now, &merged);
                put(Version::merged(merged), back).map(Way::Merged)
            }
            None => Ok(Way::Edited),
        },
    }
}
