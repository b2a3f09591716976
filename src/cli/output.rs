/*!
Where results go: standard output, and the report's file.
*/

use std::fs::{self, File};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::Verdict;
use crate::apply;
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
    /// To a file.
    File(BufWriter<File>),
}

impl Report {
    /// Opens `path` for the report of `posts`; `-` is standard output. With `only_way_back`, what was
    /// reported there before is not overwritten.
    ///
    /// # Errors
    ///
    /// When `path` is one of the posts, or cannot be written to.
    pub fn create(path: &Path, posts: &[Post], only_way_back: bool) -> Result<Self> {
        if path.as_os_str() == "-" {
            return Ok(Self::Stdout(io::stdout()));
        }
        let real = resolve(path);
        if posts.iter().any(|post| post.real == real) {
            bail!("{}: is one of the posts; name another file for --report", path.display());
        }
        if fs::metadata(path).is_ok_and(|m| m.is_dir()) {
            bail!("{}: is a folder; name a file for --report", path.display());
        }
        Ok(Self::File(BufWriter::new(apply::create_report(path, only_way_back)?)))
    }

    /// Writes one post's line.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn line(&mut self, line: &[u8]) -> Result<()> {
        self.writer().write_all(line).context("cannot write the report")
    }

    /// Hands all lines to the system.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn flush(&mut self) -> Result<()> {
        self.writer().flush().context("cannot write the report")
    }

    /// Waits until all lines are on the disk, where they are on the way to one.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn secure(&mut self) -> Result<()> {
        self.flush()?;
        if let Self::File(out) = self
            && out.get_ref().metadata().is_ok_and(|meta| meta.is_file())
        {
            out.get_ref().sync_data().context("cannot write the report")?;
        }
        Ok(())
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(out) => out,
            Self::File(out) => out,
        }
    }
}
