/*!
Where the way back is kept, and what is done with it when a run that writes begins: runs that were killed are settled,
and their temporary files swept.
*/

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Once;

use anyhow::{Context, Result, bail};
use etcetera::BaseStrategy;

use super::args::JournalIn;
use super::console::{Console, count, shown};
use super::stop;
use crate::apply::{self, About, Changed, Disk, Git, Journal};

/// The folder of restitch's files among the user's files of state.
///
/// # Errors
///
/// When nobody can tell where those are.
pub fn state() -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy().context("cannot tell where your files of state go")?;
    Ok(base.state_dir().unwrap_or_else(|| base.data_dir()).join("restitch"))
}

/// The journal's folder.
///
/// # Errors
///
/// When nobody said where, and nobody can tell where files of state go.
pub fn folder(journal: &JournalIn) -> Result<PathBuf> {
    match &journal.journal {
        Some(folder) => std::path::absolute(folder).context("cannot tell the folder you are in"),
        None => Ok(state().context("name a folder for the way back with --journal")?.join("journal")),
    }
}

/// A journal for a run of `command` that writes into `folders`.
///
/// # Errors
///
/// Those of [`folder`].
pub fn begin<'p>(
    journal: &JournalIn,
    command: &str,
    undoes: Option<u64>,
    folders: impl Iterator<Item = &'p Path>,
    console: &Console,
) -> Result<Journal> {
    let folder = folder(journal)?;
    settle(&folder, console);
    let folders: BTreeSet<&Path> = folders.collect();
    let swept: usize = folders.into_iter().map(apply::sweep).sum();
    if swept > 0 {
        console
            .note(format_args!("{} temporary files of a run that was killed are taken away", count(swept)));
    }
    stop::listen();
    Ok(Journal::new(folder, About { command: command.to_owned(), undoes }, &Disk::default()))
}

/// Finds out how far runs came that were killed.
pub fn settle(folder: &Path, console: &Console) {
    for run in apply::settle(folder, &Disk::default()) {
        let (done, of) = (count(run.done), count(run.of));
        console.note(format_args!(
            "run {} was killed: {done} of {of} files it had begun with were written, and each is whole; `restitch undo \
             --run {}` takes them back",
            run.number, run.number
        ));
    }
}

/// Whether files may be replaced for all that git says.
pub struct Committed {
    git: Option<Git>,
    silent: Once,
    talk: Console,
}

impl Committed {
    /// With `allow` nothing is asked.
    pub fn new(allow: bool, console: &Console) -> Self {
        Self { git: (!allow).then(Git::default), silent: Once::new(), talk: console.without_bar() }
    }

    /// Refuses the file at `path` (links resolved), which holds `bytes`, where these are not committed.
    ///
    /// # Errors
    ///
    /// When they are not.
    pub fn check(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let Some(git) = &self.git else { return Ok(()) };
        match git.changed(path, bytes) {
            Ok(None) => Ok(()),
            Ok(Some(changed)) => bail!(
                "{}, left as it is; commit it, or write it all the same with --allow-dirty",
                match changed {
                    Changed::InWorkTree => "has changes that are not committed",
                    Changed::InIndex => "has staged changes that are not committed",
                }
            ),
            Err(root) => {
                self.silent.call_once(|| {
                    self.talk
                        .warning(format_args!("{}: git does not say what is committed here", shown(&root)));
                });
                Ok(())
            }
        }
    }
}
