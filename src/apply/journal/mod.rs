/*!
The way back from every write, without being asked: one file a run, written before the files it speaks of.

# Format

A run's file is `NNNNNN.run` in the journal's folder, and holds one record a line: sixteen hexadecimal
digits of the SHA-256 of what follows, a space, and a JSON object ([`Record`]).

```text
begin   form, number, when, command, folder          the first line
intent  n, path, delta                               this file is about to be replaced
done    n                                            it was, and its folder is on the disk
failed  n                                            it was not; the file is as it was
wrote   path, print                                  a new file below an output folder; nobody's was replaced
end     how: whole, stopped, died                    the last line
```

An intent holds what was dropped and joined and no more ([`Delta`]): the rest of the way back is the file
itself. Numbers are given by the making of a file that must not be there yet, and a run holds its file
locked, so two runs at once share nothing.

# Steps, and what a crash after each leaves

| step | after a crash there |
|---|---|
| new bytes beside each file of a lot, fsync | temporary files, which the next run sweeps |
| intents of the lot, one fsync of the run's file (of the folder with the first) | the same, and intents whose files are as they were |
| for each file: still what was read? rename over it | each file is old or new, and its intent is on the disk |
| fsync of the folders | the same |
| `done` of each, not waited for | all known |
| `end` at the run's end, fsync | |

So a file that is new always has its intent on the disk, and `done` only says what the file's own
SHA-256 says too. A run without an `end` that nobody holds locked died: the next run that writes, or looks at
the journal, [`settle`]s it file by file, as done or as failed. A torn last line is a record that was
never waited for, so nothing hangs on it. An append that fails is cut back, and no file of its lot is replaced.
*/

mod delta;
mod read;
mod settle;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::disk::{Disk, OWN};

#[cfg(any(test, fuzzing))]
pub use delta::Own;
#[cfg(any(test, fuzzing))]
pub use read::any_records;

pub use delta::{Bytes, Delta, Print, Unfit, assemble, line_hash, to_hex};
pub use read::{Entry, Outcome, Run, runs};
pub use settle::settle;

/// Version of the form.
pub const FORM: u32 = 1;

/// One line of a run's file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Record {
    Begin {
        form: u32,
        run: u64,
        /// Milliseconds since 1970, UTC.
        when: u64,
        command: String,
        folder: Bytes,
        /// The run that this one takes back.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        undoes: Option<u64>,
    },
    Intent {
        n: u64,
        path: Bytes,
        delta: Box<Delta>,
    },
    Done {
        n: u64,
    },
    Failed {
        n: u64,
    },
    Wrote {
        path: Bytes,
        print: Print,
    },
    End {
        how: How,
    },
}

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It came to its end.
    Whole,
    /// Somebody stopped it, between two files.
    Stopped,
    /// It was killed; a later run found out which files it had written.
    Died,
}

/// A record as its line.
fn to_line(record: &Record) -> io::Result<Vec<u8>> {
    let json = serde_json::to_vec(record)?;
    let mut line = to_hex(&Sha256::digest(&json)[..8]).into_bytes();
    line.push(b' ');
    line.extend(json);
    line.push(b'\n');
    Ok(line)
}

/// The record of a line without its newline; nothing where it is none, or is not what was written.
fn of_line(line: &[u8]) -> Option<Record> {
    let (sum, json) = line.split_at_checked(17)?;
    let sound = sum[..16] == *to_hex(Sha256::digest(json).get(..8)?).as_bytes() && sum[16] == b' ';
    if sound { serde_json::from_slice(json).ok() } else { None }
}

/// What a run says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// The command.
    pub command: String,
    /// The run that it takes back.
    pub undoes: Option<u64>,
}

/// A journal that a run may write to; it is opened with the first record.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    about: About,
    disk: Disk,
    open: Option<Open>,
}

/// A run's file.
#[derive(Debug)]
struct Open {
    file: File,
    number: u64,
    /// Bytes that are whole records.
    len: u64,
    intents: u64,
}

impl Journal {
    /// The journal in `folder`, which may not be there yet.
    pub fn new(folder: PathBuf, about: About, disk: &Disk) -> Self {
        Self { folder, about, disk: disk.clone(), open: None }
    }

    /// The run's number, once something was written.
    pub fn number(&self) -> Option<u64> {
        self.open.as_ref().map(|open| open.number)
    }

    /// Appends `records`, all or none.
    fn append(&mut self, records: &[Record]) -> io::Result<&mut Open> {
        if self.open.is_none() {
            self.open = Some(self.begin()?);
        }
        let Some(open) = &mut self.open else { return Err(io::ErrorKind::NotFound.into()) };
        let mut lines = Vec::new();
        for record in records {
            lines.extend(to_line(record)?);
        }
        if let Err(error) = self.disk.write(&mut open.file, &lines) {
            // What is left of it must not stand before the next record.
            self.disk.cut(&open.file, open.len)?;
            return Err(error);
        }
        open.len += lines.len() as u64;
        Ok(open)
    }

