/*!
`restitch check --format html`: one page on standard output, or with `--output-dir` a folder with a table
of all posts and a page for each, which is how an archive stays quick to open.
*/

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use restitch::present::{Archive, Detail, HtmlPost, View, has_findings, html_index, html_single};

use super::Verdict;
use super::args;
use super::clean::{open_outputs, refuse_clashes};
use super::console::Console;
use super::output::{Report, shared_mode};
use super::session::{Purpose, Session};
use super::work::{Done, mend, read};
use crate::apply::Staged;
use crate::batch::{Post, resolve};

/// Bytes of posts that one page holds whole. Twice as much would be more than a browser opens at once.
const ONE_PAGE: u64 = 6_000_000;
/// The table's file.
const INDEX: &str = "index.html";
/// The folder of the posts' pages below it: no post's page can take the table's name.
const PAGES: &str = "posts";

/// What came of one post, for the page that all share.
enum Outcome {
    Found(Box<HtmlPost>),
    Clean,
    Failed(String),
}

/// What came of the posts so far.
struct Outcomes {
    posts: Vec<Post>,
    /// Each post's place among them, from 1.
    numbers: HashMap<PathBuf, usize>,
    so_far: Mutex<Vec<(usize, Outcome)>>,
}

/// Runs `check --format html`.
///
/// # Errors
///
/// When the command line asks for what cannot be done, or an output cannot be written.
pub fn run(args: &args::Check, console: &mut Console) -> Result<Verdict> {
    match &args.output_dir {
        Some(folder) => into_folder(args, folder, console),
        None => to_stdout(args, console),
    }
}

fn to_stdout(args: &args::Check, console: &mut Console) -> Result<Verdict> {
    let session = Session::open(&args.posts, Purpose::Look, None, console)?;
    let bytes: u64 = session.posts.iter().filter_map(|p| fs::metadata(&p.path).ok()).map(|m| m.len()).sum();
    let detail = if bytes > ONE_PAGE { Detail::Excerpts } else { Detail::Whole };
    let outcomes = Outcomes::new(&session.posts);
    let page = |view: &View<'_>, post: &Post| Ok((HtmlPost::new(view, outcomes.number(post), detail), None));
    let last = || html_single(&outcomes.archive(), detail == Detail::Excerpts).into_bytes();
    let report = session.report(&args.report)?;
    run_over(session, report, &outcomes, page, Last::Out(&last))
}

fn into_folder(args: &args::Check, folder: &Path, console: &mut Console) -> Result<Verdict> {
    let real = resolve(folder);
    let mut session = Session::open(&args.posts, Purpose::Look, Some(&real), console)?;
    refuse_clashes(&session.posts, folder, &real, &place)?;
    let report = session.report(&args.report)?;
    let pages: Vec<PathBuf> = session.posts.iter().map(place).chain([PathBuf::from(INDEX)]).collect();
    let outputs = open_outputs(&mut session, "check", &pages, folder, &args.journal, args.force)?;
    let outcomes = Outcomes::new(&session.posts);
    let all = permissions(shared_mode(&session.posts), folder);
    let page = |view: &View<'_>, post: &Post| {
        let mut html = HtmlPost::new(view, 1, Detail::Whole);
        let Some(found) = &mut html else { return Ok((html, None)) };
        let place = place(post);
        let up = "../".repeat(place.components().count() - 1) + INDEX;
        let page = found.take_page(&place.to_string_lossy(), &up);
        let mode = fs::metadata(&post.path).ok().filter(|meta| meta.is_file()).map(|meta| meta.permissions());
        let staged = outputs.put(&place, page.as_bytes(), mode.as_ref().or(all.as_ref()))?;
        Ok((html, staged))
    };
    let index = || outputs.put(Path::new(INDEX), html_index(&outcomes.archive()).as_bytes(), all.as_ref());
    run_over(session, report, &outcomes, page, Last::File(&index))
}

