/*!
An archive in a table: one row a post that has findings, most damaged first, so that whoever has an
hour begins where it counts.
*/

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::finding::{Kind, findings};
use super::harmless::harmless;
use super::words::thousands;
use super::wrap::{Paint, paint};
use super::{Style, View, has_findings};

/// What there is to say about one post in a row.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct StatRow {
    /// The post's path as it was given.
    pub path: String,
    /// Characters of the post (Unicode scalar values).
    pub chars: usize,
    /// Characters that would go.
    pub gone: usize,
    /// Passages that would go.
    pub passages: usize,
    /// Joins that no passage explains, where the article leaves the post's order.
    pub joins: usize,
    /// Passages that are doubted and stay.
    pub doubts: usize,
    /// `clean` (but for its title), `repaired` or `incomplete`.
    pub status: &'static str,
}

impl StatRow {
    /// The post's row; none for a post without findings.
    pub fn new(view: &View) -> Option<Self> {
        if !has_findings(view) {
            return None;
        }
        let found = findings(view);
        let number = |kind| found.iter().filter(|f| f.kind == kind).count();
        Some(Self {
            path: view.path.to_owned(),
            chars: view.source.text().chars().count(),
            gone: found.iter().filter(|f| f.kind == Kind::Drop).map(|f| f.chars).sum(),
            passages: number(Kind::Drop),
            joins: number(Kind::Join),
            doubts: number(Kind::Doubt),
            status: view.plan.status().as_str(),
        })
    }

    /// Share of the post that goes, in tenths of a per cent: whole numbers sort the same everywhere.
    pub fn share(&self) -> usize {
        self.gone * 1000 / self.chars.max(1)
    }
}

/// Appends the table to `out`, the greatest share that goes first, then by path. Nothing for no rows.
/// Rows are not wrapped: the path, which has no bound, stands last.
pub fn stat_text(out: &mut String, mut rows: Vec<StatRow>, style: &Style) {
    const HEAD: [&str; 7] = ["share", "go", "of", "passages", "joins", "doubts", "status"];
    if rows.is_empty() {
        return;
    }
    rows.sort_by(|a, b| b.share().cmp(&a.share()).then_with(|| a.cmp(b)));
    let cells: Vec<[String; 7]> = rows.iter().map(cells).collect();
    let width = |i: usize| cells.iter().map(|c| c[i].width()).chain([HEAD[i].len()]).max().unwrap_or(0);
    let widths: [usize; 7] = std::array::from_fn(width);
    row(out, &HEAD.map(str::to_owned), &widths);
    paint(out, style, Paint::Name, "post");
    out.push('\n');
    for (post, cells) in rows.iter().zip(&cells) {
        row(out, cells, &widths);
        paint(out, style, Paint::Place, &harmless(&post.path));
        out.push('\n');
    }
}

fn cells(row: &StatRow) -> [String; 7] {
    let share = row.share();
    [
        format!("{}.{}%", share / 10, share % 10),
        thousands(row.gone),
        thousands(row.chars),
        thousands(row.passages),
        thousands(row.joins),
        thousands(row.doubts),
        row.status.to_owned(),
    ]
}

/// Numbers to the right, the status to the left.
fn row(out: &mut String, cells: &[String; 7], widths: &[usize; 7]) {
    let [numbers @ .., status] = cells;
    for (cell, width) in numbers.iter().zip(widths) {
        // Writing to a string cannot fail.
        let _ = write!(out, "{cell:>width$}  ");
    }
    let _ = write!(out, "{status:<width$}  ", width = widths[6]);
}

#[cfg(test)]
mod tests {
    use crate::decide::Rule;
    use crate::plan::Status;

    use super::super::fixture::{Gone, Keep, Post};
    use super::*;

    fn table(posts: &[(&str, Post)]) -> String {
        let rows = posts.iter().filter_map(|(path, post)| StatRow::new(&View { path, ..post.view() }));
        let mut out = String::new();
        stat_text(&mut out, rows.collect(), &Style::default());
        out
    }

    #[test]
    fn the_most_damaged_comes_first_and_clean_posts_not_at_all() {
        let damaged = |keep: &str| {
            let cut = Gone(Rule::CutEnd, "that is cut", None);
            Post::new(&[Keep(keep), cut], Status::Incomplete)
        };
        let clean = Post::new(&[Keep("Whole.\n")], Status::Clean);
        let title = Post::new(&[Keep("---\ntitle: 海「港\n---\nText.\n")], Status::Clean);
        let posts = [
            ("b.md", damaged("A longer text than the other. ")),
            ("clean.md", clean),
            ("title.md", title),
            ("a\u{1b}[31m.md", damaged("Short. ")),
        ];
        assert_eq!(
            table(&posts),
            "share  go  of  passages  joins  doubts  status      post\n\
             61.1%  11  18         1      0       0  incomplete  a\\u{1b}[31m.md\n\
             26.8%  11  41         1      0       0  incomplete  b.md\n \
             0.0%   0  25         0      0       0  clean       title.md\n"
        );
        assert_eq!(table(&[]), "");
    }
}
