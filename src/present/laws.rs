/*!
What holds for any post: every row fits, nothing that a terminal acts on is printed, and long texts
are shown in a time that grows with their length.
*/

use std::time::{Duration, Instant};

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use crate::decide::Rule;
use crate::plan::{Glue, Status};

use super::fixture::{Glued, Gone, Keep, Post};
use super::harmless::is_hostile;
use super::{
    Archive, Detail, HtmlPost, SARIF_TAIL, StatRow, Style, View, brief_text, check_text, diff_text,
    findings_json, github_text, html_single, map_legend, map_path_columns, map_row, map_text, sarif_head,
    sarif_results, stat_text,
};

/// Text of many scripts, with what widths and terminals trip over.
pub(super) fn script() -> impl Strategy<Value = String> {
    let letters = prop_oneof![
        "[ぁ-んァ-ヶ一-鿿。、「」！？ー]{0,60}",
        "[a-z ,.!?'\"-]{0,120}",
        "[가-힣ᄀ-ᇿ .]{0,40}",
        "[ء-ي،؟ ]{0,60}",
        "[ऀ-ॿ। ]{0,60}",
        "[ก-๛ ]{0,60}",
        "[\u{300}-\u{36f}a-e]{0,40}",
        "[😀-🙏🇦-🇿👍🏽\u{200d}❤\u{fe0f}👩💻]{0,30}",
        "[\u{0}-\u{1f}\u{7f}-\u{9f}\u{ad}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}a-c]{0,30}",
        any::<String>(),
    ];
    prop::collection::vec(letters, 0..4).prop_map(|parts| parts.concat().replace('\0', ""))
}

fn post(texts: &[String; 5]) -> Post {
    let [a, b, c, d, e] = texts;
    let told = format!("{b}{c}");
    Post::new(
        &[
            Keep(a),
            Keep(&told),
            Gone(Rule::Marker, "\n\n---END---\n\n", None),
            Gone(Rule::Requote, c, Some(c)),
            Gone(Rule::Retelling, d, Some(&told)),
            Glued(Glue::BlankLine, e),
            Gone(Rule::CutEnd, d, None),
        ],
        Status::Incomplete,
    )
}

/// A row without the escapes that restitch itself writes.
fn bare(row: &str) -> String {
    let mut out = String::new();
    let mut rest = row;
    while let Some(at) = rest.find('\u{1b}') {
        out.push_str(&rest[..at]);
        let escape = &rest[at..];
        let end = if escape.starts_with("\u{1b}]8;;") {
            escape.find("\u{1b}\\").expect("a link is closed") + 2
        } else {
            assert!(escape.starts_with("\u{1b}["), "{escape:?}");
            escape.find('m').expect("a colour is closed") + 1
        };
        rest = &escape[end..];
    }
    out + rest
}

