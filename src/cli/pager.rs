/*!
A pager between standard output and a reader at a terminal, as git has one.

Which one: `--pager`, else `RESTITCH_PAGER`, else `PAGER`, else `less -FRX`, which goes by itself where
all fits on the screen. None where standard output is no terminal, or where the word for it is empty or
`cat`. It is started with the first bytes, so that a run with nothing to show starts none.
*/

use std::io::{self, IsTerminal, Write};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

use super::output::to_stdout;

const DEFAULT: &str = "less -FRX";

/// Where what is to be read goes.
#[derive(Debug)]
pub enum Pager {
    /// To standard output.
    None,
    /// To this command, once there is something to read; `true` where somebody asked for it by name.
    Waiting(String, bool),
    /// To this pager.
    Running(Child),
}

impl Pager {
    /// The pager for `diff`: `flag` is what `--pager` says.
    pub fn of(flag: Option<&str>, never: bool) -> Self {
        if never || !io::stdout().is_terminal() {
            return Self::None;
        }
        let variable = |name| std::env::var(name).ok();
        choose(flag.map(str::to_owned), variable("RESTITCH_PAGER"), variable("PAGER"))
            .map_or(Self::None, |(command, asked)| Self::Waiting(command, asked))
    }

    /// Whether it takes the terminal for itself.
    pub fn is_some(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// Writes `bytes` to whoever reads.
    ///
    /// # Errors
    ///
    /// When they cannot be written; a pager that was left is a closed pipe.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        if let Self::Waiting(command, asked) = self {
            *self = match start(command) {
                Ok(child) => Self::Running(child),
                Err(_) if !*asked => Self::None,
                Err(error) => {
                    return Err(error).with_context(|| {
                        format!(
                            "cannot start the pager `{}`; name another with --pager, or use --no-pager",
                            command.escape_debug()
                        )
                    });
                }
            };
        }
        match self {
            Self::Running(child) => match child.stdin.as_mut() {
                Some(pipe) => {
                    pipe.write_all(bytes).and_then(|()| pipe.flush()).context("cannot write to the pager")
                }
                None => Ok(()),
            },
            _ => to_stdout(bytes),
        }
    }

    /// Waits until the reader has done reading.
    pub fn finish(self) {
        if let Self::Running(mut child) = self {
            drop(child.stdin.take());
            // How a pager ends says nothing about the posts.
            let _ = child.wait();
        }
    }
}

/// The command to start and whether somebody named it; none where nobody wants one.
fn choose(flag: Option<String>, own: Option<String>, general: Option<String>) -> Option<(String, bool)> {
    let (command, asked) = match flag.or(own).or(general) {
        Some(command) => (command, true),
        None => (DEFAULT.to_owned(), false),
    };
    let plain = command.trim();
    (!plain.is_empty() && plain != "cat").then(|| (plain.to_owned(), asked))
}

/// Starts a command as git does: by the shell where it holds something for a shell.
fn start(command: &str) -> io::Result<Child> {
    let shell = cfg!(unix) && command.contains(|c| "|&;<>()$`\\\"'*?[#~=%".contains(c));
    let mut words = if shell { vec!["sh", "-c", command] } else { command.split_whitespace().collect() };
    let program = words.remove(0);
    Command::new(program).args(words).stdin(Stdio::piped()).spawn()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_counts_and_an_empty_one_is_none() {
        let some = |word: &str| Some(word.to_owned());
        let named = |word: &str| Some((word.to_owned(), true));
        assert_eq!(choose(None, None, None), Some((DEFAULT.to_owned(), false)));
        assert_eq!(choose(None, None, some("more")), named("more"));
        assert_eq!(choose(None, some("most -s"), some("more")), named("most -s"));
        assert_eq!(choose(some("less"), some("most"), some("more")), named("less"));
        for off in ["", " ", "cat"] {
            assert_eq!(choose(some(off), some("most"), None), None);
            assert_eq!(choose(None, some(off), some("more")), None);
        }
    }
}
