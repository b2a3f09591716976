/*!
Where results go: standard output, and the report's file.
*/

use std::fs;
use std::io::{self, Stdout, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::Verdict;
use super::console::shown;
use crate::apply::{Disk, OWN, ReportFile, USUAL};
use crate::batch::{Post, resolve};

/// Writes to standard output, which is flushed: a reader sees each post as it is done.
///
/// # Errors
///
/// When it cannot be written to; [`is_closed_pipe`] tells whether nobody reads any more.
pub fn to_stdout(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).context("cannot write to standard output")
}

/// Writes all there is to say to standard output; a reader that has read enough is no fault.
///
/// # Errors
///
/// When it cannot be written to.
pub fn print(bytes: &[u8]) -> Result<Verdict> {
    match to_stdout(bytes) {
        Err(error) if is_closed_pipe(&error) => Ok(Verdict::Done),
        written => written.map(|()| Verdict::Done),
    }
}

/// Whether an error says that the reader of a pipe went away, as `head` does. No fault of anybody.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// A report being written, one line a post.
pub enum Report {
    /// To standard output.
    Stdout(Stdout),
    /// To a file, with lines that wait to be written.
    File(ReportFile, Vec<u8>),
}

/// Bytes of lines that wait, at most.
const WAITING: usize = 1 << 16;

impl Report {
    /// Opens `path` for the report of `posts`; `-` is standard output. Nothing that is there is replaced; with `append`
    /// a report is written on.
    ///
    /// # Errors
    ///
    /// When `path` is there already, or is one of the posts, or cannot be written to.
    pub fn create(path: &Path, append: bool, posts: &[Post]) -> Result<Self> {
        if path.as_os_str() == "-" {
            return Ok(Self::Stdout(io::stdout()));
        }
        let real = resolve(path);
        if posts.iter().any(|post| post.real == real) {
            bail!("{}: is one of the posts; name another file for --report", shown(path));
        }
        if fs::metadata(path).is_ok_and(|m| m.is_dir()) {
            bail!("{}: is a folder; name a file for --report", shown(path));
        }
        let paths = posts.iter().map(|post| post.path.as_path());
        let file = ReportFile::open(path, append, paths, shared_mode(posts), &Disk::default())?;
        Ok(Self::File(file, Vec::new()))
    }

    /// Writes one post's line.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn line(&mut self, line: &[u8]) -> Result<()> {
        match self {
            Self::Stdout(out) => out.write_all(line).context("cannot write the report"),
            Self::File(file, waiting) => {
                waiting.extend_from_slice(line);
                if waiting.len() < WAITING { Ok(()) } else { file.write(&std::mem::take(waiting)) }
            }
        }
    }

    /// Hands all lines to the system.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn flush(&mut self) -> Result<()> {
        match self {
            Self::Stdout(out) => out.flush().context("cannot write the report"),
            Self::File(file, waiting) if !waiting.is_empty() => file.write(&std::mem::take(waiting)),
            Self::File(..) => Ok(()),
        }
    }

    /// Waits until all lines are on the disk, where they are on the way to one.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn secure(&mut self) -> Result<()> {
        self.flush()?;
        if let Self::File(file, _) = self { file.secure() } else { Ok(()) }
    }

    /// The run came to nothing: a report that it made and wrote nothing to goes.
    pub fn withdraw(self) {
        if let Self::File(file, _) = self {
            file.withdraw();
        }
    }
}

/// The mode of what holds words of all `posts`: it is for nobody who may not read each of them.
pub fn shared_mode(posts: &[Post]) -> u32 {
    #[cfg(unix)]
    let mode = |post: &Post| {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(&post.path).ok().filter(fs::Metadata::is_file).map(|meta| meta.permissions().mode())
    };
    #[cfg(not(unix))]
    let mode = |_: &Post| None::<u32>;
    posts.iter().filter(|post| !post.is_stdin()).filter_map(mode).fold(USUAL, |all, one| all & one) | OWN
}