proptest! {
    #[test]
    fn every_row_fits(texts in prop::array::uniform5(script())) {
        let post = post(&texts);
        for width in [40, 80, 120, 200] {
            for row in post.diff(width).lines() {
                prop_assert!(row.width() <= width, "{} > {width}: {row:?}", row.width());
            }
        }
    }

    #[test]
    fn nothing_a_terminal_acts_on_is_printed(texts in prop::array::uniform5(script()), path in script()) {
        let post = post(&texts);
        let view = View { path: &path, ..post.view() };
        let mut out = String::new();
        diff_text(&mut out, &view, &Style { color: true, width: 40, links: true });
        check_text(&mut out, &view, &Style { color: true, width: 40, links: false });
        brief_text(&mut out, &view, &Style { color: true, ..Style::default() });
        map_text(&mut out, &view, &Style { color: true, width: 40, links: true });
        map_row(&mut out, &view, 20, &Style { color: true, width: 40, links: true });
        stat_text(&mut out, StatRow::new(&view).into_iter().collect(), &Style::default());
        for row in out.lines() {
            let row = bare(row);
            let bad = row.chars().find(|&c| c.is_control() || matches!(c, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'));
            prop_assert_eq!(bad, None, "{:?}", row);
        }
    }

    #[test]
    fn every_map_fits(texts in prop::array::uniform5(script()), path in script()) {
        let post = post(&texts);
        let view = View { path: &path, ..post.view() };
        for width in [40, 80, 120, 200] {
            let style = Style { width, ..Style::default() };
            let columns = map_path_columns([path.as_str(), "a.md"].into_iter(), width);
            let (mut whole, mut rows) = (String::new(), String::new());
            map_text(&mut whole, &view, &style);
            map_legend(&mut whole, &style);
            map_row(&mut rows, &view, columns, &style);
            for row in whole.lines().chain(rows.lines()) {
                prop_assert!(row.width() <= width, "{} > {width}: {row:?}", row.width());
            }
            // The bar itself is as wide as what it is given, whatever is on it.
            let plain = post.plan.pieces().iter().any(|p| !p.span.of(post.source.text()).trim().is_empty());
            prop_assert!(!plain || rows.trim_end_matches('\n').width() == width, "{rows:?}");
        }
    }

    #[test]
    fn what_programs_are_given_is_whole_and_harmless(texts in prop::array::uniform5(script()), path in script()) {
        let hostile = "</details></script><script>run()</script><img onerror='run()'>\u{202e}\u{1b}[2J&amp;%0A::error::x";
        let texts = texts.map(|text| text + hostile);
        let path = path + hostile;
        let post = post(&texts);
        let view = View { path: &path, ..post.view() };
        let json = findings_json(&view);
        let parsed: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&parsed["path"], &path);
        let log = sarif_head(|_| "# rule\n\ntext") + &sarif_results(&view) + SARIF_TAIL;
        prop_assert!(serde_json::from_str::<serde_json::Value>(&log).is_ok());
        let mut github = String::new();
        github_text(&mut github, &view);
        prop_assert_eq!(github.lines().count(), 1);
        for detail in [Detail::Whole, Detail::Excerpts] {
            let mut html = HtmlPost::new(&view, 1, detail).expect("the post has findings");
            let both = Archive {
                posts: vec![html.clone(), html.clone()],
                clean: vec![path.clone()],
                failed: vec![(path.clone(), hostile.to_owned())],
            };
            for page in [html_single(&both, true), html.take_page(&path, "../index.html")] {
                prop_assert_eq!((page.matches("<script").count(), page.matches("<img").count()), (1, 0));
                prop_assert_eq!(page.matches("<details").count(), page.matches("</details>").count());
                prop_assert_eq!(page.matches("<span").count(), page.matches("</span>").count());
                let bad = page.chars().find(|&c| is_hostile(c) && !matches!(c, '\n' | '\t' | '\u{200d}'));
                prop_assert_eq!(bad, None);
            }
        }
        for text in [json, log, github] {
            let bad = text.chars().find(|&c| is_hostile(c) && !matches!(c, '\n' | '\u{200d}'));
            prop_assert_eq!(bad, None, "{}", text);
        }
    }

    #[test]
    fn any_width_is_survived(texts in prop::array::uniform5(script()), width in 0usize..40) {
        let post = post(&texts);
        prop_assert!(!post.diff(width).is_empty());
        let mut out = String::new();
        let style = Style { width, ..Style::default() };
        map_text(&mut out, &post.view(), &style);
        map_row(&mut out, &post.view(), width / 3, &style);
        prop_assert!(!out.is_empty());
    }
}

/// The texts are one line without a stop, one clause over and over, and clauses that all differ: what
/// a diff may turn quadratic on.
#[test]
fn long_texts_take_no_long_time() {
    const BYTES: usize = 2_000_000;
    let noise = |i: u32| i.wrapping_mul(0x9e37_79b9).rotate_left(i % 31) % 3000;
    let letters = |seed: u32| {
        (0..BYTES as u32 / 3).filter_map(move |i| char::from_u32(0x4e00 + noise(i.wrapping_add(seed))))
    };
    let clauses = |seed: u32| -> String {
        let stop = |(i, c)| if i % 11 == 10 { '、' } else { c };
        letters(seed).enumerate().map(stop).collect()
    };
    let pairs: [(String, String); 5] = [
        (letters(0).collect(), letters(1).collect()),
        (letters(0).collect(), letters(77_777_777).collect()),
        (clauses(0), clauses(99_999_999)),
        ("波、風、".repeat(BYTES / 12), "風、海、波、".repeat(BYTES / 18)),
        ("あ".repeat(BYTES / 3), "いあ".repeat(BYTES / 6)),
    ];
    let many: Vec<_> = (0..30_000)
        .flat_map(|i| {
            let rule = if i % 9 == 0 { Rule::Marker } else { Rule::SeamRepeat };
            [Keep("波。風。"), Gone(rule, "風。", Some("風。"))]
        })
        .collect();
    let post = Post::new(&many, Status::Repaired);
    let started = Instant::now();
    for detail in [Detail::Whole, Detail::Excerpts] {
        assert!(HtmlPost::new(&post.view(), 1, detail).is_some());
    }
    assert!(!sarif_results(&post.view()).is_empty() && !findings_json(&post.view()).is_empty());
    let mut map = String::new();
    map_text(&mut map, &post.view(), &Style::default());
    let took = started.elapsed();
    assert!(took < Duration::from_secs(20), "many findings took {took:?}");
    for (i, (one, other)) in pairs.iter().enumerate() {
        let started = Instant::now();
        let parts = [Keep(one), Gone(Rule::Retelling, other, Some(one)), Keep("終わり。")];
        let shown = Post::new(&parts, Status::Repaired).diff(80);
        let took = started.elapsed();
        assert!(!shown.is_empty());
        assert!(took < Duration::from_secs(20), "pair {i} took {took:?}");
    }
}
