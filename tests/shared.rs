/*!
The bench over real posts, where it is at hand: a folder `shared` beside the project, and `python3`.
Posts are repaired in this process and written to a temporary folder, the bench's own scripts judge
them, and every figure is held against one table. Where the folder is not there, the tests say that
they were skipped, and pass: a fresh machine needs neither.
*/

#![allow(clippy::print_stdout, reason = "the figures are what this test is for")]

mod support;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use restitch::present::{Finding, Kind, Style, View, diff_text, findings, patch_text, side_text};
use restitch::{Choice, Confidence, Decision, Options, PostReport, Source, repair_and_report, resolve};
use support::verdict::Table;
use unicode_width::UnicodeWidthStr;

/// Which way a figure may not move.
#[derive(Clone, Copy)]
enum Bound {
    AtLeast(f64),
    AtMost(f64),
}
use Bound::{AtLeast, AtMost};

/// Every figure that is measured, and what it must reach. Shares are of one, not percent.
const FIGURES: &[(&str, Bound)] = &[
    ("posts pass", AtLeast(0.98)),
    ("posts dup", AtMost(0.005)),
    ("posts lost", AtMost(0.008)),
    ("posts cut", AtMost(0.002)), // of the cut ends
    ("posts left", AtMost(0.0)),
    ("posts invented", AtMost(0.0)),
    ("posts flat", AtMost(0.0)),
    ("posts front", AtMost(0.0)),
    ("posts jumps", AtMost(0.5)), // a seam
    ("unmarked pass", AtLeast(0.97)),
    ("unmarked dup", AtMost(0.005)),
    ("unmarked lost", AtMost(0.008)),
    ("again changed", AtMost(0.0)),
    ("restore failed", AtMost(0.0)),
    ("gold f1", AtLeast(0.988)),
    ("gold order", AtLeast(0.97)),
    ("gold breaks", AtLeast(0.985)),
    // Bounded by the generator: in some cases no block holds the article's beginning, so that nobody could
    // give the answer. These floors count them; the next two leave them out.
    ("answers exact", AtLeast(0.85)),
    ("answers worst kind", AtLeast(0.45)), // midword aside
    ("answers midword", AtLeast(0.83)),
    ("answerable exact", AtLeast(0.93)),
    ("answerable worst kind", AtLeast(0.7)),
    ("negatives changed", AtMost(0.0)),
    ("certain drops right", AtLeast(0.999)),
    ("likely drops right", AtLeast(0.98)),
    ("certain joins right", AtLeast(0.996)), // of a thousand joins, three
    ("likely joins right", AtLeast(0.98)),
];

/// The figures of one test, printed and then held all at once.
#[derive(Default)]
struct Figures(Vec<String>);

impl Figures {
    fn add(&mut self, name: &str, value: f64) {
        let bound = FIGURES.iter().find(|f| f.0 == name).expect("every figure has its line in the table").1;
        let (holds, what) = match bound {
            AtLeast(floor) => (value >= floor, format!("at least {floor}")),
            AtMost(ceiling) => (value <= ceiling, format!("at most {ceiling}")),
        };
        println!("{name:20} {value:9.4}   {what}");
        if !holds {
            self.0.push(format!("{name} is {value:.4}, to be {what}"));
        }
    }

    fn hold(self) {
        assert!(self.0.is_empty(), "{}", self.0.join("\n"));
    }
}

/// The folder beside the project, or nothing, and then the test says so.
fn shared(part: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let python = Command::new("python3").arg("--version").output().is_ok_and(|o| o.status.success());
    if folder.join(part).is_dir() && folder.join("bench").is_dir() && python {
        return Some(folder);
    }
    println!("skipped: no ../shared/{part} with its bench beside the project, or no python3");
    None
}

/// All files under `folder`, in path order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() { open.push(path) } else { out.push(path) }
        }
    }
    out.sort();
    out
}

fn posts(folder: &Path) -> Vec<(String, String)> {
    files(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "md" || e == "txt"))
        .map(|path| {
            let name = path.strip_prefix(folder).expect("under its folder").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("posts are UTF-8"))
        })
        .collect()
}

fn clean(text: &str) -> String {
    let source = Source::from_text(text);
    repair_and_report(&source, &Options::default(), "post.md")
        .expect("a plan that keeps the laws")
        .0
        .clean(&source)
}

