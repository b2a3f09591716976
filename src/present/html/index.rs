/*!
An archive on one page: totals, and a table of the posts with the most damaged first, each with its map
and the way to its text. The page's script lets each column sort.
*/

use std::fmt::Write as _;

use super::super::words::{count, thousands};
use super::HtmlPost;
use super::escape::escape;
use super::page::html_page;

/// What a run over posts came to.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    /// Posts with findings, in path order.
    pub posts: Vec<HtmlPost>,
    /// Paths of posts without findings.
    pub clean: Vec<String>,
    /// Posts that failed: path, and why.
    pub failed: Vec<(String, String)>,
}

/// The table's columns: what is said over them, and whether they hold numbers.
const COLUMNS: [(&str, bool); 9] = [
    ("Post", false),
    ("Status", false),
    ("Goes", true),
    ("Characters", true),
    ("Of", true),
    ("Passages", true),
    ("Joins", true),
    ("Doubts", true),
    ("Map", false),
];
/// The column that the table is sorted by at first.
const SORTED: usize = 2;

/// All posts on one page: the table, unless there is but one post, and a section for each. With
/// `excerpts`, the page says that long texts are left out.
pub fn html_single(archive: &Archive, excerpts: bool) -> String {
    let mut body = String::new();
    if archive.posts.len() + archive.clean.len() + archive.failed.len() != 1 || archive.posts.is_empty() {
        table(&mut body, archive);
    }
    if excerpts {
        body.push_str(
            "<p class=\"fault\">So many posts do not fit on one page: texts are shown around their joins and \
             passages. <code>--output-dir DIR</code> writes a page a post, with all of it.</p>\n",
        );
    }
    for post in &archive.posts {
        body.push_str(&post.section);
    }
    let title = match (archive.posts.as_slice(), archive.clean.len() + archive.failed.len()) {
        ([one], 0) => one.row.path.clone(),
        (posts, others) => count(posts.len() + others, "post", "posts"),
    };
    html_page(&title, None, &body)
}

/// The table alone, of posts that stand on pages of their own.
pub fn html_index(archive: &Archive) -> String {
    let mut body = String::new();
    table(&mut body, archive);
    let posts = archive.posts.len() + archive.clean.len() + archive.failed.len();
    html_page(&count(posts, "post", "posts"), None, &body)
}

fn table(out: &mut String, archive: &Archive) {
    totals(out, archive);
    let mut rows: Vec<&HtmlPost> = archive.posts.iter().collect();
    rows.sort_by(|a, b| b.row.share().cmp(&a.row.share()).then_with(|| a.row.cmp(&b.row)));
    if !rows.is_empty() {
        out.push_str(
            "<div class=\"wide\" role=\"region\" aria-label=\"Posts with findings\" tabindex=\"0\">\n\
             <table class=\"sortable\"><caption>Posts with findings, most damaged first</caption>\n<thead><tr>",
        );
        for (i, (name, number)) in COLUMNS.iter().enumerate() {
            let sort = if i == SORTED { " aria-sort=\"descending\"" } else { "" };
            let class = if *number { " class=\"n\"" } else { "" };
            let plain = if *name == "Map" { " data-unsorted" } else { "" };
            let _ = write!(out, "<th scope=\"col\"{class}{sort}{plain}>{name}</th>");
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for post in rows {
            row(out, post);
        }
        out.push_str("</tbody></table></div>\n");
    }
    list(
        out,
        "Posts that failed",
        archive.failed.iter().map(|(path, why)| format!("<bdi>{}</bdi>: {}", escape(path), escape(why))),
    );
    list(
        out,
        "Posts without findings",
        archive.clean.iter().map(|path| format!("<bdi>{}</bdi>", escape(path))),
    );
    out.push_str("</section>\n");
}

fn totals(out: &mut String, archive: &Archive) {
    let sum = |of: fn(&HtmlPost) -> usize| archive.posts.iter().map(of).sum::<usize>();
    let incomplete = archive.posts.iter().filter(|p| p.row.status == "incomplete").count();
    let repaired = archive.posts.iter().filter(|p| p.row.status == "repaired").count();
    let of_title = archive.posts.len() - incomplete - repaired;
    let numbers = [
        ("Posts", archive.posts.len() + archive.clean.len() + archive.failed.len()),
        ("To repair", repaired),
        ("Incomplete", incomplete),
        ("Clean", archive.clean.len() + of_title),
        ("Failed", archive.failed.len()),
        ("Passages that go", sum(|p| p.row.passages)),
        ("Characters that go", sum(|p| p.row.gone)),
        ("Doubts", sum(|p| p.row.doubts)),
    ];
    out.push_str("<section aria-labelledby=\"all\">\n<h2 id=\"all\">All posts</h2>\n<dl class=\"totals\">");
    for (name, number) in numbers {
        let _ = write!(out, "<div><dt>{name}</dt><dd>{}</dd></div>", thousands(number));
    }
    out.push_str("</dl>\n");
}

fn row(out: &mut String, post: &HtmlPost) {
    let row = &post.row;
    let share = row.share();
    let _ = write!(
        out,
        "<tr><th scope=\"row\"><a href=\"{}\"><bdi>{}</bdi></a></th><td>{}</td>\
         <td class=\"n\" data-v=\"{share}\">{}.{}%</td>",
        escape(&post.address),
        escape(&row.path),
        row.status,
        share / 10,
        share % 10
    );
    for number in [row.gone, row.chars, row.passages, row.joins, row.doubts] {
        let _ = write!(out, "<td class=\"n\" data-v=\"{number}\">{}</td>", thousands(number));
    }
    let _ = writeln!(out, "<td class=\"map\">{}</td></tr>", post.bar);
}

fn list(out: &mut String, name: &str, items: impl ExactSizeIterator<Item = String>) {
    if items.len() == 0 {
        return;
    }
    let _ =
        write!(out, "<details class=\"list\"><summary>{name}: {}</summary>\n<ul>\n", thousands(items.len()));
    for item in items {
        let _ = writeln!(out, "<li>{item}</li>");
    }
    out.push_str("</ul></details>\n");
}
