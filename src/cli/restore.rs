/*!
`restitch restore`: the original, from a clean article and the report that was written with it.

A report may hold a whole archive. Its lines are read one at a time, and only those whose article has
the right length are looked at closely.
*/

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use restitch::{PostReport, RebuildError, SCHEMA};
use serde::Deserialize;

use super::Verdict;
use super::args;
use super::console::shown;
use super::output::print;

/// As much of a line as tells whether it may be the one.
#[derive(Deserialize)]
struct Head {
    schema: u32,
    clean: Size,
}

#[derive(Deserialize)]
struct Size {
    bytes: usize,
}

/// Runs the command.
///
/// # Errors
///
/// When the article or the report cannot be read, or the report holds no post with this article, or
/// several that were not the same.
pub fn run(args: &args::Restore) -> Result<Verdict> {
    let stdin = Path::new("-");
    if args.clean == stdin && args.report == stdin {
        bail!("only one of the article and the report can come from standard input");
    }
    let mut bytes = Vec::new();
    open(&args.clean)?
        .read_to_end(&mut bytes)
        .with_context(|| format!("{}: cannot read it", shown(&args.clean)))?;
    let clean = String::from_utf8(bytes)
        .map_err(|_| anyhow!("{}: is not UTF-8, so restitch did not write it", shown(&args.clean)))?;
    let report = open(&args.report)?;
    let original = find(report, &clean, &args.clean).with_context(|| shown(&args.report))?;
    print(original.as_bytes())
}

fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).with_context(|| format!("{}: cannot read it", shown(path)))?;
    Ok(Box::new(BufReader::new(file)))
}

/// The original of the article `clean` at `path`, by the lines of `report`. Where several posts came
/// to the same article, the one whose path ends most like `path` is meant.
fn find(report: impl BufRead, clean: &str, path: &Path) -> Result<String> {
    let mut best: Option<(usize, String, String)> = None;
    let mut tie = None;
    for (number, line) in (1..).zip(report.split(b'\n')) {
        let line = line.context("cannot read it")?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let no_report = || format!("line {number} is no report of restitch");
        let head: Head = serde_json::from_slice(&line).with_context(no_report)?;
        if head.schema == SCHEMA && head.clean.bytes != clean.len() {
            continue;
        }
        let post: PostReport = if head.schema == SCHEMA {
            serde_json::from_slice(&line).with_context(no_report)?
        } else {
            bail!("line {number}: {}", RebuildError::Schema(head.schema));
        };
        let original = match post.rebuild(clean) {
            Err(RebuildError::OtherArticle { .. }) => continue,
            rebuilt => rebuilt.with_context(|| format!("line {number}"))?,
        };
        let alike = shared_end(Path::new(&post.path), path);
        match &best {
            Some((most, _, _)) if alike < *most => {}
            Some((most, other, same)) if alike == *most => {
                if *same != original {
                    tie = Some((other.clone(), post.path));
                }
            }
            _ => {
                best = Some((alike, post.path, original));
                tie = None;
            }
        }
    }
    if let Some((one, other)) = tie {
        bail!("{one} and {other} came to this same article; name the article as its post was named");
    }
    best.map(|(_, _, original)| original).ok_or_else(|| {
        anyhow!(
            "no post in this report came to the article {} as it is now; undo later edits, or name the \
             report that was written with it",
            shown(path)
        )
    })
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
        find(report.as_bytes(), clean, Path::new(path))
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
    fn a_line_that_is_no_report_is_named() {
        let error = find_in(&(line("a.md", "d") + "{\"x\": 1}\n"), "abc", "a.md").unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
        let newer = line("a.md", "d").replace("\"schema\":1", "\"schema\":2");
        assert!(find_in(&newer, "abc", "a.md").unwrap_err().to_string().contains("schema 2"));
    }
}
