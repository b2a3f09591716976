/*!
The laws as properties: over arbitrary text, over damaged articles, and over prose that nothing is
wrong with. A plan cannot exist that breaks the first two (its constructor checks), so a failure here
names a place where that check, the report or the engine went wrong.
*/

#![allow(clippy::print_stdout, reason = "tests say what they measured")]

mod support;

use std::sync::Arc;
use std::thread;

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use restitch::{Glue, Options, Plan, PostReport, Source, Span, Status, repair, tiles};
use support::article::Article;
use support::damage::{Case, Kind, damage};
use support::prose::{FILES, articles};

/// Laws 1 and 2, the front matter, and a second look; the clean article.
fn keeps_the_laws(text: &str) -> String {
    let source = Source::from_text(text);
    let options = Options::default();
    let plan = repair(&source, &options);
    let clean = plan.clean(&source);

    let whole = Span::new(0, text.len());
    let spans = plan.pieces().iter().map(|p| p.span).chain(plan.drops().iter().map(|d| d.span));
    assert_eq!(tiles(whole, spans), Ok(()), "kept and dropped bytes tile the post\n{text:?}");

    assert_eq!(clean, assembled(&plan, &source), "the article is pieces and glue\n{text:?}");

    let report = PostReport::new(&source, &plan, "post.md");
    let json = serde_json::to_string(&report).expect("a report is JSON");
    let report: PostReport = serde_json::from_str(&json).expect("and reads back");
    assert_eq!(report.rebuild(&clean).as_deref(), Ok(text), "clean and report give the post back");

    let front = source.front().of(text);
    assert!(clean.starts_with(front), "front matter is never changed\n{text:?}");

    assert_eq!(plan.is_identity(), clean == text, "a plan that changes nothing says so\n{text:?}");
    if plan.status() == Status::Clean {
        assert_eq!(clean, text, "a clean post comes back identical");
    }
    assert_eq!(repair(&source, &options), plan, "the same call, the same plan\n{text:?}");
    clean
}

/// The article put together by hand, so that `Plan::clean` is not its own witness; nothing but the
/// glue that a plan may write stands between the pieces.
fn assembled(plan: &Plan, source: &Source) -> String {
    plan.pieces()
        .iter()
        .map(|piece| {
            let glue = match piece.glue {
                Glue::Nothing => "",
                Glue::Space => " ",
                Glue::Newline | Glue::BlankLine => piece.glue.text(source),
            };
            assert!(glue.chars().all(char::is_whitespace), "glue is white space: {glue:?}");
            format!("{glue}{}", piece.span.of(source.text()))
        })
        .collect()
}

/// Law 3: cleaning what is clean changes nothing.
fn stays_clean(clean: &str) {
    let source = Source::from_text(clean);
    let plan = repair(&source, &Options::default());
    let again = plan.clean(&source);
    assert!(
        again == clean,
        "a second run changes nothing\n--- first\n{clean}\n--- second\n{again}\n--- dropped\n{}",
        drops(&plan, &source)
    );
    assert!(plan.is_identity(), "and says so");
}

fn drops(plan: &Plan, source: &Source) -> String {
    let show = |d: &restitch::Drop| format!("{}: {:?}", d.rule, d.span.of(source.text()));
    plan.drops().iter().map(show).collect::<Vec<_>>().join("\n")
}

/// Nothing is wrong with `text`: it comes back identical, in both newline styles.
fn stays_identical(name: &str, text: &str) {
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let source = Source::from_text(text.as_str());
        let plan = repair(&source, &Options::default());
        let dropped = drops(&plan, &source);
        assert!(plan.clean(&source) == text, "{name} is not damaged, yet this was dropped:\n{dropped}");
        assert_eq!(plan.status(), Status::Clean, "{name}");
    }
}

/// A scrap of Markdown, of a marker, or of nothing that anybody would write.
fn scrap() -> impl Strategy<Value = String> {
    const SCRAPS: &[&str] = &[
        "---END---",
        "\n\n---END---\n\n",
        "\n---END---\n",
        " ---END--- ",
        "---END",
        "---END------END---",
        "---",
        "\n---\n",
        "```\n",
        "```rust\nfn main() {}\n",
        "~~~",
        "**",
        "*",
        "`",
        "[a](https://example.org/",
        ")",
        "# Title\n\n",
        "## 見出し\n\n",
        "- item\n- other item\n",
        "1. first\n2. second\n",
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n",
        "> quoted\n",
        "<div>\n",
        "</div>\n",
        "<!-- ",
        "[1]: https://example.org\n",
        "...",
        "…",
        "「",
        "」",
        "“",
        "”",
        "«",
        "»",
        "【既存の記事の最後の部分】\n",
        "（続き）",
        "\r\n",
        "\n",
        "\n\n",
        "\n\n\n\n",
        "\t",
        " ",
        "\u{3000}",
        "\u{a0}",
        "\u{2028}",
        "\u{feff}",
        "\u{200d}",
        "\u{fe0f}",
        "\u{301}",
        "\u{fffd}",
        "👩🏽\u{200d}🍳",
        "🇯🇵",
        "が",
        "か\u{3099}",
        "ｶﾞ",
        "+++\n",
        "---\ntitle: x\n---\n",
        "{% raw %}",
        "\\",
        "同じ文がここに二度だけ書かれている。",
        "同じ文がここに二度だけ書かれて",
        "The same sentence stands here more than once. ",
        "The same sentence stands here ",
        "Ein anderer Satz, der etwas länger ist als der erste. ",
        "ไทยไม่มีจุดจบประโยค",
        "هذه جملة قصيرة. ",
    ];
    prop_oneof![
        6 => prop::sample::select(SCRAPS).prop_map(str::to_owned),
        1 => "[a-zA-Z0-9 ,.!?\n]{0,40}",
        1 => "[ぁ-んァ-ヶ一-龠、。「」\n]{0,40}",
        1 => "\\PC{0,12}",
    ]
}

