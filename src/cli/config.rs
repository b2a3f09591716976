/*!
`restitch.toml`: a project's defaults, found beside its posts or in a folder above them, as far as these are the same
tree: up to the root of a git repository, else to the folder you are in, else the folder that was named. A file above
that belongs to another owner than the posts is passed over, and a link that leads out of the tree is refused: what
restitch does to posts is not a stranger's to say, and no error shows lines of a file that was not meant.

A key that restitch does not know is an error and not a warning: a misspelt `marker` would otherwise
repair an archive with the wrong one.
*/

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;

use super::console::shown;
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

/// The configuration of posts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// What it says; the default where there is none.
    pub config: Config,
    /// Its file.
    pub file: Option<PathBuf>,
    /// A nearer one that was passed over, for it is somebody else's.
    pub passed_over: Option<PathBuf>,
}

/// Finds and reads the configuration of `inputs`.
///
/// # Errors
///
/// When the file cannot be read or says what restitch does not know, or when the inputs have
/// different ones: which should hold for both nobody can tell.
pub fn load(inputs: &[PathBuf]) -> Result<Found> {
    let mut found: Option<(&Path, Option<PathBuf>)> = None;
    let mut passed_over = None;
    for input in inputs {
        let (file, passed) = upward(input)?;
        passed_over = passed_over.or(passed);
        match &found {
            None => found = Some((input, file)),
            Some((_, other)) if *other == file => {}
            Some((first, other)) => {
                let name =
                    |f: &Option<PathBuf>| f.as_ref().map_or_else(|| format!("no {NAME}"), |f| shown(f));
                bail!(
                    "{} goes by {}, {} by {}; run restitch once for each",
                    shown(first),
                    name(other),
                    shown(input),
                    name(&file)
                );
            }
        }
    }
    match found {
        Some((_, Some(file))) => Ok(Found { config: read(&file)?, file: Some(file), passed_over }),
        _ => Ok(Found { passed_over, ..Found::default() }),
    }
}

/// The nearest configuration at or above `input` in its tree, for standard input in the current folder's; and one that
/// was passed over.
fn upward(input: &Path) -> Result<(Option<PathBuf>, Option<PathBuf>)> {
    let start = if input.as_os_str() == "-" { Path::new(".") } else { input };
    let Ok(start) = std::path::absolute(start) else { return Ok((None, None)) };
    let folder = if start.is_dir() { &start } else { start.parent().unwrap_or(&start) };
    // `a/..` would name folders that the post does not stand in.
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let folders: Vec<&Path> = folder.ancestors().collect();
    let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    let root = folders.iter().position(|folder| folder.join(".git").exists());
    let top = root.or_else(|| folders.iter().position(|folder| **folder == here)).unwrap_or(0);
    let Some(tree) = folders.get(top) else { return Ok((None, None)) };
    let mut passed_over = None;
    for (i, folder) in folders.iter().take(top + 1).enumerate() {
        let file = folder.join(NAME);
        if !file.is_file() {
            continue;
        }
        if i > 0 && !(same_owner(&file, folders[0]) && same_owner(folder, folders[0])) {
            passed_over.get_or_insert(file);
            continue;
        }
        let real = fs::canonicalize(&file).unwrap_or_else(|_| file.clone());
        if !real.starts_with(fs::canonicalize(tree).unwrap_or_else(|_| tree.to_path_buf())) {
            bail!("{}: a link that leads out of {}; it is not read", shown(&file), shown(tree));
        }
        return Ok((Some(file), passed_over));
    }
    Ok((None, passed_over))
}

/// Whether two files belong to the same user, as far as the system knows users.
fn same_owner(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let owner = |path: &Path| fs::metadata(path).map(|meta| meta.uid()).ok();
        owner(a).is_some() && owner(a) == owner(b)
    }
    #[cfg(not(unix))]
    {
        let _ = (a, b);
        true
    }
}

fn read(file: &Path) -> Result<Config> {
    let text = fs::read_to_string(file)
        .with_context(|| format!("{}: cannot read the configuration", shown(file)))?;
    parse(&text).with_context(|| shown(file))
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
