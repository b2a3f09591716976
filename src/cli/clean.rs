/*!
`restitch clean`: to standard output, in place, or into another folder.
*/

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use unicode_normalization::UnicodeNormalization;

use super::Verdict;
use super::args;
use super::back::{self, Committed, begin};
use super::console::{Console, shown};
use super::session::{Purpose, Session, Writer, inputs};
use super::work::{Done, mend, read};
use crate::apply::{self, Article, Content, Delta, Disk, Outputs};
use crate::batch::{Post, resolve};

const THREE_WAYS: &str = "one article goes to standard output, not several; choose one of
  restitch clean FILE                      one post, to standard output
  restitch clean --write PATH...           every post, in place
  restitch clean --output-dir DIR PATH...  every post, to its place under DIR";

/// Runs the command.
///
/// # Errors
///
/// When the command line asks for what cannot be done, or an output cannot be written.
pub fn run(args: &args::Clean, console: &mut Console) -> Result<Verdict> {
    match &args.output_dir {
        Some(folder) => into_folder(args, folder, console),
        None if args.write => in_place(args, console),
        None => to_stdout(args, console),
    }
}

fn to_stdout(args: &args::Clean, console: &mut Console) -> Result<Verdict> {
    match inputs(&args.posts).as_slice() {
        [one] if !one.is_dir() => {}
        _ => bail!(THREE_WAYS),
    }
    args.report.must_leave_stdout("the article")?;
    let session = Session::open(&args.posts, Purpose::Article, None, console)?;
    let report = session.report(&args.report)?;
    let (options, wanted, most) = (session.options.clone(), report.is_some(), session.most);
    let work = |post: &Post| {
        let (bytes, _) = read(post, most)?;
        let (source, plan) = mend(bytes, &options).map_err(|(error, _)| error)?;
        let out = Article::new(&source, &plan)?.as_bytes().to_vec();
        Ok(Done { out, ..Done::new(post, &source, &plan, wanted)? })
    };
    session.run(report, work, Vec::new)
}

fn in_place(args: &args::Clean, console: &mut Console) -> Result<Verdict> {
    refuse_stdin(&args.posts, "has no file to write in place; leave --write out")?;
    let mut session = Session::open(&args.posts, Purpose::Files, None, console)?;
    let report = session.report(&args.report)?;
    let journal = begin(&args.journal, "clean", None, folders(&session.posts), session.console)?;
    session.writer = Some(Writer { journal, outputs: None });
    let (options, wanted, most) = (session.options.clone(), report.is_some(), session.most);
    let (git, disk) = (Committed::new(args.allow_dirty, session.console), Disk::default());
    let work = |post: &Post| {
        let (bytes, stamp) = read(post, most)?;
        let (source, plan) = mend(bytes, &options).map_err(|(error, _)| error)?;
        let done = Done::new(post, &source, &plan, wanted)?;
        let Some(stamp) = stamp.filter(|_| done.changed) else { return Ok(done) };
        git.check(&post.real, source.text().as_bytes())?;
        let article = Article::new(&source, &plan)?;
        let delta = Delta::of_plan(&source, &plan, article.as_bytes());
        let staged = apply::stage(&post.path, &stamp, &Content::Article(&article), delta, &disk)?;
        Ok(done.with(Some(staged)))
    };
    session.run(report, work, Vec::new)
}

fn into_folder(args: &args::Clean, folder: &Path, console: &mut Console) -> Result<Verdict> {
    refuse_stdin(&args.posts, "has no place under a folder; leave --output-dir out")?;
    let real = resolve(folder);
    let mut session = Session::open(&args.posts, Purpose::Files, Some(&real), console)?;
    refuse_clashes(&session.posts, folder, &real, &|post| post.place.clone())?;
    let report = session.report(&args.report)?;
    let places: Vec<PathBuf> = session.posts.iter().map(|post| post.place.clone()).collect();
    let outputs = open_outputs(&mut session, "clean", &places, folder, &args.journal, args.force)?;
    let (options, wanted, most) = (session.options.clone(), report.is_some(), session.most);
    let work = |post: &Post| {
        let mode = fs::metadata(&post.path).map(|meta| meta.permissions()).ok();
        let put = |bytes: &[u8]| outputs.put(&post.place, bytes, mode.as_ref());
        let (bytes, _) = read(post, most)?;
        // What cannot be repaired goes along as it was: the folder is to be as whole as its source.
        let (source, plan) = match mend(bytes, &options) {
            Ok(mended) => mended,
            Err((error, bytes)) => {
                let staged = put(&bytes)?;
                return Ok(Done::copied(staged, error.context("copied as it was")));
            }
        };
        let staged = match Article::new(&source, &plan) {
            Ok(article) => put(article.as_bytes())?,
            Err(error) => {
                let staged = put(source.text().as_bytes())?;
                return Ok(Done::copied(staged, error.context("copied as it was")));
            }
        };
        Ok(Done::new(post, &source, &plan, wanted)?.with(staged))
    };
    session.run(report, work, Vec::new)
}

