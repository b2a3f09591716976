/*!
Which module may name which, as a table that fails when it stops being so.

Imports go one way. A stage may name the types of the stages before it, never their functions: only
`pipeline` calls stages, so each can be read, tested and replaced by itself. What leaves the rule is
in [`EXCEPTIONS`] with its reason, and an exception that nothing needs any more fails too.

The sources are read as text: comments and unit tests are left out, `use` trees and paths are both
seen. Types and constants are told from functions by their capitals, as rustc's own lints do.
*/

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// What a module may name.
struct Layer {
    module: &'static str,
    /// Modules of which it may name everything.
    uses: &'static [&'static str],
    /// Modules of which it may name types and constants, never functions.
    names: &'static [&'static str],
    /// Crates beside `std`.
    crates: &'static [&'static str],
}

/// The table, in the order in which a post goes through it.
const LAYERS: &[Layer] = &[
    // What all share. Imports nothing.
    Layer { module: "text", uses: &[], names: &[], crates: &["memchr", "thiserror"] },
    Layer { module: "model", uses: &["text"], names: &[], crates: &[] },
    // The stages.
    Layer { module: "read", uses: &["text"], names: &[], crates: &["memchr", "simdutf8", "thiserror"] },
    Layer { module: "split", uses: &["text"], names: &["read"], crates: &["memchr"] },
    Layer { module: "segment", uses: &["text"], names: &["read", "split"], crates: SEGMENT },
    Layer { module: "align", uses: &["text", "model"], names: &["read", "split", "segment"], crates: ALIGN },
    Layer {
        module: "decide",
        uses: &["text"],
        names: &["model", "segment", "align"],
        crates: &["foldhash", "thiserror"],
    },
    Layer { module: "plan", uses: &["text"], names: &["read", "split", "decide"], crates: &["thiserror"] },
    Layer { module: "report", uses: &["text"], names: &["read", "plan"], crates: &["serde", "thiserror"] },
    // The one module that calls stages.
    Layer { module: "pipeline", uses: STAGES, names: &["model"], crates: &["foldhash", "thiserror"] },
    // The laws of each stage, for fuzzers and for tests.
    Layer {
        module: "fuzz",
        uses: &["pipeline", "text", "read", "split", "segment", "plan", "report"],
        names: &[],
        crates: &[],
    },
    // What people see: a plan and its post, and no stage's work.
    Layer {
        module: "present",
        uses: &["text"],
        names: &["read", "decide", "plan", "report"],
        crates: PRESENT,
    },
    // The binary, on the library's public names.
    Layer { module: "apply", uses: &["restitch"], names: &[], crates: APPLY },
    Layer { module: "batch", uses: &[], names: &[], crates: &["anyhow", "ignore", "rayon"] },
    Layer {
        module: "review",
        uses: &["restitch", "restitch::present"],
        names: &[],
        crates: &["anyhow", "crossterm", "serde", "serde_json", "unicode_width"],
    },
    Layer { module: "trials", uses: &["apply", "cli", "restitch"], names: &[], crates: &["serde_json"] },
    Layer {
        module: "cli",
        uses: &["apply", "batch", "review", "restitch", "restitch::present"],
        names: &[],
        crates: CLI,
    },
];

const STAGES: &[&str] = &["text", "model", "read", "split", "segment", "align", "decide", "plan", "report"];
const SEGMENT: &[&str] = &["foldhash", "memchr", "unicode_segmentation"];
const ALIGN: &[&str] = &["foldhash", "memchr", "similar", "strsim", "unicode_segmentation"];
const PRESENT: &[&str] =
    &["foldhash", "memchr", "serde", "serde_json", "similar", "unicode_segmentation", "unicode_width"];
const APPLY: &[&str] = &[
    "anyhow",
    "same_file",
    "serde",
    "serde_json",
    "sha1",
    "sha2",
    "similar",
    "tempfile",
    "thiserror",
    "xattr",
];
const CLI: &[&str] = &[
    "anyhow",
    "clap",
    "clap_complete",
    "clap_mangen",
    "etcetera",
    "indicatif",
    "jiff",
    "same_file",
    "serde",
    "serde_json",
    "signal_hook",
    "strsim",
    "supports_hyperlinks",
    "terminal_size",
    "toml",
    "toml_edit",
    "unicode_normalization",
];

