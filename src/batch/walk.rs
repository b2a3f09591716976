/*!
From the paths of a command line to the posts under them, in path order, each once.

Folders are walked as ripgrep walks them: hidden files and what a `.gitignore` or `.ignore` names are
passed over, links are not followed. A path that is named is taken whatever it is called.
*/

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// Extensions of posts, in lower case.
pub const EXTENSIONS: [&str; 4] = ["md", "markdown", "mdx", "txt"];

/// One post to work on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Post {
    /// Its path: as it was given, or under the folder that was given. `-` is standard input.
    pub path: PathBuf,
    /// Its place under an output folder: relative to the folder that was given, or its file name.
    pub place: PathBuf,
    /// Which file it is, links resolved: two posts with the same are one.
    pub real: PathBuf,
}

impl Post {
    /// A post by nothing but a name.
    pub fn named(name: impl Into<PathBuf>) -> Self {
        let path = name.into();
        Self { place: path.clone(), real: path.clone(), path }
    }

    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }
}

/// What the paths of a command line lead to.
#[derive(Debug, Default)]
pub struct Found {
    /// The posts, in path order.
    pub posts: Vec<Post>,
    /// Paths that cannot be read, and why.
    pub problems: Vec<(PathBuf, String)>,
    /// Folders without a post.
    pub barren: Vec<PathBuf>,
}

/// Finds the posts under `inputs`: files named there, and in folders those with one of
/// [`EXTENSIONS`] or of `more` (without dots). Passes over the folder `except` (links resolved).
pub fn find(inputs: &[PathBuf], more: &[String], except: Option<&Path>) -> Found {
    let mut found = Found::default();
    for input in inputs {
        if input.as_os_str() == "-" {
            found.posts.push(Post::named("-"));
            continue;
        }
        // A pipe such as bash's `<(...)` can be read and has no real path.
        let real = fs::canonicalize(input).unwrap_or_else(|_| input.clone());
        match fs::metadata(input) {
            Err(error) => found.problems.push((input.clone(), error.to_string())),
            Ok(meta) if meta.is_dir() => folder(&mut found, input, &real, more, except),
            Ok(_) => {
                let place = input.file_name().or(real.file_name()).map(PathBuf::from).unwrap_or_default();
                found.posts.push(Post { path: input.clone(), place, real });
            }
        }
    }
    found.posts.sort_by(|a, b| a.path.cmp(&b.path));
    let mut seen = HashSet::with_capacity(found.posts.len());
    found.posts.retain(|post| seen.insert(post.real.clone()));
    found
}

fn folder(found: &mut Found, input: &Path, real: &Path, more: &[String], except: Option<&Path>) {
    let before = (found.posts.len(), found.problems.len());
    let is_post = |path: &Path| {
        let Some(ext) = path.extension().and_then(|e| e.to_str()) else { return false };
        let is = |known: &str| known.eq_ignore_ascii_case(ext);
        EXTENSIONS.iter().any(|known| is(known)) || more.iter().any(|known| is(known))
    };
    let mut builder = WalkBuilder::new(input);
    if let Some(except) = except.filter(|e| e.starts_with(real)) {
        // No link is followed, so what lies under the input lies under its real path.
        let except = input.join(except.strip_prefix(real).unwrap_or(except));
        builder.filter_entry(move |entry| entry.path() != except);
    }
    for entry in builder.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = path_of(&error).unwrap_or(input).to_owned();
                let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                found.problems.push((path, why));
                continue;
            }
        };
        if entry.file_type().is_some_and(|t| t.is_file()) && is_post(entry.path()) {
            let place = entry.path().strip_prefix(input).unwrap_or(entry.path()).to_owned();
            let real = real.join(&place);
            // `./a.md` is `a.md` to everybody.
            let path = entry.path().strip_prefix(".").unwrap_or(entry.path()).to_owned();
            found.posts.push(Post { path, place, real });
        }
    }
    if (found.posts.len(), found.problems.len()) == before {
        found.barren.push(input.to_owned());
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// `path` with links resolved as far as it exists.
pub fn resolve(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if parent.as_os_str().is_empty() => resolve(Path::new(".")).join(name),
        (Some(parent), Some(name)) => resolve(parent).join(name),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            #[expect(clippy::disallowed_methods, reason = "the test plays the user")]
            fs::write(path, "x").unwrap();
        }
        root
    }

    fn places(found: &Found) -> Vec<&str> {
        found.posts.iter().map(|p| p.place.to_str().unwrap()).collect()
    }

    #[test]
    fn posts_come_by_extension_in_order_and_hidden_ones_stay_out() {
        let root = tree(&["b.MD", "a/z.txt", "a.markdown", "c.mdx", "d.rst", "e.png", ".f.md", ".g/h.md"]);
        let inputs = [root.path().to_owned()];
        assert_eq!(places(&find(&inputs, &[], None)), ["a/z.txt", "a.markdown", "b.MD", "c.mdx"]);
        let more = find(&inputs, &["rst".to_owned()], None);
        assert_eq!(places(&more), ["a/z.txt", "a.markdown", "b.MD", "c.mdx", "d.rst"]);
    }

    #[test]
    fn a_post_is_taken_once_and_a_named_file_always() {
        let root = tree(&["a.md", "b/c.md", "notes"]);
        let at = |p: &str| root.path().join(p);
        let found = find(&[root.path().to_owned(), at("b"), at("b/../a.md"), at("notes")], &[], None);
        assert_eq!(found.posts.len(), 3);
        assert!(found.posts.iter().any(|p| p.path == at("notes")));
    }

    #[test]
    fn the_folder_that_is_written_to_is_not_read() {
        let root = tree(&["a.md", "out/a.md", "outer/b.md"]);
        let inputs = [root.path().to_owned()];
        let except = resolve(&root.path().join("out"));
        assert_eq!(places(&find(&inputs, &[], Some(&except))), ["a.md", "outer/b.md"]);
    }

    #[test]
    fn what_is_not_there_is_named() {
        let root = tree(&["img/a.png"]);
        let found = find(&[root.path().join("gone.md"), root.path().join("img")], &[], None);
        assert!(found.posts.is_empty());
        assert_eq!(found.problems[0].0, root.path().join("gone.md"));
        assert_eq!(found.barren, [root.path().join("img")]);
    }

    #[test]
    fn a_path_that_is_not_there_yet_resolves_by_its_parents() {
        let root = tree(&["a/b.md"]);
        let real = fs::canonicalize(root.path()).unwrap();
        assert_eq!(resolve(&root.path().join("a/../new/deep")), real.join("new/deep"));
        assert_eq!(resolve(Path::new("new-here")), fs::canonicalize(".").unwrap().join("new-here"));
    }
}
