/*!
What a person decides, held to the laws: any decisions give a plan that loses and invents nothing, all
taken is what `clean` writes, all left is the post, and protected passages stay to the letter.

Damage comes from the generator that the other laws are held over.
*/

#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, and helpers have none")]

mod support;

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use restitch::present::{Finding, Kind as Found, View, findings};
use restitch::{
    Choice, Decision, Options, Plan, PostReport, Source, Span, Status, keeps, repair, resolve, tiles,
};
use support::article::Article;
use support::damage::{Case, Kind, damage};
use support::prose::articles;

static ARTICLES: LazyLock<Arc<Vec<Article>>> = LazyLock::new(|| Arc::new(articles()));

fn damaged() -> impl Strategy<Value = Case> {
    (0..ARTICLES.len(), prop::sample::select(Kind::ALL), any::<u32>())
        .prop_filter_map("the kind does not fit the article", |(i, kind, seed)| {
            damage(&ARTICLES[i], kind, u64::from(seed))
        })
}

fn found(source: &Source, plan: &Plan) -> Vec<Finding> {
    let all = findings(&View { path: "post.md", source, plan });
    all.into_iter().filter(|f| f.kind != Found::Doubt).collect()
}

fn all(found: &[Finding], choice: Choice) -> Vec<Decision> {
    found.iter().map(|f| Decision { span: f.span, choice }).collect()
}

