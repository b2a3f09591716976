/*!
`restitch restore`: originals, from clean articles and the report that was written with them: one to standard output,
or any number, folders too, in place or into another folder.

A report may hold a whole archive, and what wrote it may have been killed. Its lines are read one at a time; those whose
article is at hand are kept, and one that is no report's is named and passed over, so a bad line costs itself alone.
*/

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use restitch::{Digest, PostReport, RebuildError, SCHEMA};
use same_file::Handle;
use serde::Deserialize;

use super::Verdict;
use super::args;
use super::back;
use super::clean::{folders, refuse_clashes};
use super::console::{Console, count, shown};
use super::output::print;
use super::session::{output_file, own_output};
use super::stop;
use crate::apply::{self, Content, Delta, Disk, How, Journal, Outputs, Staged, Version};
use crate::batch::{self, Post, resolve};

/// As much of a line as tells whether it may be the one.
#[derive(Deserialize)]
struct Head {
    schema: u32,
    clean: Print,
}

/// An article, as its line knows it.
#[derive(Deserialize, Clone, PartialEq, Eq, Hash, Debug)]
pub struct Print {
    bytes: usize,
    fnv1a: String,
}

impl Print {
    pub fn of(text: &str) -> Self {
        let digest = Digest::of(text);
        Self { bytes: digest.bytes, fnv1a: digest.fnv1a }
    }
}

const THREE_WAYS: &str = "one original goes to standard output, not several; choose one of
  restitch restore FILE --report R                      one original, to standard output
  restitch restore --write PATH... --report R           every original, in its article's place
  restitch restore --output-dir DIR PATH... --report R  every original, to its place under DIR";

/// Runs the command.
///
/// # Errors
///
/// When the report cannot be read, or the command line asks for what cannot be done; to standard output, also when there
/// is no original.
pub fn run(args: &args::Restore, console: &mut Console) -> Result<Verdict> {
    let stdin = Path::new("-");
    let many = args.write || args.output_dir.is_some();
    let from_stdin = args.clean.iter().any(|path| path == stdin);
    if from_stdin && args.report == stdin {
        bail!("only one of the article and the report can come from standard input");
    }
    if from_stdin && many {
        bail!("standard input (-) has no file; leave --write and --output-dir out");
    }
    match args.clean.as_slice() {
        [one] if !many && !one.is_dir() => to_stdout(one, args, console),
        _ if !many => bail!(THREE_WAYS),
        _ => to_files(args, console),
    }
}

fn to_stdout(path: &Path, args: &args::Restore, console: &mut Console) -> Result<Verdict> {
    // Before the report is looked at: what the shell emptied is not the article that it speaks of.
    let own = output_file().is_some_and(|out| {
        let read = if path.as_os_str() == "-" { Handle::stdin() } else { Handle::from_path(path) };
        read.is_ok_and(|read| read == out)
    });
    if own {
        bail!("{}", own_output(path));
    }
    let clean = article(path)?;
    let wanted = HashSet::from([Print::of(&clean)]);
    let lines = read(&args.report, &wanted, console)?;
    let original = lines.original(&clean, path).with_context(|| shown(&args.report))?;
    if original == clean {
        console.note(format_args!("{}: by its line in the report nothing was changed", shown(path)));
    }
    print(original.as_bytes())
}

