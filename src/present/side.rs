/*!
Before and after, in two columns: the same findings as [`super::diff`], with what goes on the left and
what stands in its stead on the right, both marked by signs as well as by colour.

Each change is a pair of cells that begin in the same row, with a clause or two of unchanged text around
it; between two changes what is the same is left out. A change itself is never cut: all of what goes and
all of what comes is there, in as many rows as it takes. Rows are wrapped by display width in each
column by itself.

Cost: linear in what is shown, and that of the clauses' diff.
*/

use super::diff::{
    ADDED, ELLIPSIS, REMOVED, SHORT, added, counterpart, faults, head, header, marked, removed, tail,
};
use super::finding::{Finding, Kind, Seam, findings};
use super::inline::{Edit, Mark, compare};
use super::wrap::{Layout, Paint, Run, paint};
use super::{Style, View};

/// Columns that two columns of text need to be readable.
pub const SIDE_BY_SIDE: usize = 120;
/// Stands between the columns.
const RULE: &str = " │ ";
/// Columns before a cell's rows after its first.
const HANG: usize = 2;

/// A change: what stood there, and what stands there.
#[derive(Default)]
struct Pair<'t> {
    before: Vec<Run<'t>>,
    after: Vec<Run<'t>>,
}

/// Appends what would go and what would be joined to `out`, finding by finding, in two columns and in
/// rows of at most `style.width` columns, of which there should be [`SIDE_BY_SIDE`]. Nothing for a post
/// without findings.
pub fn side_text(out: &mut String, view: &View, style: &Style) {
    let text = view.source.text();
    faults(out, view, style);
    for finding in findings(view) {
        if !out.is_empty() {
            out.push('\n');
        }
        header(out, view, style, &finding);
        for pair in pairs(text, &finding) {
            cells(out, style, &pair);
        }
    }
}

/// Both cells in rows, side by side.
fn cells(out: &mut String, style: &Style, pair: &Pair) {
    let width = style.width.saturating_sub(3) / 2;
    let column = Style { width, ..*style };
    let layout = Layout { style: &column, first: 0, hang: HANG, link: None };
    let (left, right) = (layout.lines(&pair.before), layout.lines(&pair.after));
    for i in 0..left.len().max(right.len()) {
        let used = left.get(i).map_or(0, |row| {
            out.push_str(&row.text);
            row.columns
        });
        out.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
        let rest = right.get(i).map_or("", |row| &row.text);
        paint(out, style, Paint::Dim, if rest.is_empty() { RULE.trim_end() } else { RULE });
        out.push_str(rest);
        out.push('\n');
    }
}

fn pairs<'t>(text: &'t str, finding: &Finding) -> Vec<Pair<'t>> {
    let seam = finding.seam.as_ref();
    match (finding.kind, counterpart(text, finding)) {
        (Kind::Join, _) => seam.map(|seam| join(text, seam)).into_iter().collect(),
        (Kind::Doubt, None) => vec![both(finding.core.of(text))],
        (Kind::Doubt, Some(other)) => changes(compare(finding.core.of(text), other)),
        (Kind::Drop, Some(other)) if finding.core.of(text).chars().nth(SHORT).is_some() => {
            let mut pairs = changes(compare(finding.core.of(text), other));
            pairs.extend(seam.map(|seam| join(text, seam)));
            pairs
        }
        (Kind::Drop, _) => vec![in_place(text, finding)],
    }
}

/// The same text on both sides, from its beginning.
fn both(text: &str) -> Pair<'_> {
    Pair { before: head(text).collect(), after: head(text).collect() }
}

/// One pair a change, with the end of what is the same before it and the start of what is after it.
fn changes<'t>(edits: Vec<Edit<'t>>) -> Vec<Pair<'t>> {
    if let [Edit { mark: Mark::Same, text }] = edits[..] {
        return vec![both(text)];
    }
    let mut pairs: Vec<Pair> = Vec::new();
    let mut same: Option<&str> = None;
    for stretch in edits.chunk_by(|a, b| (a.mark == Mark::Same) == (b.mark == Mark::Same)) {
        if stretch[0].mark == Mark::Same {
            // Runs of the same between two changes are one edit.
            let text = stretch[0].text;
            if let Some(pair) = pairs.last_mut() {
                pair.before.extend(head(text));
                pair.after.extend(head(text));
            }
            same = Some(text);
            continue;
        }
        let mut pair = Pair::default();
        for run in same.take().into_iter().flat_map(tail) {
            pair.before.push(run.clone());
            pair.after.push(run);
        }
        for edit in stretch {
            match edit.mark {
                Mark::Added => marked(&mut pair.after, Paint::Added, ADDED, [edit.text.into()]),
                _ => marked(&mut pair.before, Paint::Removed, REMOVED, [edit.text.into()]),
            }
        }
        pairs.push(pair);
    }
    pairs
}

