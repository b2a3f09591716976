/*!
A report's file, which is never a way to lose text.

It is made new or, where somebody says so, written on at its end; nothing that stands there is replaced, by whatever
name or link. It is locked while a run writes to it, so two runs cannot write into each other's lines. A write that
fails is cut back, so that what is there ends with a whole line. Pipes and devices are written to as they are.
*/

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::disk::Disk;
use super::replace::folder_of;

/// A report that is being written.
#[derive(Debug)]
pub struct ReportFile {
    file: File,
    path: PathBuf,
    /// Bytes that are whole lines; nothing for what is no plain file.
    len: Option<u64>,
    /// Whether this run made it.
    made: bool,
    disk: Disk,
}

impl ReportFile {
    /// Opens `path`: a new file of the mode `mode`, or with `append` one to write on.
    ///
    /// # Errors
    ///
    /// When it is there already, or with `append` is no report; when another run writes to it; when it is one of
    /// the `posts`; or when it cannot be written.
    pub fn open<'p>(
        path: &Path,
        append: bool,
        posts: impl Iterator<Item = &'p Path>,
        mode: u32,
        disk: &Disk,
    ) -> Result<Self> {
        let cannot = || format!("{}: cannot write the report", path.display());
        let special = fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir());
        if special {
            let file = OpenOptions::new().write(true).open(path).with_context(cannot)?;
            return Ok(Self { file, path: path.to_owned(), len: None, made: false, disk: disk.clone() });
        }
        if append && fs::symlink_metadata(path).is_ok() {
            let handle = same_file::Handle::from_path(path).with_context(cannot)?;
            for post in posts {
                let same = same_file::Handle::from_path(post).is_ok_and(|post| post == handle);
                ensure!(!same, "{}: is one of the posts; name another file for --report", path.display());
            }
            return Self::on(path, disk);
        }
        let file = match disk.make_new(path, mode) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => bail!(
                "{}: is there already, and nothing is replaced by a report; name another file, or write on in this one \
                 with --append",
                path.display()
            ),
            made => made.with_context(cannot)?,
        };
        let _ = file.try_lock();
        // A report that a power cut takes with its folder is none.
        disk.sync_folder(folder_of(path)).with_context(cannot)?;
        Ok(Self { file, path: path.to_owned(), len: Some(0), made: true, disk: disk.clone() })
    }

    /// Writes on in a report.
    fn on(path: &Path, disk: &Disk) -> Result<Self> {
        let mut file = disk.open_end(path).with_context(|| format!("{}: cannot write on", path.display()))?;
        if matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)) {
            bail!("{}: another run writes to this report; wait for it, or name another file", path.display());
        }
        let mut head = vec![0; 64];
        let read = file.read(&mut head)?;
        let is_report = read == 0 || head[..read].starts_with(b"{\"schema\":");
        ensure!(is_report, "{}: is no report of restitch, and nothing is written to it", path.display());
        let end = file.seek(SeekFrom::End(0))?;
        // What a killed run left of a line must not stand before the next.
        let mut last = [b'\n'];
        if end > 0 {
            file.seek(SeekFrom::End(-1))?;
            file.read_exact(&mut last)?;
        }
        let mut out = Self { file, path: path.to_owned(), len: Some(end), made: false, disk: disk.clone() };
        if last != [b'\n'] {
            out.write(b"\n")?;
        }
        Ok(out)
    }

    /// Writes whole lines, all or none.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn write(&mut self, lines: &[u8]) -> Result<()> {
        let written = self.disk.write(&mut self.file, lines);
        if let Some(len) = &mut self.len {
            match &written {
                Ok(()) => *len += lines.len() as u64,
                Err(_) => self.disk.cut(&self.file, *len)?,
            }
        }
        written.with_context(|| format!("{}: cannot write the report", self.path.display()))
    }

    /// Waits until all lines are on the disk, where they are on the way to one.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn secure(&self) -> Result<()> {
        if self.len.is_none() {
            return Ok(());
        }
        self.disk
            .sync(&self.file)
            .with_context(|| format!("{}: cannot write the report", self.path.display()))
    }

    /// Takes the report away again where this run made it and wrote nothing to it.
    pub fn withdraw(self) {
        if self.made && self.len == Some(0) {
            let _ = self.disk.remove(&self.path);
        }
    }
}
