/*!
`restitch review`: the posts with something to decide are put before a person ([`crate::review`]), and
what was decided is written when the review is left.

A post is written when all of it is decided, through the same door as `clean --write`; one that is
decided in part stays as it is, and its answers wait. They stand, one file a post, in the folder for
state of the user's system (`$XDG_STATE_HOME/restitch/review`), are saved with each key, and go when the
post is written or is another.
*/

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use restitch::{Options, Plan, PostReport, Source};

use super::Verdict;
use super::args;
use super::back::{Committed, begin, state};
use super::clean::folders;
use super::config;
use super::console::{Console, shown};
use super::editor;
use super::look::style;
use super::session::{Purpose, Session, inputs};
use super::stop::{self, Stopped};
use super::values::When;
use super::work::{Done, PassedOver, defect, mend, read};
use crate::apply::{self, Article, Content, Delta, Disk, How, Journal, Stamp};
use crate::batch;
use crate::review::{self, Answer, Effect, Post, Progress, Review};

/// Runs the command.
///
/// # Errors
///
/// When there is no terminal, or the terminal or the answers' files cannot be used.
pub fn run(args: &args::Review, when: When, console: &mut Console) -> Result<Verdict> {
    if args.posts.paths.iter().any(|path| path.as_os_str() == "-") {
        bail!("standard input (-) has no file to write; name the post's file");
    }
    if !review::is_possible() {
        bail!("{}", without_terminal(&inputs(&args.posts)));
    }
    let mut session = Session::open(&args.posts, Purpose::Files, None, console)?;
    let report = session.report(&args.report)?;
    let state = state()?.join("review");
    let mut desk = Desk::open(&mut session, &state)?;
    if desk.posts.is_empty() {
        if let Some(report) = report {
            report.withdraw();
        }
        session.console.note("nothing to decide");
        return Ok(session.verdict);
    }
    let mut review = Review::new(std::mem::take(&mut desk.posts));
    review::run(&mut review, style(when), |review, effect| desk.act(review, effect))?;
    let journal = begin(&args.journal, "review", None, folders(&session.posts), session.console)?;
    let git = Committed::new(args.allow_dirty, session.console);
    finish(session, report, review, &desk, journal, &git)
}

/// What there is beside the review itself: the posts' files, and where answers and keeps go.
struct Desk<'s> {
    posts: Vec<Post>,
    files: Vec<(batch::Post, Stamp)>,
    state: &'s Path,
    config: PathBuf,
    options: Options,
    most: u64,
}

impl<'s> Desk<'s> {
    /// Repairs the posts and gives them the answers of an earlier sitting.
    fn open(session: &mut Session<'_>, state: &'s Path) -> Result<Self> {
        let options = session.options.clone();
        let mut out = Self {
            posts: Vec::new(),
            files: Vec::new(),
            state,
            config: session.config.clone().unwrap_or_else(|| new_config(&session.posts)),
            options: options.clone(),
            most: session.most,
        };
        let (console, verdict) = (&mut *session.console, &mut session.verdict);
        let most = session.most;
        let work = |post: &batch::Post| open(post, &options, most);
        let each = |file: &batch::Post, result: Result<Result<(Post, Stamp)>, String>| {
            match result.unwrap_or_else(|panic| Err(defect(&panic))) {
                Ok((mut post, stamp)) if !post.found.is_empty() => {
                    if let Some(saved) = fs::read(out.place(file)).ok().and_then(|b| Progress::from_json(&b))
                    {
                        saved.restore(&mut post);
                    }
                    out.posts.push(post);
                    out.files.push((file.clone(), stamp));
                }
                Ok(_) => {}
                Err(error) if error.is::<PassedOver>() => {
                    console.warning(format_args!("{}: {error:#}", shown(&file.path)));
                }
                Err(error) => {
                    console.error(format_args!("{}: {error:#}", shown(&file.path)));
                    *verdict = Verdict::Failed;
                }
            }
            Ok(())
        };
        batch::run(&session.posts, session.jobs, batch::Lot::Many, work, each)?;
        Ok(out)
    }

    /// Where the answers to a post stand.
    fn place(&self, post: &batch::Post) -> PathBuf {
        // A path may be longer than a file's name, so it goes by its fingerprint.
        let path = Source::from_text(post.real.to_string_lossy());
        let print = PostReport::new(&path, &Plan::identity(&path), "");
        self.state.join(format!("{}.json", print.original.fnv1a))
    }

