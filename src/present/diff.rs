/*!
What would become of a post, for a person: each finding with its reason and where it survives, then
the text itself with what goes in `[-…-]` and what comes in its stead in `{+…+}`. The signs say it
all; colour only repeats them.

A passage that is told elsewhere is laid against that telling, so that what is marked is what is
really lost; a short one, or one that survives nowhere, is shown at its place with both its sides.
*/

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::{LineIndex, keeps};

use super::clauses::clauses;
use super::finding::{Finding, Kind, Seam, findings};
use super::harmless::harmless;
use super::inline::{Edit, Mark, compare};
use super::title::{TitleFault, title_fault};
use super::wrap::{Layout, Paint, Run};
use super::{Style, View, words};

/// Columns of unchanged text on each side of a change: a clause or two.
const CONTEXT: usize = 40;
/// Characters up to which a passage is shown at its place, and not against its counterpart.
pub(super) const SHORT: usize = 40;
/// Columns before the text of a finding.
const INDENT: usize = 2;
/// Stands for text that is left out.
pub(super) const ELLIPSIS: &str = "…";
/// Stands for one space that is written at a seam.
const SPACE: &str = "␣";

/// Appends what would go and what would be joined to `out`, finding by finding, in rows of at most
/// `style.width` columns, with an empty row between two; a fault of the title comes first. Nothing for
/// a post without findings.
pub fn diff_text(out: &mut String, view: &View, style: &Style) {
    faults(out, view, style);
    for finding in findings(view) {
        if !out.is_empty() {
            out.push('\n');
        }
        finding_text(out, view, style, &finding);
    }
}

/// Appends one of the post's findings to `out`, as [`diff_text`] shows it.
pub fn finding_text(out: &mut String, view: &View, style: &Style, finding: &Finding) {
    header(out, view, style, finding);
    let layout = Layout { style, first: INDENT, hang: INDENT + 2, link: None };
    for runs in bodies(view.source.text(), finding) {
        layout.rows(out, &runs);
    }
}

/// Appends one of the post's findings to `out` with nothing left out, line by line: the whole passage
/// between what stands before and after it in the post, then the telling that stays, with what only that
/// one says.
pub fn passage_text(out: &mut String, view: &View, style: &Style, finding: &Finding) {
    /// Bytes of the post shown on either side, up to a line's end.
    const AROUND: usize = 600;
    header(out, view, style, finding);
    let text = view.source.text();
    let start = text.floor_char_boundary(finding.span.start.saturating_sub(AROUND));
    let start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let end = text.ceil_char_boundary((finding.span.end + AROUND).min(text.len()));
    let end = text[end..].find('\n').map_or(text.len(), |i| end + i);
    let mut runs = vec![Run::new(Paint::Dim, &text[start..finding.span.start])];
    removed(&mut runs, finding.span.of(text));
    runs.push(Run::new(Paint::Dim, &text[finding.span.end..end]));
    if let (Some(place), Some(other)) = (finding.counterpart, counterpart(text, finding)) {
        runs.push(Run::new(Paint::Name, format!("\n\nwhat stays, line {}:\n", place.line)));
        for edit in compare(finding.core.of(text), other) {
            match edit.mark {
                Mark::Same => runs.push(Run::new(Paint::Plain, edit.text)),
                Mark::Removed => {}
                Mark::Added => marked(&mut runs, Paint::Added, ADDED, [edit.text.into()]),
            }
        }
    }
    let layout = Layout { style, first: INDENT, hang: INDENT, link: None };
    for line in by_line(&runs) {
        match line.is_empty() {
            true => out.push('\n'),
            false => layout.rows(out, &line),
        }
    }
}

/// Runs, parted where the text has a line end.
fn by_line<'r>(runs: &'r [Run<'_>]) -> Vec<Vec<Run<'r>>> {
    let mut lines = vec![Vec::new()];
    for run in runs {
        for (i, part) in run.text.split('\n').enumerate() {
            if i > 0 {
                lines.push(Vec::new());
            }
            let part = part.strip_suffix('\r').unwrap_or(part);
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                line.push(Run::new(run.paint, part));
            }
        }
    }
    lines
}

