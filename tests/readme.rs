/*!
The README, held to what is so: every terminal it shows is run, and every sample has its row.

`RESTITCH_BLESS=1 cargo test --test readme` writes the terminals anew, for review.
*/

use std::fs;
use std::path::Path;
use std::process::Command;

/// The README's text and what stands between its ```` ```console ```` fences.
const OPEN: &str = "```console\n";
const CLOSE: &str = "```";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("the README is part of the repository")
}

/// What a terminal of 80 columns shows after `$ command`: standard output, then the summary.
fn terminal(command: &str) -> String {
    let mut words = command.split(' ');
    assert_eq!(words.next(), Some("restitch"), "only restitch itself is run: {command}");
    let run = Command::new(env!("CARGO_BIN_EXE_restitch"))
        .args(words)
        .current_dir(root())
        .env_remove("CLICOLOR_FORCE")
        .env_remove("COLUMNS")
        .output()
        .expect("the program runs");
    let both = [run.stdout, run.stderr].concat();
    format!("$ {command}\n{}", String::from_utf8(both).expect("restitch writes text"))
}

/// `text` with every terminal as it is now.
fn shown_anew(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(OPEN) {
        let (before, after) = rest.split_at(at + OPEN.len());
        out.push_str(before);
        let end = after.find(CLOSE).expect("the fence closes");
        for command in after[..end].lines().filter_map(|line| line.strip_prefix("$ ")) {
            out.push_str(&terminal(command));
        }
        rest = &after[end..];
    }
    out + rest
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test blesses the README, not a user's file")]
fn every_terminal_shows_what_is_so() {
    let (text, path) = (readme(), root().join("README.md"));
    let now = shown_anew(&text);
    if std::env::var_os("RESTITCH_BLESS").is_some_and(|v| v == "1") {
        fs::write(path, now).expect("the README can be written");
        return;
    }
    assert_eq!(text, now, "a terminal in README.md is out of date: see this test's file for how to bless it");
}

#[test]
fn every_sample_has_its_row() {
    let text = readme();
    let mut names: Vec<String> = fs::read_dir(root().join("samples"))
        .expect("samples/ is part of the repository")
        .map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned())
        .collect();
    let mut rows: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| [`")?.split_once("`](samples/"))
        .map(|(name, _)| name)
        .collect();
    names.sort();
    rows.sort_unstable();
    assert_eq!(rows, names, "the rows of the README's table and the folders under samples/");
}
