/*!
The only code that writes users' files.

A file is replaced in two steps. [`stage`] writes the new bytes beside the old ones, with the old ones'
permissions, and [`Staged::commit`] puts them in place with one rename: whoever looks sees the old
file or the new one, never a part, and a full disk or a kill leaves the old one. Between the steps
a caller can put the way back (a report) on disk first. A link is followed, so that it stays a link. A
file that is read-only, or that somebody changed since it was read, is left alone.

What goes in a post's place is an [`Article`], which exists only where the laws hold. A report's pages are
written whole or not at all too, and stand in nobody's place ([`write_page`]).
*/

mod article;
mod own;
mod stamp;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::{Builder, NamedTempFile, TempPath};

pub use article::Article;
pub use own::{put, take_away};
pub use stamp::{Stamp, read};

/// New bytes of a file, written beside it and not yet in its place. Dropped, it leaves no trace.
#[derive(Debug)]
pub struct Staged {
    temp: TempPath,
    target: PathBuf,
    stamp: Stamp,
}

/// Writes `article` beside the file at `path`, which looked like `stamp` when it was read.
///
/// # Errors
///
/// When the file is no regular file, or read-only, or its folder cannot be written to.
pub fn stage(path: &Path, stamp: &Stamp, article: &Article<'_>) -> Result<Staged> {
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
    let mut temp = temp_beside(&target)?;
    temp.write_all(article.as_bytes())?;
    keep_owner(temp.path(), &meta);
    temp.as_file().set_permissions(meta.permissions())?;
    // The old bytes go for good with the rename, so the new ones have to be on the disk before it.
    temp.as_file().sync_data()?;
    Ok(Staged { temp: temp.into_temp_path(), target, stamp: *stamp })
}

impl Staged {
    /// Puts the new bytes in the file's place.
    ///
    /// # Errors
    ///
    /// When the file changed since it was read, or cannot be replaced; it is then as it was.
    pub fn commit(self) -> Result<()> {
        let now = Stamp::of(&fs::metadata(&self.target).context("it vanished before it could be written")?);
        if now != self.stamp {
            bail!("changed by somebody else since it was read, left as it is; run restitch again");
        }
        self.temp.persist(&self.target).map_err(|e| e.error)?;
        Ok(())
    }
}

/// Writes `bytes` to the new file `target`, with the permissions that `like` describes, replacing what
/// stands there. Whole or not at all; not flushed to the disk, for the original is still there.
///
/// # Errors
///
/// When the folder of `target` is missing or cannot be written to, or `target` is a folder.
pub fn write_new(target: &Path, bytes: &[u8], like: &Path) -> Result<()> {
    let put = || -> io::Result<()> {
        let mut temp = temp_beside(target)?;
        temp.write_all(bytes)?;
        temp.as_file().set_permissions(fs::metadata(like)?.permissions())?;
        temp.persist(target).map_err(|e| e.error)?;
        Ok(())
    };
    put().with_context(|| format!("cannot write {}", target.display()))
}

/// Writes a page of a report to `target`, replacing what stands there. Whole or not at all.
///
/// # Errors
///
/// When the folder of `target` is missing or cannot be written to, or `target` is a folder.
pub fn write_page(target: &Path, bytes: &[u8]) -> Result<()> {
    let put = || -> io::Result<()> {
        let mut temp = page_beside(target)?;
        temp.write_all(bytes)?;
        temp.persist(target).map_err(|e| e.error)?;
        Ok(())
    };
    put().with_context(|| format!("cannot write {}", target.display()))
}

/// Opens a report for writing from its start. With `only_way_back`, a file that holds something
/// already is refused: it may be all that can undo an earlier run.
///
/// # Errors
///
/// When the file cannot be written, or must not be.
pub fn create_report(path: &Path, only_way_back: bool) -> Result<File> {
    let taken = fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() > 0);
    if only_way_back && taken {
        bail!(
            "{}: exists already, and may be the only way back from an earlier run; name another file",
            path.display()
        );
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "a report is streamed, so that it is there before each write"
    )]
    File::create(path).with_context(|| format!("{}: cannot write the report", path.display()))
}

/// A temporary file in the folder of `target`: a rename cannot cross file systems. Hidden, so that a
/// walk passes it over.
fn temp_beside(target: &Path) -> io::Result<NamedTempFile> {
    temp_with(&mut Builder::new(), target)
}

/// The same, for whoever may read the user's other files: the mode of a new file, which the system gives.
fn page_beside(target: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    temp_with(&mut builder, target)
}

fn temp_with(builder: &mut Builder<'_, '_>, target: &Path) -> io::Result<NamedTempFile> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    builder.prefix(".restitch-").suffix(".tmp").tempfile_in(folder)
}

/// Gives the new file the old one's owner and group where they differ and the system lets us. It
/// comes before the permissions, for a change of owner clears some of them.
fn keep_owner(temp: &Path, old: &fs::Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        let differs = fs::metadata(temp).is_ok_and(|new| (new.uid(), new.gid()) != (old.uid(), old.gid()));
        if differs {
            // A user may write a colleague's file and yet not give files away: the words matter more.
            let _ = chown(temp, Some(old.uid()), Some(old.gid()));
        }
    }
    #[cfg(not(unix))]
    let _ = (temp, old);
}

#[cfg(test)]
mod tests {
    use super::*;
    use restitch::{Plan, Source};

    fn stage_text(path: &Path, text: &str) -> Result<Staged> {
        let (_, stamp) = read(path).unwrap();
        let source = Source::from_text(text);
        let plan = Plan::identity(&source);
        stage(path, &stamp, &Article::new(&source, &plan).unwrap())
    }

    fn file(folder: &Path, text: &str) -> PathBuf {
        let path = folder.join("post.md");
        write_raw(&path, text);
        path
    }

    #[expect(clippy::disallowed_methods, reason = "the test plays the user")]
    fn write_raw(path: &Path, text: &str) {
        fs::write(path, text).unwrap();
    }

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_commit_replaces_and_a_drop_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), "old");
        drop(stage_text(&path, "new").unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names(folder.path()), ["post.md"]);
        stage_text(&path, "new").unwrap().commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(names(folder.path()), ["post.md"]);
    }

    #[test]
    fn a_file_that_changed_since_it_was_read_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), "old");
        let staged = stage_text(&path, "new").unwrap();
        write_raw(&path, "edited meanwhile");
        assert!(staged.commit().unwrap_err().to_string().contains("changed"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "edited meanwhile");
        assert_eq!(names(folder.path()), ["post.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_links_stay_and_read_only_files_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), "old");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("link.md");
        symlink("post.md", &link).unwrap();
        stage_text(&link, "new").unwrap().commit().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);

        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        assert!(stage_text(&path, "newer").unwrap_err().to_string().contains("read-only"));
    }

    #[test]
    fn a_report_that_may_be_the_only_way_back_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), "{}");
        assert!(create_report(&path, true).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "{}");
        create_report(&path, false).unwrap();
        create_report(&path, true).unwrap();
    }
}