/// What is wrong with the title and with the comments that protect passages.
pub(super) fn faults(out: &mut String, view: &View, style: &Style) {
    if let Some(fault) = title_fault(view.source) {
        if !out.is_empty() {
            out.push('\n');
        }
        title(out, view, style, &fault);
    }
    let text = view.source.text();
    let lines = LineIndex::new(text);
    for (at, fault) in keeps(text, view.source.body()).faults {
        if !out.is_empty() {
            out.push('\n');
        }
        let line = lines.line(at);
        let runs = [
            Run::new(Paint::Place, format!("{}:{line}", view.path)),
            Run::new(Paint::Plain, " "),
            Run::new(Paint::Name, "keep"),
            Run::new(Paint::Plain, format!(" {fault}")),
        ];
        let link = style.links.then(|| link(view.path, line)).flatten();
        Layout { style, first: 0, hang: INDENT + 2, link: link.as_deref() }.rows(out, &runs);
    }
}

fn title(out: &mut String, view: &View, style: &Style, fault: &TitleFault) {
    let runs = [
        Run::new(Paint::Place, format!("{}:{}", view.path, fault.at.line)),
        Run::new(Paint::Plain, " "),
        Run::new(Paint::Name, "title"),
        Run::new(Paint::Plain, format!(" {}", fault.what)),
    ];
    let link = style.links.then(|| link(view.path, fault.at.line)).flatten();
    Layout { style, first: 0, hang: INDENT + 2, link: link.as_deref() }.rows(out, &runs);
    let line = view.source.text().split('\n').nth(fault.at.line - 1).unwrap_or_default();
    let line = Run::new(Paint::Plain, line.trim_end_matches('\r'));
    Layout { style, first: INDENT, hang: INDENT + 2, link: None }.rows(out, &[line]);
}

pub(super) fn header(out: &mut String, view: &View, style: &Style, finding: &Finding) {
    let mut runs = vec![
        Run::new(Paint::Place, format!("{}:{}", view.path, finding.at.line)),
        Run::new(Paint::Plain, " "),
        Run::new(Paint::Name, words::name(finding)),
        Run::new(Paint::Plain, " "),
    ];
    if finding.rule.is_some() {
        runs.push(Run::new(Paint::Plain, format!("{} ", finding.confidence)));
    }
    runs.push(Run::new(Paint::Plain, words::summary(finding) + &words::alike(finding)));
    let link = style.links.then(|| link(view.path, finding.at.line)).flatten();
    Layout { style, first: 0, hang: INDENT + 2, link: link.as_deref() }.rows(out, &runs);
}

/// The paragraphs that show a finding.
fn bodies<'t>(text: &'t str, finding: &Finding) -> Vec<Vec<Run<'t>>> {
    match (finding.kind, counterpart(text, finding)) {
        (Kind::Join, _) => finding.seam.iter().map(|seam| join(text, seam, "")).collect(),
        (Kind::Doubt, Some(other)) => vec![elided(&compare(finding.core.of(text), other))],
        (Kind::Doubt, None) => vec![elided(&[Edit { mark: Mark::Same, text: finding.core.of(text) }])],
        (Kind::Drop, Some(other)) if finding.core.of(text).chars().nth(SHORT).is_some() => {
            let against = elided(&compare(finding.core.of(text), other));
            let joined = finding.seam.iter().map(|seam| join(text, seam, "join: "));
            std::iter::once(against).chain(joined).collect()
        }
        (Kind::Drop, _) => vec![in_place(text, finding)],
    }
}

/// The counterpart's text, unless it is out of all proportion to the passage: then nothing could be
/// read from laying them side by side, and the work would be for nothing.
pub fn counterpart<'t>(text: &'t str, finding: &Finding) -> Option<&'t str> {
    let span = finding.counterpart?.span;
    (span.len() <= 4096 + 8 * finding.core.len()).then(|| span.of(text))
}

/// The passage between both its sides.
fn in_place<'t>(text: &'t str, finding: &Finding) -> Vec<Run<'t>> {
    let mut runs = Vec::new();
    match &finding.seam {
        Some(seam) if finding.before.is_empty() => {
            runs.extend(tail(seam.left.span.of(text)));
            // What stood before it was shown by itself.
            marked(&mut runs, Paint::Removed, REMOVED, [ELLIPSIS.into(), finding.span.of(text).into()]);
        }
        _ => {
            runs.extend(tail(finding.before.of(text)));
            removed(&mut runs, finding.span.of(text));
        }
    }
    if let Some(seam) = &finding.seam {
        added(&mut runs, seam.between.clone());
    }
    runs.extend(head(finding.after.of(text)));
    runs
}