#[allow(clippy::disallowed_methods, reason = "a test writes to its own temporary folder")]
fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder can be made");
    fs::write(path, text).expect("a temporary file can be written");
}

fn python(script: &Path, arguments: &[&dyn AsRef<OsStr>]) -> String {
    let output = Command::new("python3")
        .arg("-B") // writes no byte code beside the scripts, which are not ours
        .arg(script)
        .args(arguments.iter().map(|a| a.as_ref()))
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .expect("python3 ran a moment ago");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", script.display());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The number behind `label` in a line that a script printed; percent become shares.
fn number_after(line: &str, label: &str) -> f64 {
    let rest = line.split_once(label).unwrap_or_else(|| panic!("no {label:?} in {line:?}")).1.trim_start();
    let digits = rest.split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or_default();
    let value: f64 = digits.parse().unwrap_or_else(|_| panic!("no number behind {label:?} in {line:?}"));
    if rest[digits.len()..].starts_with('%') { value / 100.0 } else { value }
}

/// What the judge says of a folder of posts: means of shares, sums of counts.
struct Judgement(Vec<serde_json::Map<String, serde_json::Value>>);

impl Judgement {
    fn of(shared: &Path, raw: &Path, cleaned: &Path, scratch: &Path, every: &str) -> Self {
        let json = scratch.join("judgement.json");
        let arguments: &[&dyn AsRef<OsStr>] = &[&raw, &cleaned, &"--every", &every, &"--json", &json];
        println!("{}", python(&shared.join("bench/judge.py"), arguments).trim());
        let text = fs::read_to_string(&json).expect("the judge writes its figures");
        let all: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&text).expect("the judge writes JSON");
        let rows = all.into_iter().map(|(name, row)| {
            row.as_object().cloned().unwrap_or_else(|| panic!("the judge found no article for {name}"))
        });
        Self(rows.collect())
    }

    fn sum(&self, key: &str) -> f64 {
        self.0.iter().map(|row| row[key].as_f64().expect("figures are numbers")).sum()
    }

    fn mean(&self, key: &str) -> f64 {
        self.sum(key) / self.0.len().max(1) as f64
    }
}

/// The post as it is when its markers were stripped, as the bench's own runner strips them.
fn stripped(text: &str) -> String {
    text.split_inclusive('\n')
        .filter(|line| line.trim() != "---END---")
        .collect::<String>()
        .replace("---END---", "")
}

#[test]
fn posts_are_repaired_as_well_as_the_table_says() {
    let Some(shared) = shared("posts") else { return };
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let cleaned = scratch.path().join("cleaned");
    let mut again = 0.0;
    let mut unrestored = Vec::new();
    for (name, text) in posts(&shared.join("posts")) {
        let source = Source::from_text(text.as_str());
        let (plan, report) =
            repair_and_report(&source, &Options::default(), &name).expect("a plan that keeps the laws");
        let article = plan.clean(&source);
        let json = serde_json::to_string(&report).expect("a report is JSON");
        let report: PostReport = serde_json::from_str(&json).expect("and reads back");
        if report.rebuild(&article).as_deref() != Ok(text.as_str()) {
            unrestored.push(name.clone());
        }
        if clean(&article) != article {
            println!("again: {name}");
            again += 1.0;
        }
        write(&cleaned, &name, &article);
    }
    let judged = Judgement::of(&shared, &shared.join("posts"), &cleaned, scratch.path(), "1");
    let mut figures = Figures::default();
    figures.add("posts pass", judged.mean("pass"));
    figures.add("posts dup", judged.mean("dup"));
    figures.add("posts lost", judged.mean("lost"));
    figures.add("posts cut", judged.sum("cut") / judged.sum("cut_ends").max(1.0));
    figures.add("posts left", judged.sum("left"));
    figures.add("posts invented", judged.sum("invented"));
    figures.add("posts flat", judged.sum("flat"));
    figures.add("posts front", judged.sum("front_changed"));
    figures.add("posts jumps", judged.sum("jumps") / judged.sum("seams").max(1.0));
    figures.add("again changed", again);
    println!("not restored: {unrestored:?}");
    figures.add("restore failed", unrestored.len() as f64);
    figures.hold();
}

