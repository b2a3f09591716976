/*!
Whether a file in a git work tree has changes that are not committed: git could not give them back.

Git is asked what the index and the last commit hold, by two commands that read and run nothing, and the
file's bytes are hashed here: `git status` would run the filters and monitors that a repository's
configuration names, which in somebody else's repository are somebody else's commands. A file that git
does not know has no version there to lose, and the journal has one.
*/

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use sha2::Digest as _;

use super::journal::to_hex;

/// What of a file is not committed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Changed {
    /// The file is not what the index holds.
    InWorkTree,
    /// The index holds what the last commit does not.
    InIndex,
}

/// A file's hash in the index and in the last commit.
type Versions = (Option<String>, Option<String>);
/// The files of a repository by their paths in it; nothing where git does not say.
type Known = Option<HashMap<Vec<u8>, Versions>>;

/// The repositories that were asked about so far.
#[derive(Debug, Default)]
pub struct Git {
    known: Mutex<HashMap<PathBuf, Known>>,
}

impl Git {
    /// What of the file at `path` (links resolved), which holds `bytes`, is not committed. `Err` is a repository that
    /// git says nothing about.
    ///
    /// # Errors
    ///
    /// The repository's folder.
    pub fn changed(&self, path: &Path, bytes: &[u8]) -> Result<Option<Changed>, PathBuf> {
        let Some(root) = path.ancestors().skip(1).find(|folder| folder.join(".git").exists()) else {
            return Ok(None);
        };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let files = known.entry(root.to_owned()).or_insert_with(|| ask(root));
        let Some(files) = files else { return Err(root.to_owned()) };
        let Some((index, head)) = path.strip_prefix(root).ok().and_then(|name| files.get(&slashed(name)))
        else {
            return Ok(None);
        };
        Ok(match (index, head) {
            // It was taken out of the index, and stands there all the same.
            (None, _) => Some(Changed::InIndex),
            (Some(index), _) if !is_blob(bytes, index) => Some(Changed::InWorkTree),
            (index, head) => (index != head).then_some(Changed::InIndex),
        })
    }
}

/// A path below a repository's root, as git writes it.
fn slashed(path: &Path) -> Vec<u8> {
    let parts: Vec<&[u8]> = path.iter().map(OsStr::as_encoded_bytes).collect();
    parts.join(&b'/')
}

fn ask(root: &Path) -> Known {
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        // A hook's index is not the one that the work tree is compared with.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(name);
        }
        command.arg("-C").arg(root).args(["-c", "core.fsmonitor=false"]).args(args);
        command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok().filter(|run| run.status.success())
    };
    let mut files: HashMap<Vec<u8>, Versions> = HashMap::new();
    for (mode, name) in lines(&git(&["ls-files", "--stage", "-z"])?.stdout) {
        let hash = mode.split(|&b| b == b' ').nth(1)?;
        files.entry(name.to_vec()).or_default().0 = Some(String::from_utf8_lossy(hash).into_owned());
    }
    // Before the first commit there is none.
    if let Some(tree) = git(&["ls-tree", "-r", "-z", "--full-tree", "HEAD"]) {
        for (mode, name) in lines(&tree.stdout) {
            let hash = mode.split(|&b| b == b' ').nth(2)?;
            files.entry(name.to_vec()).or_default().1 = Some(String::from_utf8_lossy(hash).into_owned());
        }
    }
    Some(files)
}

/// Lines that end with a zero: what is said of a file, and its path.
fn lines(out: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    out.split(|&b| b == 0).filter_map(|line| {
        let tab = line.iter().position(|&b| b == b'\t')?;
        Some((&line[..tab], &line[tab + 1..]))
    })
}

/// Whether git's hash of `bytes` is `hash`, as they are or with the line ends that git may have put in for a
/// checkout.
fn is_blob(bytes: &[u8], hash: &str) -> bool {
    let is = |bytes: &[u8]| {
        let head = format!("blob {}\0", bytes.len());
        let sum = |whole: &[u8]| {
            if hash.len() == 64 {
                to_hex(&sha2::Sha256::digest(whole))
            } else {
                to_hex(&sha1::Sha1::digest(whole))
            }
        };
        sum(&[head.as_bytes(), bytes].concat()) == hash
    };
    is(bytes) || {
        let unix: Vec<u8> = bytes
            .split(|&b| b == b'\n')
            .map(|l| l.strip_suffix(b"\r").unwrap_or(l))
            .collect::<Vec<_>>()
            .join(&b'\n');
        unix.len() != bytes.len() && is(&unix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_is_known_by_its_hash_in_either_line_end() {
        // printf 'a\nb\n' | git hash-object --stdin
        let hash = "422c2b7ab3b3c668038da977e4e93a5fc623169c";
        assert!(is_blob(b"a\nb\n", hash) && is_blob(b"a\r\nb\r\n", hash));
        assert!(!is_blob(b"a\nc\n", hash));
        let empty = "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813";
        assert!(is_blob(b"", empty), "a repository of SHA-256");
    }
}
