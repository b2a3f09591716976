/*!
`restitch.toml`: a project's defaults, found beside its posts or in a folder above them.

A key that restitch does not know is an error and not a warning: a misspelt `marker` would otherwise
repair an archive with the wrong one.
*/

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;

use super::values::{self, Closings, CutEnd, Level, Rounds};

/// The file's name.
pub const NAME: &str = "restitch.toml";

const KEYS: [&str; 8] =
    ["marker", "tail", "endings", "continuations", "min-confidence", "ext", "jobs", "keep"];

/// What a `restitch.toml` says. Keys are those of the command line.
#[derive(Deserialize, Clone, PartialEq, Eq, Debug, Default)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Config {
    pub marker: Vec<String>,
    pub tail: Option<CutEnd>,
    pub endings: Option<Closings>,
    pub continuations: Option<Rounds>,
    pub min_confidence: Option<Level>,
    pub ext: Vec<String>,
    pub jobs: Option<NonZeroUsize>,
    pub keep: Vec<String>,
}

/// Finds and reads the configuration of `inputs`, with its path; the default where there is none.
///
/// # Errors
///
/// When the file cannot be read or says what restitch does not know, or when the inputs have
/// different ones: which should hold for both nobody can tell.
pub fn load(inputs: &[PathBuf]) -> Result<(Config, Option<PathBuf>)> {
    let mut found: Option<(&Path, Option<PathBuf>)> = None;
    for input in inputs {
        let file = upward(input);
        match &found {
            None => found = Some((input, file)),
            Some((_, other)) if *other == file => {}
            Some((first, other)) => {
                let name = |f: &Option<PathBuf>| {
                    f.as_ref().map_or_else(|| format!("no {NAME}"), |f| f.display().to_string())
                };
                bail!(
                    "{} goes by {}, {} by {}; run restitch once for each",
                    first.display(),
                    name(other),
                    input.display(),
                    name(&file)
                );
            }
        }
    }
    match found {
        Some((_, Some(file))) => Ok((read(&file)?, Some(file))),
        _ => Ok((Config::default(), None)),
    }
}

/// The nearest configuration at or above `input`; for standard input, above the current folder.
fn upward(input: &Path) -> Option<PathBuf> {
    let start = if input.as_os_str() == "-" { Path::new(".") } else { input };
    let start = std::path::absolute(start).ok()?;
    start.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file())
}

fn read(file: &Path) -> Result<Config> {
    let text = fs::read_to_string(file)
        .with_context(|| format!("{}: cannot read the configuration", file.display()))?;
    parse(&text).with_context(|| file.display().to_string())
}

/// Reads the configuration `text`.
///
/// # Errors
///
/// When it says what restitch does not know.
pub fn parse(text: &str) -> Result<Config> {
    let table: toml::Table = toml::from_str(text).map_err(plain)?;
    if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        let alike = |known: &str| strsim::jaro_winkler(known, key);
        let nearest = KEYS.into_iter().max_by(|a, b| alike(a).total_cmp(&alike(b))).unwrap_or_default();
        bail!("unknown key `{key}`; did you mean `{nearest}`? known are {}", KEYS.join(", "));
    }
    let config: Config = toml::from_str(text).map_err(plain)?;
    for marker in &config.marker {
        values::marker(marker).map_err(|why| anyhow!("`marker`: {why}"))?;
    }
    let ext = config.ext.iter().map(|ext| values::extension(ext));
    let ext = ext.collect::<Result<_, _>>().map_err(|why| anyhow!("`ext`: {why}"))?;
    Ok(Config { ext, ..config })
}

/// The configuration `text` with `passage` in its list of what is to stay, or without it; the rest of it,
/// comments too, as it was.
///
/// # Errors
///
/// When the text is no TOML, or `keep` is no list.
pub fn with_keep(text: &str, passage: &str, stays: bool) -> Result<String> {
    let mut document: toml_edit::DocumentMut =
        text.parse().map_err(|e: toml_edit::TomlError| anyhow!("{e}"))?;
    let list = document.entry("keep").or_insert_with(|| toml_edit::Array::new().into());
    let list = list.as_array_mut().context("`keep` is no list of texts")?;
    list.retain(|value| value.as_str() != Some(passage));
    if stays {
        list.push(passage);
    }
    Ok(document.to_string())
}

/// A TOML error shows the line it speaks of; the last newline is the caller's to write.
fn plain(error: toml::de::Error) -> anyhow::Error {
    anyhow!("{}", error.to_string().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read() {
        let text = "marker = ['***']\ntail = 'keep'\nendings = 'all'\ncontinuations = 'first-complete'\nmin-confidence = 'certain'\next = ['.rst']\njobs = 3\nkeep = ['It stays.']\n";
        let config = Config {
            marker: vec!["***".to_owned()],
            tail: Some(CutEnd::Keep),
            endings: Some(Closings::All),
            continuations: Some(Rounds::FirstComplete),
            min_confidence: Some(Level::Certain),
            ext: vec!["rst".to_owned()],
            jobs: NonZeroUsize::new(3),
            keep: vec!["It stays.".to_owned()],
        };
        assert_eq!(parse(text).unwrap(), config);
        assert_eq!(parse("").unwrap(), Config::default());
        assert_eq!(text.lines().count(), KEYS.len(), "a new key belongs into KEYS and into this test");
    }

    #[test]
    fn passages_to_keep_come_and_go_and_the_rest_stays() {
        let text = "# ours\ntail = 'keep' # cut ends\n";
        let one = with_keep(text, "It \"rains\".\nStill.", true).unwrap();
        let two = with_keep(&one, "Und wieder.", true).unwrap();
        assert!(two.starts_with(text), "{two}");
        assert_eq!(parse(&two).unwrap().keep, ["It \"rains\".\nStill.", "Und wieder."]);
        assert_eq!(with_keep(&two, "Und wieder.", false).unwrap(), one);
        assert!(with_keep("keep = 3", "x", true).is_err());
    }

    #[test]
    fn an_unknown_key_is_named_with_its_nearest() {
        for (text, near) in [("min_confidence = 1", "`min-confidence`"), ("markers = []", "`marker`")] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.contains(near) && error.contains(text.split(' ').next().unwrap()), "{error}");
        }
    }

    #[test]
    fn wrong_values_are_errors() {
        for text in ["marker = 'x'", "marker = ['']", "tail = 'gone'", "jobs = 0", "ext = ['a/b']", "tail ="]
        {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
