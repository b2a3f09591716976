/*!
The way back, as its user meets it: `log`, `undo`, what is refused, and what a killed run leaves.
*/

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "the tests play the user, whose files these are")]
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, and helpers have none")]
#![allow(clippy::print_stdout, reason = "tests say what they measured")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use support::article::Article;
use support::damage::{Kind, damage};
use support::prose::articles;
use support::rng::Rng;

/// A post whose second block copies the first and goes on.
const DAMAGED: &str = "# Bread\n\nFlour and water rest for an hour. Salt is worked in after that.\n\n---END---\n\n\
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

    fn put(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn get(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_restitch"));
        command.current_dir(self.0.path()).args(args).env("XDG_STATE_HOME", self.path(".state"));
        command.env_remove("RESTITCH_JOURNAL").env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
        for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, args: &[&str]) -> Said {
        Said::of(self.command(args).output().unwrap())
    }

    /// All files below a folder, hidden ones too, with their bytes.
    fn tree(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        fn walk(folder: &Path, into: &mut BTreeMap<PathBuf, Vec<u8>>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => walk(&path, into),
                    false => drop(into.insert(path.clone(), fs::read(&path).unwrap())),
                }
            }
        }
        let mut out = BTreeMap::new();
        walk(&self.path(folder), &mut out);
        out
    }
}

struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Said {
    fn of(run: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: run.status.code(), out: text(run.stdout), err: text(run.stderr) }
    }

    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "out: {}\nerr: {}", self.out, self.err);
        self
    }

    #[track_caller]
    fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words), "{words:?} in {:?}", self.err);
        self
    }
}

fn archive() -> Desk {
    let desk = Desk::new();
    desk.put("posts/a.md", DAMAGED);
    desk.put("posts/deep/b.md", &DAMAGED.replace("oven", "kiln"));
    desk.put("posts/whole.md", "One sentence, said once.\n");
    desk
}

#[test]
fn what_was_written_comes_back_and_that_can_be_undone_too() {
    let desk = archive();
    let old = desk.tree("posts");
    desk.run(&["undo"]).ends(2).says("no run touched this");
    desk.run(&["clean", "--write", "posts"]).ends(0);
    let new = desk.tree("posts");
    assert_ne!(old, new);
    desk.run(&["undo", "posts/deep"]).ends(0).says("b.md: put back").says("1 file put back");
    assert_eq!(desk.get("posts/deep/b.md"), DAMAGED.replace("oven", "kiln"));
    assert_ne!(desk.get("posts/a.md"), DAMAGED);
    desk.run(&["undo", "--run", "1"]).ends(0).says("run 1 taken back, as run 3: 1 file put back");
    assert_eq!(desk.tree("posts"), old);
    desk.run(&["undo", "posts/a.md", "posts/deep"]).ends(0);
    assert_eq!(desk.tree("posts"), new, "an undo can be undone");
    desk.run(&["undo", "--run", "9"]).ends(2).says("there is no run 9");
    let log = desk.run(&["log"]).ends(0).out;
    let rows: Vec<&str> = log.lines().collect();
    assert_eq!(rows.len(), 5, "{log}");
    assert!(
        rows[4].contains("clean") && rows[4].contains("2 files") && rows[4].contains("taken back by run"),
        "{log}"
    );
    assert!(rows[4].ends_with(')') && rows[4].contains("/posts"), "{log}");
    assert_eq!(desk.run(&["log", "posts/whole.md"]).ends(0).out, "");
    desk.run(&["log", "--prune", "1"]).ends(0).says("0 runs forgotten");
    desk.run(&["log", "--prune"]).ends(0).says("5 runs forgotten");
    desk.run(&["undo"]).ends(2).says("no run touched this");
    assert_eq!(desk.tree("posts"), new);
}