    fn begin(&self) -> io::Result<Open> {
        self.disk.make_folder(&self.folder)?;
        let mut run = read::numbers(&self.folder)?.into_iter().max().unwrap_or(0);
        let (mut file, number) = loop {
            run += 1;
            match self.disk.make_new(&self.folder.join(name(run)), OWN) {
                Ok(file) => break (file, run),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        };
        // Without locks a run could be taken for dead while it lives; that only costs its `end`.
        let _ = file.try_lock();
        let when = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let begin = Record::Begin {
            form: FORM,
            run: number,
            when: u64::try_from(when).unwrap_or(u64::MAX),
            command: self.about.command.clone(),
            folder: path_bytes(&std::env::current_dir().unwrap_or_default()),
            undoes: self.about.undoes,
        };
        let line = to_line(&begin)?;
        self.disk.write(&mut file, &line)?;
        Ok(Open { file, number, len: line.len() as u64, intents: 0 })
    }

    /// Puts on the disk that these files are about to be replaced, and gives a number for each.
    ///
    /// # Errors
    ///
    /// When that cannot be done: none of the files may be replaced then.
    pub fn intend<'c>(
        &mut self,
        changes: impl ExactSizeIterator<Item = (&'c Path, &'c Delta)>,
    ) -> Result<Vec<u64>> {
        let from = self.open.as_ref().map_or(0, |open| open.intents);
        let numbers: Vec<u64> = (from..from + changes.len() as u64).collect();
        let intent = |(n, (path, delta)): (&u64, (&Path, &Delta))| Record::Intent {
            n: *n,
            path: path_bytes(path),
            delta: Box::new(delta.clone()),
        };
        let records: Vec<Record> = numbers.iter().zip(changes).map(intent).collect();
        let new = self.open.is_none();
        let (disk, folder) = (self.disk.clone(), self.folder.clone());
        let mut put = || -> io::Result<()> {
            let open = self.append(&records)?;
            open.intents += records.len() as u64;
            disk.sync(&open.file)?;
            if new { disk.sync_folder(&folder) } else { Ok(()) }
        };
        put().with_context(|| {
            format!(
                "cannot write the way back to {}, so nothing was replaced; choose another folder with --journal",
                self.folder.display()
            )
        })?;
        Ok(numbers)
    }

    /// Says of each intent whether its file was replaced. Nothing hangs on it, so nothing is waited for.
    pub fn tell(&mut self, outcomes: impl Iterator<Item = (u64, bool)>) {
        let record = |(n, done)| if done { Record::Done { n } } else { Record::Failed { n } };
        let records: Vec<Record> = outcomes.map(record).collect();
        let _ = self.append(&records);
    }

    /// Says that these new files were written.
    ///
    /// # Errors
    ///
    /// When it cannot be said.
    pub fn wrote(&mut self, files: &[(PathBuf, Print)]) -> Result<()> {
        let record =
            |(path, print): &(PathBuf, Print)| Record::Wrote { path: path_bytes(path), print: *print };
        let records: Vec<Record> = files.iter().map(record).collect();
        self.append(&records).map(drop).with_context(|| format!("cannot write to {}", self.folder.display()))
    }

    /// Says that the run is over, where there is something to say.
    pub fn end(mut self, how: How) {
        if self.open.is_some() {
            let disk = self.disk.clone();
            // All that counts is on the disk already; what is not said is found out.
            let _ = self.append(&[Record::End { how }]).and_then(|open| disk.sync(&open.file));
        }
    }
}

/// The file of run `number`.
fn name(number: u64) -> String {
    format!("{number:06}.run")
}

/// A path as bytes, where the system's paths are bytes.
pub fn path_bytes(path: &Path) -> Bytes {
    #[cfg(unix)]
    return Bytes::new(std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()));
    #[cfg(not(unix))]
    Bytes::Text(path.to_string_lossy().into_owned())
}

/// The path of [`path_bytes`].
pub fn path_of(bytes: &Bytes) -> Option<PathBuf> {
    #[cfg(unix)]
    return bytes.to_vec().map(|bytes| {
        let name: std::ffi::OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes);
        PathBuf::from(name)
    });
    #[cfg(not(unix))]
    match bytes {
        Bytes::Text(text) => Some(PathBuf::from(text)),
        Bytes::Hex { .. } => None,
    }
}

/// Takes away the runs that began more than `days` days ago, and says how many those were and how many stayed for
/// being under way.
///
/// # Errors
///
/// When one cannot be taken away.
pub fn prune(folder: &Path, days: u64, disk: &Disk) -> Result<(usize, usize)> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let (mut gone, mut alive) = (0, 0);
    for number in read::numbers(folder).with_context(|| folder.display().to_string())? {
        let path = folder.join(name(number));
        let file = File::open(&path).with_context(|| path.display().to_string())?;
        if file.try_lock().is_err() {
            alive += 1;
            continue;
        }
        let begun = read::begun(&path).unwrap_or(0);
        if u128::from(begun) + u128::from(days) * 86_400_000 <= now {
            disk.remove(&path).map_err(|e| anyhow!("{}: {e}", path.display()))?;
            gone += 1;
        }
    }
    if gone > 0 {
        disk.sync_folder(folder)?;
    }
    Ok((gone, alive))
}
