/*!
What a file looked like when it was read, to know before it is replaced whether it is still that file.
*/

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

/// A file's size and time of change, and which file it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    inode: u64,
}

impl Stamp {
    /// The stamp of a file with this metadata.
    pub fn of(meta: &Metadata) -> Self {
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(meta);
        #[cfg(not(unix))]
        let inode = 0;
        Self { len: meta.len(), modified: meta.modified().ok(), inode }
    }
}

/// Reads a file whole, or `most` bytes of it, with its stamp. The stamp is taken first, so that a change during the reading
/// shows.
///
/// # Errors
///
/// When the file cannot be opened or read, or is a folder.
pub fn read(path: &Path, most: u64) -> io::Result<(Vec<u8>, Stamp)> {
    let file = File::open(path)?;
    let meta = file.metadata()?;
    // One byte over, so that the read that meets the end needs no larger buffer.
    let mut bytes =
        Vec::with_capacity(usize::try_from(meta.len().min(most)).map_or(0, |n| n.saturating_add(1)));
    file.take(most).read_to_end(&mut bytes)?;
    Ok((bytes, Stamp::of(&meta)))
}
