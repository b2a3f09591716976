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
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use etcetera::BaseStrategy;
use restitch::{Options, Plan, PostReport, Source};

use super::Verdict;
use super::args;
use super::config;
use super::console::{Console, shown};
use super::look::style;
use super::session::{Purpose, Session, inputs};
use super::values::When;
use super::work::{Done, defect, mend, read};
use crate::apply::{self, Article, Stamp};
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
    let report = session.report(&args.report, true)?;
    let state = folder()?;
    let mut desk = Desk::open(&mut session, &state)?;
    if desk.posts.is_empty() {
        session.console.note("nothing to decide");
        return Ok(session.verdict);
    }
    let mut review = Review::new(std::mem::take(&mut desk.posts));
    review::run(&mut review, style(when), |review, effect| desk.act(review, effect))?;
    finish(session, report, review, &desk)
}

/// What there is beside the review itself: the posts' files, and where answers and keeps go.
struct Desk<'s> {
    posts: Vec<Post>,
    files: Vec<(batch::Post, Stamp)>,
    state: &'s Path,
    config: PathBuf,
    options: Options,
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
        };
        let (console, verdict) = (&mut *session.console, &mut session.verdict);
        let work = |post: &batch::Post| open(post, &options);
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
                Err(error) => {
                    console.error(format_args!("{}: {error:#}", shown(&file.path)));
                    *verdict = Verdict::Failed;
                }
            }
            Ok(())
        };
        batch::run(&session.posts, session.jobs, work, each)?;
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
                match edit(&self.files[p].0.path, line).and_then(|()| open(&self.files[p].0, &self.options)) {
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

fn open(post: &batch::Post, options: &Options) -> Result<(Post, Stamp)> {
    let (bytes, stamp) = read(post)?;
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
) -> Result<Verdict> {
    let Session { console, mut verdict, .. } = session;
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
                let staged = apply::stage(&file.path, stamp, &Article::new(&post.source, &plan)?)?;
                if let (Some(report), Some(line)) = (report.as_mut(), &done.report) {
                    report.line(line)?;
                    report.secure()?;
                }
                staged.commit()?;
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
    Ok(verdict)
}

/// Opens `path` at `line` in the user's editor and waits for it.
fn edit(path: &Path, line: usize) -> Result<()> {
    let set = |name| std::env::var(name).ok().filter(|v| !v.trim().is_empty());
    let editor = set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| "vi".to_owned());
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let name = Path::new(program).file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut command = Command::new(program);
    command.args(words);
    match name.as_str() {
        "code" | "codium" | "cursor" => {
            command.arg("--wait").arg("--goto").arg(format!("{}:{line}", path.display()));
        }
        "subl" | "hx" | "zed" => {
            command.arg(format!("{}:{line}", path.display()));
        }
        _ => {
            command.arg(format!("+{line}")).arg(path);
        }
    }
    let ended = command
        .status()
        .with_context(|| format!("cannot start the editor `{program}`; name another in $EDITOR"))?;
    if ended.success() { Ok(()) } else { Err(anyhow!("the editor `{program}` ended with {ended}")) }
}

/// Where answers wait between two sittings.
fn folder() -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy().context("cannot tell where your files of state go")?;
    Ok(base.state_dir().unwrap_or_else(|| base.data_dir()).join("restitch/review"))
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
