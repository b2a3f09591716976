/*!
A folder of restitch's own making: where articles or pages are written, each to its place.

What stands at such a place already is replaced only where it is the same (and then it is left alone), where
restitch wrote it, which the journal knows by its SHA-256, or where somebody said so; what is replaced is
journalled as everything is. A link that stands in the way is not followed: what is written stays in the
folder. And a post that is read is never written over, by whatever name.
*/

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use anyhow::{Context, Result, bail};

use super::disk::Disk;
use super::journal::{Delta, Outcome, Print, runs};
use super::replace::{Content, Staged, folder_of, stage};
use super::stamp;
use super::temp::Temp;

/// The folder, and what is known of it.
#[derive(Debug)]
pub struct Outputs {
    /// Links resolved.
    folder: PathBuf,
    journal: PathBuf,
    /// Whether what others wrote may be replaced.
    force: bool,
    /// Files that are read and have several names.
    inputs: HashSet<(u64, u64)>,
    written: OnceLock<HashMap<PathBuf, Print>>,
    made: Mutex<Vec<(PathBuf, Print)>>,
    disk: Disk,
}

impl Outputs {
    /// The folder at `folder`, which has to be there; `journal` is where the journal is.
    ///
    /// # Errors
    ///
    /// When it is not there.
    pub fn new(folder: &Path, journal: &Path, force: bool, disk: &Disk) -> Result<Self> {
        Ok(Self {
            folder: fs::canonicalize(folder).with_context(|| folder.display().to_string())?,
            journal: journal.to_owned(),
            force,
            inputs: HashSet::new(),
            written: OnceLock::new(),
            made: Mutex::default(),
            disk: disk.clone(),
        })
    }

    /// Files that are read, and must not be written over by any of their names.
    #[must_use]
    pub fn never(mut self, inputs: impl Iterator<Item = PathBuf>) -> Self {
        // Only a file with several names can stand in the folder too; the others are told by their paths.
        self.inputs = inputs.filter_map(|path| several_names(&path)).collect();
        self
    }

    /// Writes `bytes` to `place` below the folder, with the permissions `mode`; a file to be replaced comes back
    /// staged.
    ///
    /// # Errors
    ///
    /// When what stands there must not be replaced, or nothing can be written.
    pub fn put(&self, place: &Path, bytes: &[u8], mode: Option<&fs::Permissions>) -> Result<Option<Staged>> {
        let target = self.folder.join(place);
        let parent = fs::canonicalize(folder_of(&target)).with_context(|| cannot(&target))?;
        let Some(name) = target.file_name().filter(|_| parent.starts_with(&self.folder)) else {
            bail!("{}: a link leads out of the output folder; take the link away", target.display());
        };
        let target = parent.join(name);
        match fs::symlink_metadata(&target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.make(&target, bytes, mode),
            Err(error) => Err(error).with_context(|| cannot(&target)),
            Ok(meta) if !meta.is_file() => {
                bail!("{}: is in the way, and no plain file; take it away", target.display())
            }
            Ok(_) => self.replace(&target, bytes),
        }
    }

    fn make(&self, target: &Path, bytes: &[u8], mode: Option<&fs::Permissions>) -> Result<Option<Staged>> {
        let put = || -> io::Result<()> {
            let mut temp = Temp::new(folder_of(target), &self.disk)?;
            temp.write(bytes)?;
            if let Some(mode) = mode {
                temp.file().set_permissions(mode.clone())?;
            }
            temp.persist(target, true)
        };
        put().with_context(|| cannot(target))?;
        let made = (target.to_owned(), Print::of(bytes));
        self.made.lock().unwrap_or_else(PoisonError::into_inner).push(made);
        Ok(None)
    }

    fn replace(&self, target: &Path, bytes: &[u8]) -> Result<Option<Staged>> {
        let (now, stamp) = stamp::read(target, u64::MAX).with_context(|| cannot(target))?;
        if now == bytes {
            return Ok(None);
        }
        if several_names(target).is_some_and(|file| self.inputs.contains(&file)) {
            bail!("{}: is a post that is read, by another name; name another folder", target.display());
        }
        let ours = || self.written().get(target) == Some(&Print::of(&now));
        if !self.force && !ours() {
            bail!(
                "{}: is there already, and is not as restitch wrote it; --force replaces it",
                target.display()
            );
        }
        let delta = Delta::between(&now, bytes);
        stage(target, &stamp, &Content::Output(bytes), delta, &self.disk).map(Some)
    }

    /// What restitch wrote last, by its path.
    fn written(&self) -> &HashMap<PathBuf, Print> {
        self.written.get_or_init(|| {
            let mut out = HashMap::new();
            for run in runs(&self.journal).into_iter().flatten() {
                let done = run.entries.into_iter().rev().filter(|entry| entry.outcome != Outcome::Failed);
                done.map(|entry| (entry.path, entry.delta.after)).chain(run.wrote).for_each(
                    |(path, print)| {
                        out.entry(path).or_insert(print);
                    },
                );
            }
            out
        })
    }

    /// The new files since this was asked last.
    pub fn made(&self) -> Vec<(PathBuf, Print)> {
        std::mem::take(&mut *self.made.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn cannot(target: &Path) -> String {
    format!("cannot write {}", target.display())
}

/// Device and number of a file that has several names; nothing where the system does not say.
fn several_names(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let meta = fs::metadata(path).ok()?;
        (meta.nlink() > 1).then_some((meta.dev(), meta.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}
