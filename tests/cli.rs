/*!
The command line as its user meets it: what each command writes where, exit codes, every kind of bad
input, and that nothing is lost on the way.

How a post is repaired is not asked here: where a test needs damage it takes a post that copies a
block word for word, and asks for what has to hold however that is mended.
*/

#![expect(clippy::disallowed_methods, reason = "the tests play the user, whose files these are")]
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, and helpers have none")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty, is_match, starts_with};

/// A post with nothing to repair.
const WHOLE: &str = "---\ntitle: Tea\n---\n\n# Tea\n\nWater is heated first. The leaves follow.\n";

/// A post whose second block copies the first and goes on.
const DAMAGED: &str = "---\ntitle: Bread\n---\n\n\
    Flour and water rest for an hour. Salt is worked in after that.\n\n---END---\n\n\
    Flour and water rest for an hour. Salt is worked in after that.\n\n\
    The oven is heated while the loaf rises. It bakes for forty minutes.\n";

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn get(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// `restitch` run on this desk.
    fn run(&self, args: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("restitch"));
        command
            .current_dir(self.0.path())
            .args(args)
            .env("XDG_STATE_HOME", self.path(".state"))
            .env_remove("RESTITCH_JOURNAL")
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env_remove("COLUMNS");
        command
    }

    /// What `clean` prints for a file.
    fn cleaned(&self, name: &str) -> Vec<u8> {
        self.run(&["clean", name]).assert().success().get_output().stdout.clone()
    }

    fn files(&self, folder: &str) -> Vec<String> {
        fn walk(folder: &Path, root: &Path, into: &mut Vec<String>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => walk(&path, root, into),
                    false => into.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned()),
                }
            }
        }
        let mut files = Vec::new();
        walk(&self.path(folder), &self.path(folder), &mut files);
        files.sort();
        files
    }
}

/// Three posts in a tree, and a picture.
fn archive() -> Desk {
    let desk = Desk::new();
    desk.put("posts/a.md", DAMAGED);
    desk.put("posts/deep/er/b.markdown", WHOLE);
    desk.put("posts/c.txt", DAMAGED.replace("oven", "kiln"));
    desk.put("posts/picture.png", b"\x89PNG\0");
    desk
}

// clean

#[test]
fn clean_prints_one_article_and_nothing_else() {
    let desk = Desk::new();
    desk.put("post.md", DAMAGED);
    desk.put("whole.md", WHOLE);
    desk.run(&["clean", "whole.md"]).assert().success().stdout(WHOLE);
    let article = desk.cleaned("post.md");
    desk.run(&["clean", "-"]).write_stdin(DAMAGED).assert().success().stdout(article);
    assert_eq!(desk.get("post.md"), DAMAGED.as_bytes());
}

#[test]
fn clean_names_the_three_ways_when_the_output_would_be_several_articles() {
    let desk = archive();
    for paths in [&["posts"][..], &["posts/a.md", "posts/c.txt"], &[]] {
        desk.run(&[&["clean"], paths].concat())
            .assert()
            .code(2)
            .stdout(is_empty())
            .stderr(contains("--write").and(contains("--output-dir")).and(contains("standard output")));
    }
}

#[test]
fn clean_into_a_folder_gives_every_post_its_place() {
    let desk = archive();
    desk.run(&["clean", "posts", "--output-dir", "out"]).assert().success().stdout(is_empty());
    assert_eq!(desk.files("out"), ["a.md", "c.txt", "deep/er/b.markdown"]);
    assert_eq!(desk.get("out/deep/er/b.markdown"), WHOLE.as_bytes());
    for name in ["a.md", "c.txt"] {
        assert_eq!(desk.get(&format!("out/{name}")), desk.cleaned(&format!("posts/{name}")), "{name}");
    }
    desk.run(&["clean", "posts/deep/er/b.markdown", "-o", "new/folder"]).assert().success();
    assert_eq!(desk.files("new/folder"), ["b.markdown"]);
}

#[test]
fn an_output_folder_inside_the_input_is_not_read() {
    let desk = archive();
    for _ in 0..2 {
        desk.run(&["clean", "posts", "-o", "posts/out"]).assert().success().stderr(contains("3 posts:"));
    }
    assert_eq!(desk.files("posts/out"), ["a.md", "c.txt", "deep/er/b.markdown"]);
}

