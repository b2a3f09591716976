/*!
The samples: small posts of one idea each, named by it. What a careful editor would make of each is
written by hand; the report is restitch's own, and kept so that a change in it is seen in review.

`RESTITCH_BLESS=1 cargo test --test samples` writes the reports anew. It never writes a clean.md, and
no report for an article that differs from it: what is right is not for the program to say.
*/

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use restitch::{Continuations, Options, PostReport, Rule, Source, Status, repair_and_report};
use support::compare::{first_difference, paragraphs};

/// The name under which a report knows its post, the same on every machine.
const PATH_IN_REPORT: &str = "raw.md";

struct Sample {
    name: String,
    folder: PathBuf,
    raw: String,
    clean: String,
}

impl Sample {
    fn report_path(&self) -> PathBuf {
        self.folder.join("report.json")
    }
}

fn samples() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let read = |path: PathBuf| {
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let mut samples: Vec<Sample> = fs::read_dir(&root)
        .expect("samples/ is part of the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.is_dir())
        .map(|folder| Sample {
            name: folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
            raw: read(folder.join("raw.md")),
            clean: read(folder.join("clean.md")),
            folder,
        })
        .collect();
    samples.sort_by(|a, b| a.name.cmp(&b.name));
    samples
}

/// Runs `check` on every sample and reports all that fail, not only the first.
fn every_sample(check: impl Fn(&Sample) -> Result<(), String>) {
    let samples = samples();
    assert!(samples.len() >= 12, "only {} samples were found", samples.len());
    let failed: Vec<String> = samples
        .iter()
        .filter_map(|sample| check(sample).err().map(|why| format!("{}: {why}", sample.name)))
        .collect();
    assert!(failed.is_empty(), "{} of {} samples:\n{}", failed.len(), samples.len(), failed.join("\n"));
}

/// How a sample is repaired: by default, but for those that show what has to be asked for.
fn options(sample: &Sample) -> Options {
    match sample.name.as_str() {
        "first-whole-article-only" => {
            Options { continuations: Continuations::FirstComplete, ..Options::default() }
        }
        _ => Options::default(),
    }
}

fn repaired(sample: &Sample) -> (String, PostReport, Status) {
    let source = Source::from_text(sample.raw.as_str());
    let (plan, report) =
        repair_and_report(&source, &options(sample), PATH_IN_REPORT).expect("a plan that keeps the laws");
    (plan.clean(&source), report, plan.status())
}

#[test]
fn each_is_repaired_as_an_editor_would() {
    every_sample(|sample| {
        let (clean, ..) = repaired(sample);
        if clean == sample.clean {
            return Ok(());
        }
        let (want, got) = (paragraphs(&sample.clean), paragraphs(&clean));
        if want == got {
            let end = |text: &str| text.chars().rev().take(12).collect::<Vec<_>>();
            let ends = (end(&sample.clean), end(&clean));
            return Err(format!("only white space differs; the ends, reversed: {ends:?}"));
        }
        Err(first_difference(&want, &got))
    });
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test blesses its own fixtures, not a user's files")]
fn each_report_is_the_one_that_was_reviewed() {
    let bless = std::env::var_os("RESTITCH_BLESS").is_some_and(|v| v == "1");
    every_sample(|sample| {
        let (clean, report, _) = repaired(sample);
        if clean != sample.clean {
            return Err("the article is not clean.md, so its report is not looked at".to_owned());
        }
        let json = serde_json::to_string_pretty(&report).map_err(|e| e.to_string())? + "\n";
        if bless {
            return fs::write(sample.report_path(), json).map_err(|e| e.to_string());
        }
        let kept = fs::read_to_string(sample.report_path())
            .map_err(|e| format!("report.json: {e}; write it with RESTITCH_BLESS=1"))?;
        if kept == json {
            return Ok(());
        }
        let at = kept.lines().zip(json.lines()).take_while(|(a, b)| a == b).count();
        let line = |text: &str| text.lines().nth(at).unwrap_or("(end)").to_owned();
        Err(format!("report.json:{}\n    kept {}\n    now  {}", at + 1, line(&kept), line(&json)))
    });
}

#[test]
fn each_original_comes_back_from_the_two_files_beside_it() {
    if std::env::var_os("RESTITCH_BLESS").is_some() {
        return; // The reports are being written by the test next to this one.
    }
    every_sample(|sample| {
        let json = fs::read_to_string(sample.report_path()).map_err(|e| format!("report.json: {e}"))?;
        let report: PostReport = serde_json::from_str(&json).map_err(|e| e.to_string())?;
        let original = report.rebuild(&sample.clean).map_err(|e| e.to_string())?;
        if original == sample.raw { Ok(()) } else { Err("another original was rebuilt".to_owned()) }
    });
}

#[test]
fn each_clean_article_has_nothing_left_to_repair() {
    every_sample(|sample| {
        let source = Source::from_text(sample.clean.as_str());
        let (plan, _) =
            repair_and_report(&source, &options(sample), PATH_IN_REPORT).expect("a plan that keeps the laws");
        if plan.is_identity() { Ok(()) } else { Err(format!("dropped {:?}", plan.drops())) }
    });
}

#[test]
fn each_says_what_became_of_its_post() {
    every_sample(|sample| {
        let want = match sample.name.as_str() {
            "cut-end-nothing-continues" | "heading-left-with-nothing" => Status::Incomplete,
            name if name.ends_with("-stays") => Status::Clean,
            _ => Status::Repaired,
        };
        let (_, _, got) = repaired(sample);
        if got == want { Ok(()) } else { Err(format!("want {want:?}, got {got:?}")) }
    });
}

#[test]
fn each_clean_article_is_made_of_its_posts_words() {
    // Of the fixtures alone: a clean.md with a typing error would be asked of the engine for ever.
    every_sample(|sample| {
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        let raw = squeeze(&sample.raw);
        let clean: Vec<char> = squeeze(&sample.clean).chars().collect();
        let mut at = 0;
        let mut pieces = 0;
        while at < clean.len() {
            // The longest stretch that the post holds, by doubling and halving.
            let holds = |len: usize| raw.contains(&clean[at..at + len].iter().collect::<String>());
            let (mut low, mut high) = (0, clean.len() - at + 1);
            while low + 1 < high {
                let middle = low.midpoint(high);
                if holds(middle) { low = middle } else { high = middle }
            }
            if low < 4 {
                let near: String = clean[at.saturating_sub(10)..(at + 10).min(clean.len())].iter().collect();
                return Err(format!("words that the post does not hold near {near:?}"));
            }
            at += low;
            pieces += 1;
        }
        if pieces <= 8 { Ok(()) } else { Err(format!("{pieces} pieces: too many jumps for one idea")) }
    });
}

#[test]
fn each_rule_has_a_sample() {
    let samples = samples();
    let drops = |sample: &Sample| repaired(sample).1.dropped.into_iter().map(|d| d.rule).collect::<Vec<_>>();
    let shown: Vec<String> = samples.iter().flat_map(drops).collect();
    for rule in Rule::ALL {
        assert!(shown.iter().any(|name| name == rule.name()), "no sample shows {rule}");
    }
}
