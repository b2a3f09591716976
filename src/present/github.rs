/*!
What is wrong with a post, as GitHub Actions takes it: one annotation a file, at its first finding, with
a line for each in its text. GitHub shows ten annotations of a step and drops the rest unsaid, so one a
finding would hide whole files.
*/

use super::View;
use super::check::has_findings;
use super::finding::findings;
use super::harmless::harmless;
use super::record::records;
use super::words;

/// Findings named in one annotation; the rest is counted.
const MOST: usize = 20;

/// Appends the post's annotation to `out`: one line. Nothing for a post without findings.
pub fn github_text(out: &mut String, view: &View) {
    let found = records(view);
    let Some(first) = found.first().filter(|_| has_findings(view)) else {
        if has_findings(view) {
            annotation(out, view, 1, &words::status(view, &[]));
        }
        return;
    };
    let mut lines = vec![words::status(view, &findings(view))];
    lines.extend(
        found.iter().take(MOST).map(|r| format!("line {}: {}: {}", r.at.start.line, r.rule, r.message)),
    );
    if found.len() > MOST {
        lines.push(format!("and {} more; see restitch check", found.len() - MOST));
    }
    annotation(out, view, first.at.start.line, &lines.join("\n"));
}

fn annotation(out: &mut String, view: &View, line: usize, text: &str) {
    let path = harmless(view.path.strip_prefix("./").unwrap_or(view.path));
    let title = format!("restitch: {}", words::verdict(view).trim_end_matches(':'));
    out.push_str("::warning ");
    if view.path != "-" {
        out.push_str(&format!("file={},line={line},", property(&path)));
    }
    out.push_str(&format!("title={}::{}\n", property(&title), data(text)));
}

/// What follows `::`: a line end would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value, which a colon or a comma would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Gone, Keep, Post};
    use super::*;
    use crate::decide::Rule;
    use crate::plan::Status;

    fn shown(path: &str, post: &Post) -> String {
        let mut out = String::new();
        github_text(&mut out, &View { path, ..post.view() });
        out
    }

    #[test]
    fn one_annotation_a_file_names_all_its_findings() {
        let post = Post::new(
            &[
                Keep("One.\n"),
                Gone(Rule::Copy, "One.\n", Some("One.\n")),
                Keep("Two.\n"),
                Gone(Rule::CutEnd, "Thr", None),
            ],
            Status::Incomplete,
        );
        assert_eq!(
            shown("./posts/100%, a:b.md", &post),
            "::warning file=posts/100%25%2C a%3Ab.md,line=2,title=restitch%3A incomplete::the article's end is \
             missing; 2 passages; 8 of 18 characters go%0Aline 2: copy: 5 characters: told word for word at line \
             1%0Aline 4: cut-end: 3 characters: cut here, and nothing continues it\n"
        );
        assert!(shown("-", &post).starts_with("::warning title="));
    }

    #[test]
    fn a_path_cannot_end_the_command() {
        let post = Post::new(&[Keep("One. "), Gone(Rule::CutEnd, "Tw", None)], Status::Incomplete);
        let shown = shown("a\n::error::b\r\u{1b}[31m.md", &post);
        assert_eq!(shown.matches('\n').count(), 1);
        assert!(
            !shown.contains('\r') && !shown.contains('\u{1b}') && !shown.contains("\n::error"),
            "{shown}"
        );
    }

    #[test]
    fn a_long_list_is_cut_and_counted() {
        let parts: Vec<_> =
            (0..50).flat_map(|_| [Keep("あ。"), Gone(Rule::SeamRepeat, "あ。", None)]).collect();
        let shown = shown("a.md", &Post::new(&parts, Status::Repaired));
        assert_eq!(shown.matches("%0A").count(), MOST + 1);
        assert!(shown.ends_with("%0Aand 30 more; see restitch check\n"), "{shown}");
        assert_eq!(self::shown("a.md", &Post::new(&[Keep("Whole.\n")], Status::Clean)), "");
    }
}
