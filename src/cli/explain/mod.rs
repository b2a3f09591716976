/*!
`restitch explain`: a page for each rule that a finding can name. What the rule does, an example before
and after, and which samples show it.

The pages stand beside this file, one a rule, and are written to be read as they are. Their examples
are no decoration: a test repairs each and compares.
*/

use std::fmt::Write as _;

use anyhow::{Result, bail};
use restitch::Rule;

/// A rule's page. Here the compiler asks for one when a rule is added.
pub fn page(rule: Rule) -> &'static str {
    match rule {
        Rule::Marker => include_str!("marker.md"),
        Rule::Prompt => include_str!("prompt.md"),
        Rule::LeadingRule => include_str!("leading-rule.md"),
        Rule::Copy => include_str!("copy.md"),
        Rule::Retelling => include_str!("retelling.md"),
        Rule::SeamRepeat => include_str!("seam-repeat.md"),
        Rule::Requote => include_str!("requote.md"),
        Rule::CutCopy => include_str!("cut-copy.md"),
        Rule::TailCopy => include_str!("tail-copy.md"),
        Rule::Rival => include_str!("rival-continuation.md"),
        Rule::Closing => include_str!("closing.md"),
        Rule::CutEnd => include_str!("cut-end.md"),
        Rule::Orphan => include_str!("orphan.md"),
        Rule::LaterRound => include_str!("later-round.md"),
        Rule::Spacing => include_str!("spacing.md"),
    }
}

/// The page of the rule `name`; without a name, all rules with their summaries.
///
/// # Errors
///
/// When no rule has that name: the nearest one is told.
pub fn explain(name: Option<&str>) -> Result<String> {
    let Some(name) = name else { return Ok(list()) };
    match name.parse::<Rule>() {
        Ok(rule) => Ok(page(rule).to_owned()),
        Err(_) => {
            let name = name.escape_debug();
            match nearest(name.to_string().as_str()) {
                Some(rule) => {
                    bail!("no rule is named `{name}`; did you mean `{rule}`? `restitch explain` lists all")
                }
                None => bail!("no rule is named `{name}`; `restitch explain` lists them all"),
            }
        }
    }
}

fn list() -> String {
    let width = Rule::ALL.iter().map(|rule| rule.name().len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in Rule::ALL {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{rule:<width$}  {}", rule.summary());
    }
    out
}

/// The rule whose name is most like `name`, if any is.
fn nearest(name: &str) -> Option<Rule> {
    /// Less alike than this is another word, and no slip.
    const SLIP: f64 = 0.7;
    let alike = |rule: &Rule| strsim::jaro_winkler(rule.name(), &name.to_lowercase());
    let rules = Rule::ALL.iter().copied().map(|rule| (alike(&rule), rule));
    let best = rules.max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(alike, _)| *alike >= SLIP).map(|(_, rule)| rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use restitch::{Continuations, Options, Source, repair};
    use std::path::Path;

    /// Rules whose example is what a careful editor makes of it, and not yet what restitch does, or
    /// does under that rule's name.
    const NOT_YET: &[(Rule, &str)] = &[];

    /// What a rule's page speaks of: the defaults, but where a rule needs to be asked for.
    fn options(rule: Rule) -> Options {
        let continuations =
            if rule == Rule::LaterRound { Continuations::FirstComplete } else { Continuations::Merge };
        Options { continuations, ..Options::default() }
    }

    /// What stands between the fences after `title`.
    fn example<'p>(page: &'p str, title: &str) -> &'p str {
        let fenced = page.split_once(&format!("\n{title}:\n\n~~~text\n")).expect(title).1;
        fenced.split_once("~~~\n").expect("the fence closes").0
    }

    #[test]
    fn a_page_opens_with_its_rule_and_is_short() {
        for &rule in Rule::ALL {
            let page = page(rule);
            assert!(page.starts_with(&format!("# {rule}\n\n")), "{rule}");
            assert!(page.ends_with('\n') && page.lines().count() <= 60, "{rule}");
            let told = page.split("\n~~~text\n").next().unwrap_or_default();
            assert!(told.lines().all(|line| line.chars().count() <= 80), "{rule}: a row is too long");
        }
    }

    #[test]
    fn every_example_is_repaired_as_its_page_says() {
        for &rule in Rule::ALL {
            let (before, after) = (example(page(rule), "Before"), example(page(rule), "After"));
            let source = Source::from_text(before);
            let plan = repair(&source, &options(rule)).unwrap();
            let holds = plan.clean(&source) == after && plan.drops().iter().any(|drop| drop.rule == rule);
            match NOT_YET.iter().find(|(other, _)| *other == rule) {
                None => assert!(holds, "{rule}: {:?} by {:?}", plan.clean(&source), plan.drops()),
                Some((_, why)) => assert!(!holds, "{rule}: take it out of NOT_YET ({why})"),
            }
        }
    }

    #[test]
    fn the_samples_of_a_page_show_its_rule() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        for &rule in Rule::ALL {
            let Some(names) = page(rule).lines().find_map(|line| line.strip_prefix("Samples: ")) else {
                continue;
            };
            let shows = names.split(", ").filter(|name| {
                let raw = root.join(name.trim_matches('`')).join("raw.md");
                let text = std::fs::read_to_string(&raw).unwrap_or_else(|e| panic!("{}: {e}", raw.display()));
                let source = Source::from_text(text);
                repair(&source, &options(rule)).unwrap().drops().iter().any(|drop| drop.rule == rule)
            });
            let not_yet = NOT_YET.iter().any(|(other, _)| *other == rule);
            assert!(shows.count() > 0 || not_yet, "none of {names} shows {rule}");
        }
    }

    #[test]
    fn a_slip_is_told_the_nearest_name() {
        assert!(explain(Some("requote")).unwrap().starts_with("# requote\n"));
        let said = |name| explain(Some(name)).unwrap_err().to_string();
        assert!(said("reqoute").contains("did you mean `requote`?"), "{}", said("reqoute"));
        assert!(said("Cut_Copy").contains("`cut-copy`"));
        assert!(!said("zzz").contains("did you mean"));
    }

    #[test]
    fn the_list_has_every_rule_in_a_row() {
        let list = explain(None).unwrap();
        assert_eq!(list.lines().count(), Rule::ALL.len());
        assert!(list.contains("\ncopy                told word for word elsewhere\n"), "{list}");
    }
}
