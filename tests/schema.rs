/*!
The JSON Schemas that restitch prints, held to what it writes and reads: every sample's report and a
full configuration are valid, what the library's types say is in the schema, and the schema is no
looser than it looks.

The validator knows the keywords that these schemas use, and refuses others.
*/

#![expect(clippy::unwrap_used, reason = "clippy knows tests by their attribute, and helpers have none")]

use std::fs;
use std::path::Path;
use std::process::Command;

use restitch::{Options, Rule, Source, repair_and_report};
use serde_json::{Value, json};

fn schema(of: &str) -> Value {
    let run = Command::new(env!("CARGO_BIN_EXE_restitch")).args(["schema", of]).output().unwrap();
    assert!(run.status.success());
    serde_json::from_slice(&run.stdout).unwrap()
}

/// What of `value` is not as `schema` says, each with its place.
fn faults(value: &Value, schema: &Value, root: &Value, at: &str, out: &mut Vec<String>) {
    for (key, want) in schema.as_object().unwrap() {
        let holds = match key.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" => true,
            "$ref" => {
                let target = root.pointer(want.as_str().unwrap().trim_start_matches('#'));
                faults(value, target.expect("the reference leads somewhere"), root, at, out);
                true
            }
            "type" => match want.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_u64() || value.is_i64(),
                "number" => value.is_number(),
                other => panic!("type {other}"),
            },
            "const" => value == want,
            "enum" => want.as_array().unwrap().contains(value),
            "minimum" => value.as_f64().is_none_or(|n| n >= want.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|n| n <= want.as_f64().unwrap()),
            "minItems" => value.as_array().is_none_or(|list| list.len() as u64 >= want.as_u64().unwrap()),
            "maxItems" => value.as_array().is_none_or(|list| list.len() as u64 <= want.as_u64().unwrap()),
            // Told by the test that needs it; no regular expressions for three patterns.
            "pattern" => value.is_string(),
            "required" => {
                want.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some())
            }
            "additionalProperties" => {
                assert_eq!(want, false);
                let known = schema["properties"].as_object().unwrap();
                value.as_object().is_none_or(|object| object.keys().all(|name| known.contains_key(name)))
            }
            "properties" => {
                for (name, schema) in want.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        faults(value, schema, root, &format!("{at}/{name}"), out);
                    }
                }
                true
            }
            "items" => {
                for (i, item) in value.as_array().into_iter().flatten().enumerate() {
                    faults(item, want, root, &format!("{at}/{i}"), out);
                }
                true
            }
            other => panic!("the schema uses `{other}`, which this test cannot check"),
        };
        if !holds {
            out.push(format!("{at}: `{key}` is {want}"));
        }
    }
}

fn check(value: &Value, schema: &Value) -> Vec<String> {
    let mut out = Vec::new();
    faults(value, schema, schema, "", &mut out);
    out
}

/// The reports of all samples, as they are written.
fn reports() -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    folders
        .map(|folder| {
            let source = Source::from_text(fs::read_to_string(folder.join("raw.md")).unwrap());
            let (_, report) = repair_and_report(&source, &Options::default(), "raw.md")
                .expect("a plan that keeps the laws");
            serde_json::to_value(&report).unwrap()
        })
        .collect()
}

#[test]
fn every_sample_s_report_is_valid() {
    let schema = schema("report");
    let reports = reports();
    assert!(
        reports.iter().any(|r| r["dropped"].as_array().unwrap().iter().any(|d| d["counterpart"].is_object()))
    );
    assert!(reports.iter().any(|r| !r["joins"].as_array().unwrap().is_empty()));
    for report in reports {
        let found = check(&report, &schema);
        assert!(found.is_empty(), "{}", found.join("\n"));
        let print = report["original"]["fnv1a"].as_str().unwrap();
        assert!(
            print.len() == 16 && print.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')),
            "{print}"
        );
    }
}

#[test]
fn the_schema_is_no_looser_than_the_report() {
    let schema = schema("report");
    let report = reports().into_iter().find(|r| !r["joins"].as_array().unwrap().is_empty()).unwrap();
    // Each key of a report is one that it needs, and no other is let in.
    for key in report.as_object().unwrap().keys() {
        let mut less = report.clone();
        less.as_object_mut().unwrap().remove(key);
        assert!(!check(&less, &schema).is_empty(), "`{key}` is not required");
    }
    for (place, wrong) in [
        ("/schema", json!(2)),
        ("/status", json!("done")),
        ("/kept/0/original/bytes", json!([1, 2, 3])),
        ("/kept/0/clean/chars/0", json!(-1)),
        ("/dropped/0/rule", json!("copied")),
        ("/dropped/0/similarity", json!(1.5)),
        ("/joins/0/glue", json!("---")),
        ("/joins/0", json!({ "clean": {} })),
    ] {
        let mut broken = report.clone();
        *broken.pointer_mut(place).unwrap() = wrong;
        assert!(!check(&broken, &schema).is_empty(), "{place}");
    }
}

#[test]
fn the_schema_names_every_rule() {
    let schema = schema("report");
    let rules: Vec<Value> = Rule::ALL.iter().map(|rule| json!(rule.name())).collect();
    assert_eq!(schema["$defs"]["passage"]["properties"]["rule"]["enum"], Value::Array(rules));
    assert_eq!(schema["properties"]["schema"]["const"], json!(restitch::SCHEMA));
}

