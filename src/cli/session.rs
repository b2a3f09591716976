/*!
What `clean`, `check` and `diff` share: settings from the command line and the configuration, and the run
over all posts, which ends in a summary and a verdict.
*/

use std::cell::RefCell;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};
use restitch::Options;
use same_file::Handle;

use super::Verdict;
use super::args::{self, ReportTo};
use super::console::{Console, Tally, count, shown};
use super::output::{Report, is_closed_pipe};
use super::pager::Pager;
use super::settings::Settings;
use super::stop::{self, Stopped};
use super::work::{Done, PassedOver, defect};
use crate::apply::{self, Disk, How, Journal, Outputs, Replaced, Staged};
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
    /// Bytes of a post at most.
    pub most: u64,
    /// The `restitch.toml` in force.
    pub config: Option<PathBuf>,
    /// What standard output is read with.
    pub pager: Pager,
    /// How files are replaced, where they are.
    pub writer: Option<Writer>,
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
        if let Some(file) = &settings.passed_over {
            console.warning(format_args!(
                "{}: belongs to somebody else than the posts; passed over",
                shown(file)
            ));
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
        refuse_own_output(&found.posts)?;
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
            most: args.max_size.unwrap_or(MAX_SIZE),
            config,
            pager: Pager::None,
            writer: None,
            verdict,
        })
    }

    /// Opens the report where one is asked for.
    ///
    /// # Errors
    ///
    /// When it cannot be written; see [`Report::create`].
    pub fn report(&self, to: &ReportTo) -> Result<Option<Report>> {
        to.report.as_ref().map(|path| Report::create(path, to.append, &self.posts)).transpose()
    }

    /// Works on all posts in parallel; in path order then writes what each one has for standard output
    /// and for `report`, puts its new bytes in place, and says what became of it. The report and the journal come
    /// before the files: none is replaced before the way back is on the disk. What `last` gives closes standard
    /// output.
    ///
    /// # Errors
    ///
    /// When standard output, the report or the journal cannot be written: no file is replaced after that.
    pub fn run(
        self,
        report: Option<Report>,
        work: impl Fn(&Post) -> Result<Done> + Sync,
        last: impl FnOnce() -> Vec<u8>,
    ) -> Result<Verdict> {
        self.run_with(report, work, || Ok((last(), None)))
    }

    /// The same, where `last` writes a file of the output folder.
    ///
    /// # Errors
    ///
    /// Those of [`Session::run`].
    pub fn run_to_file(
        self,
        report: Option<Report>,
        work: impl Fn(&Post) -> Result<Done> + Sync,
        last: impl FnOnce() -> Result<Option<Staged>>,
    ) -> Result<Verdict> {
        self.run_with(report, work, || Ok((Vec::new(), last()?)))
    }

    fn run_with(
        self,
        report: Option<Report>,
        work: impl Fn(&Post) -> Result<Done> + Sync,
        last: impl FnOnce() -> Result<(Vec<u8>, Option<Staged>)>,
    ) -> Result<Verdict> {
        let Self { posts, frame, purpose, console, jobs, pager, writer, verdict, .. } = self;
        // A bar would be drawn into the pager's screen.
        if !pager.is_some() {
            console.start(posts.len());
        }
        let console = &*console;
        let work = |post: &Post| {
            if stop::asked() {
                return Err(Stopped.into());
            }
            let done = work(post);
            console.step();
            done
        };
        let lot = if writer.is_some() { batch::Lot::Few } else { batch::Lot::Many };
        let (all, writing) = (posts.len(), writer.is_some());
        let mut run = Running {
            console,
            purpose,
            frame: &frame,
            pager: RefCell::new(pager),
            report,
            writer,
            waiting: Vec::new(),
            tally: Tally::default(),
            begun: false,
            warned: false,
            done: 0,
            verdict,
        };
        let ended = console
            .aside(|| run.pager.borrow_mut().write(frame.head.as_bytes()))
            .and_then(|()| batch::run(&posts, jobs, lot, work, |post, result| run.take(post, result)))
            .and_then(|()| run.settle())
            .and_then(|()| run.report.as_mut().map_or(Ok(()), Report::flush))
            .and_then(|()| last())
            .and_then(|(out, file)| {
                run.replace(file.into_iter().collect())?;
                console.aside(|| run.pager.borrow_mut().write(&out))
            });
        console.stop();
        let Running { pager, report, writer, tally, done, verdict, .. } = run;
        pager.into_inner().finish();
        let stopped = ended.as_ref().is_err_and(|error| error.is::<Stopped>());
        if let Some(writer) = writer {
            writer.end(if stopped { How::Stopped } else { How::Whole });
        }
        match ended {
            Err(_) if stopped => {
                let (done, all) = (count(done), count(all));
                console.error(format_args!("{done} of {all} written; run again to go on"));
                return Ok(Verdict::Failed);
            }
            Err(error) if is_closed_pipe(&error) => match purpose {
                // Whoever reads has read enough; the posts so far are the answer.
                Purpose::Article | Purpose::Look | Purpose::Read => return Ok(verdict),
                Purpose::Files => bail!(
                    "nobody reads the report on standard output any more, so not all posts were written; run \
                     restitch again, with a file for --report"
                ),
            },
            Err(error) => {
                if let Some(report) = report {
                    report.withdraw();
                }
                if writing && done > 0 {
                    return Err(error.context(format!(
                        "{} of {} written before that",
                        count(done),
                        count(all)
                    )));
                }
                return Err(error);
            }
            Ok(()) => {}
        }
        if !posts.is_empty() {
            console.note(tally.summary(purpose.changes_something()));
        }
        Ok(verdict)
    }
}

