/*!
Known answers: articles are damaged by a fixed set of numbers, repaired, and compared with what they
were. Two figures a kind and a language:

* `exact`: the share of posts whose paragraphs are the article's, every one;
* `whole`: the share of posts that lost no sentence of the article (silent loss is worse than a repeat,
  so it is measured by itself).

`FLOORS` holds both. Raise a floor when the engine gets better; a figure that falls under its floor
fails with the cases' names. `RESTITCH_SHOW=kind/article/seed` prints one case, its answer and what
became of it; `RESTITCH_SEEDS=N` measures N numbers a kind and article in place of the usual.
*/

#![allow(clippy::print_stdout, reason = "the table is what this test is for")]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use restitch::{Options, Source, repair};
use support::compare::{canonical, first_difference, lost_sentences, paragraphs};
use support::damage::{Case, Kind, damage};
use support::prose::articles;

/// Numbers tried for each kind and article. Fourteen articles make up to 84 cases a kind.
const SEEDS: u64 = 6;

/// Name of a kind, of `lang XX`, or `ALL`; least share of exact answers; least share of whole ones.
const FLOORS: &[(&str, f64, f64)] = &[
    ("exact", 0.95, 0.98),
    ("midword", 0.57, 0.98),
    ("requote", 0.97, 0.98),
    ("sentence", 0.97, 0.98),
    ("paragraph", 0.97, 0.98),
    ("restart", 0.96, 0.98),
    ("retry", 0.97, 0.98),
    ("short", 0.97, 0.98),
    ("copy", 0.93, 0.96),
    ("edited", 0.96, 0.98),
    ("flat", 0.81, 0.98),
    ("messy", 0.87, 0.98),
    ("unmarked", 0.72, 0.98),
    ("mixed", 0.92, 0.96),
    ("in-number", 0.97, 0.98),
    ("in-grapheme", 0.97, 0.98),
    ("in-bold", 0.96, 0.98),
    ("in-link", 0.95, 0.98),
    ("in-code", 0.97, 0.98),
    ("quotes-added", 0.97, 0.98),
    ("quotes-dropped", 0.97, 0.98),
    ("title-first", 0.97, 0.98),
    ("inner-sentence", 0.96, 0.98),
    ("inner-restart", 0.95, 0.98),
    ("two-completions", 0.97, 0.98),
    ("crlf", 0.95, 0.98),
    ("closing-twice", 0.97, 0.98),
    ("reordered", 0.97, 0.98),
    ("empty-blocks", 0.97, 0.98),
    ("tail", 0.97, 0.98),
    ("lang ar", 0.91, 0.98),
    ("lang de", 0.93, 0.98),
    ("lang en", 0.95, 0.98),
    ("lang es", 0.96, 0.98),
    ("lang fr", 0.95, 0.98),
    ("lang hi", 0.93, 0.98),
    ("lang ja", 0.94, 0.98),
    ("lang ko", 0.93, 0.98),
    ("lang pt", 0.91, 0.98),
    ("lang ru", 0.94, 0.97),
    ("lang th", 0.90, 0.97),
    ("lang zh", 0.95, 0.98),
    ("ALL", 0.95, 0.99),
];

/// Figures of one kind or language.
#[derive(Default)]
struct Row {
    cases: usize,
    exact: usize,
    whole: usize,
    /// Names of the cases that are not exact, for a person to look at.
    failed: Vec<String>,
}

impl Row {
    fn exact(&self) -> f64 {
        share(self.exact, self.cases)
    }

    fn whole(&self) -> f64 {
        share(self.whole, self.cases)
    }
}

fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 1.0 } else { part as f64 / of as f64 }
}

/// What became of one case.
struct Outcome {
    want: Vec<String>,
    got: Vec<String>,
    lost: Vec<String>,
}

fn outcome(case: &Case) -> Outcome {
    let source = Source::from_text(case.raw.as_str());
    let clean = repair(&source, &Options::default()).expect("a plan that keeps the laws").clean(&source);
    let clean = canonical(&clean, &case.variants);
    Outcome {
        want: paragraphs(&case.answer),
        got: paragraphs(&clean),
        lost: lost_sentences(&case.answer, &clean),
    }
}