fn to_files(args: &args::Restore, console: &mut Console) -> Result<Verdict> {
    let real = args.output_dir.as_deref().map(resolve);
    let found = batch::find(&args.clean, &args.ext, real.as_deref());
    let mut verdict = Verdict::Done;
    for (path, why) in &found.problems {
        console.error(format_args!("{}: {why}", shown(path)));
        verdict = Verdict::Failed;
    }
    let posts = found.posts;
    let mut wanted = HashSet::new();
    for post in &posts {
        wanted.extend(article(&post.path).ok().map(|clean| Print::of(&clean)));
    }
    let lines = read(&args.report, &wanted, console)?;
    let outputs = match (&args.output_dir, &real) {
        (Some(folder), Some(real)) => {
            refuse_clashes(&posts, folder, real, &|post| post.place.clone())?;
            for place in posts.iter().filter_map(|post| post.place.parent()) {
                let path = folder.join(place);
                fs::create_dir_all(&path)
                    .with_context(|| format!("{}: cannot make this folder", shown(&path)))?;
            }
            let outputs = Outputs::new(folder, &back::folder(&args.journal)?, args.force, &Disk::default())?;
            Some(outputs.never(posts.iter().map(|post| post.real.clone())))
        }
        _ => None,
    };
    let written: Vec<PathBuf> =
        posts.iter().filter_map(|p| Some(real.as_ref()?.join(&p.place).parent()?.to_owned())).collect();
    let into = folders(&posts).chain(written.iter().map(PathBuf::as_path));
    let mut work = Work {
        lines,
        outputs,
        journal: back::begin(&args.journal, "restore", None, into, console)?,
        report: &args.report,
        lot: Vec::new(),
        given: 0,
        verdict,
        console,
    };
    for post in &posts {
        work.take(post)?;
    }
    work.settle()?;
    let stopped = stop::asked();
    work.journal.end(if stopped { How::Stopped } else { How::Whole });
    let (given, all) = (count(work.given), count(posts.len()));
    if stopped {
        work.console.error(format_args!("{given} of {all} written; run again to go on"));
        return Ok(Verdict::Failed);
    }
    work.console.note(format_args!("{given} of {all} given back"));
    Ok(work.verdict)
}

/// Originals on their way to files.
struct Work<'w> {
    lines: Lines,
    outputs: Option<Outputs>,
    journal: Journal,
    report: &'w Path,
    lot: Vec<(PathBuf, Staged)>,
    given: usize,
    verdict: Verdict,
    console: &'w Console,
}

/// Files that are replaced together.
const LOT: usize = 16;

impl Work<'_> {
    fn take(&mut self, post: &Post) -> Result<()> {
        match self.stage(post) {
            Ok(Some(staged)) => self.lot.push((post.path.clone(), staged)),
            Ok(None) => self.given += 1,
            Err(error) => {
                self.console.error(format_args!("{}: {error:#}", shown(&post.path)));
                self.verdict = Verdict::Failed;
            }
        }
        if self.lot.len() < LOT { Ok(()) } else { self.settle() }
    }

    fn stage(&self, post: &Post) -> Result<Option<Staged>> {
        let (bytes, stamp) = apply::read(&post.path, u64::MAX).context("cannot read it")?;
        let clean = text(bytes)?;
        let original = self.lines.original(&clean, &post.path).with_context(|| shown(self.report))?;
        if original == clean {
            self.console.detail(format_args!("{}: by its line nothing was changed", shown(&post.path)));
        }
        if let Some(outputs) = &self.outputs {
            let mode = fs::metadata(&post.path)?.permissions();
            return outputs.put(&post.place, original.as_bytes(), Some(&mode));
        }
        if original == clean {
            return Ok(None);
        }
        let delta = Delta::between(clean.as_bytes(), original.as_bytes());
        let content = Content::Version(Version::rebuilt(original));
        apply::stage(&post.path, &stamp, &content, delta, &Disk::default()).map(Some)
    }

    fn settle(&mut self) -> Result<()> {
        let (paths, staged): (Vec<_>, Vec<_>) = self.lot.drain(..).unzip();
        let replaced = apply::replace(&mut self.journal, staged, &Disk::default(), &stop::asked)?;
        for (path, done) in paths.iter().zip(replaced) {
            match done {
                Some(Ok(notes)) => {
                    self.given += 1;
                    self.console.detail(format_args!("{}: given back", shown(path)));
                    notes.iter().for_each(|n| self.console.warning(format_args!("{}: {n}", shown(path))));
                }
                Some(Err(error)) => {
                    self.console.error(format_args!("{}: {error:#}", shown(path)));
                    self.verdict = Verdict::Failed;
                }
                None => {}
            }
        }
        let made = self.outputs.as_ref().map_or_else(Vec::new, Outputs::made);
        if !made.is_empty()
            && let Err(error) = self.journal.wrote(&made)
        {
            self.console
                .warning(format_args!("{error:#}: a later run will not know these files for its own"));
        }
        Ok(())
    }
}

fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).with_context(|| format!("{}: cannot read it", shown(path)))?;
    Ok(Box::new(BufReader::new(file)))
}

fn article(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).with_context(|| format!("{}: cannot read it", shown(path)))?;
    text(bytes).with_context(|| shown(path))
}

fn text(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|_| anyhow!("is not UTF-8, so restitch did not write it"))
}

/// The lines of a report that articles at hand came from.
#[derive(Default)]
pub struct Lines {
    by_article: HashMap<Print, Vec<(usize, Vec<u8>)>>,
    /// Why lines were passed over, for the case that nothing is found.
    passed: Vec<String>,
}

/// Reads the report at `path`, and names the lines that are passed over.
fn read(path: &Path, wanted: &HashSet<Print>, console: &Console) -> Result<Lines> {
    let lines = lines(open(path)?, wanted).with_context(|| format!("{}: cannot read it", shown(path)))?;
    for why in &lines.passed {
        console.warning(format_args!("{}: {why}", shown(path)));
    }
    Ok(lines)
}

/// Reads a report; what is no line of one is passed over.
pub fn lines(mut report: impl BufRead, wanted: &HashSet<Print>) -> io::Result<Lines> {
    let mut out = Lines::default();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if report.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let whole = line.ends_with(b"\n");
        if line.trim_ascii().is_empty() {
            continue;
        }
        let why = match serde_json::from_slice::<Head>(&line) {
            Ok(head) if head.schema != SCHEMA => RebuildError::Schema(head.schema).to_string(),
            Ok(head) => {
                if wanted.contains(&head.clean) {
                    out.by_article.entry(head.clean).or_default().push((number, line.clone()));
                }
                continue;
            }
            Err(_) if !whole => "it was cut off".to_owned(),
            Err(_) => "it is no report of restitch".to_owned(),
        };
        out.passed.push(format!("line {number} is passed over: {why}"));
    }
    Ok(out)
}

/// A line that gives an original.
struct Candidate {
    path: String,
    original: String,
    changed: bool,
}

impl Lines {
    /// The original of the article `clean` at `path`. Where several posts came to the same article, the one whose path
    /// ends most like `path` is meant; of several lines for one post the last that changed something.
    pub fn original(&self, clean: &str, path: &Path) -> Result<String> {
        let mut why = self.passed.clone();
        let mut best: Vec<Candidate> = Vec::new();
        let mut most = 0;
        for (number, line) in self.by_article.get(&Print::of(clean)).into_iter().flatten() {
            let rebuilt = serde_json::from_slice::<PostReport>(line)
                .map_err(anyhow::Error::from)
                .and_then(|post| Ok((post.rebuild(clean)?, post.path)));
            let (original, told) = match rebuilt {
                Ok(rebuilt) => rebuilt,
                Err(error) => {
                    why.push(format!("line {number} is passed over: {error:#}"));
                    continue;
                }
            };
            let alike = shared_end(Path::new(&told), path);
            if alike > most {
                best.clear();
            }
            if alike < most {
                continue;
            }
            most = alike;
            let changed = original != clean;
            match best.iter_mut().find(|known| known.path == told) {
                Some(known) if changed || !known.changed => {
                    (known.original, known.changed) = (original, changed);
                }
                Some(_) => {}
                None => best.push(Candidate { path: told, original, changed }),
            }
        }
        let Some(first) = best.first() else {
            let why = if why.is_empty() { String::new() } else { format!(" ({})", why.join("; ")) };
            bail!(
                "no post in this report came to the article {} as it is now; undo later edits, or name the report that \
                 was written with it{why}",
                shown(path)
            );
        };
        if let Some(other) = best.iter().find(|other| other.original != first.original) {
            bail!(
                "{} and {} came to this same article; name the article as its post was named",
                first.path,
                other.path
            );
        }
        Ok(first.original.clone())
    }
}