/// What comes when all posts are done.
enum Last<'l> {
    /// A page on standard output.
    Out(&'l dyn Fn() -> Vec<u8>),
    /// A file below the output folder.
    File(&'l dyn Fn() -> Result<Option<Staged>>),
}

/// The permissions of a file of mode `mode`, which nobody but its owner writes.
fn permissions(mode: u32, folder: &Path) -> Option<fs::Permissions> {
    let mut out = fs::metadata(folder).ok()?.permissions();
    #[cfg(unix)]
    std::os::unix::fs::PermissionsExt::set_mode(&mut out, mode & 0o644);
    #[cfg(not(unix))]
    let _ = (mode, &mut out);
    Some(out)
}

/// Makes a page's part of every post, and keeps what came of each.
fn run_over(
    session: Session<'_>,
    report: Option<Report>,
    outcomes: &Outcomes,
    page: impl Fn(&View<'_>, &Post) -> Result<(Option<HtmlPost>, Option<Staged>)> + Sync,
    last: Last<'_>,
) -> Result<Verdict> {
    let (options, wanted, most) = (session.options.clone(), report.is_some(), session.most);
    let look = |post: &Post| {
        let (bytes, _) = read(post, most)?;
        let (source, plan) = mend(bytes, &options).map_err(|(error, _)| error)?;
        let path = post.path.to_string_lossy();
        let view = View { path: &path, source: &source, plan: &plan };
        let (html, staged) = page(&view, post)?;
        let done = Done::new(post, &source, &plan, wanted)?;
        outcomes.note(post, html.map_or(Outcome::Clean, |html| Outcome::Found(Box::new(html))));
        Ok(Done { found: has_findings(&view), ..done }.with(staged))
    };
    let work = |post: &Post| {
        look(post).inspect_err(|error| outcomes.note(post, Outcome::Failed(format!("{error:#}"))))
    };
    match last {
        Last::Out(out) => session.run(report, work, out),
        Last::File(file) => session.run_to_file(report, work, file),
    }
}

/// A post's page below the report's folder.
fn place(post: &Post) -> PathBuf {
    let name = if post.is_stdin() { Path::new("standard-input") } else { &post.place };
    let mut file = Path::new(PAGES).join(name).into_os_string();
    file.push(".html");
    PathBuf::from(file)
}

impl Outcomes {
    fn new(posts: &[Post]) -> Self {
        // A post is one file, so its real path is its own.
        let numbers = posts.iter().enumerate().map(|(i, post)| (post.real.clone(), i + 1)).collect();
        Self { posts: posts.to_vec(), numbers, so_far: Mutex::default() }
    }

    fn number(&self, post: &Post) -> usize {
        self.numbers.get(&post.real).copied().unwrap_or(0)
    }

    fn note(&self, post: &Post, outcome: Outcome) {
        self.so_far.lock().unwrap_or_else(PoisonError::into_inner).push((self.number(post), outcome));
    }

    /// All outcomes by their posts. A post of which nothing is known made restitch fail.
    fn archive(&self) -> Archive {
        let mut outcomes = std::mem::take(&mut *self.so_far.lock().unwrap_or_else(PoisonError::into_inner));
        outcomes.sort_by_key(|(number, _)| *number);
        let mut archive = Archive::default();
        let mut outcomes = outcomes.into_iter().peekable();
        for (i, post) in self.posts.iter().enumerate() {
            let path = post.path.to_string_lossy().into_owned();
            match outcomes.next_if(|(number, _)| *number == i + 1) {
                Some((_, Outcome::Found(html))) => archive.posts.push(*html),
                Some((_, Outcome::Clean)) => archive.clean.push(path),
                Some((_, Outcome::Failed(why))) => archive.failed.push((path, why)),
                None => archive.failed.push((path, "restitch failed on this post".to_owned())),
            }
        }
        archive
    }
}