#[test]
fn posts_without_their_markers_are_repaired_as_well_as_the_table_says() {
    let Some(shared) = shared("posts") else { return };
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let cleaned = scratch.path().join("cleaned");
    for (name, text) in posts(&shared.join("posts")) {
        write(&cleaned, &name, &clean(&stripped(&text)));
    }
    let judged = Judgement::of(&shared, &shared.join("posts"), &cleaned, scratch.path(), "1");
    let mut figures = Figures::default();
    figures.add("unmarked pass", judged.mean("pass"));
    figures.add("unmarked dup", judged.mean("dup"));
    figures.add("unmarked lost", judged.mean("lost"));
    figures.hold();
}

#[test]
fn gold_answers_are_met_as_well_as_the_table_says() {
    let Some(shared) = shared("gold") else { return };
    let scratch = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in posts(&shared.join("gold")) {
        write(scratch.path(), &name, &clean(&text));
    }
    let said = python(&shared.join("bench/gold.py"), &[&"score", &shared.join("gold"), &scratch.path()]);
    println!("{}", said.trim_end());
    let all = said.lines().find(|line| line.starts_with("ALL")).expect("the script prints a line for all");
    let mut figures = Figures::default();
    figures.add("gold f1", number_after(all, " F1 "));
    figures.add("gold order", number_after(all, " order "));
    figures.add("gold breaks", number_after(all, " breaks "));
    figures.hold();
}

#[test]
fn known_answers_of_real_prose_are_met_as_well_as_the_table_says() {
    let Some(shared) = shared("prose") else { return };
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let (cases, cleaned) = (scratch.path().join("cases"), scratch.path().join("cleaned"));
    let bench = shared.join("bench");
    python(&bench.join("damage.py"), &[&shared.join("prose"), &cases, &"--per-kind", &"12", &"--seed", &"1"]);
    for (name, text) in posts(&cases.join("raw")) {
        write(&cleaned, &name, &clean(&text));
    }
    let mut figures = Figures::default();
    let all = Answers::score(&bench, &cases, &cleaned);
    figures.add("answers exact", all.of("ALL"));
    figures.add("answers worst kind", all.worst());
    figures.add("answers midword", all.of("midword"));
    let left = keep_answerable(&cases);
    println!("{left} cases can be answered");
    let answerable = Answers::score(&bench, &cases, &cleaned);
    figures.add("answerable exact", answerable.of("ALL"));
    figures.add("answerable worst kind", answerable.worst());
    figures.hold();
}

/// What the bench prints of known answers.
struct Answers(String);

impl Answers {
    fn score(bench: &Path, cases: &Path, cleaned: &Path) -> Self {
        let said = python(&bench.join("score.py"), &[&cases, &cleaned]);
        println!("{}", said.trim_end());
        Self(said)
    }

    /// The share of exact answers in the row `name`.
    fn of(&self, name: &str) -> f64 {
        let line = self.0.lines().find(|line| line.starts_with(name));
        number_after(line.expect("the script prints a line for it"), " exact")
    }

    /// The least share of a kind; cuts inside words are asked less of.
    fn worst(&self) -> f64 {
        let kinds =
            self.0.lines().filter(|line| !["lang ", "ALL", "midword"].iter().any(|n| line.starts_with(n)));
        kinds.map(|line| number_after(line, " exact")).fold(1.0, f64::min)
    }
}

/// Strikes off the bench's list the cases whose first paragraph, or as much of it as tells it from
/// others, is nowhere in the post. Returns how many are left.
fn keep_answerable(cases: &Path) -> usize {
    const BEGINNING: usize = 30;
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let read = |folder: &str, name: &str| {
        fs::read_to_string(cases.join(folder).join(name)).expect("a case has its files")
    };
    let mut meta: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&read(".", "meta.json")).expect("the list is JSON");
    meta.retain(|name, _| {
        let answer = read("answer", name);
        let body = match answer.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
            Some((_, body)) => body,
            None => answer.as_str(),
        };
        let first = body.trim_start().split("\n\n").next().unwrap_or_default();
        let beginning: String = bare(first).chars().take(BEGINNING).collect();
        bare(&read("raw", name)).contains(&beginning)
    });
    write(cases, "meta.json", &serde_json::to_string(&meta).expect("a list is JSON"));
    meta.len()
}

