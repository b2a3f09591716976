/*!
The command line, as clap reads it. What a user leaves unsaid stays `None` or empty here, so that the
configuration can say it ([`super::session`]).
*/

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use restitch::{Confidence, Tail};
use serde::Deserialize;

const AFTER: &str = "\
PATH is a file, a folder, or - for standard input; without one, the folder you are in.

A restitch.toml beside the posts or in a folder above them gives defaults:
  marker = [\"---END---\"]   tail = \"drop\"   min-confidence = \"likely\"   ext = [\"rst\"]   jobs = 4

Exit code: 0 nothing to do or all done; 1 check or diff found something; 2 something failed.";

/// Make one clean article of a post that was generated, cut off and continued in blocks.
#[derive(Parser, Debug)]
#[command(version, after_help = AFTER, max_term_width = 100, disable_help_subcommand = true)]
pub struct CommandLine {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub talk: Talk,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Write the clean article: to standard output, in place, or into another folder.
    Clean(Clean),
    /// Say what is wrong with posts; change nothing.
    Check(Check),
    /// Show what would go, why and where it survives, and what would be joined.
    Diff(Diff),
    /// Write the original to standard output, byte for byte.
    Restore(Restore),
}

#[derive(Args, Debug)]
pub struct Clean {
    #[command(flatten)]
    pub posts: Posts,
    /// Repair the files in place.
    #[arg(short, long, conflicts_with = "output_dir")]
    pub write: bool,
    /// Write every post, repaired or as it was, to its place under DIR.
    #[arg(short, long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    #[command(flatten)]
    pub report: ReportTo,
}

#[derive(Args, Debug)]
pub struct Check {
    #[command(flatten)]
    pub posts: Posts,
    #[command(flatten)]
    pub report: ReportTo,
}

#[derive(Args, Debug)]
pub struct Diff {
    #[command(flatten)]
    pub posts: Posts,
    /// Print a patch that `git apply` takes, from the folder you are in.
    #[arg(long, conflicts_with = "stat")]
    pub patch: bool,
    /// Print a table of the posts, most damaged first.
    #[arg(long)]
    pub stat: bool,
}

#[derive(Args, Debug)]
pub struct Restore {
    /// The clean article, unchanged since it was written; - for standard input.
    #[arg(value_name = "CLEAN")]
    pub clean: PathBuf,
    /// The report that was written with it; it may hold other posts too.
    #[arg(long, value_name = "FILE")]
    pub report: PathBuf,
}

#[derive(Args, Debug)]
pub struct ReportTo {
    /// Write a report, one JSON object a post and line: with it, `restore` gives the originals back.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

impl ReportTo {
    /// Refuses a report on standard output where that carries `other`.
    ///
    /// # Errors
    ///
    /// When the report would go to standard output.
    pub fn must_leave_stdout(&self, other: &str) -> anyhow::Result<()> {
        if self.report.as_ref().is_some_and(|path| path.as_os_str() == "-") {
            anyhow::bail!("standard output carries {other}; name a file for --report");
        }
        Ok(())
    }
}

/// Which posts, and how to repair them.
#[derive(Args, Debug)]
pub struct Posts {
    /// Files, folders, or - for standard input.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Text that parts blocks [default: ---END---].
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = marker)]
    pub marker: Vec<String>,
    /// What to do with a cut end that nothing continues [default: drop].
    #[arg(long, value_name = "WHAT")]
    pub tail: Option<CutEnd>,
    /// Apply decisions that are at least this sure [default: likely].
    #[arg(long, value_name = "LEVEL")]
    pub min_confidence: Option<Level>,
    /// One more extension of posts in folders, beside md, markdown, mdx and txt.
    #[arg(long, value_name = "EXT", value_parser = extension)]
    pub ext: Vec<String>,
    /// Threads to work with [default: one for each processor].
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

/// How restitch talks to its user.
#[derive(Args, Clone, Copy, Debug)]
pub struct Talk {
    /// Colour the output.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// Say nothing but errors.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Name every post and what became of it.
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// [`Tail`], as users write it.
#[derive(ValueEnum, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum CutEnd {
    /// It goes, back to the last finished sentence.
    Drop,
    /// It stays.
    Keep,
}

impl From<CutEnd> for Tail {
    fn from(end: CutEnd) -> Self {
        match end {
            CutEnd::Drop => Tail::Drop,
            CutEnd::Keep => Tail::Keep,
        }
    }
}

/// [`Confidence`], as users write it.
#[derive(ValueEnum, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Every word survives elsewhere.
    Certain,
    /// Right nearly always.
    Likely,
    /// Better looked at.
    Doubtful,
}

impl From<Level> for Confidence {
    fn from(level: Level) -> Self {
        match level {
            Level::Certain => Confidence::Certain,
            Level::Likely => Confidence::Likely,
            Level::Doubtful => Confidence::Doubtful,
        }
    }
}

/// A marker that can part blocks: more than white space, on one line.
pub fn marker(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("a marker needs a character that is not white space".to_owned());
    }
    if text.contains(['\n', '\r']) {
        return Err("a marker stands on one line".to_owned());
    }
    Ok(text.to_owned())
}

/// An extension, with or without its dot.
pub fn extension(text: &str) -> Result<String, String> {
    let ext = text.strip_prefix('.').unwrap_or(text);
    if ext.is_empty() || ext.contains(['.', '/', '\\', '*']) {
        return Err("an extension is what follows a file name's last dot, such as rst".to_owned());
    }
    Ok(ext.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn clap_finds_no_fault() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn markers_and_extensions_are_looked_at() {
        assert_eq!(marker("---END---").unwrap(), "---END---");
        assert!(marker("").is_err() && marker(" \t").is_err() && marker("a\nb").is_err());
        assert_eq!(extension(".rst").unwrap(), "rst");
        assert!(extension("").is_err() && extension("*.md").is_err() && extension("tar.gz").is_err());
    }
}
