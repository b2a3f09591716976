/*!
Runs that died: found by their missing `end` and their missing lock, and finished. Which of their files were
replaced is asked of the files, so nothing has to be done to them: each is as it was or as it was to be.
*/

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::read::{numbers, of_lines};
use super::{How, Outcome, Print, Record, name, to_line};
use crate::apply::disk::Disk;

/// A run that died and is settled now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    /// Its number.
    pub number: u64,
    /// Files it had replaced, of those it was about to.
    pub done: usize,
    pub of: usize,
}

/// Settles every run in `folder` that died. One that cannot be settled is left for another time: what it did
/// is known from its intents all the same.
pub fn settle(folder: &Path, disk: &Disk) -> Vec<Settled> {
    let mut numbers = numbers(folder).unwrap_or_default();
    numbers.sort_unstable();
    numbers.into_iter().filter_map(|number| one(&folder.join(name(number)), number, disk)).collect()
}

fn one(path: &Path, number: u64, disk: &Disk) -> Option<Settled> {
    let mut bytes = Vec::new();
    let mut run = File::open(path).ok()?;
    let len = run.metadata().ok()?.len();
    run.seek(SeekFrom::Start(len.saturating_sub(TAIL))).ok()?;
    run.read_to_end(&mut bytes).ok()?;
    if ends(&bytes) {
        return None;
    }
    let mut file = disk.open_end(path).ok()?;
    file.try_lock().ok()?;
    // It may have ended, or been settled, since it was read.
    bytes.clear();
    file.read_to_end(&mut bytes).ok()?;
    if ends(&bytes) {
        return None;
    }
    let whole = bytes.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    let Some(run) = of_lines(&bytes[..whole]).ok()? else {
        // It died before its first line was whole, and with it before anything was replaced.
        disk.remove(path).ok()?;
        return None;
    };
    disk.cut(&file, whole as u64).ok()?;
    let mut lines = Vec::new();
    let mut done = 0;
    for entry in &run.entries {
        let replaced = match entry.outcome {
            Outcome::Done => true,
            Outcome::Failed => false,
            Outcome::Unknown => {
                // One that is neither was edited since or taken away: what was dropped must not be forgotten.
                let now = fs::read(&entry.path).map(|bytes| Print::of(&bytes)).ok();
                let replaced = now != Some(entry.delta.before);
                let n = entry.n;
                let record = if replaced { Record::Done { n } } else { Record::Failed { n } };
                lines.extend(to_line(&record).ok()?);
                replaced
            }
        };
        done += usize::from(replaced);
    }
    lines.extend(to_line(&Record::End { how: How::Died }).ok()?);
    disk.write(&mut file, &lines).ok()?;
    disk.sync(&file).ok()?;
    Some(Settled { number, done, of: run.entries.len() })
}

/// Bytes that a run's last line has at most.
const TAIL: u64 = 1024;

/// Whether the last line is an `end`; most runs have one, so the others' lines alone are read.
fn ends(bytes: &[u8]) -> bool {
    let Some(lines) = bytes.strip_suffix(b"\n") else { return false };
    let last = lines.rsplit(|&b| b == b'\n').next().unwrap_or_default();
    matches!(super::of_line(last), Some(Record::End { .. }))
}
