/*!
What `clean`, `check` and `diff` share: settings from the command line and the configuration, and the run
over all posts, which ends in a summary and a verdict.
*/

use std::cell::RefCell;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use restitch::Options;

use super::Verdict;
use super::args::{self, ReportTo};
use super::console::{Console, Tally, shown};
use super::output::{Report, is_closed_pipe};
use super::pager::Pager;
use super::settings::Settings;
use super::work::{Done, defect};
use crate::batch::{self, Post};

/// What a run is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Files are written: those that changed are listed.
    Files,
    /// One article goes to standard output.
    Article,
    /// Posts are looked at and stay as they are.
    Look,
    /// So, and what is shown is for reading: an empty row stands between two posts.
    Read,
}

impl Purpose {
    fn changes_something(self) -> bool {
        matches!(self, Purpose::Files | Purpose::Article)
    }
}

/// What standard output holds beside what the posts give.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Before everything.
    pub head: String,
    /// Between what two posts give.
    pub between: &'static str,
}

/// Settings and posts of a run.
pub struct Session<'a> {
    pub posts: Vec<Post>,
    pub options: Options,
    pub frame: Frame,
    purpose: Purpose,
    pub console: &'a mut Console,
    pub jobs: Option<NonZeroUsize>,
    /// The `restitch.toml` in force.
    pub config: Option<PathBuf>,
    /// What standard output is read with.
    pub pager: Pager,
    pub verdict: Verdict,
}

/// The paths of a command line; without one, the current folder.
pub fn inputs(posts: &args::Posts) -> Vec<PathBuf> {
    if posts.paths.is_empty() { vec![PathBuf::from(".")] } else { posts.paths.clone() }
}

impl<'a> Session<'a> {
    /// Reads the configuration and finds the posts, passing over the folder `except`. Paths that cannot
    /// be read are said and remembered.
    ///
    /// # Errors
    ///
    /// When the configuration is wrong.
    pub fn open(
        args: &args::Posts,
        purpose: Purpose,
        except: Option<&Path>,
        console: &'a mut Console,
    ) -> Result<Self> {
        let inputs = inputs(args);
        let settings = Settings::load(args)?;
        if let Some(file) = &settings.file {
            console.detail(format_args!("defaults from {}", shown(file)));
        }
        let ext = &settings.ext.value;
        let found = batch::find(&inputs, ext, except);
        for (path, why) in &found.problems {
            console.error(format_args!("{}: {why}", shown(path)));
        }
        for folder in &found.barren {
            let known = batch::EXTENSIONS.into_iter().chain(ext.iter().map(String::as_str));
            console.warning(format_args!(
                "{}: no posts in this folder (.{}; hidden and git-ignored files are passed over); name files, \
                 or more extensions with --ext",
                shown(folder),
                known.collect::<Vec<_>>().join(", .")
            ));
        }
        let verdict = if found.problems.is_empty() { Verdict::Done } else { Verdict::Failed };
        let jobs = settings.jobs.value;
        let between = if purpose == Purpose::Read { "\n" } else { "" };
        let frame = Frame { between, ..Frame::default() };
        let (options, config) = (settings.options(), settings.file);
        Ok(Self {
            posts: found.posts,
            options,
            frame,
            purpose,
            console,
            jobs,
            config,
            pager: Pager::None,
            verdict,
        })
    }

    /// Opens the report where one is asked for.
    ///
    /// # Errors
    ///
    /// When it cannot be written; see [`Report::create`].
    pub fn report(&self, to: &ReportTo, only_way_back: bool) -> Result<Option<Report>> {
        to.report.as_ref().map(|path| Report::create(path, &self.posts, only_way_back)).transpose()
    }

    /// Works on all posts in parallel; in path order then writes what each one has for standard output
    /// and for `report`, puts its new bytes in place, and says what became of it. The report comes before
    /// the file: none is replaced before the way back is on the disk. What `last` gives closes standard
    /// output.
    ///
    /// # Errors
    ///
    /// When standard output or the report cannot be written: no file is replaced after that.
    pub fn run(
        self,
        mut report: Option<Report>,
        work: impl Fn(&Post) -> Result<Done> + Sync,
        last: impl FnOnce() -> Vec<u8>,
    ) -> Result<Verdict> {
        let Self { posts, frame, purpose, console, jobs, pager, mut verdict, .. } = self;
        // A bar would be drawn into the pager's screen.
        if !pager.is_some() {
            console.start(posts.len());
        }
        let pager = RefCell::new(pager);
        let console = &*console;
        let mut tally = Tally::default();
        let mut begun = false;
        let work = |post: &Post| {
            let done = work(post);
            console.step();
            done
        };
        let each = |post: &Post, result: Result<Result<Done>, String>| {
            let mut done = result.unwrap_or_else(|panic| Err(defect(&panic)));
            if let Ok(done) = &done {
                if !done.out.is_empty() {
                    let apart = if begun { frame.between } else { "" };
                    let bytes = [apart.as_bytes(), &done.out].concat();
                    console.aside(|| pager.borrow_mut().write(&bytes))?;
                    begun = true;
                }
                if let (Some(report), Some(line)) = (report.as_mut(), &done.report) {
                    report.line(line)?;
                }
            }
            if let Some(staged) = done.as_mut().ok().and_then(|done| done.staged.take()) {
                report.as_mut().map_or(Ok(()), Report::secure)?;
                done = staged.commit().and(done);
            }
            match done {
                Ok(done) => {
                    tally.add(done.status, done.dropped);
                    verdict = verdict.max(if done.found { Verdict::Found } else { Verdict::Done });
                    let line = format_args!("{}: {done}", shown(&post.path));
                    if done.changed && purpose == Purpose::Files {
                        console.note(line);
                    } else {
                        console.detail(line);
                    }
                }
                Err(error) => {
                    console.error(format_args!("{}: {error:#}", shown(&post.path)));
                    tally.fail();
                    verdict = Verdict::Failed;
                }
            }
            Ok(())
        };
        let ended = console
            .aside(|| pager.borrow_mut().write(frame.head.as_bytes()))
            .and_then(|()| batch::run(&posts, jobs, work, each))
            .and_then(|()| report.map_or(Ok(()), |mut r| r.flush()))
            .and_then(|()| console.aside(|| pager.borrow_mut().write(&last())));
        console.stop();
        pager.into_inner().finish();
        match ended {
            Err(error) if is_closed_pipe(&error) => match purpose {
                // Whoever reads has read enough; the posts so far are the answer.
                Purpose::Article | Purpose::Look | Purpose::Read => return Ok(verdict),
                Purpose::Files => bail!(
                    "nobody reads the report on standard output any more, so not all posts were written; run \
                     restitch again, with a file for --report"
                ),
            },
            ended => ended?,
        }
        if !posts.is_empty() {
            console.note(tally.summary(purpose.changes_something()));
        }
        Ok(verdict)
    }
}