#[test]
fn a_post_that_was_edited_is_left_and_its_passages_are_shown_or_merged() {
    let desk = archive();
    desk.run(&["clean", "-w", "posts"]).ends(0);
    let clean = desk.get("posts/a.md");
    desk.put("posts/a.md", &(clean.clone() + "\nA new last paragraph.\n"));
    let said = desk.run(&["undo", "posts/a.md"]).ends(2).says("was edited since; --merge");
    assert!(said.out.contains("  | ---END---\n") && said.out.contains("  | Flour and water"), "{}", said.out);
    assert_eq!(desk.get("posts/a.md"), clean.clone() + "\nA new last paragraph.\n");
    desk.run(&["undo", "--merge", "posts/a.md"]).ends(0).says("with the edits made since");
    assert_eq!(desk.get("posts/a.md"), DAMAGED.to_owned() + "\nA new last paragraph.\n");
    desk.run(&["undo", "posts/a.md"]).ends(0);
    assert_eq!(desk.get("posts/a.md"), clean.clone() + "\nA new last paragraph.\n", "a merge can be undone");
    // An edit right where a passage comes back.
    desk.put("posts/deep/b.md", &desk.get("posts/deep/b.md").replace("Flour and water rest", "Flour rests"));
    desk.run(&["undo", "--merge", "posts/deep"]).ends(2).says("edited since where the passages come back");
    fs::remove_file(desk.path("posts/deep/b.md")).unwrap();
    let gone = desk.run(&["undo", "posts/deep"]).ends(2).says("is gone");
    assert!(gone.out.contains("---END---"), "{}", gone.out);
}

#[test]
fn a_journal_stands_where_it_is_told_to() {
    let desk = archive();
    desk.run(&["clean", "-w", "posts", "--journal", "posts/.restitch"]).ends(0);
    assert!(desk.path("posts/.restitch/000001.run").exists() && !desk.path(".state").exists());
    desk.run(&["undo", "posts"]).ends(2);
    desk.run(&["undo", "posts", "--journal", "posts/.restitch"]).ends(0);
    assert_eq!(desk.get("posts/a.md"), DAMAGED);
    use std::os::unix::fs::PermissionsExt;
    let mode = |name| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("posts/.restitch"), mode("posts/.restitch/000001.run")), (0o700, 0o600));
    // Without a way back nothing is replaced.
    desk.put("file", "");
    desk.run(&["clean", "-w", "posts", "--journal", "file"]).ends(2).says("nothing was replaced");
    assert_eq!(desk.get("posts/a.md"), DAMAGED);
}

#[test]
fn no_report_replaces_a_file() {
    let desk = archive();
    let note = desk.put("notes.txt", "Years of notes.\n");
    fs::hard_link(desk.path("posts/a.md"), desk.path("hard.md")).unwrap();
    std::os::unix::fs::symlink(&note, desk.path("link.jsonl")).unwrap();
    for command in [&["check"][..], &["clean", "-w"], &["clean", "-o", "out"], &["check", "--format", "html"]]
    {
        for file in ["notes.txt", "link.jsonl", "hard.md", "posts/a.md"] {
            for append in [&[][..], &["--append"]] {
                let args = [command, &["posts", "--report", file], append].concat();
                desk.run(&args).ends(2);
                assert_eq!(desk.get("notes.txt"), "Years of notes.\n", "{args:?}");
                assert_eq!(desk.get("posts/a.md"), DAMAGED, "{args:?}");
            }
        }
    }
    desk.run(&["clean", "posts", "-o", "out", "--report", "r.jsonl"]).ends(0);
    let first = desk.get("r.jsonl");
    desk.run(&["check", "posts", "--report", "r.jsonl"]).ends(2).says("nothing is replaced by a report");
    desk.run(&["check", "posts", "--report", "r.jsonl", "--append"]).ends(1);
    assert_eq!(desk.get("r.jsonl"), first.clone() + &first);
    // A torn last line costs that line alone.
    desk.put("torn.jsonl", &first[..first.len() - 30]);
    desk.run(&["restore", "out/a.md", "--report", "torn.jsonl"])
        .ends(0)
        .says("line 3 is passed over: it was cut off");
    desk.run(&["check", "posts", "--report", "torn.jsonl", "--append"]).ends(1);
    assert_eq!(
        desk.run(&["restore", "out/deep/b.md", "--report", "torn.jsonl"]).ends(0).out,
        desk.get("posts/deep/b.md")
    );
}

#[test]
fn a_report_and_pages_are_for_nobody_who_may_not_read_the_posts() {
    use std::os::unix::fs::PermissionsExt;
    let desk = archive();
    fs::set_permissions(desk.path("posts/a.md"), fs::Permissions::from_mode(0o600)).unwrap();
    desk.run(&["check", "posts", "--format", "html", "-o", "pages", "--report", "r.jsonl"]).ends(1);
    let mode = |name| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(
        (mode("r.jsonl"), mode("pages/index.html"), mode("pages/posts/a.md.html")),
        (0o600, 0o600, 0o600)
    );
    assert_eq!(mode("pages/posts/deep/b.md.html"), 0o644);
}