fn cases(seeds: u64) -> Vec<Case> {
    let articles = articles();
    let each = |kind| articles.iter().flat_map(move |a| (0..seeds).filter_map(move |s| damage(a, kind, s)));
    Kind::ALL.iter().copied().flat_map(each).collect()
}

fn seeds() -> u64 {
    std::env::var("RESTITCH_SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(SEEDS)
}

#[test]
fn most_posts_come_back_as_the_article_they_were() {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for case in cases(seeds()) {
        let outcome = outcome(&case);
        let exact = outcome.want == outcome.got;
        for key in [case.kind.name().to_owned(), format!("lang {}", case.language), "ALL".to_owned()] {
            let row = rows.entry(key).or_default();
            row.cases += 1;
            row.exact += usize::from(exact);
            row.whole += usize::from(outcome.lost.is_empty());
            if !exact {
                row.failed.push(case.name());
            }
        }
    }
    println!("{:16} {:>5} {:>8} {:>8}   floors", "kind", "n", "exact", "whole");
    let mut faults = String::new();
    for &(name, exact, whole) in FLOORS {
        let row = rows.remove(name).unwrap_or_default();
        let (is_exact, is_whole) = (100.0 * row.exact(), 100.0 * row.whole());
        println!("{name:16} {:5} {is_exact:7.1}% {is_whole:7.1}%   {exact:.3} {whole:.3}", row.cases);
        if row.cases == 0 {
            writeln!(faults, "{name}: no case was made, so nothing was measured").expect("a string grows");
        }
        if row.exact() < exact || row.whole() < whole {
            writeln!(faults, "{name}: {is_exact:.1}% exact, {is_whole:.1}% whole; not exact:")
                .expect("a string grows");
            for case in row.failed.iter().take(8) {
                writeln!(faults, "    {case}").expect("a string grows");
            }
        }
    }
    assert!(rows.is_empty(), "no floor is set for {:?}", rows.keys());
    assert!(faults.is_empty(), "below the floor:\n{faults}");
}

#[test]
fn a_case_can_be_looked_at() {
    let Ok(name) = std::env::var("RESTITCH_SHOW") else { return };
    let parts: Vec<&str> = name.split('/').collect();
    let [kind, article, seed] = parts[..] else { panic!("RESTITCH_SHOW wants kind/article/seed") };
    let kind = Kind::ALL.iter().copied().find(|k| k.name() == kind).expect("a kind");
    let articles = articles();
    let article = articles.iter().find(|a| a.name == article).expect("an article");
    let case = damage(article, kind, seed.parse().expect("a number")).expect("a case that is made");
    let source = Source::from_text(case.raw.as_str());
    let plan = repair(&source, &Options::default()).expect("a plan that keeps the laws");
    println!("{}\n======== becomes\n{}\n======== by dropping", case.raw, plan.clean(&source));
    for drop in plan.drops() {
        println!("{:14} {}", drop.rule.name(), drop.span.of(source.text()).replace('\n', "\\n"));
    }
    let Outcome { want, got, lost } = outcome(&case);
    let verdict = if want == got { "exact".to_owned() } else { first_difference(&want, &got) };
    println!("======== {verdict}\nlost {lost:#?}");
}

#[test]
fn the_measure_measures() {
    // A post is no answer to itself, its answer is, and a lost sentence is seen as lost.
    for case in cases(1) {
        let want = paragraphs(&case.answer);
        assert_eq!(paragraphs(&canonical(&case.answer, &case.variants)), want, "{}", case.name());
        assert_ne!(paragraphs(&case.raw), want, "{} is not damaged", case.name());
        assert!(lost_sentences(&case.answer, &case.answer).is_empty(), "{}", case.name());
        let less = want[..want.len() - 1].join("\n\n");
        assert!(!lost_sentences(&case.answer, &less).is_empty(), "{}", case.name());
    }
}
