/*!
A file is replaced in two steps. [`stage`] writes the new bytes beside the old ones, with the old ones'
permissions, and [`replace`] puts a lot of them in place: the way back of all first, on the disk, then each with one
rename, so whoever looks sees the old file or the new one, never a part, and a full disk or a kill leaves
the old one. A link is followed, so that it stays a link. A file that is read-only, or that somebody changed
since it was read, is left alone: size, time and SHA-256 are asked again right before the rename, under a
lock that every restitch takes.

What a rename cannot keep is kept where the system lets us (owner, else the group; extended attributes, and
with them ACLs), and said where it does not: a further name of a hard link keeps the old text.
*/

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::article::Article;
use super::disk::Disk;
use super::journal::{Delta, Journal, Print, Unfit};
use super::stamp::Stamp;
use super::temp::Temp;

/// Bytes that may stand in a post's place.
#[derive(Debug)]
pub enum Content<'a> {
    /// A clean article, for which the laws were checked.
    Article(&'a Article<'a>),
    /// An earlier version, which has the length and the SHA-256 that it was recorded with; or such a one
    /// with the edits made since.
    Version(Version),
    /// What was made for a folder of restitch's own making: an article or a page.
    Output(&'a [u8]),
}

/// An earlier version of a file, made of the later one and a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version(Vec<u8>);

impl Version {
    /// The version before `delta`, from the one after.
    ///
    /// # Errors
    ///
    /// Those of [`Delta::back`].
    pub fn before(delta: &Delta, after: &[u8]) -> Result<Self, Unfit> {
        delta.back(after).map(Self)
    }

    /// What a report rebuilt from the article it was written for, checked by its own prints.
    pub fn rebuilt(original: String) -> Self {
        Self(original.into_bytes())
    }

    /// The version before, with the edits made since; see [`super::merge`].
    pub fn merged(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Content<'_> {
    fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Article(article) => article.as_bytes(),
            Self::Version(version) => &version.0,
            Self::Output(bytes) => bytes,
        }
    }
}

/// New bytes of a file, written beside it and not yet in its place. Dropped, it leaves no trace.
#[derive(Debug)]
pub struct Staged {
    temp: Temp,
    target: PathBuf,
    stamp: Stamp,
    delta: Delta,
    notes: Vec<String>,
}

/// Writes `content` beside the file at `path`, which looked like `stamp` when it was read, and from which
/// `delta` leads to it.
///
/// # Errors
///
/// When the file is no regular file, or read-only, or its folder cannot be written to.
pub fn stage(path: &Path, stamp: &Stamp, content: &Content<'_>, delta: Delta, disk: &Disk) -> Result<Staged> {
    // The link's target is what gets replaced; a rename over the link would make it a file.
    let target = fs::canonicalize(path).context("it vanished before it could be written")?;
    let meta = fs::metadata(&target)?;
    if !meta.is_file() {
        bail!("not a regular file, so it cannot be written in place; use --output-dir or standard output");
    }
    // A rename asks the folder for permission, not the file; ask the file too. As root every file can
    // be opened, so the mode has its own say.
    if meta.permissions().readonly() || OpenOptions::new().write(true).open(&target).is_err() {
        bail!("read-only, left as it is; make it writable or use --output-dir");
    }
    let bytes = content.as_bytes();
    ensure!(
        Print::of(bytes) == delta.after,
        "restitch would have written what it has no way back from; left as it was, please report this"
    );
    let mut temp = Temp::new(folder_of(&target), disk)?;
    temp.write(bytes)?;
    let notes = keep_what_it_is(&temp, &target, &meta)?;
    // The old bytes go for good with the rename, so the new ones have to be on the disk before it.
    temp.sync()?;
    Ok(Staged { temp, target, stamp: *stamp, delta, notes })
}

/// The folder that a file stands in.
pub fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