/// What leaves the rule: who, what, and why that is right or at least known.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("align", "segment::for_each_key_char", KEYS),
    ("align", "segment::key_of", KEYS),
    ("align", "segment::fold", KEYS),
    ("align", "segment::ends_sentence", "what ends a sentence is defined once, where sentences end"),
    ("align", "segment::stops_are_written", STOPS),
    ("align", "decide::Confidence", "how sure it is that words are said again is known where they are found"),
    ("align", "decide::Rule", "waste at a read's border is named where it is found"),
    ("align", "plan::Glue", "a cut joined by letters knows its glue at once, and would be looked at twice"),
    ("decide", "segment::is_stopless", STOPS),
    ("decide", "segment::stops_are_written", STOPS),
    ("decide", "align::ratio", SAME),
    ("decide", "align::same_figures", SAME),
    ("decide", "plan::Drop", FATES),
    ("decide", "plan::Glue", FATES),
    ("decide", "plan::Piece", FATES),
];

const KEYS: &str = "comparison keys are made beside the units that carry them";
const SAME: &str = "a pair that no chain compared is compared by the same measures";
const STOPS: &str = "whether a post writes stops is told from its units where units are made, and not kept";
const FATES: &str = "decisions are told in the plan's own terms, so that nothing is translated between them";

/// Parts of `std` that the library has no business with: it reads and writes no files, asks no clock
/// and no environment, so that the same post gives the same article everywhere.
const IMPURE: &[&str] = &["std::fs", "std::env", "std::time", "std::process", "std::thread", "std::net"];

/// The library's modules; the others are the binary's.
const LIBRARY: &[&str] = &[
    "text", "model", "read", "split", "segment", "align", "decide", "plan", "report", "pipeline", "present",
];

/// One place where a module is named.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Mention {
    file: String,
    line: usize,
    /// The module that names, the one that is named, and what of it; no item is the module itself.
    from: String,
    module: String,
    item: Option<String>,
}

impl Mention {
    fn path(&self) -> String {
        self.item.as_ref().map_or_else(|| self.module.clone(), |item| format!("{}::{item}", self.module))
    }

    /// Whether a type or a constant is named, and not a function or a whole module.
    fn is_type(&self) -> bool {
        self.item.as_ref().is_some_and(|item| item.starts_with(|c: char| c.is_uppercase()))
    }
}

impl fmt::Display for Mention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: `{}` names `{}`", self.file, self.line, self.from, self.path())
    }
}

/// A source file without its comments and unit tests.
struct File {
    name: String,
    /// Its module's path below the crate; empty for the crate's root.
    module: Vec<String>,
    code: String,
}

fn sources() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(files.len() > 30, "only {} files under src/", files.len());
    files
}

fn collect(folder: &Path, root: &Path, into: &mut Vec<File>) {
    let entries = fs::read_dir(folder).expect("src/ is part of the repository");
    let paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    let tests: BTreeSet<String> = paths
        .iter()
        .filter(|path| path.ends_with("mod.rs"))
        .flat_map(|path| test_modules(&fs::read_to_string(path).expect("a readable file")))
        .collect();
    for path in paths {
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            collect(&path, root, into);
        } else if path.extension().is_some_and(|e| e == "rs") && !tests.contains(&stem) {
            let place = path.strip_prefix(root).expect("below src/").with_extension("");
            let mut module: Vec<String> =
                place.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            if matches!(stem.as_str(), "mod" | "lib" | "main") {
                module.pop();
            }
            let text = fs::read_to_string(&path).expect("a readable file");
            into.push(File { name: format!("src/{}.rs", place.display()), module, code: bare(&text) });
        }
    }
}

/// Modules that exist in tests only.
fn test_modules(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines
        .windows(2)
        .filter(|pair| pair[0] == "#[cfg(test)]")
        .filter_map(|pair| Some(pair[1].strip_prefix("mod ")?.strip_suffix(';')?.to_owned()))
        .collect()
}

