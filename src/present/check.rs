/*!
What is wrong with a post, one line a finding, in the form that editors and `grep` know:
`file:line:column: what`. A post with nothing to say about it says nothing.
*/

use std::fmt::Write as _;

use crate::plan::Status;
use crate::text::{KeepFault, LineIndex, keeps};

use super::finding::findings;
use super::harmless::harmless;
use super::title::title_fault;
use super::words;
use super::wrap::{Paint, paint};
use super::{Style, View};

/// Whether there is anything to tell a person: something goes or moves, is doubted, or is missing.
pub fn has_findings(view: &View) -> bool {
    !view.plan.is_identity()
        || !view.plan.doubts().is_empty()
        || view.plan.status() != Status::Clean
        || title_fault(view.source).is_some()
        || !keep_faults(view).is_empty()
}

/// Appends what is wrong with the post to `out`: one line a finding, then one for the post. Lines
/// are not wrapped. Nothing for a post without findings.
pub fn check_text(out: &mut String, view: &View, style: &Style) {
    if !has_findings(view) {
        return;
    }
    let path = harmless(view.path);
    if let Some(fault) = title_fault(view.source) {
        let place = format!("{path}:{}:{}", fault.at.line, fault.at.column);
        line(out, style, &place, "title", &fault.what.to_string());
    }
    let text = view.source.text();
    let lines = LineIndex::new(text);
    for (at, fault) in keep_faults(view) {
        let at = lines.position(text, at);
        line(out, style, &format!("{path}:{}:{}", at.line, at.column), "keep", &fault.to_string());
    }
    let found = findings(view);
    for finding in &found {
        let place = format!("{path}:{}:{}", finding.at.line, finding.at.column);
        let name = finding
            .rule
            .map_or_else(|| words::name(finding).to_owned(), |rule| format!("{rule} {}", finding.confidence));
        line(out, style, &place, &name, &words::summary(finding));
    }
    let summary = words::status(view, &found);
    line(out, style, &path, words::verdict(view), &summary);
}

/// Appends what is wrong with the post to `out` in one line: the last of [`check_text`]. Nothing for a
/// post without findings.
pub fn brief_text(out: &mut String, view: &View, style: &Style) {
    if has_findings(view) {
        let summary = words::status(view, &findings(view));
        line(out, style, &harmless(view.path), words::verdict(view), &summary);
    }
}

/// Comments that were to protect a passage and do not pair.
fn keep_faults(view: &View) -> Vec<(usize, KeepFault)> {
    keeps(view.source.text(), view.source.body()).faults
}

fn line(out: &mut String, style: &Style, place: &str, name: &str, rest: &str) {
    paint(out, style, Paint::Place, place);
    out.push_str(": ");
    paint(out, style, Paint::Name, name);
    // Writing to a string cannot fail.
    let _ = writeln!(out, " {rest}");
}

#[cfg(test)]
mod tests {
    use crate::decide::Rule;

    use super::super::fixture::{Gone, Keep, Post};
    use super::*;

    #[test]
    fn a_clean_post_says_nothing() {
        let post = Post::new(&[Keep("---\ntitle: ok\n---\nText.\n")], Status::Clean);
        assert!(!has_findings(&post.view()));
        assert_eq!(post.check(), "");
    }

    #[test]
    fn findings_are_lines_with_their_place() {
        let post = Post::new(
            &[
                Keep("---\ntitle: \"海と「港\"\n---\n一つ目の文。二つ目の文。\n\n"),
                Gone(Rule::Marker, "---END---\n", None),
                Gone(Rule::Copy, "一つ目の文。", Some("一つ目の文。")),
                Gone(Rule::Copy, "二つ目の文。", Some("二つ目の文。")),
                Keep("三つ目の文。"),
                Gone(Rule::CutEnd, "四つ目の", None),
            ],
            Status::Incomplete,
        );
        assert!(has_findings(&post.view()));
        assert_eq!(
            post.check(),
            "post.md:2:1: title is cut: 「 never closes\n\
             post.md:7:1: copy certain 22 characters: told word for word at line 4\n\
             post.md:7:19: cut-end certain 4 characters: cut here, and nothing continues it\n\
             post.md: incomplete: the article's end is missing; 2 passages; 26 of 68 characters go\n"
        );
    }

    #[test]
    fn a_keep_that_never_closes_is_a_finding() {
        let post = Post::new(&[Keep("One.\n\n  <!-- restitch: keep -->\nTwo.\n")], Status::Clean);
        assert!(has_findings(&post.view()));
        let shown = post.check();
        assert!(shown.starts_with("post.md:3:3: keep never closes, so all that follows stays"), "{shown}");
        assert!(shown.ends_with("post.md: clean but for its comments\n"), "{shown}");
    }

    #[test]
    fn a_fault_of_the_title_is_a_finding_of_its_own() {
        let post = Post::new(&[Keep("---\ntitle: 海\u{fffd}\n---\nText.\n")], Status::Clean);
        assert!(has_findings(&post.view()));
        assert_eq!(
            post.check(),
            "post.md:2:1: title holds U+FFFD, a character that was cut or misread\npost.md: clean but for its title\n"
        );
    }
}