#[test]
fn an_output_folder_is_replaced_only_where_restitch_wrote_it() {
    let desk = archive();
    desk.put("out/a.md", "Mine.\n");
    for args in
        [&["clean", "posts", "-o", "out"][..], &["restore", "posts", "-o", "out", "--report", "/dev/null"]]
    {
        desk.run(args).ends(2);
        assert_eq!(desk.get("out/a.md"), "Mine.\n");
    }
    desk.run(&["clean", "posts", "-o", "out"])
        .ends(2)
        .says("out/a.md: is there already, and is not as restitch wrote it; --force");
    assert!(desk.path("out/deep/b.md").exists(), "the others are done");
    desk.run(&["clean", "posts", "-o", "out", "--force"]).ends(0);
    desk.run(&["undo", "out"]).ends(0);
    assert_eq!(desk.get("out/a.md"), "Mine.\n", "what was replaced by force comes back too");
    desk.run(&["clean", "posts", "-o", "out", "--force"]).ends(0);
    // What restitch wrote itself, another version of it may replace.
    desk.put("posts/a.md", &DAMAGED.replace("forty", "fifty"));
    desk.run(&["clean", "posts", "-o", "out"]).ends(0);
    assert!(desk.get("out/a.md").contains("fifty"));
    desk.run(&["check", "posts", "--format", "html", "-o", "pages"]).ends(1);
    desk.put("posts/a.md", DAMAGED);
    desk.run(&["check", "posts", "--format", "html", "-o", "pages"]).ends(1);
    desk.put("pages/index.html", "Mine.\n");
    desk.run(&["check", "posts", "--format", "html", "-o", "pages"])
        .ends(2)
        .says("is not as restitch wrote it");
    assert_eq!(desk.get("pages/index.html"), "Mine.\n");
}

#[test]
fn no_link_leads_out_of_an_output_folder_and_no_input_is_an_output() {
    let desk = archive();
    desk.put("elsewhere/keep.md", "Mine.\n");
    fs::create_dir_all(desk.path("out")).unwrap();
    std::os::unix::fs::symlink(desk.path("elsewhere"), desk.path("out/deep")).unwrap();
    std::os::unix::fs::symlink(desk.path("elsewhere/keep.md"), desk.path("out/a.md")).unwrap();
    desk.run(&["clean", "posts", "-o", "out", "--force"]).ends(2).says("a link leads out");
    assert_eq!(
        (desk.get("elsewhere/keep.md").as_str(), desk.path("elsewhere/b.md").exists()),
        ("Mine.\n", false)
    );
    let other = archive();
    fs::create_dir_all(other.path("out")).unwrap();
    fs::hard_link(other.path("posts/a.md"), other.path("out/a.md")).unwrap();
    other
        .run(&["clean", "posts", "-o", "out", "--force"])
        .ends(2)
        .says("is a post that is read, by another name");
    assert_eq!(other.get("posts/a.md"), DAMAGED);
}

#[test]
fn restore_gives_a_whole_folder_back() {
    let desk = archive();
    let old = desk.tree("posts");
    desk.run(&["clean", "-w", "posts", "--report", "r.jsonl"]).ends(0);
    let new = desk.tree("posts");
    desk.run(&["restore", "posts", "--report", "r.jsonl"]).ends(2).says("restitch restore --write PATH...");
    desk.run(&["restore", "posts", "-o", "back", "--report", "r.jsonl"]).ends(0).says("3 of 3 given back");
    assert_eq!(desk.get("back/deep/b.md"), DAMAGED.replace("oven", "kiln"));
    desk.run(&["restore", "posts/whole.md", "--report", "r.jsonl"]).ends(0).says("nothing was changed");
    desk.run(&["restore", "--write", "posts", "--report", "r.jsonl"]).ends(0);
    assert_eq!(desk.tree("posts"), old);
    desk.run(&["undo", "posts"]).ends(0);
    assert_eq!(desk.tree("posts"), new);
}