/// Bytes of a post at most, unless somebody says otherwise.
const MAX_SIZE: u64 = 64_000_000;

/// Refuses posts that standard output is written to: what the shell did not empty would be read and written at once.
fn refuse_own_output(posts: &[Post]) -> Result<()> {
    let Some(out) = output_file() else { return Ok(()) };
    let own = |post: &&Post| {
        let read = if post.is_stdin() { Handle::stdin() } else { Handle::from_path(&post.path) };
        read.is_ok_and(|read| read == out)
    };
    match posts.iter().find(own) {
        Some(post) => bail!("{}", own_output(&post.path)),
        None => Ok(()),
    }
}

/// The file that standard output goes to, where it is a plain file.
pub fn output_file() -> Option<Handle> {
    let out = Handle::stdout().ok()?;
    out.as_file().metadata().is_ok_and(|meta| meta.is_file()).then_some(out)
}

/// What to say of a file that is read and is standard output too.
pub fn own_output(path: &Path) -> String {
    format!(
        "{}: is standard output too; a shell empties the file that it writes to before restitch can read it, so name \
         another, or use --write",
        shown(path)
    )
}

/// How files are replaced.
pub struct Writer {
    pub journal: Journal,
    /// A folder of restitch's own making.
    pub outputs: Option<Arc<Outputs>>,
}

impl Writer {
    fn end(self, how: How) {
        self.journal.end(how);
    }
}

/// A run under way.
struct Running<'r> {
    console: &'r Console,
    purpose: Purpose,
    frame: &'r Frame,
    pager: RefCell<Pager>,
    report: Option<Report>,
    writer: Option<Writer>,
    /// Posts whose files wait for their way back, and those between them.
    waiting: Vec<(Post, Result<Done>)>,
    tally: Tally,
    begun: bool,
    /// Whether somebody was told that the journal does not take in new files.
    warned: bool,
    /// Posts that are done with.
    done: usize,
    verdict: Verdict,
}

