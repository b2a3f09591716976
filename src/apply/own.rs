/*!
Files of restitch's own: how far a review has come, and the list of passages to keep in `restitch.toml`.
Like posts they are replaced whole or not at all.
*/

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};

use super::disk::Disk;
use super::replace::folder_of;
use super::temp::Temp;

/// Puts `bytes` into the file `path`, whose folder is made where it is missing.
///
/// # Errors
///
/// When the folder cannot be made or the file not be written.
pub fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let disk = Disk::default();
    let put = || -> io::Result<()> {
        disk.make_folder(folder_of(path))?;
        // A link stays a link, and what others may read stays readable for them.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let mut temp = Temp::new(folder_of(&target), &disk)?;
        temp.write(bytes)?;
        if let Ok(meta) = fs::metadata(&target) {
            temp.file().set_permissions(meta.permissions())?;
        }
        temp.persist(&target, false)
    };
    put().with_context(|| format!("cannot write {}", path.display()))
}

/// Takes away a file that [`put`] made; none is none.
///
/// # Errors
///
/// When it is there and stays.
pub fn take_away(path: &Path) -> Result<()> {
    match Disk::default().remove(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => {
            Err(e).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_with_its_folder_replaced_and_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/review/a.json");
        put(&path, b"one").unwrap();
        put(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        take_away(&path).unwrap();
        take_away(&path).unwrap();
        assert!(!path.exists());
    }
}
