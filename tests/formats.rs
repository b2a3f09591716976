/*!
`check --format` and `map` as their user meets them: what goes where, exit codes, and a folder of pages
whose links lead somewhere. The forms themselves are looked at in `schema.rs`, next to the code, and, in a
browser, in `browser.rs`.
*/

#![expect(clippy::disallowed_methods, reason = "the tests play the user, whose files these are")]
#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, and helpers have none")]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty};

const WHOLE: &str = "# Tea\n\nWater is heated first. The leaves follow.\n";

const DAMAGED: &str = "Flour and water rest for an hour. Salt is worked in after that.\n\n---END---\n\n\
    Flour and water rest for an hour. Salt is worked in after that.\n\n\
    The oven is heated while the loaf rises. It bakes for forty minutes.\n";

const FORMATS: [&str; 7] = ["text", "brief", "json", "jsonl", "github", "sarif", "html"];

struct Desk(tempfile::TempDir);

impl Desk {
    /// Two damaged posts, a clean one, and one that is no text.
    fn new(failing: bool) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        for (name, text) in [("a.md", DAMAGED), ("deep/b c.md", DAMAGED), ("whole.md", WHOLE)] {
            desk.put(&format!("posts/{name}"), text.as_bytes());
        }
        if failing {
            desk.put("posts/binary.md", b"a\0b");
        }
        desk
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("restitch"));
        command.current_dir(self.0.path()).args(args).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command
    }

    fn stdout(&self, args: &[&str]) -> String {
        String::from_utf8(self.run(args).output().unwrap().stdout).unwrap()
    }
}

#[test]
fn exit_codes_are_those_of_check_in_every_format() {
    let (desk, failing) = (Desk::new(false), Desk::new(true));
    for format in FORMATS {
        desk.run(&["check", "-f", format, "posts"]).assert().code(1).stderr(contains("3 posts: 2 to repair"));
        desk.run(&["check", "-f", format, "posts/whole.md"]).assert().code(0);
        let run = failing.run(&["check", "-f", format, "posts"]).assert().code(2);
        run.stderr(contains("posts/binary.md: line 1 holds a NUL byte"));
        desk.run(&["check", "-f", format, "-"]).write_stdin(DAMAGED).assert().code(1);
        // The same on any number of threads.
        let one = desk.stdout(&["check", "-f", format, "posts", "--jobs", "1"]);
        assert_eq!(one, desk.stdout(&["check", "-f", format, "posts", "--jobs", "4"]));
    }
}

#[test]
fn brief_is_the_last_line_of_text() {
    let desk = Desk::new(false);
    let brief = desk.stdout(&["check", "--format", "brief", "posts"]);
    assert_eq!(
        brief,
        "posts/a.md: to repair: 2 passages; 76 of 210 characters go\n\
         posts/deep/b c.md: to repair: 2 passages; 76 of 210 characters go\n"
    );
    let text = desk.stdout(&["check", "posts"]);
    assert!(brief.lines().all(|line| text.lines().any(|other| other == line)), "{text}");
}

#[test]
fn annotations_name_files_as_github_knows_them() {
    let desk = Desk::new(false);
    let here = desk.stdout(&["check", "-f", "github", "posts"]);
    assert_eq!(here.lines().filter(|l| l.starts_with("::warning file=posts/")).count(), 2);
    assert_eq!(here.lines().count(), 2);
    let root = fs::canonicalize(desk.path("posts")).unwrap();
    assert_eq!(desk.stdout(&["check", "-f", "github", root.to_str().unwrap()]), here);
    assert_eq!(desk.stdout(&["check", "-f", "github", "./posts"]), here);
}

