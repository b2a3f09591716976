/*!
From the command line to an exit code. One file for each command, and beside them what they share: the
arguments, the configuration, the run over many posts, and the two streams.

Standard output carries the article, the report or the diff and nothing else; every word to the user
goes to standard error ([`console`]).
*/

mod args;
mod back;
mod clean;
mod config;
mod console;
mod editor;
mod explain;
#[cfg(any(test, fuzzing))]
pub mod fuzzed;
mod generate;
mod log;
mod look;
mod output;
mod page;
mod pager;
mod restore;
mod review;
mod session;
mod settings;
mod stop;
mod undo;
mod values;
mod work;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use args::{Command, CommandLine};
use console::Console;
use output::print;
use settings::Settings;

/// What a run came to. The greater outranks the lesser.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    /// Nothing to do, or all done.
    Done,
    /// `check` or `diff` found something.
    Found,
    /// A wrong command line, a path that cannot be read, or a post that failed.
    Failed,
}

impl From<Verdict> for ExitCode {
    fn from(verdict: Verdict) -> Self {
        ExitCode::from(match verdict {
            Verdict::Done => 0,
            Verdict::Found => 1,
            Verdict::Failed => 2,
        })
    }
}

/// Runs restitch with the arguments of the process.
pub fn main() -> ExitCode {
    let line = CommandLine::parse();
    let mut console = Console::new(line.talk);
    run(&line, &mut console)
        .unwrap_or_else(|error| {
            console.error(format_args!("{error:#}"));
            Verdict::Failed
        })
        .into()
}

fn run(line: &CommandLine, console: &mut Console) -> Result<Verdict> {
    match &line.command {
        Command::Clean(args) => clean::run(args, console),
        Command::Check(args) => look::check(args, line.talk.color, console),
        Command::Diff(args) => look::diff(args, line.talk.color, console),
        Command::Map(args) => look::map(args, line.talk.color, console),
        Command::Review(args) => review::run(args, line.talk.color, console),
        Command::Restore(args) => restore::run(args, console),
        Command::Undo(args) => undo::run(args, console),
        Command::Log(args) => log::run(args, console),
        Command::Explain(args) => print(explain::explain(args.rule.as_deref())?.as_bytes()),
        Command::Config(args) => print(Settings::load(&args.posts)?.to_toml().as_bytes()),
        Command::Schema(args) => print(generate::schema(args.of).as_bytes()),
        Command::Completions(args) => print(&generate::completions(args.shell)),
        Command::Man(args) => print(&generate::man(args.command.as_deref())?),
    }
}
