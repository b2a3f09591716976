/*!
A review at a real terminal, as its user meets it: a pseudo-terminal, keys sent one by one, and what is
on the disk afterwards. What each key decides is held by the state machine's own tests.
*/

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "the tests play the user, whose files these are")]
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, and helpers have none")]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

/// Two paragraphs of which each is copied after a marker.
const DAMAGED: &str = "Flour and water rest for an hour.\n\n---END---\n\nFlour and water rest for an hour.\n\n\
    Salt is worked in after that.\n\n---END---\n\nSalt is worked in after that.\n\nIt bakes for forty minutes.\n";

/// What the terminal under the tests may say of itself, and what its user may have set.
const INHERITED: [&str; 12] = [
    "PAGER",
    "RESTITCH_PAGER",
    "VISUAL",
    "NO_COLOR",
    "CLICOLOR_FORCE",
    "FORCE_HYPERLINK",
    "DOMTERM",
    "VTE_VERSION",
    "TERM_PROGRAM",
    "COLORTERM",
    "WT_SESSION",
    "KONSOLE_VERSION",
];

/// The program at a terminal of 80 columns and 24 rows.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    shown: Arc<Mutex<String>>,
    // Closed last, for with it the terminal goes.
    _pair: portable_pty::PtyPair,
}

impl Terminal {
    fn run(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_restitch"));
        command.args(args);
        command.cwd(folder);
        command.env("TERM", "xterm-256color");
        command.env("XDG_STATE_HOME", folder.join("state"));
        for inherited in INHERITED {
            command.env_remove(inherited);
        }
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let (keys, mut reader) =
            (pair.master.take_writer().unwrap(), pair.master.try_clone_reader().unwrap());
        let shown = Arc::new(Mutex::new(String::new()));
        let into = Arc::clone(&shown);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut bytes) {
                into.lock().unwrap().push_str(&String::from_utf8_lossy(&bytes[..n]));
            }
        });
        Self { child, keys, shown, _pair: pair }
    }

    /// Waits until `words` have been shown since the last key.
    fn sees(&self, words: &str) {
        let started = Instant::now();
        while !self.shown.lock().unwrap().contains(words) {
            let shown = self.shown.lock().unwrap().clone();
            assert!(started.elapsed() < Duration::from_secs(20), "no {words:?} in {shown:?}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn press(&mut self, key: &str) {
        self.shown.lock().unwrap().clear();
        self.keys.write_all(key.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn ends(mut self) -> (u32, String) {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                thread::sleep(Duration::from_millis(100));
                return (status.exit_code(), self.shown.lock().unwrap().clone());
            }
            assert!(started.elapsed() < Duration::from_secs(20), "{:?}", self.shown.lock().unwrap());
            thread::sleep(Duration::from_millis(10));
        }
    }
}

fn desk() -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("a.md"), DAMAGED).unwrap();
    desk
}

fn get(desk: &tempfile::TempDir, name: &str) -> String {
    fs::read_to_string(desk.path().join(name)).unwrap()
}

fn states(desk: &tempfile::TempDir) -> usize {
    fs::read_dir(desk.path().join("state/restitch/review")).map_or(0, Iterator::count)
}

fn plain(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_restitch")).args(args).current_dir(folder).output().unwrap()
}

#[test]
fn a_review_is_left_taken_up_again_and_written() {
    let desk = desk();
    let mut at = Terminal::run(desk.path(), &["review", "a.md"], &[]);
    at.sees("finding 1 of 2");
    at.press("\r");
    at.press("\u{1b}");
    // Right behind an Escape a letter is Alt and that letter.
    thread::sleep(Duration::from_millis(300));
    at.press("n");
    at.sees("finding 2 of 2, 1 decided");
    assert_eq!(states(&desk), 1, "saved at once");
    at.press("\u{3}");
    let (code, shown) = at.ends();
    assert_eq!(code, 0);
    assert!(shown.contains("1 of 2 decided"), "{shown}");
    assert_eq!(get(&desk, "a.md"), DAMAGED, "a post decided in part stays as it is");

    let mut at = Terminal::run(desk.path(), &["review", "a.md", "--report", "undo.jsonl"], &[]);
    at.sees("finding 2 of 2, 1 decided");
    at.press("y");
    at.sees("all is decided");
    assert_eq!(get(&desk, "a.md"), DAMAGED, "written when the review is left");
    at.press("q");
    let (code, shown) = at.ends();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("1 left as they were"), "{shown}");
    assert_eq!(
        get(&desk, "a.md"),
        "Flour and water rest for an hour.\n\n---END---\n\nFlour and water rest for an hour.\n\n\
         Salt is worked in after that.\n\nIt bakes for forty minutes.\n"
    );
    assert_eq!(states(&desk), 0);
    let back = plain(desk.path(), &["restore", "a.md", "--report", "undo.jsonl"]);
    assert_eq!(String::from_utf8(back.stdout).unwrap(), DAMAGED);
}