/// A soup of scraps in which stretches come again, as they do in posts: verbatim, cut short, or with
/// a marker between.
fn soup() -> impl Strategy<Value = String> {
    let again =
        prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4u8), 0..4);
    (prop::collection::vec(scrap(), 0..24), again).prop_map(|(scraps, again)| {
        let mut text = scraps.concat();
        for (a, b, how) in again {
            let borders: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let (a, b) = (*a.get(&borders), *b.get(&borders));
            let stretch = text[a.min(b)..a.max(b)].to_owned();
            match how {
                0 => text.push_str("\n\n---END---\n\n"),
                1 => text.push_str("\n\n"),
                2 => text.push_str("\n\n---END---\n\n..."),
                _ => {}
            }
            text.push_str(&stretch);
        }
        text
    })
}

/// A damaged article.
fn damaged() -> impl Strategy<Value = Case> {
    let all: Arc<Vec<Article>> = Arc::new(articles());
    (0..all.len(), prop::sample::select(Kind::ALL), any::<u32>())
        .prop_filter_map("the kind does not fit the article", move |(i, kind, seed)| {
            damage(&all[i], kind, u64::from(seed))
        })
}

/// Failures are kept beside this file, so that a post that once broke a law is tried first ever after.
fn config(cases: u32, max_shrink_iters: u32) -> ProptestConfig {
    let kept = FileFailurePersistence::WithSource("regressions");
    ProptestConfig {
        cases,
        max_shrink_iters,
        failure_persistence: Some(Box::new(kept)),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(600, 4000))]

    #[test]
    fn arbitrary_text_keeps_the_laws(text in soup()) {
        stays_clean(&keeps_the_laws(&text));
    }

    #[test]
    fn text_that_is_anything_keeps_the_laws(text in any::<String>()) {
        keeps_the_laws(&text);
    }
}

proptest! {
    #![proptest_config(config(300, 200))]

    #[test]
    fn damaged_articles_keep_the_laws(case in damaged()) {
        stays_clean(&keeps_the_laws(&case.raw));
    }

    #[test]
    fn a_post_cut_anywhere_keeps_the_laws(case in damaged(), at in any::<prop::sample::Index>()) {
        // Every prefix of a post is a post: generators stop in the middle of markers and fences too.
        let borders: Vec<usize> = case.raw.char_indices().map(|(i, _)| i).collect();
        keeps_the_laws(&case.raw[..*at.get(&borders)]);
    }
}

#[test]
fn every_thread_comes_to_the_same_plan() {
    let cases: Vec<Case> = articles()
        .iter()
        .flat_map(|a| {
            [Kind::Mixed, Kind::Reordered].map(|kind| (1..4).find_map(|seed| damage(a, kind, seed)))
        })
        .flatten()
        .collect();
    assert!(cases.len() >= 20);
    let alone: Vec<Plan> = cases.iter().map(plan_of).collect();
    let together: Vec<Vec<Plan>> = thread::scope(|scope| {
        let workers: Vec<_> =
            (0..4).map(|_| scope.spawn(|| cases.iter().map(plan_of).collect::<Vec<_>>())).collect();
        workers.into_iter().map(|w| w.join().expect("no worker panics")).collect()
    });
    for plans in together {
        assert_eq!(plans, alone);
    }
}

fn plan_of(case: &Case) -> Plan {
    repair(&Source::from_text(case.raw.as_str()), &Options::default())
}

#[test]
fn articles_come_back_identical() {
    for (name, text) in FILES {
        stays_identical(name, text);
        let titled = format!("---\ntitle: {name}\n---\n\n{text}");
        stays_identical(name, &titled);
        stays_identical(name, text.trim_end());
    }
}

#[test]
fn what_repeats_itself_rightly_comes_back_identical() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/negatives");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/negatives is part of the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    names.sort();
    assert!(names.len() >= 10, "the hand-written negatives are there");
    for path in names {
        let text = std::fs::read_to_string(&path).expect("negatives are UTF-8");
        stays_identical(&path.display().to_string(), &text);
        keeps_the_laws(&text);
    }
}

#[test]
fn two_articles_in_one_file_come_back_identical() {
    // Different articles share no passage, however often their languages share a phrase.
    let all = articles();
    for pair in all.windows(2) {
        stays_identical(pair[0].name, &format!("{}\n\n{}\n", pair[0].text, pair[1].text));
    }
}

#[test]
fn the_kinds_of_damage_are_made_in_every_language_they_fit() {
    let mut made = 0;
    for article in articles() {
        for &kind in Kind::ALL {
            let any = (0..40).any(|seed| damage(&article, kind, seed).is_some());
            let fits = match kind {
                Kind::Midword => article.language.spaced,
                Kind::InGrapheme | Kind::QuotesDropped => continue,
                Kind::Tail => article.language.code != "th",
                _ => true,
            };
            assert_eq!(any, fits, "{} of {}", kind.name(), article.name);
            made += usize::from(any);
        }
    }
    println!("{made} kinds of damage over {} articles", FILES.len());
}

#[test]
fn damage_is_a_function_of_its_number() {
    for article in articles() {
        for &kind in Kind::ALL {
            let (a, b) = (damage(&article, kind, 7), damage(&article, kind, 7));
            assert_eq!(a.map(|c| c.raw), b.map(|c| c.raw));
        }
    }
}