#[test]
fn an_output_folder_that_would_overwrite_posts_is_refused() {
    let desk = archive();
    desk.put("other/a.md", WHOLE);
    for args in [
        &["clean", "posts", "-o", "posts"][..],
        &["clean", "posts/a.md", "-o", "posts/deep/.."],
        &["clean", "posts/deep", "posts/deep/er", "-o", "posts/deep"],
        &["clean", "posts", "other", "-o", "out"],
    ] {
        desk.run(args).assert().code(2).stderr(starts_with("error: "));
        assert!(!desk.path("out").exists());
        assert_eq!(desk.get("posts/a.md"), DAMAGED.as_bytes());
    }
}

#[test]
fn clean_write_repairs_in_place_and_a_second_run_changes_nothing() {
    let desk = archive();
    let article = desk.cleaned("posts/a.md");
    desk.run(&["clean", "--write", "posts"]).assert().success().stdout(is_empty());
    assert_eq!(desk.get("posts/a.md"), article);
    assert_eq!(desk.get("posts/deep/er/b.markdown"), WHOLE.as_bytes());
    assert_eq!(desk.files("posts"), ["a.md", "c.txt", "deep/er/b.markdown", "picture.png"]);
    desk.run(&["clean", "-w", "posts"])
        .assert()
        .success()
        .stderr("3 posts: 0 repaired, 3 clean, 0 incomplete, 0 failed; 0 B dropped\n");
}

#[test]
fn standard_input_cannot_be_written_in_place_or_into_a_folder() {
    let desk = Desk::new();
    for args in [&["clean", "-w", "-"][..], &["clean", "-", "-o", "out"]] {
        desk.run(args).write_stdin(WHOLE).assert().code(2).stderr(contains("standard input"));
    }
}

#[cfg(unix)]
#[test]
fn write_keeps_links_and_permissions_and_passes_read_only_files_over() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new();
    let post = desk.put("post.md", DAMAGED);
    let article = desk.cleaned("post.md");
    fs::set_permissions(&post, fs::Permissions::from_mode(0o604)).unwrap();
    symlink("post.md", desk.path("link.md")).unwrap();
    desk.run(&["clean", "-w", "link.md"]).assert().success();
    assert!(fs::symlink_metadata(desk.path("link.md")).unwrap().is_symlink());
    assert_eq!(desk.get("post.md"), article);
    assert_eq!(fs::metadata(&post).unwrap().permissions().mode() & 0o777, 0o604);
    desk.run(&["clean", "link.md", "-o", "out"]).assert().success();
    assert_eq!(fs::metadata(desk.path("out/link.md")).unwrap().permissions().mode() & 0o777, 0o604);

    let locked = desk.put("locked.md", DAMAGED);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o444)).unwrap();
    let run = desk.run(&["clean", "-w", "locked.md"]).assert();
    if article != DAMAGED.as_bytes() {
        run.code(2).stderr(contains("locked.md: read-only"));
    }
    assert_eq!(desk.get("locked.md"), DAMAGED.as_bytes());
}

// check and diff

#[test]
fn check_and_diff_tell_by_their_exit_code_whether_there_is_something() {
    let desk = archive();
    for command in ["check", "diff"] {
        desk.run(&[command, "posts/deep"]).assert().code(0).stdout(is_empty());
        let found = desk.cleaned("posts/a.md") != DAMAGED.as_bytes();
        let run = desk.run(&[command, "posts"]).assert().code(i32::from(found));
        run.stdout(predicate::function(|out: &str| out.is_empty() != found));
        desk.run(&[command, "posts/a.md", "gone.md"]).assert().code(2).stderr(contains("gone.md: "));
        assert_eq!(desk.get("posts/a.md"), DAMAGED.as_bytes());
    }
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let desk = Desk::new();
    for i in 0..150 {
        desk.put(&format!("posts/{i:03}.md"), DAMAGED.replace("hour", &format!("{i} hours")));
    }
    let run = |jobs: &str| desk.run(&["diff", "posts", "--jobs", jobs, "-q"]).output().unwrap().stdout;
    let one = run("1");
    assert!(run("2") == one && run("7") == one);
}

// report and restore

