/*!
Every change that restitch makes to a disk, one function each, and nothing else.

What is written, in which order, and what a crash between two steps leaves is decided by the callers; that
all steps go through here is what lets a test fail or crash at every one of them ([`Faults`]). A
program that crashed writes nothing more and cleans nothing up, so after a crash that a test asked for no
step has an effect, not even the removal of a temporary file.
*/

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;
#[cfg(test)]
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

/// The mode of a file that is its owner's alone.
pub const OWN: u32 = 0o600;
/// The mode of a new file, of which the user's mask takes what others are not to have.
pub const USUAL: u32 = 0o666;

/// The disk; in tests one that may fail.
#[derive(Clone, Default, Debug)]
pub struct Disk {
    #[cfg(test)]
    pub faults: Option<Arc<Faults>>,
}

impl Disk {
    /// One step more; an error where a test wants this one to fail.
    fn step(&self) -> io::Result<()> {
        #[cfg(test)]
        if let Some(faults) = &self.faults {
            return faults.step();
        }
        Ok(())
    }

    /// Whether the program counts as dead.
    pub fn is_dead(&self) -> bool {
        #[cfg(test)]
        if let Some(faults) = &self.faults {
            return faults.dead.load(Ordering::SeqCst);
        }
        false
    }

    /// Makes the file `path`, which must not be there yet, with the mode `mode` less what the user's mask takes.
    pub fn make_new(&self, path: &Path, mode: u32) -> io::Result<File> {
        self.step()?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
        #[cfg(not(unix))]
        let _ = mode;
        options.open(path)
    }

    /// Opens the file `path` for reading and for writing at its end.
    pub fn open_end(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        OpenOptions::new().read(true).append(true).open(path)
    }

    /// Makes the folder `path` and those above it, for their owner alone where they are new.
    pub fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(path)
    }

    /// Writes all of `bytes`; where that fails, a part of them may be written.
    pub fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.step() {
            if !self.is_dead() || self.dies_now() {
                let _ = file.write_all(&bytes[..bytes.len() / 2]);
            }
            return Err(error);
        }
        file.write_all(bytes)
    }

    /// Whether the step that was just asked for is the one that the program died in.
    fn dies_now(&self) -> bool {
        #[cfg(test)]
        if let Some(faults) = &self.faults {
            return faults.taken.load(Ordering::SeqCst) == faults.at + 1;
        }
        false
    }

    /// Cuts `file` to `len` bytes; what is written next stands right there.
    pub fn cut(&self, mut file: &File, len: u64) -> io::Result<()> {
        self.step()?;
        file.set_len(len)?;
        file.seek(SeekFrom::Start(len)).map(drop)
    }

    /// Waits until the file's bytes are on the disk.
    pub fn sync(&self, file: &File) -> io::Result<()> {
        self.step()?;
        file.sync_data()
    }

    /// Waits until what was renamed, made or removed in `folder` is on the disk. Some systems keep no
    /// handle of folders; there the rename itself has to do.
    pub fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step()?;
        #[cfg(unix)]
        return File::open(folder)?.sync_all();
        #[cfg(not(unix))]
        {
            let _ = folder;
            Ok(())
        }
    }

    /// Puts the file `from` in the place of `to`, at once.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        #[expect(clippy::disallowed_methods, reason = "the one place where files are replaced")]
        fs::rename(from, to)
    }

    /// Gives the file `from` the name `to`, which must be free, and takes its old one.
    pub fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        #[expect(clippy::disallowed_methods, reason = "the file is restitch's own, and gets a free name")]
        match fs::hard_link(from, to) {
            Ok(()) => fs::remove_file(from),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // Some file systems know no second name.
            Err(_) if fs::symlink_metadata(to).is_err() => fs::rename(from, to),
            Err(error) => Err(error),
        }
    }

    /// Removes a file of restitch's own.
    pub fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        #[expect(clippy::disallowed_methods, reason = "the file is restitch's own, and no user's")]
        fs::remove_file(path)
    }
}

/// What goes wrong in a test, and when.
#[cfg(test)]
#[derive(Debug)]
pub struct Faults {
    /// The step that goes wrong, from 0.
    at: usize,
    /// Whether the program dies in it, or is told of an error and goes on.
    crash: bool,
    taken: AtomicUsize,
    dead: AtomicBool,
}

#[cfg(test)]
impl Faults {
    /// A disk on which step `at` fails, or on which the program dies in it.
    pub fn disk(at: usize, crash: bool) -> Disk {
        let (taken, dead) = (AtomicUsize::new(0), AtomicBool::new(false));
        Disk { faults: Some(Arc::new(Self { at, crash, taken, dead })) }
    }

    fn step(&self) -> io::Result<()> {
        let step = self.taken.fetch_add(1, Ordering::SeqCst);
        if step == self.at {
            self.dead.store(self.crash, Ordering::SeqCst);
            return Err(io::Error::other("the test wants this step to fail"));
        }
        if self.dead.load(Ordering::SeqCst) { Err(io::Error::other("the program is dead")) } else { Ok(()) }
    }

    /// Whether the step that goes wrong came.
    pub fn struck(&self) -> bool {
        self.taken.load(Ordering::SeqCst) > self.at
    }
}