impl Running<'_> {
    /// Takes a post's result: at once, or with its lot where files are replaced.
    fn take(&mut self, post: &Post, result: Result<Result<Done>, String>) -> Result<()> {
        let done = result.unwrap_or_else(|panic| Err(defect(&panic)));
        if done.as_ref().is_err_and(|error| error.is::<Stopped>()) {
            self.settle()?;
            return Err(Stopped.into());
        }
        if let Ok(done) = &done {
            if !done.out.is_empty() {
                let apart = if self.begun { self.frame.between } else { "" };
                let bytes = [apart.as_bytes(), &done.out].concat();
                self.console.aside(|| self.pager.borrow_mut().write(&bytes))?;
                self.begun = true;
            }
            if let (Some(report), Some(line)) = (self.report.as_mut(), &done.report) {
                report.line(line)?;
            }
        }
        if self.writer.is_none() {
            self.say(post, done);
            return Ok(());
        }
        self.waiting.push((post.clone(), done));
        if self.waiting.len() < LOT { Ok(()) } else { self.settle() }
    }

    /// Puts in place what waits, and says what became of it.
    fn settle(&mut self) -> Result<()> {
        let mut lot = std::mem::take(&mut self.waiting);
        let staged: Vec<Staged> =
            lot.iter_mut().filter_map(|(_, done)| done.as_mut().ok()?.staged.take()).collect();
        let staged_of: Vec<bool> = lot.iter().map(|(_, done)| done.as_ref().is_ok_and(|d| d.waits)).collect();
        let mut replaced = self.replace(staged)?.into_iter();
        for ((post, done), waits) in lot.into_iter().zip(staged_of) {
            let done = if !waits {
                done
            } else {
                match replaced.next().flatten() {
                    Some(Ok(notes)) => {
                        for note in notes {
                            self.console.warning(format_args!("{}: {note}", shown(&post.path)));
                        }
                        done
                    }
                    Some(Err(error)) => Err(error),
                    None => return Err(Stopped.into()),
                }
            };
            self.say(&post, done);
        }
        if stop::asked() { Err(Stopped.into()) } else { Ok(()) }
    }

    /// Puts files in place, after the report; and remembers the new ones.
    fn replace(&mut self, staged: Vec<Staged>) -> Result<Vec<Option<Replaced>>> {
        let Some(writer) = &mut self.writer else { return Ok(Vec::new()) };
        if !staged.is_empty() {
            self.report.as_mut().map_or(Ok(()), Report::secure)?;
        }
        let replaced = apply::replace(&mut writer.journal, staged, &Disk::default(), &stop::asked)?;
        let made = writer.outputs.as_ref().map_or_else(Vec::new, |outputs| outputs.made());
        if !made.is_empty()
            && let Err(error) = writer.journal.wrote(&made)
            && !std::mem::replace(&mut self.warned, true)
        {
            self.console
                .warning(format_args!("{error:#}: a later run will not know these files for its own"));
        }
        Ok(replaced)
    }

    /// Says what became of a post.
    fn say(&mut self, post: &Post, done: Result<Done>) {
        match done.and_then(|mut done| done.failed.take().map_or(Ok(done), Err)) {
            Ok(done) => {
                self.tally.add(done.status, done.dropped);
                self.done += 1;
                self.verdict = self.verdict.max(if done.found { Verdict::Found } else { Verdict::Done });
                let line = format_args!("{}: {done}", shown(&post.path));
                if done.changed && self.purpose == Purpose::Files {
                    self.console.note(line);
                } else {
                    self.console.detail(line);
                }
            }
            Err(error) if error.is::<PassedOver>() => {
                self.console.warning(format_args!("{}: {error:#}", shown(&post.path)));
            }
            Err(error) => {
                self.console.error(format_args!("{}: {error:#}", shown(&post.path)));
                self.tally.fail();
                self.verdict = Verdict::Failed;
            }
        }
    }
}

/// Posts whose files are replaced together, their way back on the disk with one wait.
const LOT: usize = 16;
