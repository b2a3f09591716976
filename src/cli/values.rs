/*!
The values that options and `restitch.toml` take, as users write them.
*/

use clap::ValueEnum;
use restitch::{Confidence, Continuations, Endings, Tail};
use serde::{Deserialize, Serialize};

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// [`Tail`], as users write it.
#[derive(ValueEnum, Deserialize, Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum CutEnd {
    /// It goes, back to the last finished sentence.
    Drop,
    /// It stays.
    Keep,
}

impl From<Tail> for CutEnd {
    fn from(tail: Tail) -> Self {
        match tail {
            Tail::Drop => CutEnd::Drop,
            Tail::Keep => CutEnd::Keep,
        }
    }
}

impl From<CutEnd> for Tail {
    fn from(end: CutEnd) -> Self {
        match end {
            CutEnd::Drop => Tail::Drop,
            CutEnd::Keep => Tail::Keep,
        }
    }
}

/// [`Endings`], as users write them.
#[derive(ValueEnum, Deserialize, Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum Closings {
    /// The last telling stays.
    Last,
    /// Every one stays.
    All,
}

impl From<Endings> for Closings {
    fn from(endings: Endings) -> Self {
        match endings {
            Endings::Last => Closings::Last,
            Endings::All => Closings::All,
        }
    }
}

impl From<Closings> for Endings {
    fn from(closings: Closings) -> Self {
        match closings {
            Closings::Last => Endings::Last,
            Closings::All => Endings::All,
        }
    }
}

/// [`Continuations`], as users write them.
#[derive(ValueEnum, Deserialize, Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum Rounds {
    /// All blocks are merged.
    Merge,
    /// Blocks after the first that ends with a finished sentence go.
    FirstComplete,
}

impl From<Continuations> for Rounds {
    fn from(continuations: Continuations) -> Self {
        match continuations {
            Continuations::Merge => Rounds::Merge,
            Continuations::FirstComplete => Rounds::FirstComplete,
        }
    }
}

impl From<Rounds> for Continuations {
    fn from(rounds: Rounds) -> Self {
        match rounds {
            Rounds::Merge => Continuations::Merge,
            Rounds::FirstComplete => Continuations::FirstComplete,
        }
    }
}

/// [`Confidence`], as users write it.
#[derive(ValueEnum, Deserialize, Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Every word survives elsewhere.
    Certain,
    /// Right nearly always.
    Likely,
    /// Better looked at.
    Doubtful,
}

impl From<Confidence> for Level {
    fn from(confidence: Confidence) -> Self {
        match confidence {
            Confidence::Certain => Level::Certain,
            Confidence::Likely => Level::Likely,
            Confidence::Doubtful => Level::Doubtful,
        }
    }
}

impl From<Level> for Confidence {
    fn from(level: Level) -> Self {
        match level {
            Level::Certain => Confidence::Certain,
            Level::Likely => Confidence::Likely,
            Level::Doubtful => Confidence::Doubtful,
        }
    }
}

/// Characters of a marker that may be a word, at least.
const SHORT: usize = 3;

/// A marker that can part blocks: more than white space, on one line, and nothing that texts are made of.
pub fn marker(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("a marker needs a character that is not white space".to_owned());
    }
    if text.contains(['\n', '\r']) {
        return Err("a marker stands on one line".to_owned());
    }
    if text.trim().chars().count() < SHORT && text.contains(char::is_alphanumeric) {
        return Err(
            "a marker of one or two characters is a word of the text; it needs three or a sign".to_owned()
        );
    }
    Ok(text.to_owned())
}

/// An extension, with or without its dot.
pub fn extension(text: &str) -> Result<String, String> {
    let ext = text.strip_prefix('.').unwrap_or(text);
    if ext.is_empty() || ext.contains(['.', '/', '\\', '*']) {
        return Err("an extension is what follows a file name's last dot, such as rst".to_owned());
    }
    Ok(ext.to_owned())
}

/// A number of bytes: `500kB`, `64MB`, `2GB`, or digits alone.
pub fn bytes(text: &str) -> Result<u64, String> {
    const UNITS: [(&str, u64); 4] = [("gb", 1_000_000_000), ("mb", 1_000_000), ("kb", 1_000), ("b", 1)];
    let small = text.trim().to_ascii_lowercase();
    let unit = UNITS.iter().find_map(|(unit, factor)| Some((small.strip_suffix(unit)?, *factor)));
    let (digits, factor) = unit.unwrap_or((&small, 1));
    let number = digits.trim_end().parse::<u64>().ok().and_then(|n| n.checked_mul(factor));
    number
        .filter(|n| *n > 0)
        .ok_or_else(|| "a size is a number of bytes such as 500kB, 64MB or 2GB".to_owned())
}

/// How `check` says what is wrong.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// A line a finding, as compilers do, then one for the post.
    Text,
    /// One line a post.
    Brief,
    /// One JSON array with an object a post.
    Json,
    /// One JSON object a post and line.
    Jsonl,
    /// Annotations for GitHub Actions, one a file.
    Github,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// A page for browsers.
    Html,
}

/// What has a JSON Schema.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Schema {
    /// One line of a report.
    Report,
    /// What check --format jsonl says of a post, and json of each.
    Findings,
    /// A restitch.toml.
    Config,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_and_extensions_are_looked_at() {
        assert_eq!(marker("---END---").unwrap(), "---END---");
        assert!(marker("").is_err() && marker(" \t").is_err() && marker("a\nb").is_err());
        assert!(marker("a").is_err() && marker("の").is_err() && marker("12").is_err());
        assert_eq!((marker("--").unwrap(), marker("END").unwrap()), ("--".to_owned(), "END".to_owned()));
        assert_eq!((bytes("64MB"), bytes("500 kB"), bytes("12")), (Ok(64_000_000), Ok(500_000), Ok(12)));
        assert!(["", "MB", "-1", "0", "1TB", "99999999999999GB"].iter().all(|wrong| bytes(wrong).is_err()));
        assert_eq!(extension(".rst").unwrap(), "rst");
        assert!(extension("").is_err() && extension("*.md").is_err() && extension("tar.gz").is_err());
    }
}
