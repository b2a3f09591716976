/*!
What `restitch diff` prints, as its user meets it: the text to read, the patch that git takes, the
table, colour, and an exit code that says the same as `check`'s.
*/

#![expect(clippy::disallowed_methods, reason = "the tests play the user, whose files these are")]
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, and helpers have none")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A block copied word for word.
const DAMAGED: &str = "Flour and water rest for an hour. Salt is worked in after that.\n\n---END---\n\n\
    Flour and water rest for an hour. Salt is worked in after that.\n\nIt bakes for forty minutes.\n";

/// A post that is whole but for its title.
const TITLE: &str = "---\ntitle: Bread (and\n---\n\nFlour and water rest for an hour.\n";

fn restitch(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> Output {
    let mut run = Command::new(env!("CARGO_BIN_EXE_restitch"));
    run.args(args)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("COLUMNS");
    run.env("TERM", "xterm").envs(env.iter().copied()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn desk(files: &[(&str, &str)]) -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = desk.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    desk
}

/// The raw posts under `samples/`, by name.
fn samples() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<(String, PathBuf)> = folders
        .map(|folder| (folder.file_name().unwrap().to_str().unwrap().to_owned(), folder.join("raw.md")))
        .collect();
    all.sort();
    all
}

fn crlf(bytes: &[u8]) -> Vec<u8> {
    text(bytes).replace("\r\n", "\n").replace('\n', "\r\n").into_bytes()
}

#[test]
fn a_patch_applied_by_git_is_the_clean_article() {
    if Command::new("git").arg("--version").output().is_err() {
        return;
    }
    let desk = tempfile::tempdir().unwrap();
    let posts = desk.path().join("my posts");
    fs::create_dir(&posts).unwrap();
    let mut wanted = Vec::new();
    for (name, raw) in samples() {
        let bytes = fs::read(raw).unwrap();
        for (name, bytes) in [
            (format!("{name}.md"), bytes.clone()),
            (format!("{name} without a last newline.md"), bytes.trim_ascii_end().to_vec()),
            (format!("{name} with CRLF.md"), crlf(&bytes)),
            (format!("{name} with CRLF, without a last newline.md"), crlf(bytes.trim_ascii_end())),
        ] {
            fs::write(posts.join(&name), bytes).unwrap();
            let clean = restitch(&posts, &["clean", "-q", &name], &[]).stdout;
            wanted.push((name, clean));
        }
    }
    let patch = restitch(desk.path(), &["diff", "--patch", "my posts"], &[]);
    assert_eq!(patch.status.code(), Some(1));
    let mut git = Command::new("git")
        .args(["-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"])
        .current_dir(desk.path())
        .env("GIT_CEILING_DIRECTORIES", desk.path().parent().unwrap())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    git.stdin.take().unwrap().write_all(&patch.stdout).unwrap();
    assert!(git.wait().unwrap().success());
    for (name, clean) in wanted {
        assert_eq!(text(&fs::read(posts.join(&name)).unwrap()), text(&clean), "{name}");
    }
}

#[test]
fn a_patch_names_files_from_the_folder_one_is_in() {
    let desk = desk(&[("posts/a.md", DAMAGED)]);
    let whole = fs::canonicalize(desk.path()).unwrap();
    let absolute = whole.join("posts/a.md");
    for (folder, path, name) in [
        (whole.clone(), "posts/a.md", "posts/a.md"),
        (whole.join("posts"), "./a.md", "a.md"),
        (whole.clone(), absolute.to_str().unwrap(), "posts/a.md"),
    ] {
        let patch = text(&restitch(&folder, &["diff", "--patch", path], &[]).stdout);
        assert!(patch.starts_with(&format!("--- a/{name}\n+++ b/{name}\n@@ ")), "{patch}");
    }
}

#[test]
fn an_empty_row_stands_between_two_findings_and_two_posts() {
    let desk = desk(&[("a.md", DAMAGED), ("b.md", DAMAGED)]);
    let shown = text(&restitch(desk.path(), &["diff"], &[]).stdout);
    assert!(shown.contains("\n\nb.md:"), "{shown}");
    assert!(!shown.contains("\n\n\n") && !shown.starts_with('\n') && !shown.ends_with("\n\n"), "{shown}");
    let lines = text(&restitch(desk.path(), &["check"], &[]).stdout);
    assert!(!lines.contains("\n\n"), "{lines}");
}

#[test]
fn the_table_has_the_most_damaged_post_first_and_no_clean_one() {
    let longer = format!("{DAMAGED}\nThe crust sings while it cools, and nobody cuts it before noon.\n");
    let desk = desk(&[("longer.md", &longer), ("shorter.md", DAMAGED), ("whole.md", "One sentence.\n")]);
    let run = restitch(desk.path(), &["diff", "--stat", "."], &[]);
    let table = text(&run.stdout);
    let rows: Vec<&str> = table.lines().map(|row| row.split_whitespace().last().unwrap()).collect();
    assert_eq!(rows, ["post", "shorter.md", "longer.md"], "{table}");
    assert_eq!(run.status.code(), Some(1));
    let run = restitch(desk.path(), &["diff", "--stat", "whole.md"], &[]);
    assert_eq!((text(&run.stdout).as_str(), run.status.code()), ("", Some(0)));
    assert_eq!(restitch(desk.path(), &["diff", "--stat", "--patch"], &[]).status.code(), Some(2));
}

#[test]
fn every_way_of_looking_says_the_same_by_its_exit_code() {
    let desk = desk(&[("damaged.md", DAMAGED), ("title.md", TITLE), ("whole.md", "One sentence.\n")]);
    for (post, code) in [("damaged.md", 1), ("title.md", 1), ("whole.md", 0)] {
        for args in
            [&["check", post][..], &["diff", post], &["diff", "--patch", post], &["diff", "--stat", post]]
        {
            assert_eq!(restitch(desk.path(), args, &[]).status.code(), Some(code), "{args:?}");
        }
    }
    let shown = text(&restitch(desk.path(), &["diff", "title.md"], &[]).stdout);
    assert_eq!(shown, "title.md:2 title is cut: ( never closes\n  title: Bread (and\n");
}

#[test]
fn colour_goes_to_those_who_ask_for_it() {
    let desk = desk(&[("a.md", DAMAGED)]);
    let colored =
        |args: &[&str], env: &[(&str, &str)]| restitch(desk.path(), args, env).stdout.contains(&b'\x1b');
    for command in [&["diff", "a.md"][..], &["check", "a.md"], &["diff", "--stat", "a.md"]] {
        let with = |more: &[&'static str]| [command, more].concat();
        assert!(!colored(command, &[]));
        assert!(colored(command, &[("CLICOLOR_FORCE", "1")]));
        assert!(!colored(command, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
        assert!(colored(&with(&["--color", "always"]), &[("NO_COLOR", "1")]));
        assert!(!colored(&with(&["--color", "never"]), &[("CLICOLOR_FORCE", "1")]));
    }
    // A patch is for programs: the text as it is, in no colour.
    assert!(!colored(&["diff", "--patch", "a.md", "--color", "always"], &[]));
}

#[test]
fn two_columns_need_their_width_and_say_so() {
    let desk = desk(&[("a.md", DAMAGED)]);
    let wide = restitch(desk.path(), &["diff", "--side-by-side", "a.md"], &[("COLUMNS", "120")]);
    let shown = text(&wide.stdout);
    assert!(shown.contains(" │ ") && wide.status.code() == Some(1), "{shown}");
    let narrow = restitch(desk.path(), &["diff", "--side-by-side", "a.md"], &[("COLUMNS", "119")]);
    assert!(text(&narrow.stderr).contains("two columns need 120, and there are 119"));
    let usual = restitch(desk.path(), &["diff", "a.md"], &[("COLUMNS", "119")]);
    assert_eq!(text(&narrow.stdout), text(&usual.stdout));
    for other in ["--patch", "--stat"] {
        assert_eq!(restitch(desk.path(), &["diff", "--side-by-side", other], &[]).status.code(), Some(2));
    }
}

#[test]
fn a_keep_without_its_end_is_said_wherever_one_looks() {
    let desk = desk(&[("a.md", "One sentence.\n\n<!-- restitch: keep -->\nAnother one.\n")]);
    for command in ["check", "diff"] {
        let run = restitch(desk.path(), &[command, "a.md"], &[]);
        assert!(text(&run.stdout).contains("a.md:3") && text(&run.stdout).contains("keep never closes"));
        assert_eq!(run.status.code(), Some(1));
    }
}
