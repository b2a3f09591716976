/*!
What is said on standard error: errors, the files that changed, the progress, the summary. A closed
standard error is no reason to stop, so failed writes are passed over.
*/

use std::fmt::{self, Display};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use restitch::Status;
use restitch::present::{harmless, no_commands};

use super::args::Talk;
use super::values::When;

/// Standard error, with a progress bar that keeps out of the way of lines.
#[derive(Debug)]
pub struct Console {
    talk: Talk,
    color: bool,
    bar: ProgressBar,
}

impl Console {
    /// A console without a bar.
    pub fn new(talk: Talk) -> Self {
        let color = color(talk.color, io::stderr().is_terminal());
        Self { talk, color, bar: ProgressBar::hidden() }
    }

    /// Another one to speak with from other threads; a bar of this one is not in its way.
    pub fn without_bar(&self) -> Self {
        Self { talk: self.talk, color: self.color, bar: ProgressBar::hidden() }
    }

    /// Starts a progress bar over `posts` posts, where one is to be seen.
    pub fn start(&mut self, posts: usize) {
        if self.talk.quiet || posts < 2 || !io::stderr().is_terminal() {
            return;
        }
        let target = ProgressDrawTarget::stderr();
        let shape =
            ProgressStyle::with_template("{bar:32} {human_pos}/{human_len} posts, {rate}, {eta} left");
        self.bar = ProgressBar::with_draw_target(Some(posts as u64), target);
        let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
            let _ = write!(out, "{:.0}/s", state.per_sec());
        };
        self.bar.set_style(shape.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("rate", rate));
    }

    /// One more post is done. Called from any thread.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Takes the progress bar away.
    pub fn stop(&self) {
        self.bar.finish_and_clear();
    }

    /// Runs `write`, which writes to standard output, with the bar out of the way.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// Says what went wrong. Always said.
    pub fn error(&self, message: impl Display) {
        self.label("error", "31", &message);
    }

    /// Says what a user may want to know before going on.
    pub fn warning(&self, message: impl Display) {
        if !self.talk.quiet {
            self.label("warning", "33", &message);
        }
    }

    /// Says what was done.
    pub fn note(&self, message: impl Display) {
        if !self.talk.quiet {
            self.line("", &message);
        }
    }

    /// Says what only a curious user wants to know.
    pub fn detail(&self, message: impl Display) {
        if self.talk.verbose {
            self.line("", &message);
        }
    }

    fn label(&self, label: &str, color: &str, message: &dyn Display) {
        if self.color {
            self.line(&format!("\x1b[1;{color}m{label}:\x1b[0m "), message);
        } else {
            self.line(&format!("{label}: "), message);
        }
    }

    fn line(&self, label: &str, message: &dyn Display) {
        // One write a line: standard error has no buffer.
        let line = format!("{label}{}\n", fit(&message.to_string()));
        let line = no_commands(&line);
        self.bar.suspend(|| {
            let _ = io::stderr().lock().write_all(line.as_bytes());
        });
    }
}

/// A message fit for a terminal: it may hold a file's name, words of a report, a value of a configuration.
fn fit(message: &str) -> String {
    message.split('\n').map(harmless).collect::<Vec<_>>().join("\n")
}

/// Whether to colour a stream. A flag beats the environment, `NO_COLOR` beats `CLICOLOR_FORCE`.
pub fn color(when: When, terminal: bool) -> bool {
    let set = |name: &str, off: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty() && v != off);
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if set("NO_COLOR", "") => false,
        When::Auto if set("CLICOLOR_FORCE", "0") => true,
        When::Auto => terminal && set("TERM", "dumb"),
    }
}

/// A path for people: what could steer a terminal, or hide, is written out.
pub fn shown(path: &Path) -> String {
    harmless(&path.to_string_lossy()).into_owned()
}

/// A number for people, in groups of three digits.
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.char_indices() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number of bytes for people, in powers of a thousand.
pub fn size(bytes: usize) -> String {
    let mut value = bytes as f64;
    let mut units = ["kB", "MB", "GB", "TB"].into_iter();
    let mut unit = "B";
    // 999.95 would be shown as 1000.0.
    while value >= if unit == "B" { 1000.0 } else { 999.95 } {
        let Some(next) = units.next() else { break };
        value /= 1000.0;
        unit = next;
    }
    if unit == "B" { format!("{bytes} B") } else { format!("{value:.1} {unit}") }
}

/// How many posts came to what.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    clean: usize,
    repaired: usize,
    incomplete: usize,
    failed: usize,
    dropped: usize,
}

impl Tally {
    /// Counts a post with `dropped` bytes dropped.
    pub fn add(&mut self, status: Status, dropped: usize) {
        match status {
            Status::Clean => self.clean += 1,
            Status::Repaired => self.repaired += 1,
            Status::Incomplete => self.incomplete += 1,
        }
        self.dropped += dropped;
    }

    /// Counts a post that failed.
    pub fn fail(&mut self) {
        self.failed += 1;
    }

    /// The summary; `done` tells whether posts were repaired or only looked at.
    pub fn summary(&self, done: bool) -> String {
        let posts = self.clean + self.repaired + self.incomplete + self.failed;
        format!(
            "{posts} post{}: {} {}, {} clean, {} incomplete, {} failed; {} {}",
            if posts == 1 { "" } else { "s" },
            self.repaired,
            if done { "repaired" } else { "to repair" },
            self.clean,
            self.incomplete,
            self.failed,
            size(self.dropped),
            if done { "dropped" } else { "to drop" },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_one_decimal() {
        let cases =
            [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (32_100_000, "32.1 MB"), (999_960, "1.0 MB")];
        for (bytes, text) in cases {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn the_summary_is_one_line() {
        let mut tally = Tally::default();
        tally.add(Status::Repaired, 1500);
        assert_eq!(
            tally.summary(true),
            "1 post: 1 repaired, 0 clean, 0 incomplete, 0 failed; 1.5 kB dropped"
        );
        tally.add(Status::Incomplete, 0);
        tally.fail();
        assert_eq!(
            tally.summary(false),
            "3 posts: 1 to repair, 0 clean, 1 incomplete, 1 failed; 1.5 kB to drop"
        );
    }

    #[test]
    fn paths_cannot_steer_a_terminal() {
        assert_eq!(shown(Path::new("a\u{1b}[31m.md")), "a\\u{1b}[31m.md");
        assert_eq!(shown(Path::new("a\u{202e}dm.exe")), "a\\u{202e}dm.exe");
        assert_eq!(shown(Path::new("記事.md")), "記事.md");
    }

    #[test]
    fn numbers_are_grouped() {
        let cases = [(0, "0"), (999, "999"), (1736, "1,736"), (1_234_567, "1,234,567")];
        cases.iter().for_each(|(number, text)| assert_eq!(count(*number), *text));
    }
}
