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
use proptest::test_runner::{FileFailurePersistence, RngSeed};
use restitch::{Glue, Options, Plan, PostReport, Source, Span, Status, repair, tiles};
use support::article::Article;
use support::damage::{Case, Kind, damage};
use support::prose::{FILES, articles};
use support::rng::Rng;

/// Laws 1 and 2, the front matter, and a second look; the clean article.
fn keeps_the_laws(text: &str) -> Result<String, TestCaseError> {
    let source = Source::from_text(text);
    let options = Options::default();
    let plan = repair(&source, &options).expect("a plan that keeps the laws");
    let clean = plan.clean(&source);

    let whole = Span::new(0, text.len());
    let spans = plan.pieces().iter().map(|p| p.span).chain(plan.drops().iter().map(|d| d.span));
    prop_assert_eq!(tiles(whole, spans), Ok(()), "kept and dropped bytes tile the post");

    prop_assert_eq!(&clean, &assembled(&plan, &source), "the article is pieces and glue");

    let report = PostReport::new(&source, &plan, "post.md");
    let json = serde_json::to_string(&report).expect("a report is JSON");
    let report: PostReport = serde_json::from_str(&json).expect("and reads back");
    prop_assert_eq!(report.rebuild(&clean), Ok(text.to_owned()), "clean and report give the post back");

    prop_assert!(clean.starts_with(source.front().of(text)), "front matter is never changed");
    prop_assert_eq!(plan.is_identity(), clean == text, "a plan that changes nothing says so");
    prop_assert!(plan.status() != Status::Clean || clean == text, "a clean post comes back identical");
    prop_assert_eq!(
        repair(&source, &options).expect("a plan that keeps the laws"),
        plan,
        "the same call, the same plan"
    );
    Ok(clean)
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
fn stays_clean(clean: &str) -> Result<(), TestCaseError> {
    let source = Source::from_text(clean);
    let plan = repair(&source, &Options::default()).expect("a plan that keeps the laws");
    let again = plan.clean(&source);
    let dropped = drops(&plan, &source);
    prop_assert!(again == clean, "a second run changes nothing\n--- first\n{clean}\n--- dropped\n{dropped}");
    prop_assert!(plan.is_identity(), "a second run changes nothing, and says so");
    Ok(())
}

fn drops(plan: &Plan, source: &Source) -> String {
    let show = |d: &restitch::Drop| format!("{}: {:?}", d.rule, d.span.of(source.text()));
    plan.drops().iter().map(show).collect::<Vec<_>>().join("\n")
}

/// Nothing is wrong with `text`: it comes back identical, in both newline styles. What went, if not.
fn is_touched(name: &str, text: &str) -> Option<String> {
    [text.to_owned(), text.replace('\n', "\r\n")].into_iter().find_map(|text| {
        let source = Source::from_text(text.as_str());
        let plan = repair(&source, &Options::default()).expect("a plan that keeps the laws");
        let same = plan.clean(&source) == text && plan.status() == Status::Clean;
        (!same).then(|| format!("{name} is {:?}:\n{}", plan.status(), drops(&plan, &source)))
    })
}

fn none_is_touched(touched: &[String]) {
    assert!(touched.is_empty(), "not damaged, yet changed:\n\n{}", touched.join("\n\n"));
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

/// A post of ordinary Markdown, cut and told again, by its number.
fn markdown() -> impl Strategy<Value = String> {
    any::<u64>().prop_map(|seed| support::markdown::post(&mut Rng::new(seed)))
}

/// The same cases every day, so that a red test is a change's doing and not the day's. In search of
/// new ones, `RESTITCH_EXPLORE=N` draws N times as many at random. A failure is kept beside this file
/// and tried first ever after.
fn config(cases: u32) -> ProptestConfig {
    let kept = FileFailurePersistence::WithSource("regressions");
    let explore = std::env::var("RESTITCH_EXPLORE").ok().and_then(|n| n.parse::<u32>().ok());
    ProptestConfig {
        cases: cases * explore.unwrap_or(1),
        rng_seed: if explore.is_some() { RngSeed::Random } else { RngSeed::Fixed(0x5eed) },
        failure_persistence: Some(Box::new(kept)),
        max_shrink_iters: 4000,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(4000))]

    #[test]
    fn arbitrary_text_keeps_the_laws(text in soup()) {
        stays_clean(&keeps_the_laws(&text)?)?;
    }

    #[test]
    fn text_that_is_anything_keeps_the_laws(text in any::<String>()) {
        keeps_the_laws(&text)?;
    }
}

proptest! {
    #![proptest_config(config(4000))]

    #[test]
    fn markdown_that_is_cut_anywhere_keeps_the_laws(text in markdown()) {
        stays_clean(&keeps_the_laws(&text)?)?;
    }
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn damaged_articles_keep_the_laws(case in damaged()) {
        stays_clean(&keeps_the_laws(&case.raw)?)?;
    }

    #[test]
    fn a_post_cut_anywhere_keeps_the_laws(case in damaged(), at in any::<prop::sample::Index>()) {
        // Every prefix of a post is a post: generators stop in the middle of markers and fences too.
        let borders: Vec<usize> = case.raw.char_indices().map(|(i, _)| i).collect();
        keeps_the_laws(&case.raw[..*at.get(&borders)])?;
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
    repair(&Source::from_text(case.raw.as_str()), &Options::default()).expect("a plan that keeps the laws")
}

#[test]
fn articles_come_back_identical() {
    let forms = FILES.iter().flat_map(|&(name, text)| {
        let titled = format!("---\ntitle: {name}\n---\n\n{text}");
        [text.to_owned(), titled, text.trim_end().to_owned()].map(|form| (name, form))
    });
    none_is_touched(&forms.filter_map(|(name, text)| is_touched(name, &text)).collect::<Vec<_>>());
}

#[test]
fn what_repeats_itself_rightly_comes_back_identical() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/negatives");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/negatives is part of the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 10, "the hand-written negatives are there");
    let touched = paths.iter().filter_map(|path| {
        let text = std::fs::read_to_string(path).expect("negatives are UTF-8");
        let name = path.file_name().expect("a file").to_string_lossy();
        is_touched(&name, &text)
    });
    none_is_touched(&touched.collect::<Vec<_>>());
}

#[test]
fn two_articles_in_one_file_come_back_identical() {
    // Different articles share no passage, however often their languages share a phrase.
    let all = articles();
    let touched = all
        .windows(2)
        .filter_map(|pair| is_touched(pair[0].name, &format!("{}\n\n{}\n", pair[0].text, pair[1].text)));
    none_is_touched(&touched.collect::<Vec<_>>());
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