/// Both sides of a join: what the left one is followed by in the post, and in the article.
fn join<'t>(text: &'t str, seam: &Seam) -> Pair<'t> {
    let mut pair = Pair { before: tail(seam.left.span.of(text)).collect(), ..Pair::default() };
    pair.after = pair.before.clone();
    pair.before.extend(head(&text[seam.left.span.end..]));
    if seam.left.span.end < seam.right.span.start {
        removed(&mut pair.after, ELLIPSIS);
    }
    added(&mut pair.after, seam.between.clone());
    pair.after.extend(head(seam.right.span.of(text)));
    pair
}

/// A passage between both its sides, and the sides without it.
fn in_place<'t>(text: &'t str, finding: &Finding) -> Pair<'t> {
    let before = match &finding.seam {
        Some(seam) if finding.before.is_empty() => seam.left.span,
        _ => finding.before,
    };
    let mut pair = Pair { before: tail(before.of(text)).collect(), ..Pair::default() };
    pair.after = pair.before.clone();
    removed(&mut pair.before, finding.span.of(text));
    if let Some(seam) = &finding.seam {
        added(&mut pair.after, seam.between.clone());
    }
    pair.before.extend(head(finding.after.of(text)));
    pair.after.extend(head(finding.after.of(text)));
    pair
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use crate::decide::Rule;
    use crate::plan::{Glue, Status};

    use super::super::fixture::{Glued, Gone, Keep, Post};
    use super::super::harmless::harmless;
    use super::super::laws::script;
    use super::*;

    fn side(post: &Post, width: usize) -> String {
        let mut out = String::new();
        side_text(&mut out, &post.view(), &Style { width, ..Style::default() });
        out
    }

    /// The text of each column of `shown`, rows run together.
    fn columns(shown: &str) -> (String, String) {
        let rows = shown.lines().filter_map(|row| row.split_once('│'));
        rows.fold(Default::default(), |(left, right), (a, b)| (left + a.trim(), right + b.trim()))
    }

    #[test]
    fn a_cut_stands_left_and_its_join_right() {
        let post = Post::new(
            &[
                Keep("It is"),
                Gone(Rule::Marker, "\n---END---\n", None),
                Glued(Glue::Space, "cold outside.\n"),
            ],
            Status::Repaired,
        );
        let shown = side(&post, 120);
        let (left, right) = columns(&shown);
        assert_eq!(left, "It is[-⏎---END---⏎-]cold outside.⏎", "{shown}");
        assert_eq!(right, "It is{+␣+}cold outside.⏎", "{shown}");
    }

    #[test]
    fn a_reworded_clause_stands_beside_what_it_became() {
        let (old, new) = (
            "The ferry leaves at nine, rain or shine, and it is full.",
            "The ferry leaves at ten, rain or shine, and it is full.",
        );
        let parts = [Keep(new), Gone(Rule::Retelling, old, Some(new)), Keep(" So it goes.\n")];
        let shown = side(&Post::new(&parts, Status::Repaired), 120);
        let row = shown.lines().find(|row| row.contains("[-nine")).expect("the change is shown");
        assert!(row.contains("at [-nine-], rain") && row.contains("at {+ten+}, rain"), "{shown}");
    }

    proptest! {
        #[test]
        fn every_row_fits_and_nothing_of_a_change_is_lost(
            same in script(), gone in script(), came in script(), rest in script(),
        ) {
            // Between two words that nothing else says, so that the change is one.
            let (old, new) = (format!("{same}、甲乙丙。{gone}、丁戊己。{rest}"), format!("{same}、甲乙丙。{came}、丁戊己。{rest}"));
            let parts = [Keep(&new), Gone(Rule::Retelling, &old, Some(&new)), Keep("終わり。\n")];
            let post = Post::new(&parts, Status::Repaired);
            for width in [120, 200] {
                let shown = side(&post, width);
                for row in shown.lines() {
                    prop_assert!(row.width() <= width, "{} > {width}: {row:?}", row.width());
                }
                if old.chars().count() <= SHORT {
                    continue;
                }
                let bare = |text: &str| text.split_whitespace().collect::<String>();
                let (left, right) = columns(&shown);
                let (left, right) = (bare(&left), bare(&right));
                for edit in compare(&old, &new) {
                    let text = bare(&harmless(edit.text));
                    match edit.mark {
                        Mark::Removed => prop_assert!(left.contains(&text), "{text:?} in {shown}"),
                        Mark::Added => prop_assert!(right.contains(&text), "{text:?} in {shown}"),
                        Mark::Same => {}
                    }
                }
            }
        }
    }
}