#[test]
fn decisions_over_real_prose_are_as_right_as_they_say() {
    let Some(shared) = shared("prose") else { return };
    let mut table = Table::default();
    for seed in ["1", "2", "3"] {
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let cases = scratch.path();
        let arguments: &[&dyn AsRef<OsStr>] =
            &[&shared.join("prose"), &cases, &"--per-kind", &"40", &"--seed", &seed];
        python(&shared.join("bench/damage.py"), arguments);
        table.add_folder(cases);
    }
    print!("{table}");
    let mut figures = Figures::default();
    for confidence in [Confidence::Certain, Confidence::Likely] {
        figures.add(&format!("{confidence} drops right"), table.right("ALL DROPS", confidence).1);
        figures.add(&format!("{confidence} joins right"), table.right("ALL JOINS", confidence).1);
    }
    figures.hold();
}

#[test]
fn negatives_come_back_identical() {
    let Some(shared) = shared("negatives") else { return };
    let mut changed = 0.0;
    for (name, text) in posts(&shared.join("negatives")) {
        if clean(&text) != text {
            println!("changed: {name}");
            changed += 1.0;
        }
    }
    let mut figures = Figures::default();
    figures.add("negatives changed", changed);
    figures.hold();
}

/// The posts as they are, without a last newline, and with CRLF.
fn forms(text: &str) -> [(&'static str, String); 3] {
    let crlf = text.replace("\r\n", "\n").replace('\n', "\r\n");
    [("as it is", text.to_owned()), ("bare", text.trim_end().to_owned()), ("crlf", crlf)]
}

#[test]
fn a_patch_of_every_post_applied_by_git_is_its_clean_article() {
    let Some(shared) = shared("posts") else { return };
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let mut wanted = Vec::new();
    let mut patch = String::new();
    for (name, text) in posts(&shared.join("posts")) {
        for (form, text) in forms(&text) {
            let path = format!("{form}/{name}");
            let source = Source::from_text(text.as_str());
            let (plan, _) = repair_and_report(&source, &Options::default(), &path).expect("no defect");
            patch_text(&mut patch, &View { path: &path, source: &source, plan: &plan });
            write(scratch.path(), &path, &text);
            wanted.push((path, plan.clean(&source)));
        }
    }
    write(scratch.path(), "patch", &patch);
    let applied = Command::new("git")
        .args(["-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "patch"])
        .current_dir(scratch.path())
        .env("GIT_CEILING_DIRECTORIES", scratch.path().parent().expect("a folder above"))
        .output()
        .expect("git runs");
    assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
    for (path, article) in wanted {
        let now = fs::read_to_string(scratch.path().join(&path)).expect("it is there");
        assert!(now == article, "{path}: the patch gives another article");
    }
}

#[test]
fn every_row_of_every_post_fits() {
    let Some(shared) = shared("posts") else { return };
    for (name, text) in posts(&shared.join("posts")) {
        let source = Source::from_text(text.as_str());
        let (plan, _) = repair_and_report(&source, &Options::default(), &name).expect("no defect");
        let view = View { path: &name, source: &source, plan: &plan };
        let check = |width, show: fn(&mut String, &View<'_>, &Style)| {
            let mut out = String::new();
            show(&mut out, &view, &Style { width, ..Style::default() });
            for row in out.lines() {
                assert!(row.width() <= width, "{name}: {} > {width}: {row}", row.width());
            }
        };
        [40, 80, 120, 200].into_iter().for_each(|width| check(width, diff_text));
        [120, 200].into_iter().for_each(|width| check(width, side_text));
    }
}

#[test]
fn every_post_comes_back_when_all_of_it_is_left() {
    let Some(shared) = shared("posts") else { return };
    let (mut turned, mut of) = (0, 0);
    for (name, text) in posts(&shared.join("posts")) {
        let source = Source::from_text(text.as_str());
        let (plan, _) = repair_and_report(&source, &Options::default(), &name).expect("no defect");
        let found = findings(&View { path: &name, source: &source, plan: &plan });
        let found = found.iter().filter(|f| f.kind != Kind::Doubt);
        let decision = |choice| move |f: &Finding| Decision { span: f.span, choice };
        let left: Vec<Decision> = found.clone().map(decision(Choice::Leave)).collect();
        let back = resolve(&source, &plan, &left).expect("to leave is never refused");
        assert!(back.clean(&source) == text, "{name}: left, it is another post");
        for other in found.map(decision(Choice::Other)) {
            of += 1;
            turned += usize::from(resolve(&source, &plan, &[other]).is_ok());
        }
    }
    println!("{turned} of {of} findings can be turned about");
}
