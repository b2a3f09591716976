/*!
The command line, as clap reads it. What a user leaves unsaid stays `None` or empty here, so that the
configuration can say it ([`super::session`]).
*/

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::values::{Closings, CutEnd, Format, Level, Rounds, Schema, When, bytes, extension, marker};

const AFTER: &str = "\
PATH is a file, a folder, or - for standard input; without one, the folder you are in.

A restitch.toml beside the posts, or above them in their own tree, gives defaults:
  marker = [\"---END---\"]   tail = \"drop\"   min-confidence = \"likely\"
  endings = \"last\"   continuations = \"merge\"   ext = [\"rst\"]   jobs = 4
  keep = [\"a passage that stays wherever it stands\"]

What a run replaces can be had back: see restitch undo and restitch log.

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
    /// Draw each article as a bar: which part came from which block, and where something went.
    Map(Map),
    /// Decide finding by finding what goes, then write the posts.
    ///
    /// Each answer is saved at once; a review can be left and taken up again. When it is left, posts of
    /// which all is decided are written in place, and the others stay as they are. Press ? for the keys.
    Review(Review),
    /// Give originals back by a report, byte for byte: to standard output, in place, or into another folder.
    Restore(Restore),
    /// Take back what the last run wrote, byte for byte.
    ///
    /// Every run that replaces files is journalled first. For each PATH, the last run that touched it or something
    /// below it is taken back, and that can be taken back too. A post that was edited since is left alone, with what
    /// the run dropped from it printed.
    Undo(Undo),
    /// List the runs that replaced files: when, where, how many posts, how much.
    Log(Log),
    /// Say what a rule does, with an example; without a name, list all rules.
    Explain(Explain),
    /// Show which settings are in force for posts, and where each comes from.
    Config(Config),
    /// Print the JSON Schema of the report, of check's findings, or of restitch.toml.
    Schema(OfSchema),
    /// Print completions for a shell.
    Completions(Completions),
    /// Print the manual page of restitch or of one of its commands.
    Man(Man),
}

#[derive(Args, Debug)]
pub struct Explain {
    /// The rule's name, as check, diff and the report write it.
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,
}

#[derive(Args, Debug)]
pub struct Config {
    #[command(flatten)]
    pub posts: Posts,
}

#[derive(Args, Debug)]
pub struct OfSchema {
    /// Of what.
    #[arg(value_name = "OF")]
    pub of: Schema,
}

#[derive(Args, Debug)]
pub struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
pub struct Man {
    /// The command; without one, restitch itself.
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

#[derive(Args, Debug)]
pub struct Clean {
    /// Repair the files in place.
    #[arg(short, long, conflicts_with = "output_dir")]
    pub write: bool,
    /// Write every post, repaired or as it was, to its place under DIR.
    #[arg(short, long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    /// Replace what stands under DIR though restitch did not write it.
    #[arg(long, requires = "output_dir")]
    pub force: bool,
    /// Write files too whose changes are not committed in git.
    #[arg(long, requires = "write")]
    pub allow_dirty: bool,
    #[command(flatten)]
    pub report: ReportTo,
    #[command(flatten)]
    pub journal: JournalIn,
    #[command(flatten)]
    pub posts: Posts,
}

#[derive(Args, Debug)]
pub struct Check {
    /// How to say it.
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
    /// With --format html: write index.html and a page a post to DIR, for archives.
    #[arg(short, long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    /// Replace what stands under DIR though restitch did not write it.
    #[arg(long, requires = "output_dir")]
    pub force: bool,
    #[command(flatten)]
    pub report: ReportTo,
    #[command(flatten)]
    pub journal: JournalIn,
    #[command(flatten)]
    pub posts: Posts,
}

#[derive(Args, Debug)]
pub struct Diff {
    /// Print a patch that `git apply` takes, from the folder you are in.
    #[arg(long, conflicts_with = "stat")]
    pub patch: bool,
    /// Print a table of the posts, most damaged first.
    #[arg(long)]
    pub stat: bool,
    /// Show before and after in two columns, where there are 120 columns or more.
    #[arg(long, conflicts_with_all = ["patch", "stat"])]
    pub side_by_side: bool,
    /// What to read with at a terminal; '' for nothing [default: $RESTITCH_PAGER, $PAGER, less -FRX].
    #[arg(long, value_name = "COMMAND")]
    pub pager: Option<String>,
    /// Write to the terminal itself.
    #[arg(long, conflicts_with = "pager")]
    pub no_pager: bool,
    #[command(flatten)]
    pub posts: Posts,
}

#[derive(Args, Debug)]
pub struct Review {
    /// Write files too whose changes are not committed in git.
    #[arg(long)]
    pub allow_dirty: bool,
    #[command(flatten)]
    pub report: ReportTo,
    #[command(flatten)]
    pub journal: JournalIn,
    #[command(flatten)]
    pub posts: Posts,
}

#[derive(Args, Debug)]
pub struct Map {
    #[command(flatten)]
    pub posts: Posts,
}

#[derive(Args, Debug)]
pub struct Restore {
    /// Clean articles, unchanged since they were written, or folders of them; - for standard input.
    #[arg(value_name = "CLEAN", required = true)]
    pub clean: Vec<PathBuf>,
    /// The report that was written with them; it may hold other posts too.
    #[arg(long, value_name = "FILE")]
    pub report: PathBuf,
    /// Put the originals in the articles' place.
    #[arg(short, long, conflicts_with = "output_dir")]
    pub write: bool,
    /// Write every original to its place under DIR.
    #[arg(short, long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    /// Replace what stands under DIR though restitch did not write it.
    #[arg(long, requires = "output_dir")]
    pub force: bool,
    /// One more extension of articles in folders, beside md, markdown, mdx and txt.
    #[arg(long, value_name = "EXT", value_parser = extension)]
    pub ext: Vec<String>,
    #[command(flatten)]
    pub journal: JournalIn,
}

#[derive(Args, Debug)]
pub struct Undo {
    /// Files or folders; without one, the folder you are in.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Take back this run, as `restitch log` numbers them.
    #[arg(long, value_name = "N")]
    pub run: Option<u64>,
    /// Put back what was dropped from posts that were edited since, where the edits do not touch it.
    #[arg(long)]
    pub merge: bool,
    #[command(flatten)]
    pub journal: JournalIn,
}

#[derive(Args, Debug)]
pub struct Log {
    /// Only runs that touched these files or folders.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Forget the runs, and with them the way back; with DAYS, those that are older.
    #[arg(long, value_name = "DAYS", num_args = 0..=1, default_missing_value = "0", conflicts_with = "paths")]
    pub prune: Option<u64>,
    #[command(flatten)]
    pub journal: JournalIn,
}

/// Where the way back is kept.
#[derive(Args, Clone, Debug)]
pub struct JournalIn {
    /// Folder of the journal [default: restitch/journal among your files of state].
    #[arg(long, value_name = "DIR", env = "RESTITCH_JOURNAL", help_heading = BACK, hide_env_values = true)]
    pub journal: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct ReportTo {
    /// Write a report, one JSON object a post and line: with it, `restore` gives the originals back.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write on at the end of a report that is there already.
    #[arg(long, requires = "report")]
    pub append: bool,
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

/// Heading over the options of [`Posts`] in help and manual.
const WHICH: &str = "Which posts, and how they are repaired";
/// Heading over the options of [`JournalIn`].
const BACK: &str = "The way back";
/// Heading over the options of [`Talk`].
const TALK: &str = "What is said";

/// Which posts, and how to repair them.
#[derive(Args, Debug)]
pub struct Posts {
    /// Files, folders, or - for standard input.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Text that parts blocks [default: ---END---].
    #[arg(long, help_heading = WHICH, value_name = "TEXT", allow_hyphen_values = true, value_parser = marker)]
    pub marker: Vec<String>,
    /// What to do with a cut end that nothing continues [default: drop].
    #[arg(long, help_heading = WHICH, value_name = "WHAT")]
    pub tail: Option<CutEnd>,
    /// A closing that is told again after new matter: which tellings stay [default: last].
    #[arg(long, help_heading = WHICH, value_name = "WHICH")]
    pub endings: Option<Closings>,
    /// The blocks a post was continued in: all merged, or the article as it was first whole [default: merge].
    #[arg(long, help_heading = WHICH, value_name = "HOW")]
    pub continuations: Option<Rounds>,
    /// Apply decisions that are at least this sure [default: likely].
    #[arg(long, help_heading = WHICH, value_name = "LEVEL")]
    pub min_confidence: Option<Level>,
    /// One more extension of posts in folders, beside md, markdown, mdx and txt.
    #[arg(long, help_heading = WHICH, value_name = "EXT", value_parser = extension)]
    pub ext: Vec<String>,
    /// Threads to work with [default: one for each processor].
    #[arg(long, help_heading = WHICH, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Pass over posts that are larger [default: 64MB].
    #[arg(long, help_heading = WHICH, value_name = "SIZE", value_parser = bytes)]
    pub max_size: Option<u64>,
}

/// How restitch talks to its user.
#[derive(Args, Clone, Copy, Debug)]
pub struct Talk {
    /// Colour the output.
    #[arg(long, help_heading = TALK, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// Say nothing but errors.
    #[arg(short, long, help_heading = TALK, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Name every post and what became of it.
    #[arg(short, long, help_heading = TALK, global = true)]
    pub verbose: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn clap_finds_no_fault() {
        CommandLine::command().debug_assert();
    }
}