#[test]
fn clean_and_report_give_every_original_back() {
    let desk = archive();
    desk.run(&["clean", "posts", "-o", "out", "--report", "report.jsonl"]).assert().success();
    let report = String::from_utf8(desk.get("report.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> = report.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let paths: Vec<_> = lines.iter().map(|l| l["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["posts/a.md", "posts/c.txt", "posts/deep/er/b.markdown"]);
    assert!(lines.iter().all(|l| l["schema"] == 1));
    for place in desk.files("out") {
        desk.run(&["restore", &format!("out/{place}"), "--report", "report.jsonl"])
            .assert()
            .success()
            .stdout(desk.get(&format!("posts/{place}")));
    }
}

#[test]
fn a_write_can_be_undone_by_its_report_which_no_later_run_overwrites() {
    let desk = archive();
    desk.run(&["clean", "-w", "posts", "--report", "undo.jsonl"]).assert().success();
    desk.run(&["clean", "-w", "posts", "--report", "undo.jsonl"])
        .assert()
        .code(2)
        .stderr(contains("undo.jsonl").and(contains("name another file")).and(contains("--append")));
    desk.run(&["restore", "posts/a.md", "--report", "undo.jsonl"]).assert().success().stdout(DAMAGED);
    let report = desk.get("undo.jsonl");
    desk.run(&["restore", "posts/a.md", "--report", "-"]).write_stdin(report).assert().stdout(DAMAGED);
}

#[test]
fn a_report_goes_to_standard_output_only_where_that_is_free() {
    let desk = archive();
    let lines = |n| predicate::function(move |out: &str| out.lines().count() == n);
    desk.run(&["clean", "posts", "-o", "out", "--report", "-"]).assert().success().stdout(lines(3));
    desk.run(&["clean", "-w", "posts", "--report", "-"]).assert().success().stdout(lines(3));
    for command in ["check", "clean"] {
        let run = desk.run(&[command, "posts/a.md", "--report", "-"]).assert();
        run.code(2).stdout(is_empty()).stderr(contains("--report"));
    }
    desk.run(&["check", "posts", "--report", "r.jsonl"]).assert().stderr(contains("3 posts: "));
    assert_eq!(desk.get("r.jsonl").iter().filter(|&&b| b == b'\n').count(), 3);
}

#[test]
fn a_report_never_replaces_a_post() {
    let desk = archive();
    let run = desk.run(&["check", "posts", "--report", "posts/deep/../c.txt"]).assert();
    run.code(2).stderr(contains("is one of the posts"));
    assert_ne!(desk.get("posts/c.txt"), b"");
    desk.run(&["check", "posts", "--report", "posts"]).assert().code(2).stderr(contains("is a folder"));
}

#[test]
fn restore_refuses_what_it_cannot_give_back() {
    let desk = archive();
    desk.run(&["clean", "posts", "-o", "out", "--report", "r.jsonl"]).assert().success();
    desk.put("out/a.md", [desk.get("out/a.md").as_slice(), b"A later edit.\n"].concat());
    let refused = |args: &[&str], why: &str| {
        desk.run(args).assert().code(2).stdout(is_empty()).stderr(contains(why.to_owned()));
    };
    refused(&["restore", "out/a.md", "--report", "r.jsonl"], "out/a.md");
    refused(&["restore", "gone.md", "--report", "r.jsonl"], "gone.md");
    refused(&["restore", "out/c.txt", "--report", "gone.jsonl"], "gone.jsonl");
    refused(&["restore", "out/c.txt", "--report", "out/a.md"], "line 1 is passed over: it is no report");
    refused(&["restore", "-", "--report", "-"], "standard input");
    refused(&["restore", "out/c.txt"], "--report");
}

// what is said

#[test]
fn a_summary_ends_the_run_and_quiet_says_nothing() {
    let desk = archive();
    let summary = r"(?m)^3 posts: \d repaired, \d clean, \d incomplete, 0 failed; [0-9.]+ k?B dropped\n\z";
    desk.run(&["clean", "posts", "-o", "out"]).assert().stderr(is_match(summary).unwrap());
    desk.run(&["clean", "posts", "-o", "out", "-q"]).assert().success().stderr(is_empty());
    desk.run(&["clean", "posts", "-o", "out", "-v"])
        .assert()
        .stderr(contains("posts/deep/er/b.markdown: clean\n"));
    desk.run(&["check", "posts", "gone", "-q"]).assert().code(2).stderr(starts_with("error: gone: "));
}

#[test]
fn changed_files_are_listed() {
    let desk = archive();
    let changed = desk.cleaned("posts/a.md") != DAMAGED.as_bytes();
    let run = desk.run(&["clean", "posts", "-w"]).assert();
    run.stderr(predicate::function(|err: &str| err.contains("posts/a.md: ") == changed))
        .stderr(contains("b.markdown").not());
}

/// Runs restitch, reads the first bytes of its standard output, closes it, and waits for the end.
fn run_and_close(desk: &Desk, args: &[&str]) -> (Option<i32>, String) {
    let mut child = Process::new(assert_cmd::cargo::cargo_bin!("restitch"))
        .current_dir(desk.0.path())
        .env("XDG_STATE_HOME", desk.path(".state"))
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 6]).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::new();
    let text: String = (0..200_000).map(|i| format!("Number {i} stands here.\n\n")).collect();
    desk.put("long.md", text);
    assert_eq!(run_and_close(&desk, &["clean", "long.md"]), (Some(0), String::new()));
}

