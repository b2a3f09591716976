/*!
The runs of a journal, as they can be read: a line that is damaged is counted and passed over, and a
torn last line is nothing.
*/

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::{Delta, How, Print, Record, name, of_line, path_of};

/// A run.
#[derive(Clone, PartialEq, Debug)]
pub struct Run {
    /// Its number.
    pub number: u64,
    /// When it began, in milliseconds since 1970.
    pub when: u64,
    /// Its command.
    pub command: String,
    /// The folder it was begun in.
    pub folder: PathBuf,
    /// The run that it takes back.
    pub undoes: Option<u64>,
    /// Files that were replaced, or were about to be, in order.
    pub entries: Vec<Entry>,
    /// New files.
    pub wrote: Vec<(PathBuf, Print)>,
    /// How it ended; nothing while it runs, or when it died and nobody looked yet.
    pub end: Option<How>,
    /// Lines that are no records.
    pub damaged: usize,
}

/// A file that was replaced, or was about to be.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// Its number in the run.
    pub n: u64,
    /// The file, links resolved.
    pub path: PathBuf,
    /// Its two versions.
    pub delta: Delta,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an intent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Nobody said.
    Unknown,
    /// The file was replaced.
    Done,
    /// It was not.
    Failed,
}

/// The numbers of the runs in `folder`, in no order; none where there is no folder.
pub fn numbers(folder: &Path) -> io::Result<Vec<u64>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let number = |entry: fs::DirEntry| entry.file_name().to_str()?.strip_suffix(".run")?.parse().ok();
    Ok(entries.flatten().filter_map(number).collect())
}

/// The runs in `folder` that can be read, the latest first.
///
/// # Errors
///
/// When the folder cannot be read.
pub fn runs(folder: &Path) -> io::Result<impl Iterator<Item = Run> + use<'_>> {
    let mut numbers = numbers(folder)?;
    numbers.sort_unstable_by(|a, b| b.cmp(a));
    Ok(numbers.into_iter().filter_map(|number| read(&folder.join(name(number))).ok().flatten()))
}

/// When the run at `path` began.
pub fn begun(path: &Path) -> Option<u64> {
    let mut line = Vec::new();
    BufReader::new(File::open(path).ok()?).read_until(b'\n', &mut line).ok()?;
    match of_line(line.strip_suffix(b"\n")?)? {
        Record::Begin { when, .. } => Some(when),
        _ => None,
    }
}

/// The run at `path`; none where its first line is no beginning.
pub fn read(path: &Path) -> io::Result<Option<Run>> {
    of_lines(BufReader::new(File::open(path)?))
}

/// The run of these lines.
pub fn of_lines(mut lines: impl BufRead) -> io::Result<Option<Run>> {
    let mut run: Option<Run> = None;
    let mut by_number: HashMap<u64, usize> = HashMap::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        // A torn last line has no newline.
        if lines.read_until(b'\n', &mut line)? == 0 || line.pop() != Some(b'\n') {
            return Ok(run);
        }
        let record = of_line(&line);
        if let Some(Record::Begin { form: super::FORM, run: number, when, command, folder, undoes }) = record
        {
            let folder = path_of(&folder).unwrap_or_default();
            let (entries, wrote) = (Vec::new(), Vec::new());
            run.get_or_insert(Run {
                number,
                when,
                command,
                folder,
                undoes,
                entries,
                wrote,
                end: None,
                damaged: 0,
            });
            continue;
        }
        let Some(run) = &mut run else { return Ok(None) };
        let outcome = |n: u64, to: Outcome, run: &mut Run| {
            if let Some(entry) = by_number.get(&n).and_then(|&i| run.entries.get_mut(i)) {
                entry.outcome = to;
            }
        };
        match record {
            Some(Record::Intent { n, path, delta }) => {
                let Some(path) = path_of(&path).filter(|path| path.is_absolute()) else {
                    run.damaged += 1;
                    continue;
                };
                by_number.insert(n, run.entries.len());
                run.entries.push(Entry { n, path, delta: *delta, outcome: Outcome::Unknown });
            }
            Some(Record::Done { n }) => outcome(n, Outcome::Done, run),
            Some(Record::Failed { n }) => outcome(n, Outcome::Failed, run),
            Some(Record::Wrote { path, print }) => run.wrote.extend(path_of(&path).map(|path| (path, print))),
            Some(Record::End { how }) => run.end = Some(how),
            Some(Record::Begin { .. }) | None => run.damaged += 1,
        }
    }
}

/// A run's file of any bytes is read without a panic, and what it says of a file is what was written.
#[cfg(any(test, fuzzing))]
pub fn any_records(bytes: &[u8]) {
    if let Ok(Some(run)) = of_lines(bytes) {
        assert!(run.entries.iter().all(|entry| entry.path.is_absolute()));
    }
}
