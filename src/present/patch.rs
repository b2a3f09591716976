/*!
The change as a unified diff that `git apply` and `patch` take: from the post to its clean article,
line by line, byte for byte, also where the last line has no newline. It is for programs: the
text stands in it as it is, escapes and all.

There is no `diff --git` line: with it, git takes paths from the top of its repository and silently
passes over what is not there; without, from the folder it is run in.

Cost: that of a line diff (Myers with git's bounds, from `similar`).
*/

use std::fmt::Write as _;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use super::View;

/// Unchanged lines on each side of a change.
const CONTEXT: usize = 3;

/// Appends the patch of the post to `out`; nothing when the clean article is the post as it is. The
/// patch names the file by the path it was given, from where `git apply` is to run.
pub fn patch_text(out: &mut String, view: &View) {
    let old = view.source.text();
    let new = view.plan.clean(view.source);
    if old == new {
        return;
    }
    // A line ends at `\n` and nowhere else, as git sees it.
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let (a, b) = (file_name("a/", view.path), file_name("b/", view.path));
    // Writing to a string cannot fail.
    let _ = write!(out, "--- {a}\n+++ {b}\n");
    for hunk in group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), CONTEXT) {
        push_hunk(out, &hunk, &old, &new);
    }
}

fn push_hunk(out: &mut String, ops: &[DiffOp], old: &[&str], new: &[&str]) {
    let (Some(first), Some(last)) = (ops.first(), ops.last()) else { return };
    let from = numbers(first.old_range().start..last.old_range().end);
    let to = numbers(first.new_range().start..last.new_range().end);
    let _ = writeln!(out, "@@ -{from} +{to} @@");
    for op in ops {
        if matches!(op, DiffOp::Equal { .. }) {
            push_lines(out, ' ', &old[op.old_range()]);
        } else {
            push_lines(out, '-', &old[op.old_range()]);
            push_lines(out, '+', &new[op.new_range()]);
        }
    }
}

/// `start,count` of a hunk's header; a hunk without lines names the line before it.
fn numbers(lines: Range<usize>) -> String {
    let start = if lines.is_empty() { lines.start } else { lines.start + 1 };
    format!("{start},{}", lines.len())
}

fn push_lines(out: &mut String, sign: char, lines: &[&str]) {
    for line in lines {
        out.push(sign);
        out.push_str(line);
        if !line.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// `path` below `prefix`, in git's quotes where it holds what would end or change a header line.
fn file_name(prefix: &str, path: &str) -> String {
    let mut path = path;
    while let Some(rest) = path.strip_prefix("./").or_else(|| path.strip_prefix('/')) {
        path = rest;
    }
    let name = format!("{prefix}{path}");
    if !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '"' || c == '\\') {
        return name;
    }
    let mut quoted = String::from('"');
    for byte in name.bytes() {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', char::from(byte)]),
            b' '..=b'~' => quoted.push(char::from(byte)),
            _ => {
                let _ = write!(quoted, "\\{byte:03o}");
            }
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::path::Path;
    use std::process::{Command, Stdio};

    use proptest::prelude::*;

    use crate::decide::Rule;
    use crate::plan::{Glue, Status};

    use super::super::fixture::{Glued, Gone, Keep, Post};
    use super::*;

    fn patch(post: &Post, path: &str) -> String {
        let mut out = String::new();
        patch_text(&mut out, &View { path, ..post.view() });
        out
    }

    #[test]
    fn a_patch_reads_as_git_writes_it() {
        let post = Post::new(
            &[Keep("1\n2\n3\n4\n5"), Gone(Rule::Marker, "\n---END---\n", None), Glued(Glue::Space, "6")],
            Status::Repaired,
        );
        assert_eq!(
            patch(&post, "./a.md"),
            "--- a/a.md\n+++ b/a.md\n@@ -2,6 +2,4 @@\n 2\n 3\n 4\n-5\n----END---\n-6\n\
             \\ No newline at end of file\n+5 6\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn a_clean_post_has_no_patch() {
        assert_eq!(patch(&Post::new(&[Keep("text\n")], Status::Clean), "a.md"), "");
    }

    #[test]
    fn names_are_quoted_as_git_quotes_them() {
        assert_eq!(file_name("a/", "/posts/港.md"), "a/posts/港.md");
        assert_eq!(file_name("a/", "my \"é\".md"), "\"a/my \\\"\\303\\251\\\".md\"");
        assert_eq!(file_name("a/", "x\n+++ b/y"), "\"a/x\\012+++ b/y\"");
    }

    /// What `git apply` makes of the post in `dir`, or none where there is no git.
    #[expect(clippy::disallowed_methods, reason = "a test writes its own scratch folder")]
    fn applied(dir: &Path, path: &str, post: &Post) -> Option<String> {
        let file = dir.join(path);
        std::fs::write(&file, post.source.text()).unwrap();
        let mut git = Command::new("git")
            .args(["-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"])
            .current_dir(dir)
            // The folder is no part of a repository around it.
            .env("GIT_CEILING_DIRECTORIES", dir.parent()?)
            .stdin(Stdio::piped())
            .spawn()
            .ok()?;
        git.stdin.take()?.write_all(patch(post, path).as_bytes()).unwrap();
        assert!(git.wait().unwrap().success(), "{}", patch(post, path));
        Some(std::fs::read_to_string(&file).unwrap())
    }

    fn lines() -> impl Strategy<Value = String> {
        "([a-c、。 \r]{0,3}\r?\n){0,8}[a-c。\\\\+-]{0,2}"
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn git_apply_gives_the_clean_article(texts in prop::array::uniform4(lines()), path in "[a-z港 \"\\\\]{1,6}md") {
            let dir = tempfile::tempdir().unwrap();
            let [a, b, c, d] = &texts;
            let parts =
                [Keep(a), Gone(Rule::Marker, "\n---END---\n", None), Glued(Glue::BlankLine, b), Gone(Rule::CutEnd, c, None), Keep(d)];
            let post = Post::new(&parts, Status::Repaired);
            if let Some(found) = applied(dir.path(), path.trim(), &post) {
                prop_assert_eq!(found, post.plan.clean(&post.source));
            }
        }
    }

    #[test]
    fn a_patch_is_applied_from_a_folder_of_a_repository() {
        let dir = tempfile::tempdir().unwrap();
        let init = Command::new("git").args(["init", "-q"]).current_dir(dir.path()).status();
        if !init.is_ok_and(|status| status.success()) {
            return;
        }
        std::fs::create_dir_all(dir.path().join("posts/deep")).unwrap();
        let post = Post::new(&[Keep("a\n"), Gone(Rule::Marker, "---END---\n", None)], Status::Repaired);
        for path in ["a.md", "deep/b c.md"] {
            assert_eq!(applied(&dir.path().join("posts"), path, &post).as_deref(), Some("a\n"), "{path}");
        }
    }

    #[test]
    fn a_post_that_is_all_dropped_leaves_an_empty_file() {
        let dir = tempfile::tempdir().unwrap();
        let post = Post::new(&[Gone(Rule::Marker, "---END---\n", None)], Status::Repaired);
        if let Some(found) = applied(dir.path(), "all.md", &post) {
            assert_eq!(found, "");
        }
    }
}