/// Both sides of a join, and what went between.
fn join<'t>(text: &'t str, seam: &Seam, name: &'static str) -> Vec<Run<'t>> {
    let mut runs = vec![Run::new(Paint::Dim, name)];
    runs.extend(tail(seam.left.span.of(text)));
    if seam.left.span.end < seam.right.span.start {
        removed(&mut runs, ELLIPSIS);
    }
    added(&mut runs, seam.between.clone());
    runs.extend(head(seam.right.span.of(text)));
    runs
}

/// Edits as runs, with unchanged text left out but for a clause or two on each side of a change.
fn elided<'t>(edits: &[Edit<'t>]) -> Vec<Run<'t>> {
    let mut runs: Vec<Run> = Vec::new();
    for (i, edit) in edits.iter().enumerate() {
        let (opens, closes) = (i == 0, i + 1 == edits.len());
        match edit.mark {
            Mark::Removed => removed(&mut runs, edit.text),
            // Said in nobody's stead: that the other telling says more is no loss.
            Mark::Added if opens || edits[i - 1].mark == Mark::Same => {
                marked(&mut runs, Paint::Added, ADDED, head(edit.text).map(|r| r.text));
            }
            Mark::Added => marked(&mut runs, Paint::Added, ADDED, middle(edit.text).map(|r| r.text)),
            Mark::Same if opens && !closes => runs.extend(tail(edit.text)),
            Mark::Same if closes && !opens => runs.extend(head(edit.text)),
            Mark::Same => runs.extend(middle(edit.text)),
        }
    }
    runs
}

pub(super) fn removed<'t>(runs: &mut Vec<Run<'t>>, text: &'t str) {
    marked(runs, Paint::Removed, REMOVED, [text.into()]);
}

pub(super) fn added<'t>(runs: &mut Vec<Run<'t>>, text: String) {
    // A space alone would be lost where a row ends.
    let shown = if text == " " { SPACE.to_owned() } else { text };
    marked(runs, Paint::Added, ADDED, [shown.into()]);
}

pub(super) const REMOVED: [&str; 2] = ["[-", "-]"];
pub(super) const ADDED: [&str; 2] = ["{+", "+}"];

/// Texts of one paint between signs; nothing for no text.
pub(super) fn marked<'t>(
    runs: &mut Vec<Run<'t>>,
    paint: Paint,
    signs: [&'static str; 2],
    texts: impl IntoIterator<Item = Cow<'t, str>>,
) {
    let mut texts = texts.into_iter().filter(|t| !t.is_empty()).peekable();
    if texts.peek().is_some() {
        runs.push(Run::new(paint, signs[0]));
        runs.extend(texts.map(|text| Run { paint, text }));
        runs.push(Run::new(paint, signs[1]));
    }
}

/// The end of a text: its last clause or two.
pub(super) fn tail(text: &str) -> impl Iterator<Item = Run<'_>> {
    let kept = &text[text.len() - last_clauses(text)..];
    let cut = (kept.len() < text.len()).then(|| Run::new(Paint::Dim, ELLIPSIS));
    cut.into_iter().chain([Run::new(Paint::Plain, kept)])
}

/// The start of a text: its first clause or two.
pub(super) fn head(text: &str) -> impl Iterator<Item = Run<'_>> {
    let kept = &text[..first_clauses(text)];
    let cut = (kept.len() < text.len()).then(|| Run::new(Paint::Dim, ELLIPSIS));
    std::iter::once(Run::new(Paint::Plain, kept)).chain(cut)
}

/// A text from its start and from its end, with what is between them left out.
fn middle(text: &str) -> impl Iterator<Item = Run<'_>> {
    /// Bytes that are not worth leaving out.
    const FEW: usize = 12;
    let (first, last) = (first_clauses(text), last_clauses(text));
    let whole = first + last + FEW >= text.len();
    let (start, end) = if whole { (text, "") } else { (&text[..first], &text[text.len() - last..]) };
    let gap = (!whole).then(|| Run::new(Paint::Dim, ELLIPSIS));
    std::iter::once(Run::new(Paint::Plain, start)).chain(gap).chain([Run::new(Paint::Plain, end)])
}

