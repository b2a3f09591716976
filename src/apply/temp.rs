/*!
Temporary files beside what they are to replace: a rename cannot cross file systems.

Each is hidden, so that a walk passes it over, and locked while its run lives. A killed run leaves its
own behind, unlocked, and [`sweep`] of the next run takes those away: what has our form of name and no
lock belongs to nobody. Between the making of one and its lock it could be taken for stale, so it is looked
for again once the lock is there.
*/

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::disk::{Disk, OWN};

const PREFIX: &str = ".restitch-";
const SUFFIX: &str = ".tmp";
/// Characters between the two.
const RANDOM: usize = 6;
/// Attempts at a file that nobody sweeps from under us.
const ATTEMPTS: usize = 8;

/// A temporary file. Dropped, it leaves no trace.
#[derive(Debug)]
pub struct Temp {
    file: NamedTempFile<File>,
    disk: Disk,
}

impl Temp {
    /// A new file in `folder`, for its owner alone.
    ///
    /// # Errors
    ///
    /// When the folder is missing or cannot be written to.
    pub fn new(folder: &Path, disk: &Disk) -> io::Result<Self> {
        for _ in 0..ATTEMPTS {
            let file = Builder::new()
                .prefix(PREFIX)
                .suffix(SUFFIX)
                .rand_bytes(RANDOM)
                .make_in(folder, |path| disk.make_new(path, OWN))?;
            // Where the file system knows no locks nobody can tell a stale file, and none is swept.
            let locked = file.as_file().try_lock().is_ok();
            if !locked || is_at(file.as_file(), file.path()) {
                return Ok(Self { file, disk: disk.clone() });
            }
        }
        Err(io::Error::other("another run takes temporary files away as soon as they are made"))
    }

    /// Its place.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The file.
    pub fn file(&self) -> &File {
        self.file.as_file()
    }

    /// Writes `bytes` behind what it holds.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.disk.write(self.file.as_file_mut(), bytes)
    }

    /// Waits until it is on the disk.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn sync(&self) -> io::Result<()> {
        self.disk.sync(self.file())
    }

    /// Puts it in the place of `target`; only in a free one with `new`.
    ///
    /// # Errors
    ///
    /// When that cannot be done; it leaves no trace then.
    pub fn persist(mut self, target: &Path, new: bool) -> io::Result<()> {
        if new {
            self.disk.rename_new(self.path(), target)?;
        } else {
            self.disk.rename(self.path(), target)?;
        }
        self.file.disable_cleanup(true);
        Ok(())
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        if self.disk.is_dead() {
            self.file.disable_cleanup(true);
        }
    }
}

/// Whether `file` is what stands at `path`.
fn is_at(file: &File, path: &Path) -> bool {
    let open = file.try_clone().and_then(same_file::Handle::from_file);
    matches!((open, same_file::Handle::from_path(path)), (Ok(open), Ok(there)) if open == there)
}

/// Takes away the temporary files of killed runs in `folder`, and says how many those were.
pub fn sweep(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let stale = entries.flatten().map(|entry| entry.path()).filter(|path| is_stale(path));
    let gone = |path: &PathBuf| {
        #[expect(
            clippy::disallowed_methods,
            reason = "a temporary file of restitch's own, and nobody's any more"
        )]
        fs::remove_file(path).is_ok()
    };
    stale.filter(gone).count()
}

/// Whether `path` is a temporary file of ours that no run holds. The lock is let go before the file is
/// removed; nobody else opens such a file but to remove it too.
fn is_stale(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let random = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    let ours = random.is_some_and(|r| r.len() == RANDOM && r.bytes().all(|b| b.is_ascii_alphanumeric()))
        && fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file());
    ours && File::open(path).is_ok_and(|file| file.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_killed_run_left_is_swept() {
        let folder = tempfile::tempdir().unwrap();
        let alive = Temp::new(folder.path(), &Disk::default()).unwrap();
        let mut dead = Temp::new(folder.path(), &Disk::default()).unwrap();
        dead.file.disable_cleanup(true);
        drop(dead);
        for name in [".restitch-notes.tmp", ".restitch-ab-cd1.tmp", "restitch-abcdef.tmp"] {
            Disk::default().make_new(&folder.path().join(name), OWN).unwrap();
        }
        assert_eq!(sweep(folder.path()), 1);
        assert_eq!(sweep(folder.path()), 0);
        assert!(alive.path().exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
    }
}