/// How many components at their ends two paths share.
fn shared_end(a: &Path, b: &Path) -> usize {
    a.components().rev().zip(b.components().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use restitch::{Confidence, Drop, Glue, Piece, Plan, Rule, Source, Span, Status};

    /// A report line of a post whose article is `abc` and which had `dropped` after it.
    fn line(path: &str, dropped: &str) -> String {
        let source = Source::from_text(format!("abc{dropped}"));
        let drop = Drop {
            span: Span::new(3, source.text().len()),
            rule: Rule::Copy,
            confidence: Confidence::Certain,
            similarity: 1.0,
            counterpart: None,
        };
        let pieces = vec![Piece { span: Span::new(0, 3), glue: Glue::Nothing }];
        let plan = Plan::new(&source, pieces, vec![drop], vec![], Status::Repaired).unwrap();
        serde_json::to_string(&PostReport::new(&source, &plan, path)).unwrap() + "\n"
    }

    fn find_in(report: &str, clean: &str, path: &str) -> Result<String> {
        lines(report.as_bytes(), &HashSet::from([Print::of(clean)]))?.original(clean, Path::new(path))
    }

    #[test]
    fn the_post_with_this_article_is_found() {
        let report = line("a.md", "d") + "\n" + &line("b.md", "e");
        assert_eq!(find_in(&line("a.md", "d"), "abc", "x.md").unwrap(), "abcd");
        assert_eq!(find_in(&report, "abc", "out/b.md").unwrap(), "abce");
        assert!(find_in(&report, "abd", "a.md").is_err());
        assert!(find_in("", "abc", "a.md").is_err());
    }

    #[test]
    fn posts_that_cannot_be_told_apart_are_named() {
        let report = line("p/a.md", "d") + &line("q/a.md", "e");
        let error = find_in(&report, "abc", "out/a.md").unwrap_err().to_string();
        assert!(error.contains("p/a.md and q/a.md"), "{error}");
        assert_eq!(find_in(&report, "abc", "q/a.md").unwrap(), "abce");
        let same = line("p/a.md", "d") + &line("q/a.md", "d");
        assert_eq!(find_in(&same, "abc", "out/a.md").unwrap(), "abcd");
    }

    #[test]
    fn a_bad_line_costs_itself_alone() {
        let good = line("a.md", "d");
        for bad in
            ["{\"x\": 1}\n", "\u{0}\n", "[]\n", &line("a.md", "x").replace("\"schema\":1", "\"schema\":2")]
        {
            assert_eq!(find_in(&(bad.to_owned() + &good), "abc", "a.md").unwrap(), "abcd");
        }
        let torn = good.clone() + &line("a.md", "e")[..40];
        assert_eq!(find_in(&torn, "abc", "a.md").unwrap(), "abcd");
        let why = find_in(&good[..40], "abc", "a.md").unwrap_err().to_string();
        assert!(why.contains("line 1 is passed over: it was cut off"), "{why}");
        let newer = good.replace("\"schema\":1", "\"schema\":2");
        assert!(find_in(&newer, "abc", "a.md").unwrap_err().to_string().contains("schema 2"));
    }

    #[test]
    fn of_several_lines_for_a_post_the_last_that_changed_something_counts() {
        let (one, two, same) = (line("a.md", "d"), line("a.md", "e"), line("a.md", ""));
        assert_eq!(find_in(&(one.clone() + &same), "abc", "a.md").unwrap(), "abcd");
        assert_eq!(find_in(&(same.clone() + &one + &two + &same), "abc", "a.md").unwrap(), "abce");
        assert_eq!(find_in(&same, "abc", "a.md").unwrap(), "abc");
    }
}