#[test]
fn what_is_always_kept_is_in_the_configuration_and_clean_heeds_it() {
    let desk = desk();
    let mut at = Terminal::run(desk.path(), &["review", "a.md"], &[]);
    at.sees("finding 1 of 2");
    at.press("K");
    at.sees("kept wherever it stands");
    at.press("q");
    assert_eq!(at.ends().0, 0);
    assert_eq!(get(&desk, "restitch.toml"), "keep = [\"Flour and water rest for an hour.\"]\n");
    let clean = String::from_utf8(plain(desk.path(), &["clean", "a.md"]).stdout).unwrap();
    assert_eq!(clean.matches("Flour and water").count(), 2, "{clean}");
    assert_eq!(clean.matches("Salt is").count(), 1, "{clean}");
}

#[test]
fn a_post_that_was_edited_is_read_anew() {
    let desk = desk();
    let editor = desk.path().join("editor");
    fs::write(&editor, "#!/bin/sh\necho \"$1\" > line\nprintf 'One sentence, said once.\\n' > \"$2\"\n")
        .unwrap();
    Command::new("chmod").arg("+x").arg(&editor).status().unwrap();
    let mut at = Terminal::run(desk.path(), &["review", "a.md"], &[("VISUAL", editor.to_str().unwrap())]);
    at.sees("finding 1 of 2");
    at.press("n");
    at.sees("finding 2 of 2");
    at.press("e");
    at.sees("what was decided of it is forgotten");
    at.press("q");
    assert_eq!(at.ends().0, 0);
    assert_eq!(get(&desk, "line"), "+11\n");
    assert_eq!((get(&desk, "a.md").as_str(), states(&desk)), ("One sentence, said once.\n", 0));
}

#[test]
fn without_a_terminal_it_says_what_does_the_same() {
    let desk = desk();
    let run = plain(desk.path(), &["review", "a.md", "b c.md"]);
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(2));
    for command in
        ["restitch diff a.md 'b c.md'", "restitch clean --write a.md 'b c.md'", "--min-confidence certain"]
    {
        assert!(said.contains(command), "{said}");
    }
    assert_eq!(plain(desk.path(), &["review", "-"]).status.code(), Some(2));
}

#[test]
fn a_diff_at_a_terminal_goes_through_a_pager_unless_told_otherwise() {
    let desk = desk();
    let paged = |args: &[&str], env: &[(&str, &str)]| {
        let (_, shown) = Terminal::run(desk.path(), args, env).ends();
        assert!(shown.contains("a.md"), "{shown:?}");
        shown.contains("PAGED")
    };
    let pager = "sed s/^/PAGED/";
    assert!(paged(&["diff", "a.md", "--pager", pager], &[]));
    assert!(paged(&["diff", "a.md"], &[("PAGER", pager)]));
    assert!(paged(&["diff", "a.md"], &[("RESTITCH_PAGER", pager), ("PAGER", "cat")]));
    assert!(!paged(&["diff", "a.md"], &[("RESTITCH_PAGER", ""), ("PAGER", pager)]));
    assert!(!paged(&["diff", "a.md", "--no-pager"], &[("PAGER", pager)]));
    assert!(!paged(&["diff", "a.md", "--pager", ""], &[("PAGER", pager)]));
    // A pager that is left early is no fault, and one that is not there is named.
    let (code, shown) = Terminal::run(desk.path(), &["diff", "a.md", "--pager", "true"], &[]).ends();
    assert!(code == 1 && !shown.contains("error"), "{shown}");
    let (code, shown) = Terminal::run(desk.path(), &["diff", "a.md", "--pager", "no-such-pager"], &[]).ends();
    assert!(code == 2 && shown.contains("no-such-pager"), "{shown}");
}

#[test]
fn links_go_to_terminals_that_are_known_to_take_them() {
    let desk = desk();
    let linked = |env: &[(&str, &str)]| {
        Terminal::run(desk.path(), &["diff", "a.md", "--no-pager"], env)
            .ends()
            .1
            .contains("\u{1b}]8;;file://")
    };
    assert!(!linked(&[]));
    assert!(linked(&[("TERM_PROGRAM", "WezTerm")]));
    assert!(linked(&[("VTE_VERSION", "7200")]));
    assert!(!linked(&[("TERM_PROGRAM", "WezTerm"), ("NO_COLOR", "1")]));
}
