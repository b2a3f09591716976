/*!
What is wrong with posts, as SARIF 2.1.0: what code scanning services and editors read.

A log is one run over all posts, and it is written as a stream: [`sarif_head`] with the rules, the
results of post after post ([`sarif_results`], commas between), [`SARIF_TAIL`]. Columns count Unicode
code points, which the run says. A result keeps its fingerprint when lines above it come or go: it is
made of the rule and the passage's own words.
*/

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::decide::{Confidence, Rule};
use crate::text::fnv1a;

use super::View;
use super::address::address;
use super::json::json as harmless_json;
use super::record::{JOIN, KEEP, Record, Region, TITLE, records};

/// What a run ends with.
pub const SARIF_TAIL: &str = "\n]}]}\n";

/// Findings that are no rule of repair: name, and what it is.
const OTHERS: [(&str, &str); 3] = [
    (JOIN, "the article goes on elsewhere in the post than the post does"),
    (TITLE, "a title in the front matter that was cut; it is reported and never changed"),
    (KEEP, "a comment that was to protect a passage and has no other half"),
];

/// What a log begins with, up to its first result. `help` gives the page on a rule, in Markdown.
pub fn sarif_head(help: impl Fn(Rule) -> &'static str) -> String {
    let rules: Vec<Value> = Rule::ALL
        .iter()
        .map(|&rule| {
            let page = help(rule);
            json!({
                "id": rule.name(),
                "name": pascal(rule.name()),
                "shortDescription": { "text": rule.summary() },
                "fullDescription": { "text": told(page) },
                "help": { "text": page, "markdown": page },
                "defaultConfiguration": { "level": "warning" },
            })
        })
        .chain(OTHERS.iter().map(|(name, what)| {
            let level = if *name == JOIN { "note" } else { "warning" };
            json!({
                "id": name,
                "name": pascal(name),
                "shortDescription": { "text": what },
                "defaultConfiguration": { "level": level },
            })
        }))
        .collect();
    let driver = json!({
        "name": "restitch",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    format!(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
         \"tool\":{{\"driver\":{}}},\"columnKind\":\"unicodeCodePoints\",\"results\":[\n",
        harmless_json(&driver)
    )
}

/// `cut-copy` as `CutCopy`: the form that the standard asks of a name for people.
fn pascal(name: &str) -> String {
    let capital =
        |part: &str| part.get(..1).unwrap_or_default().to_uppercase() + part.get(1..).unwrap_or_default();
    name.split('-').map(capital).collect()
}

/// The first paragraph of a rule's page.
fn told(page: &str) -> String {
    page.split("\n\n").nth(1).unwrap_or(page).replace('\n', " ")
}

/// The post's results, one a line with commas between; empty for a post without findings.
pub fn sarif_results(view: &View) -> String {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let uri = address(view.path);
    let results = records(view).into_iter().map(|record| {
        let words = view.source.text().get(record.at.bytes[0]..record.at.bytes[1]).unwrap_or_default();
        let print = fnv1a(format!("{}\n{words}", record.rule).as_bytes());
        // The same words may go by the same rule twice.
        let number = seen.entry(print.clone()).or_default();
        *number += 1;
        harmless_json(&result(&record, &uri, &format!("{print}:{number}")))
    });
    results.collect::<Vec<_>>().join(",\n")
}

fn result(record: &Record, uri: &str, print: &str) -> Value {
    let level = match (record.kind, record.confidence) {
        (JOIN, _) | (_, Some(Confidence::Doubtful)) => "note",
        _ => "warning",
    };
    let index = Rule::ALL.iter().map(|r| r.name()).chain(OTHERS.iter().map(|o| o.0));
    let mut out = json!({
        "ruleId": record.rule,
        "ruleIndex": index.into_iter().position(|name| name == record.rule),
        "level": level,
        "message": { "text": plain(&record.message) },
        "locations": [location(uri, &record.at)],
        "partialFingerprints": { "restitchPassage/v1": print },
        "properties": { "kind": record.kind, "charactersGone": record.gone },
    });
    let related = [(record.counterpart, "Where it survives"), (record.from, "The text that goes on there")];
    let related: Vec<Value> = related
        .iter()
        .filter_map(|(region, what)| Some((region.as_ref()?, what)))
        .map(|(region, what)| {
            let mut place = location(uri, region);
            place["id"] = json!(1);
            place["message"] = json!({ "text": what });
            place
        })
        .collect();
    if !related.is_empty() {
        out["relatedLocations"] = Value::Array(related);
    }
    if let Some(confidence) = record.confidence {
        out["properties"]["confidence"] = json!(confidence.as_str());
    }
    if let Some(similarity) = record.similarity {
        out["properties"]["similarity"] = json!(similarity);
    }
    out
}

/// In a message a bracket opens a link, unless it is escaped.
fn plain(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn location(uri: &str, region: &Region) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri },
        "region": {
            "startLine": region.start.line,
            "startColumn": region.start.column,
            "endLine": region.end.line,
            "endColumn": region.end.column,
        },
    } })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Glued, Gone, Keep, Post};
    use super::*;
    use crate::plan::{Glue, Status};

    fn results(post: &Post, path: &str) -> Vec<Value> {
        let list = format!("[{}]", sarif_results(&View { path, ..post.view() }));
        serde_json::from_str(&list).unwrap()
    }

    fn post(before: &str) -> Post {
        let told = format!("{before}One. Two.\n");
        Post::new(
            &[
                Keep(&told),
                Gone(Rule::Copy, "One.", Some("One.")),
                Keep("\nThree.\n"),
                Gone(Rule::Copy, "One.", Some("One.")),
                Glued(Glue::BlankLine, "Four."),
            ],
            Status::Repaired,
        )
    }

    #[test]
    fn a_result_has_its_place_its_counterpart_and_its_rule() {
        let found = results(&post(""), "a b.md");
        let place = &found[0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%20b.md");
        let region = json!({ "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 5 });
        assert_eq!(place["region"], region);
        assert_eq!(found[0]["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 1);
        let head = sarif_head(|_| "# name\n\nWhat it\ndoes.\n\nMore.\n");
        let log: Value = serde_json::from_str(&(head + SARIF_TAIL)).unwrap();
        let rules = &log["runs"][0]["tool"]["driver"]["rules"];
        let index = usize::try_from(found[0]["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], "copy");
        assert_eq!(rules[index]["fullDescription"]["text"], "What it does.");
    }

    #[test]
    fn fingerprints_differ_and_outlast_new_lines_above() {
        let prints = |post: &Post| {
            let found = results(post, "a.md");
            found.iter().map(|r| r["partialFingerprints"]["restitchPassage/v1"].clone()).collect::<Vec<_>>()
        };
        let now = prints(&post(""));
        assert_ne!(now[0], now[1]);
        assert_eq!(now, prints(&post("Zero.\n\n")));
    }

    #[test]
    fn a_message_holds_no_link_of_its_own() {
        let post = Post::new(&[Keep("---\ntitle: a [b\n---\nText.\n")], Status::Clean);
        assert_eq!(results(&post, "a.md")[0]["message"]["text"], "the title is cut: \\[ never closes");
        assert_eq!(results(&post, "a.md")[0]["ruleId"], "title");
    }
}