    fn act(&mut self, review: &mut Review, effect: Effect) -> Result<()> {
        match effect {
            Effect::Save(posts) => posts.into_iter().try_for_each(|p| self.save(&review.posts()[p], p)),
            Effect::Keep(passage, stays) => match self.keep(&passage, stays) {
                Ok(()) => {
                    let what = if stays { "kept wherever it stands" } else { "no longer kept" };
                    review.say(format!("{what}: {}", shown(&self.config)));
                    Ok(())
                }
                Err(error) => {
                    review.say(format!("{error:#}"));
                    Ok(())
                }
            },
            Effect::Edit(p, line) => {
                match editor::edit(&self.files[p].0.path, line)
                    .and_then(|()| open(&self.files[p].0, &self.options, self.most))
                {
                    Ok((post, _)) if post.source.text() == review.posts()[p].source.text() => {}
                    Ok((post, stamp)) => {
                        apply::take_away(&self.place(&self.files[p].0))?;
                        self.files[p].1 = stamp;
                        review.reload(p, post);
                        review.say("the post was changed: what was decided of it is forgotten");
                    }
                    Err(error) => review.say(format!("{error:#}")),
                }
                Ok(())
            }
            Effect::Quit => Ok(()),
        }
    }

    fn save(&self, post: &Post, p: usize) -> Result<()> {
        let (progress, place) = (Progress::of(post), self.place(&self.files[p].0));
        if progress.is_empty() { apply::take_away(&place) } else { apply::put(&place, &progress.to_json()) }
    }

    fn keep(&self, passage: &str, stays: bool) -> Result<()> {
        let text = match fs::read_to_string(&self.config) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            read => read.with_context(|| format!("{}: cannot read it", shown(&self.config)))?,
        };
        apply::put(&self.config, config::with_keep(&text, passage, stays)?.as_bytes())
    }
}

fn open(post: &batch::Post, options: &Options, most: u64) -> Result<(Post, Stamp)> {
    let (bytes, stamp) = read(post, most)?;
    let stamp = stamp.context("standard input has no file to write")?;
    let (source, plan) = mend(bytes, options).map_err(|(error, _)| error)?;
    Ok((Post::new(&post.path.to_string_lossy(), source, plan), stamp))
}

/// Writes the posts that are decided, and says what became of each.
fn finish(
    session: Session<'_>,
    mut report: Option<super::output::Report>,
    review: Review,
    desk: &Desk<'_>,
    mut journal: Journal,
    git: &Committed,
) -> Result<Verdict> {
    let Session { console, mut verdict, .. } = session;
    let disk = Disk::default();
    for (post, (file, stamp)) in review.into_posts().iter().zip(&desk.files) {
        let path = shown(&file.path);
        if !post.is_done() {
            if post.decided() > 0 {
                let (decided, all) = (post.decided(), post.found.len());
                console.note(format_args!(
                    "{path}: {decided} of {all} decided; `restitch review` goes on from there"
                ));
            }
            continue;
        }
        let mut write = || -> Result<String> {
            let plan = post.resolved()?;
            let done = Done::new(file, &post.source, &plan, report.is_some())?;
            if done.changed {
                git.check(&file.real, post.source.text().as_bytes())?;
                let article = Article::new(&post.source, &plan)?;
                let delta = Delta::of_plan(&post.source, &plan, article.as_bytes());
                let staged = apply::stage(&file.path, stamp, &Content::Article(&article), delta, &disk)?;
                if let (Some(report), Some(line)) = (report.as_mut(), &done.report) {
                    report.line(line)?;
                    report.secure()?;
                }
                // What was decided is finished, unless somebody wants the run to stop before it begins.
                match apply::replace(&mut journal, vec![staged], &disk, &stop::asked)?.pop().flatten() {
                    Some(notes) => {
                        notes?.iter().for_each(|note| console.warning(format_args!("{path}: {note}")))
                    }
                    None => return Err(Stopped.into()),
                }
            }
            apply::take_away(&desk.place(file))?;
            let left =
                post.answers.iter().filter(|a| matches!(a, Some(Answer::Leave | Answer::Keep))).count();
            let left = if left > 0 { format!(", {left} left as they were") } else { String::new() };
            Ok(if done.changed { format!("{done}{left}") } else { "left as it was".to_owned() })
        };
        match write() {
            Ok(words) => console.note(format_args!("{path}: {words}")),
            Err(error) => {
                console.error(format_args!("{path}: {error:#}"));
                verdict = Verdict::Failed;
            }
        }
    }
    journal.end(if stop::asked() { How::Stopped } else { How::Whole });
    Ok(verdict)
}

/// A new `restitch.toml` stands where runs from here find it for these posts.
fn new_config(posts: &[batch::Post]) -> PathBuf {
    let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    let folder = match posts.first().and_then(|post| post.real.parent()) {
        Some(folder) if !folder.starts_with(&here) => folder.to_owned(),
        _ => here,
    };
    folder.join(config::NAME)
}

/// What does the same where nobody can be asked.
fn without_terminal(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| quoted(&shown(path))).collect();
    let paths = paths.join(" ");
    format!(
        "review asks a person at a terminal, and there is none; without one
  restitch diff {paths}
      shows the findings
  restitch clean --write {paths}
      takes them all, as y at each would
  restitch clean --write --min-confidence certain {paths}
      takes those that are certain
  <!-- restitch: keep --> and <!-- restitch: end --> around a passage, or its text in `keep` of
      restitch.toml, leave it as it is, as n and K would"
    )
}

/// A word as a shell reads it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./+,:@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
