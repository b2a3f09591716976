/*!
`restitch clean`: to standard output, in place, or into another folder.
*/

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Verdict;
use super::args;
use super::console::{Console, shown};
use super::session::{Purpose, Session, inputs};
use super::work::{Done, mend, read};
use crate::apply::{self, Article};
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
    let report = session.report(&args.report, false)?;
    let (options, wanted) = (session.options.clone(), report.is_some());
    let work = |post: &Post| {
        let (bytes, _) = read(post)?;
        let (source, plan) = mend(bytes, &options).map_err(|(error, _)| error)?;
        let out = Article::new(&source, &plan)?.as_bytes().to_vec();
        Ok(Done { out, ..Done::new(post, &source, &plan, wanted)? })
    };
    session.run(report, work, Vec::new)
}

fn in_place(args: &args::Clean, console: &mut Console) -> Result<Verdict> {
    refuse_stdin(&args.posts, "has no file to write in place; leave --write out")?;
    let session = Session::open(&args.posts, Purpose::Files, None, console)?;
    let report = session.report(&args.report, true)?;
    let (options, wanted) = (session.options.clone(), report.is_some());
    let work = |post: &Post| {
        let (bytes, stamp) = read(post)?;
        let (source, plan) = mend(bytes, &options).map_err(|(error, _)| error)?;
        let mut done = Done::new(post, &source, &plan, wanted)?;
        if let (true, Some(stamp)) = (done.changed, stamp) {
            let staged = apply::stage(&post.path, &stamp, &Article::new(&source, &plan)?)?;
            // With a report the file waits for its line. Without, nothing is to wait for: a kill then
            // leaves a temporary file for each thread at most.
            if wanted {
                done.staged = Some(staged);
            } else {
                staged.commit()?;
            }
        }
        Ok(done)
    };
    session.run(report, work, Vec::new)
}

fn into_folder(args: &args::Clean, folder: &Path, console: &mut Console) -> Result<Verdict> {
    refuse_stdin(&args.posts, "has no place under a folder; leave --output-dir out")?;
    let real = resolve(folder);
    let session = Session::open(&args.posts, Purpose::Files, Some(&real), console)?;
    refuse_clashes(&session.posts, folder, &real, &|post| post.place.clone())?;
    make_folders(session.posts.iter().map(|post| post.place.as_path()), folder)?;
    let report = session.report(&args.report, false)?;
    let (options, wanted) = (session.options.clone(), report.is_some());
    let work = |post: &Post| {
        let (bytes, _) = read(post)?;
        let target = folder.join(&post.place);
        // What cannot be repaired goes along as it was: the folder is to be as whole as its source.
        let copy = |bytes: &[u8]| apply::write_new(&target, bytes, &post.path);
        let (source, plan) = match mend(bytes, &options) {
            Ok(mended) => mended,
            Err((error, bytes)) => {
                copy(&bytes)?;
                return Err(error.context("copied as it was"));
            }
        };
        match Article::new(&source, &plan) {
            Ok(article) => copy(article.as_bytes())?,
            Err(error) => {
                copy(source.text().as_bytes())?;
                return Err(error.context("copied as it was"));
            }
        }
        Done::new(post, &source, &plan, wanted)
    };
    session.run(report, work, Vec::new)
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
    let mut targets: HashMap<PathBuf, &Post> = HashMap::with_capacity(posts.len());
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
        if let Some(other) = targets.insert(target, post) {
            bail!(
                "{} and {} would both be written to {}; run restitch once for each",
                shown(&other.path),
                shown(&post.path),
                shown(&folder.join(place(post)))
            );
        }
    }
    Ok(())
}

/// Makes the folders that files at these `places` below `folder` stand in.
///
/// # Errors
///
/// When one cannot be made.
pub fn make_folders<'a>(places: impl Iterator<Item = &'a Path>, folder: &Path) -> Result<()> {
    let folders: BTreeSet<&Path> = places.filter_map(Path::parent).collect();
    for place in folders {
        let path = folder.join(place);
        fs::create_dir_all(&path).with_context(|| format!("{}: cannot make this folder", shown(&path)))?;
    }
    Ok(())
}