#[test]
fn an_article_that_is_standard_output_too_is_refused() {
    let desk = archive();
    desk.run(&["clean", "posts/a.md", "-o", "out", "--report", "r.jsonl"]).ends(0);
    let shell = |line: &str| {
        let line = line.replace("restitch", &format!("'{}'", env!("CARGO_BIN_EXE_restitch")));
        let mut command = Command::new("sh");
        command.current_dir(desk.0.path()).env("XDG_STATE_HOME", desk.path(".state")).args(["-c", &line]);
        Said::of(command.output().unwrap())
    };
    let (post, clean) = (desk.get("posts/a.md"), desk.get("out/a.md"));
    for line in [
        "restitch clean posts/a.md >> posts/a.md",
        "restitch check posts >> posts/a.md",
        "restitch clean - < posts/a.md >> posts/a.md",
        "restitch restore out/a.md --report r.jsonl >> out/a.md",
    ] {
        shell(line).ends(2).says("is standard output too");
        assert_eq!((desk.get("posts/a.md"), desk.get("out/a.md")), (post.clone(), clean.clone()), "{line}");
    }
    shell("restitch clean posts/a.md > posts/a.md").ends(2).says("is standard output too");
}

#[test]
fn what_is_not_committed_is_not_written_unless_told() {
    let desk = archive();
    let git = |args: &[&str]| {
        let identity =
            ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"];
        let run =
            Command::new("git").arg("-C").arg(desk.path("posts")).args(identity).args(args).output().unwrap();
        assert!(run.status.success(), "{run:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "a.md", "whole.md"]);
    git(&["commit", "-qm", "posts"]);
    let dirty = DAMAGED.replace("forty", "fifty");
    desk.put("posts/a.md", &dirty);
    // One that would not be written does not count, and one that git does not know has nothing to lose there.
    desk.put("posts/whole.md", "Another sentence, said once.\n");
    desk.run(&["clean", "-w", "posts"])
        .ends(2)
        .says("a.md: has changes that are not committed")
        .says("--allow-dirty");
    assert_eq!(desk.get("posts/a.md"), dirty);
    assert!(!desk.get("posts/deep/b.md").contains("---END---"));
    git(&["add", "a.md"]);
    desk.run(&["clean", "-w", "posts"]).ends(2).says("a.md: has staged changes that are not committed");
    git(&["commit", "-qm", "more"]);
    desk.run(&["clean", "-w", "posts"]).ends(0);
    assert_ne!(desk.get("posts/a.md"), dirty);
    desk.put("posts/a.md", &dirty.replace("hour", "day"));
    desk.run(&["clean", "-w", "posts", "--allow-dirty"]).ends(0);
    assert!(!desk.get("posts/a.md").contains("---END---"));
}

#[test]
fn a_stranger_s_configuration_is_not_taken_and_shows_nothing_of_other_files() {
    let desk = Desk::new();
    desk.put("restitch.toml", "tail = 'keep'\n");
    desk.put("tree/.git/HEAD", "");
    desk.put("tree/posts/a.md", DAMAGED);
    let config = desk.run(&["config", "tree/posts"]).ends(0).out;
    assert!(config.starts_with("# no restitch.toml"), "{config}");
    desk.put("secret", "password is hunter2\n");
    std::os::unix::fs::symlink(desk.path("secret"), desk.path("tree/restitch.toml")).unwrap();
    let said = desk.run(&["check", "tree/posts"]).ends(2).says("a link that leads out of");
    assert!(!said.err.contains("hunter2"), "{}", said.err);
    fs::remove_file(desk.path("tree/restitch.toml")).unwrap();
    desk.put("tree/restitch.toml", "marker = ['a']\n");
    desk.run(&["check", "tree/posts"]).ends(2).says("is a word of the text");
    desk.put("tree/restitch.toml", "\"\u{202e}\u{1b}[2J\" = 1\n");
    let said = desk.run(&["check", "tree/posts"]).ends(2);
    assert!(!said.err.contains(['\u{202e}', '\u{1b}']), "{:?}", said.err);
}

#[test]
fn names_and_texts_are_no_commands_to_a_build() {
    let desk = Desk::new();
    desk.put("::error::x.md", DAMAGED);
    desk.put("b.md", &DAMAGED.replace("Salt is", "::error::x. ##[error]y. Salt is"));
    desk.put("c.md", "\0");
    fs::rename(desk.path("c.md"), desk.path("::set-output name=a::.md")).unwrap();
    for args in [
        &["check"][..],
        &["check", "--format", "brief"],
        &["diff"],
        &["diff", "--stat"],
        &["map"],
        &["clean", "-w"],
        &["log"],
        &["undo"],
    ] {
        let said = desk.run(args);
        for row in said.out.lines().chain(said.err.lines()) {
            assert!(!row.trim_start().starts_with("::") && !row.contains("##["), "{args:?}: {row:?}");
        }
    }
}

#[test]
fn a_post_that_is_too_large_is_passed_over() {
    let desk = archive();
    desk.run(&["clean", "-w", "posts", "--max-size", "100"]).ends(0).says("a.md: passed over, for it has");
    assert_eq!(desk.get("posts/a.md"), DAMAGED);
    desk.run(&["check", "posts", "--max-size", "0"]).ends(2);
    // Large, and in so many pieces that they cannot be matched in a memory that goes by its size.
    let fine = "word wor\n\n---END---\n\n".repeat(100_000);
    desk.put("posts/a.md", &fine);
    desk.run(&["clean", "-w", "posts"]).ends(0).says("a.md: passed over, for its 2.1 MB are in ");
    assert!(desk.get("posts/a.md") == fine);
}

// Runs that end early

/// Posts of many kinds of damage.
fn many(desk: &Desk, folder: &str, posts: usize) {
    let all: Vec<Article> = articles();
    let mut made = 0;
    for seed in 0.. {
        for article in &all {
            let kind = Kind::ALL[(seed as usize + made) % Kind::ALL.len()];
            if let Some(case) = damage(article, kind, seed) {
                desk.put(&format!("{folder}/{made:04}.md"), &case.raw);
                made += 1;
            }
            if made == posts {
                return;
            }
        }
    }
}

/// Kills runs at random moments: `RESTITCH_KILLS` of them, or a few. After each, every file is old or new, and `undo`
/// gives all back.
#[test]
fn a_killed_run_leaves_every_file_old_or_new_and_all_can_be_had_back() {
    let kills = std::env::var("RESTITCH_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let desk = Desk::new();
    many(&desk, "posts", 120);
    let old = desk.tree("posts");
    let started = Instant::now();
    desk.run(&["clean", "-w", "posts", "-q"]).ends(0);
    let whole = started.elapsed();
    let new = desk.tree("posts");
    desk.run(&["undo", "posts", "-q"]).ends(0);
    assert_eq!(desk.tree("posts"), old);
    let mut rng = Rng::new(12);
    let (mut cut_short, mut in_undo, mut half) = (0, 0, 0);
    for kill in 0..kills {
        let undoing = kill % 4 == 3;
        if undoing {
            desk.run(&["clean", "-w", "posts", "-q"]).ends(0);
        }
        let args: &[&str] = if undoing { &["undo", "posts", "-q"] } else { &["clean", "-w", "posts", "-q"] };
        let mut child = desk.command(args).stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole.mul_f64(rng.between(0, 1000) as f64 / 1000.0));
        child.kill().unwrap();
        cut_short += usize::from(!child.wait().unwrap().success());
        in_undo += usize::from(undoing);
        let now = desk.tree("posts");
        for (path, text) in &old {
            let now = now.get(path).unwrap_or_else(|| panic!("kill {kill}: {} is lost", path.display()));
            assert!(
                now == text || *now == new[path],
                "kill {kill}: {} is neither old nor new",
                path.display()
            );
        }
        let written = old.iter().filter(|(path, text)| now[*path] != **text).count();
        half += usize::from(written > 0 && now != new);
        // Whatever was replaced by runs of this round is taken back; the run before it began from the originals.
        for _ in 0..3 {
            if desk.run(&["log"]).ends(0).out.is_empty() || desk.tree("posts") == old {
                break;
            }
            let first = desk
                .run(&["log"])
                .out
                .lines()
                .map(|row| row.split_whitespace().next().unwrap().to_owned())
                .rfind(|_| true);
            desk.run(&["undo", "--run", &first.unwrap(), "-q"]).ends(0);
        }
        // A run sweeps what killed ones left, whether or not it has something to write.
        desk.run(&["clean", "-w", "posts", "-q", "--min-confidence", "certain"]).ends(0);
        desk.run(&["undo", "posts", "-q"]);
        let back = desk.tree("posts");
        assert!(
            back.keys().eq(old.keys()),
            "kill {kill}: files were left: {:?}",
            back.keys().filter(|k| !old.contains_key(*k)).collect::<Vec<_>>()
        );
        assert!(back == old, "kill {kill}: not all originals came back");
        desk.run(&["log", "--prune", "-q"]).ends(0);
    }
    println!(
        "{kills} kills, {cut_short} before the end, {half} with a part of the files written, {in_undo} in an undo; \
         0 files lost or mixed, all originals back"
    );
}

#[test]
fn a_signal_finishes_the_file_in_hand_and_says_how_far_it_came() {
    let desk = Desk::new();
    many(&desk, "posts", 300);
    let old = desk.tree("posts");
    let mut stopped = 0;
    for (signal, wait) in [("INT", 40), ("TERM", 80), ("HUP", 120), ("INT", 160), ("TERM", 240)] {
        let child = desk.command(&["clean", "-w", "posts", "-q"]).stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = Command::new("kill").arg(format!("-{signal}")).arg(child.id().to_string()).status();
        let said = Said::of(child.wait_with_output().unwrap());
        if said.code.is_none() {
            // It came before there was anything to finish.
            assert_eq!(desk.tree("posts"), old);
        } else if said.code == Some(2) {
            assert!(said.err.contains(" of 300 written; run again to go on"), "{}", said.err);
            stopped += 1;
        }
        assert!(desk.tree("posts").keys().eq(old.keys()), "no temporary file is left");
        desk.run(&["undo", "posts", "-q"]);
        assert!(desk.tree("posts") == old);
    }
    println!("{stopped} of 5 runs were stopped on their way");
}

#[test]
fn two_runs_at_once_lose_nothing() {
    for (report, journal) in
        [(None, false), (Some("same"), false), (Some("own"), false), (Some("append"), true)]
    {
        let desk = Desk::new();
        many(&desk, "posts", 80);
        let old = desk.tree("posts");
        if report == Some("append") {
            desk.put("append.jsonl", "");
        }
        let spawn = |n: usize| {
            let mut command = desk.command(&["clean", "-w", "posts", "-q"]);
            match report {
                Some("same") => drop(command.args(["--report", "same.jsonl"])),
                Some("append") => drop(command.args(["--report", "append.jsonl", "--append"])),
                Some(_) => drop(command.arg("--report").arg(format!("own{n}.jsonl"))),
                None => {}
            }
            if journal {
                command.args(["--journal", "journal"]);
            }
            command.stderr(Stdio::null()).spawn().unwrap()
        };
        let mut both = [spawn(0), spawn(1)];
        for child in &mut both {
            child.wait().unwrap();
        }
        let place: &[&str] = if journal { &["--journal", "journal"] } else { &[] };
        let log = desk.run(&[&["log"][..], place].concat()).ends(0).out;
        for row in log.lines() {
            let run = row.split_whitespace().next().unwrap();
            desk.run(&[&["undo", "--run", run, "-q"][..], place].concat());
        }
        assert!(desk.tree("posts") == old, "{report:?}: {log}");
    }
}

/// A full disk, where a file system of that size can be had.
#[test]
fn a_full_disk_leaves_the_old_files() {
    let desk = Desk::new();
    let small = desk.path("small");
    fs::create_dir(&small).unwrap();
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1500k", "tmpfs"]).arg(&small).output();
    if !mount.is_ok_and(|run| run.status.success()) {
        println!("SKIPPED: no file system can be mounted here");
        return;
    }
    many(&desk, "small/posts", 60);
    // Fill it up but for some kilobytes, so that it fills somewhere on the way.
    let mut filled = 0;
    for room in [0, 8, 30, 100, 300, 700] {
        let old = desk.tree("small/posts");
        let filler = desk.path("small/filler");
        fs::write(&filler, vec![b'x'; 4 << 20]).unwrap_or_default();
        let full = fs::metadata(&filler).unwrap().len();
        fs::OpenOptions::new()
            .write(true)
            .open(&filler)
            .unwrap()
            .set_len(full.saturating_sub(room * 1024))
            .unwrap();
        let run = desk.run(&[
            "clean",
            "-w",
            "small/posts",
            "--journal",
            "small/journal",
            "--report",
            "small/r.jsonl",
        ]);
        filled += usize::from(run.code == Some(2));
        fs::remove_file(&filler).unwrap();
        assert!(desk.tree("small/posts").keys().eq(old.keys()), "no temporary file is left");
        desk.run(&["undo", "small/posts", "--journal", "small/journal", "-q"]);
        assert!(desk.tree("small/posts") == old, "room {room} kB");
        let _ = fs::remove_file(desk.path("small/r.jsonl"));
        desk.run(&["log", "--prune", "--journal", "small/journal", "-q"]);
    }
    let _ = Command::new("umount").arg("-l").arg(&small).status();
    println!("the disk was full in {filled} of 6 runs");
    assert!(filled > 0);
}