/// `text` up to its unit tests, with comments blanked so that lines keep their numbers.
fn bare(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut out = String::with_capacity(code.len());
    let mut block = false;
    for line in code.lines() {
        let start = line.trim_start();
        block |= start.starts_with("/*");
        if !block && !start.starts_with("//") {
            out.push_str(line);
        }
        block &= !line.contains("*/");
        out.push('\n');
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The paths that follow each `prefix` in `code` that begins a path, with their offsets.
fn after<'c>(code: &'c str, prefix: &'c str) -> impl Iterator<Item = (usize, &'c str)> {
    code.match_indices(prefix)
        .filter(|&(at, _)| !code[..at].ends_with(|c: char| is_word(c) || c == ':'))
        .map(move |(at, _)| (at, &code[at + prefix.len()..]))
}

/// A path's first name, and what follows its `::`.
fn first_name(path: &str) -> (&str, Option<&str>) {
    let end = path.find(|c| !is_word(c)).unwrap_or(path.len());
    (&path[..end], path[end..].strip_prefix("::"))
}

/// What a `use` tree or a path names: `Rule`, `{self, Plan, repair as mend}`. `None` is the module.
fn items(tree: Option<&str>) -> Vec<Option<String>> {
    let Some(tree) = tree else { return vec![None] };
    let one = |text: &str| match first_name(text.trim_start()).0 {
        "self" | "" => None,
        name => Some(name.to_owned()),
    };
    match tree.strip_prefix('{').and_then(|list| list.split_once('}')) {
        Some((list, _)) => list.split(',').filter(|part| !part.trim().is_empty()).map(one).collect(),
        None => vec![one(tree)],
    }
}

/// Everything of the crate that `file` names, the file's own module aside.
fn mentions(file: &File) -> Vec<Mention> {
    let Some(from) = file.module.first() else { return Vec::new() };
    let up = "super::".repeat(file.module.len());
    let known = |name: &str| LAYERS.iter().any(|layer| layer.module == name);
    let mut out = Vec::new();
    let mut push = |at: usize, module: String, tree: Option<&str>| {
        let line = file.code[..at].matches('\n').count() + 1;
        out.extend(items(tree).into_iter().map(|item| Mention {
            file: file.name.clone(),
            line,
            from: from.clone(),
            module: module.clone(),
            item,
        }));
    };
    for prefix in ["crate::", up.as_str()] {
        for (at, path) in after(&file.code, prefix) {
            assert!(
                !path.starts_with('{'),
                "{}: one `use` a module, for this test and for readers",
                file.name
            );
            let (name, tree) = first_name(path);
            // What stands at the crate's root is re-exported from one of the modules.
            let module = if known(name) { name } else { "root" };
            if module != from {
                push(at, module.to_owned(), if known(name) { tree } else { Some(path) });
            }
        }
    }
    for (at, path) in after(&file.code, "restitch::") {
        match path.strip_prefix("present") {
            Some(rest) => push(at, "restitch::present".to_owned(), rest.strip_prefix("::")),
            None => push(at, "restitch".to_owned(), Some(path)),
        }
    }
    out
}

fn layer(module: &str) -> &'static Layer {
    LAYERS.iter().find(|layer| layer.module == module).unwrap_or_else(|| {
        panic!("`{module}` is no row of the table in tests/architecture.rs: say there what it may name")
    })
}

fn all_mentions() -> Vec<Mention> {
    let mut all: Vec<Mention> = sources().iter().flat_map(mentions).collect();
    all.sort();
    all.dedup();
    all
}

fn is_exception(mention: &Mention) -> bool {
    EXCEPTIONS.iter().any(|(from, path, _)| *from == mention.from && *path == mention.path())
}