/// `restitch config` knows every key and every default: the schema is held to it.
#[test]
fn the_configuration_in_force_is_valid() {
    let schema = schema("config");
    let run = |args: &[&str]| {
        let folder = tempfile::tempdir().unwrap();
        let mut run = Command::new(env!("CARGO_BIN_EXE_restitch"));
        let run = run.arg("config").args(args).current_dir(folder.path()).output().unwrap();
        let text = String::from_utf8(run.stdout).unwrap();
        let table: toml::Table = text.parse().unwrap();
        serde_json::to_value(table).unwrap()
    };
    let full = run(&["--tail", "keep", "--ext", "rst", "--jobs", "2", "--min-confidence", "certain"]);
    assert_eq!(check(&full, &schema), [""; 0]);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&full), keys(&schema["properties"]), "the keys of restitch.toml");
    for (key, value) in run(&[]).as_object().unwrap() {
        assert_eq!(&schema["properties"][key]["default"], value, "{key}");
    }
    for wrong in
        [json!({ "markers": [] }), json!({ "jobs": 0 }), json!({ "tail": "cut" }), json!({ "ext": "rst" })]
    {
        assert!(!check(&wrong, &schema).is_empty(), "{wrong}");
    }
}

/// What `restitch check` says of a folder in a format; it finds something there.
fn checked(folder: &Path, format: &str) -> String {
    let mut run = Command::new(env!("CARGO_BIN_EXE_restitch"));
    let run = run.args(["check", "--format", format, "."]).current_dir(folder).output().unwrap();
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

fn samples() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

#[test]
fn findings_in_json_are_valid_and_the_same_a_line_each() {
    let schema = schema("findings");
    let posts: Vec<Value> = serde_json::from_str(&checked(&samples(), "json")).unwrap();
    let lines = checked(&samples(), "jsonl");
    assert!(lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).eq(posts.iter().cloned()));
    for post in &posts {
        let found = check(post, &schema);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
    // Ranges lead to the words, in both units.
    let mut looked = 0;
    for post in &posts {
        let text = fs::read_to_string(samples().join(post["path"].as_str().unwrap())).unwrap();
        for region in post["findings"].as_array().unwrap().iter().flat_map(|f| [&f["at"], &f["counterpart"]])
        {
            let range = |unit: &str| {
                let ends = region[unit].as_array()?;
                Some((ends[0].as_u64()? as usize, ends[1].as_u64()? as usize))
            };
            let (Some((a, b)), Some((c, d))) = (range("bytes"), range("chars")) else { continue };
            assert!(text[a..b].chars().eq(text.chars().skip(c).take(d - c)), "{}", post["path"]);
            let line = text.lines().nth(region["start"]["line"].as_u64().unwrap() as usize - 1).unwrap();
            let column = region["start"]["column"].as_u64().unwrap() as usize;
            assert_eq!(line.chars().nth(column - 1), text[a..].chars().next().filter(|&c| c != '\n'));
            looked += 1;
        }
    }
    assert!(looked > 60, "only {looked} regions");
    let mut broken = posts.into_iter().find(|p| p["findings"][0]["counterpart"].is_object()).unwrap();
    broken["findings"][0]["counterpart"]["chars"] = json!([1]);
    assert!(!check(&broken, &schema).is_empty());
    let rules = schema["properties"]["findings"]["items"]["properties"]["rule"]["enum"].as_array().unwrap();
    let names = Rule::ALL.iter().map(|rule| rule.name()).chain(["join", "title", "keep"]);
    assert!(rules.iter().eq(names.map(Value::from).collect::<Vec<_>>().iter()));
    assert_eq!(schema["properties"]["schema"]["const"], json!(restitch::present::FINDINGS_SCHEMA));
}

/// The names and types of the standard, as far as restitch uses them (`tests/sarif-used.json`), and what
/// a schema cannot say: references lead somewhere, regions run forwards, fingerprints differ.
#[test]
fn sarif_is_what_the_standard_asks_for() {
    let used = include_str!("sarif-used.json");
    let log: Value = serde_json::from_str(&checked(&samples(), "sarif")).unwrap();
    let found = check(&log, &serde_json::from_str(used).unwrap());
    assert!(found.is_empty(), "{}", found.join("\n"));
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), Rule::ALL.len() + 3);
    for rule in Rule::ALL {
        let page =
            Command::new(env!("CARGO_BIN_EXE_restitch")).args(["explain", rule.name()]).output().unwrap();
        let has = rules.iter().find(|r| r["id"] == rule.name()).unwrap();
        assert_eq!(has["help"]["markdown"], String::from_utf8(page.stdout).unwrap());
    }
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 30 && results.iter().any(|r| r["relatedLocations"].is_array()));
    let mut prints = std::collections::HashSet::new();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(samples().join(uri).is_file(), "{uri}");
        let at = |key: &str| place["region"][key].as_u64().unwrap();
        assert!((at("startLine"), at("startColumn")) <= (at("endLine"), at("endColumn")), "{place}");
        let print = result["partialFingerprints"]["restitchPassage/v1"].as_str().unwrap();
        assert!(prints.insert((uri, print)), "{uri} {print}");
    }
}

/// A log, an array and a page of nothing are still what they are.
#[test]
fn no_findings_and_no_posts_are_valid_too() {
    let folder = tempfile::tempdir().unwrap();
    for posts in [0, 1] {
        if posts == 1 {
            fs::copy(samples().join("refrain-stays/clean.md"), folder.path().join("a.md")).unwrap();
        }
        for (format, place) in [("json", ""), ("sarif", "/runs/0/results")] {
            let mut run = Command::new(env!("CARGO_BIN_EXE_restitch"));
            let run = run.args(["check", "-f", format, "."]).current_dir(folder.path()).output().unwrap();
            assert_eq!(run.status.code(), Some(0));
            let value: Value = serde_json::from_slice(&run.stdout).unwrap();
            let expected = if format == "json" { posts } else { 0 };
            assert_eq!(value.pointer(place).unwrap().as_array().unwrap().len(), expected, "{format}");
        }
    }
}
