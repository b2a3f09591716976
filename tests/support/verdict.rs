/*!
Whether a decision was right, where the answer is known.

A drop is wrong when its words stand fewer times in the result than in the answer: then something was
lost that the drop held. (Where several drops hold the same words, all of them are blamed.) A join is
wrong when the letters on its two sides do not meet in the answer. Letters and digits are compared, and
neither white space nor signs, with every reworded sentence put back into the article's words; words of
fewer than [`SHORT`] letters stand in too many places to be judged.
*/

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use restitch::{Confidence, Drop, Options, Plan, Rule, Source};

use super::article::is_extending;
use super::compare::canonical;

/// Letters of a drop that is too short to be judged.
pub const SHORT: usize = 4;
/// Letters on each side of a join.
const SIDE: usize = 6;
/// Stands for a join in the article's text.
const SEAM: char = '\u{e000}';

/// An answer, and the result that is held against it.
pub struct Judge<'a> {
    source: &'a Source,
    plan: &'a Plan,
    variants: &'a [(String, String)],
    answer: String,
    result: String,
}

impl<'a> Judge<'a> {
    pub fn new(source: &'a Source, plan: &'a Plan, answer: &str, variants: &'a [(String, String)]) -> Self {
        let clean = plan.clean(source);
        Self {
            source,
            plan,
            variants,
            answer: letters(answer),
            result: letters(&canonical(&clean, variants)),
        }
    }

    /// Whether nothing was lost by `drop`; nothing to say of one that is too short.
    pub fn drop(&self, drop: &Drop) -> Option<bool> {
        let words = letters(&canonical(drop.span.of(self.source.text()), self.variants));
        if words.chars().count() < SHORT {
            return None;
        }
        let count = |text: &str| text.matches(words.as_str()).count();
        Some(count(&self.result) >= count(&self.answer))
    }

    /// Whether each join is right, by the index of the piece after it.
    pub fn joins(&self) -> Vec<(usize, bool)> {
        let mut text = String::new();
        for (i, piece) in self.plan.pieces().iter().enumerate() {
            if i > 0 {
                text.push(SEAM);
            }
            text.push_str(piece.span.of(self.source.text()));
        }
        let text: Vec<char> =
            text.chars().filter(|&c| c == SEAM || is_letter(c)).flat_map(char::to_lowercase).collect();
        let told: Vec<String> = self.variants.iter().map(|(new, _)| letters(new)).collect();
        let seams = text.iter().enumerate().filter(|(_, c)| **c == SEAM).map(|(at, _)| at);
        let side = |side: &mut dyn Iterator<Item = &char>| -> Vec<char> {
            side.copied().filter(|&c| c != SEAM).take(SIDE).collect()
        };
        // What follows the front matter follows no words.
        let body = self.source.text().len() - self.source.body().of(self.source.text()).trim_start().len();
        let first = |i: usize| self.plan.pieces()[i].span.end <= body;
        seams
            .enumerate()
            .filter(|&(i, _)| !first(i))
            .map(|(i, at)| {
                let left = side(&mut text[..at].iter().rev());
                let right = side(&mut text[at..].iter());
                let met: String = left.into_iter().rev().chain(right).collect();
                (i + 1, self.answer.contains(&met) || told.iter().any(|new| new.contains(&met)))
            })
            .collect()
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_extending(c)
}

fn letters(text: &str) -> String {
    text.chars().filter(|&c| is_letter(c)).flat_map(char::to_lowercase).collect()
}

/// Decisions counted by what they are and how sure they were said to be.
#[derive(Default)]
pub struct Table {
    rows: BTreeMap<(String, Confidence), Row>,
}

#[derive(Default)]
struct Row {
    all: usize,
    wrong: usize,
    /// A few of the wrong ones, for a person to look at.
    seen: Vec<String>,
}

/// Wrong decisions of a row that are shown.
const SHOWN: usize = 6;

impl Table {
    /// Judges all that was decided of a case, by name. Markers and white space are no text that can be lost.
    pub fn add(&mut self, name: &str, raw: &str, answer: &str, variants: &[(String, String)]) {
        let source = Source::from_text(raw);
        let plan = restitch::repair(&source, &Options::default()).expect("a plan that keeps the laws");
        let judge = Judge::new(&source, &plan, answer, variants);
        for drop in plan.drops().iter().filter(|d| !matches!(d.rule, Rule::Marker | Rule::Spacing)) {
            if let Some(right) = judge.drop(drop) {
                let words = drop.span.of(source.text());
                self.count(drop.rule.name(), drop.confidence, right, || format!("{name}: {words}"));
            }
        }
        for (i, right) in judge.joins() {
            let side = |at: usize| plan.pieces()[at].span.of(source.text());
            let left: Vec<char> = side(i - 1).chars().rev().take(20).collect();
            let left: String = left.into_iter().rev().collect();
            let right_side: String = side(i).chars().take(20).collect();
            self.count("join", plan.join_confidence(i), right, || format!("{name}: {left}|{right_side}"));
        }
    }

    /// Judges a folder of cases as the bench writes them: `meta.json`, `raw` and `answer`.
    pub fn add_folder(&mut self, folder: &Path) {
        let read = |part: &str, name: &str| {
            fs::read_to_string(folder.join(part).join(name)).expect("a case has its files")
        };
        let meta: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&read(".", "meta.json")).expect("the list is JSON");
        for (name, case) in &meta {
            let pair = |(new, old): (&String, &serde_json::Value)| {
                (new.clone(), old.as_str().unwrap_or_default().to_owned())
            };
            let variants: Vec<_> = case["variants"].as_object().into_iter().flatten().map(pair).collect();
            self.add(name, &read("raw", name), &read("answer", name), &variants);
        }
    }

    fn count(&mut self, what: &str, confidence: Confidence, right: bool, say: impl Fn() -> String) {
        for what in [what, if what == "join" { "ALL JOINS" } else { "ALL DROPS" }] {
            let row = self.rows.entry((what.to_owned(), confidence)).or_default();
            row.all += 1;
            row.wrong += usize::from(!right);
            if !right && row.seen.len() < SHOWN {
                row.seen.push(say().replace('\n', "⏎"));
            }
        }
    }

    /// How many were decided so, and the share that was right.
    pub fn right(&self, what: &str, confidence: Confidence) -> (usize, f64) {
        let row = self.rows.get(&(what.to_owned(), confidence));
        row.map_or((0, 1.0), |row| (row.all, 1.0 - row.wrong as f64 / row.all.max(1) as f64))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = std::env::var_os("RESTITCH_WRONG").is_some();
        for ((what, confidence), row) in &self.rows {
            let right = 100.0 * self.right(what, *confidence).1;
            writeln!(f, "{what:20} {confidence:8} {:6} {:5} wrong {right:8.3} % right", row.all, row.wrong)?;
            for wrong in row.seen.iter().filter(|_| show && !what.starts_with("ALL")) {
                writeln!(f, "    {wrong}")?;
            }
        }
        Ok(())
    }
}