#[test]
fn modules_name_only_what_the_table_lets_them() {
    let offenders: Vec<String> = all_mentions()
        .into_iter()
        .filter(|mention| {
            let layer = layer(&mention.from);
            let module = mention.module.as_str();
            let allowed =
                layer.uses.contains(&module) || (layer.names.contains(&module) && mention.is_type());
            !allowed && !is_exception(mention)
        })
        .map(|mention| {
            let known = layer(&mention.from).names.contains(&mention.module.as_str());
            let why = if known { "of which it may name types only" } else { "which it may not know" };
            format!("{mention}, {why}")
        })
        .collect();
    assert!(offenders.is_empty(), "imports against the design:\n{}", offenders.join("\n"));
}

#[test]
fn every_exception_is_still_needed() {
    let all = all_mentions();
    let stale: Vec<String> = EXCEPTIONS
        .iter()
        .filter(|(from, path, _)| !all.iter().any(|m| m.from == *from && m.path() == *path))
        .map(|(from, path, why)| format!("`{from}` no longer names `{path}` ({why})"))
        .collect();
    assert!(stale.is_empty(), "take these out of EXCEPTIONS:\n{}", stale.join("\n"));
}

#[test]
fn crates_are_used_where_the_table_says() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    let manifest: toml::Table = manifest.expect("a manifest").parse().expect("the manifest is TOML");
    let crates: Vec<String> = manifest["dependencies"]
        .as_table()
        .expect("a table")
        .keys()
        .map(|name| name.replace('-', "_"))
        .collect();
    let mut offenders = Vec::new();
    let mut used = BTreeSet::new();
    for file in sources() {
        for name in &crates {
            if after(&file.code, &format!("{name}::")).next().is_none() {
                continue;
            }
            used.insert(name.clone());
            if let Some(from) =
                file.module.first().filter(|from| !layer(from).crates.contains(&name.as_str()))
            {
                offenders.push(format!("{}: `{from}` uses the crate `{name}`", file.name));
            }
        }
    }
    offenders.extend(
        crates
            .iter()
            .filter(|name| !used.contains(*name))
            .map(|name| format!("Cargo.toml: nothing uses `{name}`")),
    );
    assert!(offenders.is_empty(), "crates against the design:\n{}", offenders.join("\n"));
}

#[test]
fn the_library_touches_nothing_outside_itself() {
    let mut offenders = Vec::new();
    for file in sources() {
        if !file.module.first().is_some_and(|from| LIBRARY.contains(&from.as_str())) {
            continue;
        }
        for path in IMPURE.iter().filter(|path| after(&file.code, path).next().is_some()) {
            offenders.push(format!("{}: `{path}`", file.name));
        }
    }
    assert!(
        offenders.is_empty(),
        "the library is pure; what touches the machine is the binary's:\n{}",
        offenders.join("\n")
    );
}

#[test]
fn every_file_says_what_it_is_for_and_holds_one_idea() {
    /// Lines of code; a file that grows beyond holds two ideas.
    const MOST: usize = 600;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut offenders = Vec::new();
    for file in sources() {
        let text = fs::read_to_string(root.join(&file.name)).expect("a readable file");
        if !text.starts_with("/*!\n") {
            offenders.push(format!("{}: does not open with what it is for", file.name));
        }
        let lines = file.code.lines().count();
        if lines > MOST {
            offenders.push(format!("{}: {lines} lines", file.name));
        }
    }
    assert!(offenders.is_empty(), "{}", offenders.join("\n"));
}

#[test]
fn the_scanner_sees_trees_paths_and_ways_up() {
    let file = File {
        name: "src/plan/x.rs".to_owned(),
        module: vec!["plan".to_owned(), "x".to_owned()],
        code: bare(
            "// crate::report::Nothing\nuse crate::decide::{self, Rule,\n    choose};\nuse super::Drop;\n\
             fn f() { super::super::text::tiles(crate::read::Source::new()) }\n#[cfg(test)]\nmod tests {\nuse crate::cli;\n}\n",
        ),
    };
    let found: Vec<String> = mentions(&file).iter().map(|m| format!("{} {}", m.line, m.path())).collect();
    assert_eq!(found, ["2 decide", "2 decide::Rule", "2 decide::choose", "5 read::Source", "5 text::tiles"]);
}
