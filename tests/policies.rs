/*!
The policies a user can ask for: which tellings of a closing stay (`endings`), and whether the rounds of a
post are merged (`continuations`). Under each, the laws hold: the post comes back from article and report byte
for byte, and cleaning a second time changes nothing.
*/

mod support;

use restitch::{Continuations, Endings, Options, Plan, PostReport, Rule, Source, repair};
use support::damage::{Case, Kind, damage};
use support::prose::articles;

fn cases(kinds: &[Kind]) -> Vec<Case> {
    let articles = articles();
    let each = |a| kinds.iter().flat_map(move |&kind| (0..2).filter_map(move |seed| damage(a, kind, seed)));
    articles.iter().flat_map(each).collect()
}

fn policies() -> Vec<Options> {
    let all = [Endings::Last, Endings::All].map(|endings| {
        [Continuations::Merge, Continuations::FirstComplete].map(|continuations| Options {
            endings,
            continuations,
            ..Options::default()
        })
    });
    all.into_iter().flatten().collect()
}

fn plan(text: &str, options: &Options) -> (String, Plan) {
    let source = Source::from_text(text);
    let plan = repair(&source, options).expect("a plan that keeps the laws");
    (plan.clean(&source), plan)
}

#[test]
fn the_laws_hold_under_every_policy() {
    for options in policies() {
        for case in cases(Kind::ALL) {
            let source = Source::from_text(case.raw.as_str());
            let (clean, plan) = self::plan(&case.raw, &options);
            let report = PostReport::new(&source, &plan, "post.md");
            assert_eq!(report.rebuild(&clean).as_deref(), Ok(case.raw.as_str()), "{case:?} {options:?}");
            let (again, _) = self::plan(&clean, &options);
            assert_eq!(again, clean, "{case:?} {options:?}: a second run changes nothing");
        }
    }
}

#[test]
fn every_telling_of_a_closing_stays_where_that_is_asked_for() {
    let keep = Options { endings: Endings::All, ..Options::default() };
    let cases = cases(&[Kind::ClosingTwice]);
    assert!(cases.len() > 20);
    for case in cases {
        // The last section, by its heading: once by default, twice where every telling stays.
        let heading = case.answer.lines().rfind(|line| line.starts_with("## ")).expect("a closing section");
        let count = |text: &str| text.lines().filter(|line| *line == heading).count();
        let (last, by_default) = plan(&case.raw, &Options::default());
        let (all, plan) = plan(&case.raw, &keep);
        assert_eq!((count(&last), count(&all)), (1, 2), "{case:?}\n{all}");
        assert!(by_default.drops().iter().any(|d| d.rule == Rule::Closing), "{case:?}");
        assert!(plan.drops().iter().all(|d| d.rule != Rule::Closing), "{case:?}");
    }
}

#[test]
fn later_rounds_go_where_that_is_asked_for() {
    let first = Options { continuations: Continuations::FirstComplete, ..Options::default() };
    let text = "The ferry leaves at nine and comes\n\n---END---\n\nback at noon. Nobody waits for it.\n\n---END---\n\n\
                ## More\n\nThere is a second ferry.\n\n---END---\n";
    let (clean, plan) = plan(text, &first);
    assert_eq!(clean, "The ferry leaves at nine and comes back at noon. Nobody waits for it.\n");
    let late: Vec<&str> =
        plan.drops().iter().filter(|d| d.rule == Rule::LaterRound).map(|d| d.span.of(text)).collect();
    assert_eq!(late, ["## More\n\nThere is a second ferry."]);
    assert!(plan.drops().iter().all(|d| d.rule != Rule::LaterRound || d.counterpart.is_none()));
    // No round of this one is whole, so none is late.
    let cut = "One sentence is whole. The other is\n\n---END---\n\nnot whole, and neither is\n";
    assert!(self::plan(cut, &first).1.drops().iter().all(|d| d.rule != Rule::LaterRound));
}