/// Laws 1 and 2.
fn is_lawful(source: &Source, plan: &Plan) -> Result<(), TestCaseError> {
    let whole = Span::new(0, source.text().len());
    let spans = plan.pieces().iter().map(|p| p.span).chain(plan.drops().iter().map(|d| d.span));
    prop_assert_eq!(tiles(whole, spans), Ok(()));
    let clean = plan.clean(source);
    let report = PostReport::new(source, plan, "post.md");
    prop_assert_eq!(report.rebuild(&clean).unwrap(), source.text());
    Ok(())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(0x5eed),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn all_taken_is_what_clean_writes_and_all_left_is_the_post(case in damaged()) {
        let source = Source::from_text(case.raw.as_str());
        let plan = repair(&source, &Options::default()).unwrap();
        let found = found(&source, &plan);
        prop_assert_eq!(&resolve(&source, &plan, &all(&found, Choice::Take)).unwrap(), &plan);
        let left = resolve(&source, &plan, &all(&found, Choice::Leave)).unwrap();
        prop_assert_eq!(left.clean(&source), source.text());
        prop_assert_eq!(left.status(), Status::Clean);
    }

    #[test]
    fn any_decisions_keep_the_laws(
        case in damaged(),
        picks in prop::collection::vec((any::<prop::sample::Index>(), 0..3u8), 0..12),
    ) {
        let source = Source::from_text(case.raw.as_str());
        let plan = repair(&source, &Options::default()).unwrap();
        let found = found(&source, &plan);
        prop_assume!(!found.is_empty());
        let mut decisions: Vec<Decision> = Vec::new();
        for (which, choice) in picks {
            let finding = which.get(&found);
            let choice = [Choice::Take, Choice::Leave, Choice::Other][usize::from(choice)];
            decisions.push(Decision { span: finding.span, choice });
            match resolve(&source, &plan, &decisions) {
                Ok(out) => {
                    is_lawful(&source, &out)?;
                    // What is left stands in the article with its white space.
                    if choice == Choice::Leave && !finding.span.is_empty() {
                        let words = finding.span.of(source.text());
                        prop_assert!(out.clean(&source).contains(words), "{words:?}");
                    }
                }
                Err(refused) => {
                    prop_assert!(choice != Choice::Take || decisions.len() > 1, "{refused}");
                    decisions.pop();
                }
            }
        }
    }

    /// Decisions on whatever span, as a program might make them.
    #[test]
    fn decisions_on_any_span_keep_the_laws(
        case in damaged(),
        spans in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3u8), 0..6),
    ) {
        let source = Source::from_text(case.raw.as_str());
        let plan = repair(&source, &Options::default()).unwrap();
        let borders: Vec<usize> = source.text().char_indices().map(|(i, _)| i).collect();
        let decisions: Vec<Decision> = spans
            .iter()
            .map(|(a, b, choice)| {
                let (a, b) = (*a.get(&borders), *b.get(&borders));
                let choice = [Choice::Take, Choice::Leave, Choice::Other][usize::from(*choice)];
                Decision { span: Span::new(a.min(b), a.max(b)), choice }
            })
            .collect();
        if let Ok(out) = resolve(&source, &plan, &decisions) {
            is_lawful(&source, &out)?;
        }
    }

    /// Of two tellings the other one: nothing more goes than the telling that stayed, and its words stay.
    #[test]
    fn the_other_telling_stands_in_its_place(case in damaged()) {
        let source = Source::from_text(case.raw.as_str());
        let plan = repair(&source, &Options::default()).unwrap();
        for finding in found(&source, &plan) {
            let decision = Decision { span: finding.span, choice: Choice::Other };
            let Ok(out) = resolve(&source, &plan, &[decision]) else { continue };
            is_lawful(&source, &out)?;
            let clean = out.clean(&source);
            prop_assert!(clean.contains(finding.core.of(source.text())));
            let back = finding.counterpart.unwrap().span;
            prop_assert!(out.drops().iter().any(|d| d.span == back));
        }
    }

    #[test]
    fn a_protected_passage_stays_to_the_letter(
        case in damaged(),
        from in any::<prop::sample::Index>(),
        lines in 1..6usize,
    ) {
        let all: Vec<&str> = case.raw.split_inclusive('\n').collect();
        let from = from.index(all.len());
        let to = (from + lines).min(all.len());
        let inside = all[from..to].concat();
        let inside = inside.trim_end_matches('\n');
        let (before, after) = (all[..from].concat(), all[to..].concat());
        let raw = format!("{before}<!-- restitch: keep -->\n{inside}\n<!-- restitch: end -->\n{after}");
        let source = Source::from_text(raw.as_str());
        prop_assume!(keeps(&raw, source.body()).spans.len() == 1);
        let plan = repair(&source, &Options::default()).unwrap();
        is_lawful(&source, &plan)?;
        let clean = plan.clean(&source);
        let whole = format!("<!-- restitch: keep -->\n{inside}\n<!-- restitch: end -->");
        prop_assert!(clean.contains(&whole), "{clean}");
        let again = Source::from_text(clean.as_str());
        prop_assert_eq!(repair(&again, &Options::default()).unwrap().clean(&again), clean);
    }

    #[test]
    fn a_passage_of_the_keep_list_stays_wherever_it_stands(case in damaged(), which in any::<prop::sample::Index>()) {
        let source = Source::from_text(case.raw.as_str());
        let plan = repair(&source, &Options::default()).unwrap();
        let found: Vec<Finding> = found(&source, &plan).into_iter().filter(|f| f.core.len() > 40).collect();
        prop_assume!(!found.is_empty());
        let passage = which.get(&found).core.of(source.text()).to_owned();
        let told = source.text().matches(&passage).count();
        let options = Options { keep: vec![passage.clone()], ..Options::default() };
        let kept = repair(&source, &options).unwrap();
        is_lawful(&source, &kept)?;
        let clean = kept.clean(&source);
        // Another telling, parted otherwise in the post, may come out to the same letters.
        prop_assert!(clean.matches(&passage).count() >= told);
        let again = Source::from_text(clean.as_str());
        prop_assert_eq!(repair(&again, &options).unwrap().clean(&again), clean);
    }
}

#[test]
fn most_findings_of_two_tellings_can_be_turned_about() {
    let (mut turned, mut of) = (0, 0);
    for (article, kind) in
        ARTICLES.iter().flat_map(|a| [Kind::Edited, Kind::Paragraph, Kind::Mixed].map(|k| (a, k)))
    {
        for case in (0..6).filter_map(|seed| damage(article, kind, seed)) {
            let source = Source::from_text(case.raw.as_str());
            let plan = repair(&source, &Options::default()).unwrap();
            for finding in found(&source, &plan) {
                let name = finding.rule.map_or("join", restitch::Rule::name);
                if !matches!(name, "copy" | "retelling" | "seam-repeat") {
                    continue;
                }
                of += 1;
                let decision = Decision { span: finding.span, choice: Choice::Other };
                turned += usize::from(resolve(&source, &plan, &[decision]).is_ok());
            }
        }
    }
    assert!(of > 100 && turned * 2 > of, "{turned} of {of}");
}
