/*!
The words that findings are told in: one sentence, the same in every format that people read.
*/

use crate::decide::Rule;
use crate::plan::Status;

use super::View;
use super::finding::{Finding, Kind};
use super::title::title_fault;

/// `1204` as `1,204`.
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `n` of a thing, in the right number.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(n), if n == 1 { one } else { many })
}

/// What the counterpart does, by rule: the words before its line.
fn survives(rule: Rule) -> &'static str {
    match rule {
        Rule::Copy => "told word for word",
        Rule::Retelling => "told in full",
        Rule::Requote => "said before the cut",
        Rule::CutCopy | Rule::TailCopy => "told whole",
        Rule::Rival => "continued in other words",
        Rule::Closing => "told again at the close",
        _ => "said",
    }
}

/// The finding's name: its rule's, or `join`.
pub fn name(finding: &Finding) -> &'static str {
    finding.rule.map_or("join", Rule::name)
}

/// The finding in half a sentence: how much goes, and where it survives.
pub fn summary(finding: &Finding) -> String {
    match (finding.kind, finding.rule, &finding.seam) {
        (Kind::Join, _, Some(seam)) => format!("line {} goes on at line {}", seam.left.line, seam.right.line),
        (_, Some(rule), _) => {
            let fate = finding.counterpart.map_or_else(
                || rule.summary().to_owned(),
                |place| format!("{} at line {}", survives(rule), place.line),
            );
            let kept = if finding.kind == Kind::Doubt { "kept, perhaps " } else { "" };
            format!("{}: {kept}{fate}", count(finding.chars, "character", "characters"))
        }
        _ => String::new(),
    }
}

/// What the post is found to be, in a word or two.
pub fn verdict(view: &View) -> &'static str {
    match view.plan.status() {
        Status::Clean => "clean",
        Status::Repaired => "to repair:",
        Status::Incomplete => "incomplete:",
    }
}

/// The post in half a sentence: how many findings, how much goes.
pub fn status(view: &View, found: &[Finding]) -> String {
    let missing = match view.plan.status() {
        Status::Incomplete => "the article's end is missing; ",
        Status::Clean | Status::Repaired => "",
    };
    if found.is_empty() && missing.is_empty() {
        let title = title_fault(view.source).is_some();
        return if title { "but for its title" } else { "but for its comments" }.to_owned();
    }
    let number = |kind| found.iter().filter(|f| f.kind == kind).count();
    let gone: usize = found.iter().filter(|f| f.kind == Kind::Drop).map(|f| f.chars).sum();
    let all = view.source.text().chars().count();
    let mut parts = vec![count(number(Kind::Drop), "passage", "passages")];
    if number(Kind::Join) > 0 {
        parts.push(count(number(Kind::Join), "join", "joins"));
    }
    if number(Kind::Doubt) > 0 {
        parts.push(count(number(Kind::Doubt), "doubt", "doubts"));
    }
    let go = if gone == 1 { "goes" } else { "go" };
    let of = count(all, "character", "characters");
    format!("{missing}{}; {} of {of} {go}", parts.join(", "), thousands(gone))
}

/// How alike a passage and its counterpart are, where that tells a person something: a copy is alike
/// by its name, and of a cut one the number would speak of the cut.
pub fn alike(finding: &Finding) -> String {
    let reworded = matches!(finding.rule, Some(Rule::Retelling | Rule::Closing | Rule::Rival));
    // Rounded down: a hundred per cent is said of what is the same.
    match finding.similarity {
        Some(s) if reworded && s < 1.0 => format!(", {}% alike", (s * 100.0).floor()),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let cases = [(0, "0"), (999, "999"), (1_204, "1,204"), (12_345_678, "12,345,678")];
        for (n, text) in cases {
            assert_eq!(thousands(n), text);
        }
        assert_eq!(count(1, "character", "characters"), "1 character");
    }
}
