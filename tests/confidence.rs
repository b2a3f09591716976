/*!
What confidence is worth: over posts whose answer is known, of what is called certain at least 999 decisions
in 1,000 are right, of what is called likely at least 98 in 100. What right means is said in
`support/verdict.rs`; which decisions get which grade, in `src/decide/grade.rs`.

`RESTITCH_WRONG=1` shows some of the wrong ones, `RESTITCH_SEEDS=N` takes N numbers a kind and article in
place of the usual, and `RESTITCH_CASES=DIR` counts over a folder of cases as the bench writes them.
*/

#![allow(clippy::print_stdout, reason = "the table is what this test is for")]

mod support;

use std::path::Path;

use restitch::Confidence::{self, Certain, Likely};
use restitch::{Drop, Options, PostReport, Source, repair};
use support::damage::{Kind, damage};
use support::prose::articles;
use support::verdict::Table;

/// Numbers tried for each kind and article.
const SEEDS: u64 = 6;

#[test]
fn certain_and_likely_decisions_are_as_right_as_they_say() {
    let seeds = std::env::var("RESTITCH_SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(SEEDS);
    let mut table = Table::default();
    for article in &articles() {
        for case in
            Kind::ALL.iter().flat_map(|&kind| (0..seeds).filter_map(move |s| damage(article, kind, s)))
        {
            table.add(&case.name(), &case.raw, &case.answer, &case.variants);
        }
    }
    print!("{table}");
    for what in ["ALL DROPS", "ALL JOINS"] {
        for (confidence, least) in [(Certain, 0.999), (Likely, 0.98)] {
            let (all, right) = table.right(what, confidence);
            assert!(all > 1000, "{what}: only {all} that are {confidence} were judged");
            assert!(right >= least, "{what}: of the {confidence} ones {right:.4} are right, to be {least}");
        }
    }
}

#[test]
fn nothing_less_sure_than_asked_for_goes() {
    let mut doubts = 0;
    for level in Confidence::ALL {
        let options = Options { min_confidence: level, ..Options::default() };
        for article in &articles() {
            for case in Kind::ALL.iter().filter_map(|&kind| damage(article, kind, 1)) {
                let source = Source::from_text(case.raw.as_str());
                let plan = repair(&source, &options).expect("a plan that keeps the laws");
                for drop in plan.drops() {
                    let words = drop.span.of(source.text());
                    assert!(drop.confidence >= level, "{case:?}: {} {words:?} at {level}", drop.rule);
                }
                let kept = |doubt: &Drop| plan.pieces().iter().any(|p| p.span.contains(doubt.span));
                for doubt in plan.doubts() {
                    let words = doubt.span.of(source.text());
                    let said = format!("{case:?}: {} {words:?} at {level}", doubt.rule);
                    assert!(doubt.confidence < level, "{said} is sure enough");
                    assert!(kept(doubt), "{said} is doubted and does not stay");
                }
                doubts += plan.doubts().len();
                let clean = plan.clean(&source);
                let report = PostReport::new(&source, &plan, "post.md");
                assert_eq!(report.rebuild(&clean).as_deref(), Ok(case.raw.as_str()), "{case:?} at {level}");
                let again = Source::from_text(clean.as_str());
                let plan = repair(&again, &options).expect("a plan that keeps the laws");
                assert_eq!(plan.clean(&again), clean, "{case:?} at {level}: a second run changes nothing");
            }
        }
    }
    assert!(doubts > 100, "only {doubts} doubts");
}

#[test]
fn a_folder_of_cases_can_be_counted() {
    let Ok(folder) = std::env::var("RESTITCH_CASES") else { return };
    let mut table = Table::default();
    table.add_folder(Path::new(&folder));
    print!("{table}");
}