/// Bytes in which a clause or two are looked for: enough for [`CONTEXT`] columns of any script.
const WINDOW: usize = 512;

/// Bytes of the first clauses of `text`, two at most and [`CONTEXT`] columns at most; of a longer one
/// the first words.
fn first_clauses(text: &str) -> usize {
    let limit = WINDOW.min(text.len());
    let window = &text[..(0..=limit).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)];
    let ends = clauses(window).scan(0, |end, clause| {
        *end += clause.len();
        Some(*end)
    });
    let fits = |&end: &usize| window[..end].width() <= CONTEXT;
    ends.take(2)
        .take_while(fits)
        .last()
        .unwrap_or_else(|| within(window.split_word_bounds(), |word| word.graphemes(true)))
}

/// Bytes of the last clauses of `text`, in the same measure.
fn last_clauses(text: &str) -> usize {
    let limit = text.len().saturating_sub(WINDOW);
    let window = &text[(limit..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len())..];
    let sizes = clauses(window).rev().scan(0, |size, clause| {
        *size += clause.len();
        Some(*size)
    });
    let fits = |&size: &usize| window[window.len() - size..].width() <= CONTEXT;
    sizes
        .take(2)
        .take_while(fits)
        .last()
        .unwrap_or_else(|| within(window.split_word_bounds().rev(), |word| word.graphemes(true).rev()))
}