/// The folders that `posts` stand in.
pub fn folders(posts: &[Post]) -> impl Iterator<Item = &Path> {
    posts.iter().filter_map(|post| post.real.parent())
}

/// Makes `folder` and what is needed below it for files at `places`, and opens it for a run of `command`.
///
/// # Errors
///
/// When a folder cannot be made.
pub fn open_outputs(
    session: &mut Session<'_>,
    command: &str,
    places: &[PathBuf],
    folder: &Path,
    journal: &args::JournalIn,
    force: bool,
) -> Result<Arc<Outputs>> {
    let below: BTreeSet<PathBuf> =
        places.iter().filter_map(|place| Some(folder.join(place.parent()?))).collect();
    fs::create_dir_all(folder).with_context(|| format!("{}: cannot make this folder", shown(folder)))?;
    for path in &below {
        fs::create_dir_all(path).with_context(|| format!("{}: cannot make this folder", shown(path)))?;
    }
    let kept = back::folder(journal)?;
    let outputs = Outputs::new(folder, &kept, force, &Disk::default())?;
    let outputs = Arc::new(outputs.never(session.posts.iter().map(|post| post.real.clone())));
    let journal = begin(journal, command, None, below.iter().map(PathBuf::as_path), session.console)?;
    session.writer = Some(Writer { journal, outputs: Some(Arc::clone(&outputs)) });
    Ok(outputs)
}

fn refuse_stdin(posts: &args::Posts, why: &str) -> Result<()> {
    if posts.paths.iter().any(|path| path.as_os_str() == "-") {
        bail!("standard input (-) {why}");
    }
    Ok(())
}

/// Refuses an output folder where what is made of a post, at its `place` there, would be written over
/// another's, or over a post that is read.
///
/// # Errors
///
/// When it would be.
pub fn refuse_clashes(
    posts: &[Post],
    folder: &Path,
    real: &Path,
    place: &dyn Fn(&Post) -> PathBuf,
) -> Result<()> {
    let sources: HashSet<&Path> = posts.iter().map(|post| post.real.as_path()).collect();
    let mut targets: HashMap<String, &Post> = HashMap::with_capacity(posts.len());
    for post in posts {
        let target = real.join(place(post));
        if sources.contains(target.as_path()) {
            bail!(
                "{}: would be written over a post that is read, {}; name another folder, or use --write \
                 to repair in place",
                shown(folder),
                shown(&target)
            );
        }
        if let Some(other) = targets.insert(folded(&target), post) {
            let (one, two) = (folder.join(place(other)), folder.join(place(post)));
            let (one, two, first) = (shown(&one), shown(&two), shown(&other.path));
            let same = if one == two {
                String::new()
            } else {
                format!(" and {two}, which many systems take for one")
            };
            bail!(
                "{first} and {} would both be written to {one}{same}; run restitch once for each",
                shown(&post.path)
            );
        }
    }
    Ok(())
}

/// A path as file systems see it that know no case, or normalise names.
fn folded(path: &Path) -> String {
    path.to_string_lossy().nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_systems_take_for_one_are_refused() {
        let clash = |a: &str, b: &str| {
            let posts = [Post::named(a), Post::named(b)];
            refuse_clashes(&posts, Path::new("out"), Path::new("/out"), &|post| post.place.clone()).is_err()
        };
        assert!(clash("A.md", "a.md") && clash("e\u{301}.md", "\u{e9}.md") && clash("ÉTÉ.md", "été.md"));
        assert!(clash("a.md", "a.md") && !clash("a.md", "b.md"));
    }
}