impl Staged {
    /// Puts the new bytes in the file's place.
    fn commit(self) -> Result<(PathBuf, Vec<String>)> {
        let Self { temp, target, stamp, delta, notes } = self;
        let mut file = File::open(&target).context("it vanished before it could be written")?;
        // Another restitch that is about to replace it holds it; where there are no locks, the prints decide.
        let _ = file.lock();
        let changed = "changed by somebody else since it was read, left as it is; run restitch again";
        // The file that is locked may be gone from its place by now.
        for meta in [fs::metadata(&target)?, file.metadata()?] {
            ensure!(Stamp::of(&meta) == stamp, changed);
        }
        let mut now = Vec::new();
        file.read_to_end(&mut now)?;
        ensure!(Print::of(&now) == delta.before, changed);
        temp.persist(&target, false)?;
        Ok((target, notes))
    }
}

/// What stands in a file's place now, and what could not be kept.
pub type Replaced = Result<Vec<String>>;

/// Puts `lot` in place, each or not, its way back on the disk before it; asks `stop` before each, and says for each
/// what became of it, `None` for those that it stopped before.
///
/// # Errors
///
/// When the way back cannot be written: nothing is replaced then.
pub fn replace(
    journal: &mut Journal,
    lot: Vec<Staged>,
    disk: &Disk,
    stop: &dyn Fn() -> bool,
) -> Result<Vec<Option<Replaced>>> {
    if lot.is_empty() {
        return Ok(Vec::new());
    }
    let numbers = journal.intend(lot.iter().map(|staged| (staged.target.as_path(), &staged.delta)))?;
    let mut folders = BTreeSet::new();
    let mut out = Vec::with_capacity(lot.len());
    for staged in lot {
        if stop() {
            out.push(None);
            continue;
        }
        out.push(Some(staged.commit().map(|(target, notes)| {
            folders.insert(folder_of(&target).to_owned());
            notes
        })));
    }
    // A folder that cannot be flushed costs at most the new version of a file, and its old one is whole.
    let flushed = folders.iter().all(|folder| disk.sync_folder(folder).is_ok());
    if flushed {
        journal.tell(numbers.into_iter().zip(&out).map(|(n, done)| (n, matches!(done, Some(Ok(_))))));
    }
    Ok(out)
}

/// Gives the new file what the old one is beside its bytes, and says what could not be given.
fn keep_what_it_is(temp: &Temp, target: &Path, old: &fs::Metadata) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        let new = temp.file().metadata()?;
        if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
            // A user may write a colleague's file and yet not give files away: the words matter more. It comes
            // before the permissions, for a change of owner clears some of them.
            let whole = chown(temp.path(), Some(old.uid()), Some(old.gid()));
            if whole.is_err() && chown(temp.path(), None, Some(old.gid())).is_err() && new.gid() != old.gid()
            {
                notes.push("its owner and group could not be kept".to_owned());
            } else if whole.is_err() {
                notes.push("its owner could not be kept".to_owned());
            }
        }
        let lost = keep_attributes(target, temp.path());
        if !lost.is_empty() {
            notes.push(format!("its extended attributes could not be kept: {}", lost.join(", ")));
        }
        if old.nlink() > 1 {
            notes.push("it is a hard link, and its other names keep the old text".to_owned());
        }
    }
    #[cfg(not(unix))]
    let _ = (target, &mut notes);
    temp.file().set_permissions(old.permissions())?;
    Ok(notes)
}

/// Copies extended attributes, ACLs among them, and names those that could not be.
#[cfg(unix)]
fn keep_attributes(from: &Path, to: &Path) -> Vec<String> {
    let Ok(names) = xattr::list(from) else { return Vec::new() };
    let copy = |name: &std::ffi::OsString| {
        let Ok(Some(value)) = xattr::get(from, name) else { return false };
        // A label that the system sets by itself need not be set.
        xattr::get(to, name).is_ok_and(|now| now.as_ref() == Some(&value))
            || xattr::set(to, name, &value).is_ok()
    };
    names.filter(|name| !copy(name)).map(|name| name.to_string_lossy().into_owned()).collect()
}