#[test]
fn one_page_holds_all_posts_and_names_what_failed() {
    let desk = Desk::new(true);
    let page = desk.stdout(&["check", "-f", "html", "posts"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert_eq!(page.matches("<section class=\"post\"").count(), 2);
    assert!(page.contains("posts/binary.md</bdi>: line 1 holds a NUL byte"), "{page}");
    assert!(page.contains("<bdi>posts/whole.md</bdi>"));
    // A link within the page leads to something.
    for link in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(page.contains(&format!("id=\"{link}\"")), "{link}");
    }
    let single = desk.stdout(&["check", "-f", "html", "posts/a.md"]);
    assert!(!single.contains("<table") && single.contains("<title>posts/a.md - restitch</title>"));
}

#[test]
fn a_folder_has_a_table_and_a_page_a_post() {
    let desk = Desk::new(true);
    for _ in 0..2 {
        let args = ["check", "-f", "html", "posts", "--output-dir", "posts/report", "--ext", "html"];
        desk.run(&args).assert().code(2).stdout(is_empty());
    }
    let index = fs::read_to_string(desk.path("posts/report/index.html")).unwrap();
    let links: Vec<&str> =
        index.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(links, ["#main", "posts/a.md.html", "posts/deep/b%20c.md.html"]);
    for (page, up) in [("posts/a.md.html", "../index.html"), ("posts/deep/b c.md.html", "../../index.html")] {
        let text = fs::read_to_string(desk.path("posts/report").join(page)).unwrap();
        assert!(text.contains(&format!("<a href=\"{up}\">All posts</a>")), "{page}");
        let up = desk.path("posts/report").join(page).parent().unwrap().join(up);
        assert!(up.is_file(), "{}", up.display());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("posts/report/index.html"), mode("posts/whole.md"));
    }
    assert_eq!(fs::read(desk.path("posts/a.md")).unwrap(), DAMAGED.as_bytes());
}

#[test]
fn a_folder_that_cannot_be_is_refused_before_anything_is_written() {
    let desk = Desk::new(false);
    desk.put("other/a.md", DAMAGED.as_bytes());
    desk.run(&["check", "-f", "html", "posts", "other", "-o", "out"])
        .assert()
        .code(2)
        .stderr(contains("posts/a.md").and(contains("other/a.md")).and(contains("would both be written")));
    desk.run(&["check", "posts", "-o", "out"]).assert().code(2).stderr(contains("--format html"));
    assert!(!desk.path("out").exists());
    desk.put("out", b"a file");
    desk.run(&["check", "-f", "html", "posts", "-o", "out"])
        .assert()
        .code(2)
        .stderr(contains("cannot make this folder"));
    assert_eq!(fs::read(desk.path("out")).unwrap(), b"a file");
}

/// A page for a browser to open: long texts are left out where there are too many.
#[test]
fn a_page_of_many_posts_shows_excerpts() {
    let desk = Desk(tempfile::tempdir().unwrap());
    let told = "Kettles sing before they boil, and the pitch climbs as the bubbles die. ";
    for i in 0..8 {
        let long: String = (0..12_000).map(|n| format!("{n} of {i}. {told}")).collect();
        desk.put(&format!("posts/{i}.md"), format!("{DAMAGED}\n{long}\n").as_bytes());
    }
    let page = desk.stdout(&["check", "-f", "html", "posts"]);
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
    assert!(page.contains("--output-dir DIR") && page.contains("<span class=\"cut\">"));
    assert!(page.contains("Salt is worked in after that."));
}

#[test]
fn a_map_has_a_bar_a_post_and_finds_nothing() {
    let desk = Desk::new(false);
    desk.run(&["map", "posts"]).assert().code(0);
    let map = desk.stdout(&["map", "posts"]);
    let rows: Vec<&str> = map.lines().collect();
    assert_eq!(rows.len(), 4, "{map}");
    assert!(rows[0].starts_with("posts/a.md        ×BBB") && rows[0].ends_with("BBB"), "{map}");
    assert!(rows[2].ends_with("AAA") && rows[3].starts_with("A, B, C"), "{map}");
    assert!(rows.iter().all(|row| row.chars().count() <= 80));
    let one = desk.stdout(&["map", "posts/a.md"]);
    assert!(
        one.contains("\nA line 1: 0 of 65 characters stay\nB line 5: 134 of 136 characters stay\n"),
        "{one}"
    );
    let colored = desk.stdout(&["map", "posts/a.md", "--color", "always"]);
    assert!(colored.contains("×\u{1b}[30;43mBBB") && !one.contains('\u{1b}'));
    desk.run(&["map", "missing.md"]).assert().code(2);
    desk.run(&["map", "-"])
        .write_stdin(DAMAGED)
        .assert()
        .code(0)
        .stdout(contains("-: 2 blocks, 2 passages go"));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    use std::io::Read;
    use std::process::{Command, Stdio};
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for format in FORMATS {
        let mut run = Command::new(env!("CARGO_BIN_EXE_restitch"))
            .args(["check", "-f", format, "--quiet"])
            .arg(&samples)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0];
        run.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let mut said = String::new();
        run.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(said, "", "{format}");
        assert_ne!(run.wait().unwrap().code(), Some(2), "{format}");
    }
}