/// Bytes of the words that fit into the context; of a first word that does not, its graphemes, in the
/// direction in which the words come.
fn within<'t, G: Iterator<Item = &'t str>>(
    mut words: impl Iterator<Item = &'t str> + Clone,
    graphemes: impl Fn(&'t str) -> G,
) -> usize {
    let fit = |columns: &mut usize, part: &str| {
        *columns += part.width();
        (*columns <= CONTEXT).then_some(part.len())
    };
    let whole: usize = words.clone().scan(0, |columns, word| fit(columns, word)).sum();
    let first = words.next().unwrap_or_default();
    if whole > 0 { whole } else { graphemes(first).scan(0, |columns, g| fit(columns, g)).sum() }
}

/// The address of a line of a file, as terminals open it; none for what is no file.
fn link(path: &str, line: usize) -> Option<String> {
    use std::fmt::Write as _;
    if path == "-" {
        return None;
    }
    let absolute = std::path::absolute(path).ok()?;
    let mut address = String::from("file://");
    for byte in absolute.to_str()?.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
    let _ = write!(address, "#{line}");
    Some(harmless(&address).into_owned())
}

#[cfg(test)]
mod tests {
    use crate::decide::Rule;
    use crate::plan::{Glue, Status};
    use crate::read::Source;

    use super::super::fixture::{Glued, Gone, Keep, Post};
    use super::*;

    /// 387 characters.
    const PARAGRAPH: &str = "港の朝は早い。まだ暗いうちから、漁師たちは網を積み、灯りをともした船で沖へ出ていく。\
        波の音だけが聞こえる時間に、彼らはもう一日の仕事を始めている。市場が開くころには、獲れたばかりの魚が木箱に並び、\
        仲買人の声が屋根の下に響く。値がつくたびに札が渡され、氷が足され、荷車が動く。観光で訪れた人は、その速さに目を丸くする。\
        けれども、ここで働く人々にとっては、毎日くり返される当たり前の光景だ。昼を過ぎると、港は急に静かになる。\
        猫が日なたで眠り、干した網が風に揺れ、年老いた船大工が古い船の腹を黙って削っている。\
        かつて百艘を数えた船は、いまでは三十艘ほどに減ってしまった。若い者の多くは町へ出て、戻ってくる者は少ない。\
        それでも、残った者たちは海を離れようとしない。海が与えてくれるものを、誰よりもよく深く知っているからだ。\
        夕暮れには、また灯りがともり、明日の漁の支度が静かに始まる。";

    fn rows(shown: &str) -> usize {
        shown.lines().count()
    }

    #[test]
    fn a_reworded_clause_is_marked_and_no_more() {
        assert_eq!(PARAGRAPH.chars().count(), 387);
        let told = PARAGRAPH.replace("その速さに目を丸くする。", "その手際に言葉をなくす。");
        let post = Post::new(
            &[
                Keep(PARAGRAPH),
                Gone(Rule::Spacing, "\n\n", None),
                Gone(Rule::Marker, "---END---", None),
                Gone(Rule::Spacing, "\n\n", None),
                Gone(Rule::Retelling, &told, Some(PARAGRAPH)),
                Keep("\n\n翌日は雨だった。\n"),
            ],
            Status::Repaired,
        );
        let shown = post.diff(80);
        assert!(rows(&shown) <= 8, "{shown}");
        let flat: String = shown.lines().map(str::trim_start).collect();
        assert!(
            flat.contains("post.md:5 retelling likely 400 characters: told in full at line 1"),
            "{shown}"
        );
        assert!(flat.contains("観光で訪れた人は、"), "{shown}");
        assert_eq!(
            marked(&shown),
            ["-その手際に言葉をなくす。-", "+その速さに目を丸くする。+", "-…-"],
            "{shown}"
        );
    }

    #[test]
    fn a_cut_shows_the_marker_and_the_words_said_again() {
        let again = "干した網が風に揺れ、年老いた船";
        assert_eq!(again.chars().count(), 15);
        let left = format!("昼を過ぎると、港は急に静かになる。猫が日なたで眠り、{again}");
        let post = Post::new(
            &[
                Keep(&left),
                Gone(Rule::Marker, "\n\n---END---\n\n", None),
                Gone(Rule::Requote, again, Some(again)),
                Keep("大工が古い船の腹を黙って削っている。かつて百艘を数えた船は、減ってしまった。\n"),
            ],
            Status::Repaired,
        );
        let shown = post.diff(80);
        assert!(rows(&shown) <= 5, "{shown}");
        assert_eq!(marked(&shown), ["-⏎⏎---END---⏎⏎干した網が風に揺れ、年老いた船-"], "{shown}");
    }

    #[test]
    fn a_copy_is_no_wall() {
        let long = format!("{PARAGRAPH}\n\n").repeat(8);
        let parts = [Keep(&long), Gone(Rule::Copy, &long, Some(&long)), Keep("終わり。\n")];
        let shown = Post::new(&parts, Status::Repaired).diff(80);
        assert!(rows(&shown) <= 6, "{shown}");
        assert_eq!(marked(&shown), ["-…-"], "{shown}");
        assert!(shown.contains("copy certain 3,112 characters: told word for word at line 1"), "{shown}");
    }

    #[test]
    fn what_only_the_other_telling_says_is_told_in_a_clause() {
        let told = PARAGRAPH.replace("値がつくたびに札が渡され、氷が足され、荷車が動く。", "");
        let parts = [Keep(PARAGRAPH), Gone(Rule::Retelling, &told, Some(PARAGRAPH)), Keep("終わり。\n")];
        let shown = Post::new(&parts, Status::Repaired).diff(80);
        assert_eq!(marked(&shown), ["+値がつくたびに札が渡され、氷が足され、…+", "-…-"], "{shown}");
    }

    #[test]
    fn a_word_longer_than_the_context_is_cut_between_graphemes() {
        // Letters and letters with a mark, so that counting from the wrong end falls inside one.
        let word = "ab\u{35e}".repeat(30) + "abc";
        let parts = [Keep(&word), Gone(Rule::Marker, "\n---END---\n", None), Glued(Glue::Space, &word)];
        let shown = Post::new(&parts, Status::Repaired).diff(200);
        let end: String =
            word.graphemes(true).rev().take(CONTEXT).collect::<Vec<_>>().into_iter().rev().collect();
        assert!(shown.contains(&format!("…{end}[-")), "{shown}");
    }

    #[test]
    fn a_space_that_is_written_is_seen() {
        let parts = [Keep("It is"), Gone(Rule::Marker, "\n---END---\n", None), Glued(Glue::Space, "cold.\n")];
        let shown = Post::new(&parts, Status::Repaired).diff(80);
        assert!(shown.ends_with("  It is[-⏎---END---⏎-]{+␣+}cold.⏎\n"), "{shown}");
    }

    #[test]
    fn a_join_out_of_order_shows_both_sides() {
        let source = Source::from_text("Zero.\n\nOne.\n\nTwo.\n\nThree.\n");
        let piece = |a, b, glue| crate::Piece { span: crate::Span::new(a, b), glue };
        let pieces = vec![
            piece(0, 7, Glue::Nothing),
            piece(13, 19, Glue::Nothing),
            piece(7, 13, Glue::Nothing),
            piece(19, 26, Glue::Nothing),
        ];
        let plan = crate::Plan::new(&source, pieces, vec![], vec![], Status::Repaired).unwrap();
        let view = View { path: "a.md", source: &source, plan: &plan };
        let mut out = String::new();
        diff_text(&mut out, &view, &Style::default());
        assert_eq!(
            out,
            "a.md:3 join line 5 goes on at line 3\n  Two.⏎⏎One.⏎⏎\n\n\
             a.md:5 join line 1 goes on at line 5\n  Zero.⏎⏎[-…-]Two.⏎⏎\n\n\
             a.md:7 join line 3 goes on at line 7\n  One.⏎⏎[-…-]Three.⏎\n"
        );
    }

    #[test]
    fn colour_and_links_close_in_every_row() {
        let post = Post::new(
            &[Keep("One."), Gone(Rule::Marker, "\n\n---END---\n\n", None), Glued(Glue::BlankLine, "Two.\n")],
            Status::Repaired,
        );
        let mut out = String::new();
        diff_text(&mut out, &post.view(), &Style { color: true, width: 40, links: true });
        for row in out.lines() {
            assert_eq!(row.matches("\u{1b}[0m").count() * 2, row.matches("\u{1b}[").count(), "{row:?}");
        }
        assert!(out.contains("/post.md#3\u{1b}\\\u{1b}[1mpost.md:3\u{1b}[0m\u{1b}]8;;\u{1b}\\"), "{out:?}");
    }

    #[test]
    fn a_fault_of_the_title_is_shown_with_its_line() {
        let post = Post::new(&[Keep("---\ntitle: 海と「港\n---\nText.\n")], Status::Clean);
        assert_eq!(post.diff(80), "post.md:2 title is cut: 「 never closes\n  title: 海と「港\n");
    }

    #[test]
    fn how_alike_is_said_only_of_what_is_reworded() {
        let told = PARAGRAPH.replace("その速さに目を丸くする。", "その手際に言葉をなくす。");
        let alike = |rule, passage: &str| {
            let parts = [Keep(PARAGRAPH), Gone(rule, passage, Some(PARAGRAPH)), Keep("終わり。\n")];
            Post::new(&parts, Status::Repaired).diff(80).contains("% alike")
        };
        assert!(alike(Rule::Retelling, &told));
        assert!(!alike(Rule::Copy, PARAGRAPH) && !alike(Rule::CutCopy, &PARAGRAPH[..300]));
    }

    #[test]
    fn dots_before_words_said_again_are_one_finding_with_them() {
        let post = Post::new(
            &[
                Keep("広場は静かな朝"),
                Gone(Rule::Marker, "\n---END---\n", None),
                Gone(Rule::Requote, "...", None),
                Gone(Rule::Requote, "静かな朝", Some("静かな朝")),
                Keep("を迎えた。\n"),
            ],
            Status::Repaired,
        );
        assert_eq!(
            post.diff(80),
            "post.md:3 requote certain 18 characters: said before the cut at line 1\n  \
             広場は静かな朝[-⏎---END---⏎...静かな朝-]を迎えた。⏎\n"
        );
    }

    /// What stands between signs, over the rows, with its sign.
    fn marked(shown: &str) -> Vec<String> {
        let flat: String = shown.lines().map(str::trim_start).collect();
        let signs = [("[-", "-]"), ("{+", "+}")];
        let starts = |i: usize| signs.iter().find(|s| flat[i..].starts_with(s.0)).map(|s| (i + 1, s.1));
        flat.char_indices()
            .filter_map(|(i, _)| starts(i))
            .filter_map(|(i, end)| flat[i..].find(end).map(|n| flat[i..=i + n].to_owned()))
            .collect()
    }
}