#[test]
fn a_closed_report_is_said_where_posts_stay_unwritten_for_it() {
    let desk = Desk::new();
    for i in 0..1000 {
        desk.put(&format!("posts/{i:04}.md"), WHOLE);
    }
    let (code, said) = run_and_close(&desk, &["clean", "posts", "-o", "out", "--report", "-", "-q"]);
    assert_eq!(code, Some(2));
    assert!(said.starts_with("error: nobody reads the report"), "{said}");
}

#[test]
fn colour_is_asked_for_by_flag_or_environment() {
    let desk = Desk::new();
    let colored = |when: &str, env: &[(&str, &str)]| {
        let mut run = desk.run(&["check", "gone.md", "--color", when]);
        let output = run.envs(env.iter().copied()).output().unwrap();
        output.stderr.contains(&b'\x1b')
    };
    assert!(!colored("auto", &[]));
    assert!(colored("always", &[("NO_COLOR", "1")]));
    assert!(!colored("never", &[("CLICOLOR_FORCE", "1")]));
    assert!(colored("auto", &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored("auto", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colored("auto", &[("CLICOLOR_FORCE", "0")]));
}

// the command line and the configuration

#[test]
fn wrong_command_lines_are_exit_code_two() {
    let desk = archive();
    for args in [
        &[][..],
        &["scrub"],
        &["clean", "posts", "--force"],
        &["clean", "posts", "-w", "-o", "out"],
        &["check", "posts", "--marker", ""],
        &["check", "posts", "--marker", "  "],
        &["check", "posts", "--jobs", "0"],
        &["check", "posts", "--tail", "cut"],
        &["check", "posts", "--min-confidence", "sure"],
        &["check", "posts", "--ext", "*.rst"],
        &["restore"],
    ] {
        desk.run(args).assert().code(2).stdout(is_empty());
    }
    desk.run(&["--help"]).assert().success().stdout(contains("Exit code"));
    desk.run(&["--version"]).assert().success().stdout(contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_marker_may_begin_with_a_hyphen_and_be_another() {
    let desk = Desk::new();
    desk.put("post.md", DAMAGED);
    desk.put("other.md", DAMAGED.replace("---END---", "@@@ more @@@"));
    let expected = desk.cleaned("post.md");
    desk.run(&["clean", "post.md", "--marker", "---END---"]).assert().success().stdout(expected.clone());
    let other = desk.run(&["clean", "other.md", "--marker", "@@@ more @@@"]).assert().success();
    if expected != DAMAGED.as_bytes() {
        other.stdout(expected);
    }
}

#[test]
fn the_configuration_is_found_above_the_inputs() {
    let desk = archive();
    desk.put("posts/deep/note.rst", WHOLE);
    desk.put("posts/restitch.toml", "ext = [\"rst\"]\njobs = 1\n");
    desk.run(&["check", "posts/deep", "-v"])
        .assert()
        .success()
        .stderr(contains("2 posts:").and(contains("defaults from").and(contains("restitch.toml"))));
    desk.run(&["check", "posts/deep", "--ext", "adoc"]).assert().stderr(contains("1 post:"));
}

#[test]
fn a_configuration_error_names_the_key_the_file_and_the_nearest_key() {
    let desk = archive();
    for (config, parts) in [
        ("marker = ['x']\nmin_confidence = 'likely'", ["`min_confidence`", "`min-confidence`"]),
        ("markr = ['x']", ["`markr`", "`marker`"]),
        ("tail = 'cut'", ["tail", "`drop`"]),
        ("marker = ['']", ["`marker`", "white space"]),
        ("jobs = ", ["jobs", "TOML"]),
    ] {
        desk.put("posts/restitch.toml", config);
        let run = desk.run(&["clean", "posts", "-o", "out"]).assert().code(2);
        let named = contains("posts/restitch.toml").and(contains(parts[0])).and(contains(parts[1]));
        run.stderr(named);
        assert!(!desk.path("out").exists());
    }
}

#[test]
fn inputs_under_different_configurations_are_refused() {
    let desk = archive();
    desk.put("other/d.md", WHOLE);
    desk.put("other/restitch.toml", "tail = 'keep'");
    desk.run(&["check", "other"]).assert().success();
    let run = desk.run(&["check", "posts", "other"]).assert().code(2);
    run.stderr(contains("no restitch.toml").and(contains("other/restitch.toml")));
}

// bad input

#[test]
fn what_is_no_text_fails_alone_and_goes_along_as_it_was() {
    let desk = archive();
    let utf16: Vec<u8> = "記事\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bad: [(&str, &[u8], &str); 3] = [
        ("latin.md", b"One line.\nCaf\xe9.\n", "line 2 is not UTF-8"),
        ("nul.md", b"One\0line.\n", "line 1 holds a NUL byte"),
        ("utf16.md", &utf16, ""),
    ];
    for (name, bytes, why) in bad {
        let path = format!("posts/{name}");
        desk.put(&path, bytes);
        for args in [&["clean", &path][..], &["check", &path], &["diff", &path], &["clean", "-w", &path]] {
            let run = desk.run(args).assert().code(2).stdout(is_empty());
            run.stderr(contains(format!("error: {path}: {why}")));
        }
        assert_eq!(desk.get(&path), bytes);
    }
    let run = desk.run(&["clean", "posts", "-o", "out"]).assert().code(2);
    run.stderr(
        contains("6 posts: ").and(contains("3 failed")).and(contains("posts/latin.md: copied as it was")),
    );
    for (name, bytes, _) in bad {
        assert_eq!(desk.get(&format!("out/{name}")), bytes, "{name}");
    }
    assert_eq!(desk.get("out/a.md"), desk.cleaned("posts/a.md"));
}

#[cfg(unix)]
#[test]
fn a_pipe_with_a_name_is_read() {
    let desk = Desk::new();
    desk.run(&["clean", "/dev/stdin"]).write_stdin(WHOLE).assert().success().stdout(WHOLE);
}

#[test]
fn a_missing_path_is_named_and_the_others_are_done() {
    let desk = archive();
    desk.run(&["clean", "gone.md"]).assert().code(2).stdout(is_empty()).stderr(contains("gone.md: "));
    desk.run(&["clean", "gone", "posts/deep", "-o", "out"])
        .assert()
        .code(2)
        .stderr(contains("error: gone: "));
    assert_eq!(desk.get("out/er/b.markdown"), WHOLE.as_bytes());
}

#[test]
fn a_folder_without_posts_is_said() {
    let desk = Desk::new();
    desk.put("pictures/a.png", b"\0");
    let run = desk.run(&["check", "pictures"]).assert().code(0).stdout(is_empty());
    run.stderr(contains("pictures: no posts").and(contains("--ext")));
}

#[test]
fn odd_but_whole_posts_come_back_byte_for_byte() {
    let desk = Desk::new();
    for (name, text) in [
        ("empty", ""),
        ("newline", "\n"),
        ("crlf", "# Tea\r\n\r\nWater is heated first.\r\n\r\nThe leaves follow.\r\n"),
        ("mixed", "# Tea\r\n\nWater is heated first.\n\r\nThe leaves follow.\r\n"),
        ("old-mac", "# Tea\r\rWater is heated first.\r"),
        ("bom", "\u{feff}---\ntitle: Tea\n---\n\nWater is heated first.\n"),
        ("no-final-newline", "# Tea\n\nWater is heated first."),
        ("open-front", "---\ntitle: Tea\n\nWater is heated first.\n"),
        ("open-fence", "# Tea\n\n```sh\nboil --water\n\nleaves\n"),
        ("spaces", "  \n\n\tWater is heated first.   \n\n\n\n"),
    ] {
        let file = format!("{name}.md");
        desk.put(&file, text);
        assert_eq!(desk.cleaned(&file), text.as_bytes(), "{name}");
    }
}

#[test]
fn odd_and_damaged_posts_lose_nothing() {
    let desk = Desk::new();
    for (name, text) in [
        ("only-markers", "---END---\n\n---END---\n---END---".to_owned()),
        ("crlf", DAMAGED.replace('\n', "\r\n")),
        ("bom", format!("\u{feff}{DAMAGED}")),
        ("mixed", DAMAGED.replacen("\n\n", "\r\n\n", 3)),
        ("open-front", DAMAGED.replacen("---\n\n", "\n", 1)),
        ("open-fence", DAMAGED.replacen("Flour", "```\nFlour", 1)),
        ("no-final-newline", DAMAGED.trim_end().to_owned()),
    ] {
        let (file, report) = (format!("{name}.md"), format!("{name}.jsonl"));
        desk.put(&file, &text);
        desk.run(&["clean", &file, "-w", "--report", &report]).assert().success();
        desk.run(&["restore", &file, "--report", &report]).assert().success().stdout(text);
    }
}

#[test]
fn a_long_line_and_a_large_post_are_handled() {
    let desk = Desk::new();
    let line: String = (0..500_000).map(|i| format!("word{i} and ")).collect();
    desk.put("line.md", &line);
    assert!(desk.cleaned("line.md") == line.as_bytes());
    let large: String = (0..300_000).map(|i| format!("Paragraph {i} says {}.\n\n", i * 7 + 1)).collect();
    desk.put("large.md", &large);
    assert!(desk.cleaned("large.md") == large.as_bytes());
}

/// Posts that repeat one thing for ever. A step that is quadratic in it takes minutes here, or all memory.
#[test]
fn posts_that_repeat_one_thing_for_ever_are_handled() {
    const MARKER: &str = "\n\n---END---\n\n";
    const SENTENCE: &str = "This sentence is told again and again.";
    let desk = Desk::new();
    let each = |n: usize, text: &dyn Fn(usize) -> String| (0..n).map(text).collect::<String>();
    for (name, text) in [
        ("long-line", format!("It was cut{MARKER}{}", each(500_000, &|i| format!("and word{i} ")))),
        ("markers-in-rows", "---END---\n\n".repeat(20_000)),
        ("markers-in-a-line", "---END---".repeat(20_000)),
        ("sentences", format!("{SENTENCE} ").repeat(200_000)),
        ("paragraphs", format!("{SENTENCE}\n\n").repeat(100_000)),
        ("blocks", format!("{SENTENCE}{MARKER}").repeat(35_000)),
        ("cut-blocks", each(70_000, &|i| format!("word{i} wor{MARKER}"))),
        ("empty-items", format!("Tea:\n\n{}", "- \n".repeat(50_000))),
        ("deep-quote", format!("{} tea{MARKER}{} tea\n", ">".repeat(1_000_000), ">".repeat(1_000_000))),
        ("stars", format!("{0}{MARKER}{0}", "*".repeat(1_000_000))),
        ("open-quotes", format!("{0}{MARKER}{0}", "「".repeat(333_333))),
        ("marks-behind-stops", ".*a".repeat(333_333)),
    ] {
        let (file, report) = (format!("{name}.md"), format!("{name}.jsonl"));
        desk.put(&file, &text);
        desk.run(&["clean", &file, "-w", "--report", &report]).assert().success();
        let restored = desk.run(&["restore", &file, "--report", &report]).assert().success();
        assert!(restored.get_output().stdout == text.as_bytes(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_and_names_that_steer_terminals_are_handled() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    desk.put("posts/a\u{1b}[31m.md", b"\0");
    let odd = desk.path("posts").join(std::ffi::OsStr::from_bytes(b"\xff.md"));
    fs::write(&odd, WHOLE).unwrap();
    let run = desk.run(&["clean", "posts", "-o", "out"]).assert().code(2);
    run.stderr(contains("\u{1b}").not().and(contains("posts/a\\u{1b}[31m.md: ")));
    let copy = desk.path("out").join(odd.file_name().unwrap());
    assert_eq!(fs::read(copy).unwrap(), WHOLE.as_bytes());
}
