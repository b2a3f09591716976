/*!
What is in force: the command line's word, else the configuration's, else the default. Each value
knows where it comes from, so that `restitch config` can say it.
*/

use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::Result;
use restitch::Options;
use restitch::present::is_hostile;

use super::args;
use super::config::{self, Config};
use super::console::shown;
use super::session::inputs;
use super::values::{Closings, CutEnd, Level, Rounds};

/// Where a value comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// The command line.
    Argument,
    /// The configuration.
    File,
    /// Nobody said anything.
    Default,
}

/// A value and its origin.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setting<T> {
    pub value: T,
    pub origin: Origin,
}

/// All settings of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// The configuration, where there is one.
    pub file: Option<PathBuf>,
    /// One that was passed over, for it is somebody else's.
    pub passed_over: Option<PathBuf>,
    pub marker: Setting<Vec<String>>,
    pub tail: Setting<CutEnd>,
    pub endings: Setting<Closings>,
    pub continuations: Setting<Rounds>,
    pub min_confidence: Setting<Level>,
    pub ext: Setting<Vec<String>>,
    pub jobs: Setting<Option<NonZeroUsize>>,
    pub keep: Setting<Vec<String>>,
}

impl Settings {
    /// The settings for the posts of a command line.
    ///
    /// # Errors
    ///
    /// When the configuration is wrong, or the posts have several.
    pub fn load(args: &args::Posts) -> Result<Self> {
        let found = config::load(&inputs(args))?;
        Ok(Self { passed_over: found.passed_over, ..Self::new(args, found.config, found.file) })
    }

    /// What a configuration alone says.
    #[cfg(any(test, fuzzing))]
    pub fn of_file(config: Config) -> Self {
        let none = args::Posts {
            paths: vec![],
            marker: vec![],
            tail: None,
            endings: None,
            continuations: None,
            min_confidence: None,
            ext: vec![],
            jobs: None,
            max_size: None,
        };
        Self::new(&none, config, None)
    }

    fn new(args: &args::Posts, config: Config, file: Option<PathBuf>) -> Self {
        let default = Options::default();
        let some = |list: &[String]| (!list.is_empty()).then(|| list.to_vec());
        Self {
            file,
            passed_over: None,
            marker: first(some(&args.marker), some(&config.marker), default.markers),
            tail: first(args.tail, config.tail, default.tail.into()),
            endings: first(args.endings, config.endings, default.endings.into()),
            continuations: first(args.continuations, config.continuations, default.continuations.into()),
            min_confidence: first(args.min_confidence, config.min_confidence, default.min_confidence.into()),
            ext: first(some(&args.ext), some(&config.ext), Vec::new()),
            jobs: first(args.jobs.map(Some), config.jobs.map(Some), None),
            keep: first(None, some(&config.keep), Vec::new()),
        }
    }

    /// How posts are repaired.
    pub fn options(&self) -> Options {
        Options {
            markers: self.marker.value.clone(),
            tail: self.tail.value.into(),
            endings: self.endings.value.into(),
            continuations: self.continuations.value.into(),
            min_confidence: self.min_confidence.value.into(),
            keep: self.keep.value.clone(),
        }
    }

    /// The settings as a `restitch.toml` that gives the same ones, each with where it comes from.
    pub fn to_toml(&self) -> String {
        let list =
            |list: &[String]| format!("[{}]", list.iter().map(|v| quoted(v)).collect::<Vec<_>>().join(", "));
        let word = |value: Result<toml::Value, toml::ser::Error>| value.map(|v| v.to_string());
        let threads = self.jobs.value.map_or_else(
            || std::thread::available_parallelism().map_or(1, NonZeroUsize::get),
            NonZeroUsize::get,
        );
        // How many threads are best is the machine's to say: not pinned unless somebody did.
        let jobs = if self.jobs.value.is_some() { "jobs" } else { "# jobs" };
        let rows = [
            ("marker", list(&self.marker.value), self.marker.origin),
            ("tail", word(toml::Value::try_from(self.tail.value)).unwrap_or_default(), self.tail.origin),
            (
                "endings",
                word(toml::Value::try_from(self.endings.value)).unwrap_or_default(),
                self.endings.origin,
            ),
            (
                "continuations",
                word(toml::Value::try_from(self.continuations.value)).unwrap_or_default(),
                self.continuations.origin,
            ),
            (
                "min-confidence",
                word(toml::Value::try_from(self.min_confidence.value)).unwrap_or_default(),
                self.min_confidence.origin,
            ),
            ("ext", list(&self.ext.value), self.ext.origin),
            (jobs, threads.to_string(), self.jobs.origin),
            ("keep", list(&self.keep.value), self.keep.origin),
        ]
        .map(|(key, value, origin)| (format!("{key} = {value}"), key.trim_start_matches("# "), origin));
        // A passage to keep may be a page long; the others need not stand a page apart from their origin.
        const LONG: usize = 60;
        let lengths = rows.iter().map(|row| row.0.chars().count());
        let width = lengths.filter(|&length| length <= LONG).max().unwrap_or(0);
        let file = self.file.as_deref().map(shown);
        let mut out = format!("# {}\n", file.as_deref().unwrap_or("no restitch.toml"));
        for (row, key, origin) in rows {
            let from = match origin {
                Origin::Argument => format!("--{key}"),
                Origin::File => config::NAME.to_owned(),
                Origin::Default => "default".to_owned(),
            };
            out.push_str(&format!("{row:<width$}  # {from}\n"));
        }
        out
    }
}

/// A text in TOML, on one row and with nothing in it that works unseen.
fn quoted(text: &str) -> String {
    if !text.contains(is_hostile) {
        return toml::Value::from(text).to_string();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            _ if is_hostile(c) => out.push_str(&format!("\\U{:08X}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out + "\""
}

fn first<T>(argument: Option<T>, file: Option<T>, default: T) -> Setting<T> {
    match (argument, file) {
        (Some(value), _) => Setting { value, origin: Origin::Argument },
        (None, Some(value)) => Setting { value, origin: Origin::File },
        (None, None) => Setting { value: default, origin: Origin::Default },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posts() -> args::Posts {
        args::Posts {
            paths: vec![],
            marker: vec![],
            tail: None,
            endings: None,
            continuations: None,
            min_confidence: None,
            ext: vec![],
            jobs: None,
            max_size: None,
        }
    }

    #[test]
    fn each_value_says_where_it_comes_from_and_reads_back() {
        let args =
            args::Posts { min_confidence: Some(Level::Certain), jobs: NonZeroUsize::new(3), ..posts() };
        let config = Config {
            marker: vec!["<!-- \"cut\" -->".to_owned()],
            min_confidence: Some(Level::Doubtful),
            keep: vec!["It stays.".to_owned(), "a long passage \u{202e}\"b\\\nc\u{1b}".to_owned()],
            ..Config::default()
        };
        let settings = Settings::new(&args, config, Some(PathBuf::from("posts/restitch.toml")));
        let shown = settings.to_toml();
        assert_eq!(
            shown,
            "# posts/restitch.toml\n\
             marker = ['<!-- \"cut\" -->']  # restitch.toml\n\
             tail = \"drop\"                # default\n\
             endings = \"last\"             # default\n\
             continuations = \"merge\"      # default\n\
             min-confidence = \"certain\"   # --min-confidence\n\
             ext = []                     # default\n\
             jobs = 3                     # --jobs\n\
             keep = [\"It stays.\", \"a long passage \\U0000202E\\\"b\\\\\\nc\\U0000001B\"]  # restitch.toml\n"
        );
        let again = Settings::new(&posts(), config::parse(&shown).unwrap(), None);
        assert_eq!(again.options(), settings.options());
        assert_eq!(again.jobs.value, settings.jobs.value);
    }

    #[test]
    fn what_nobody_said_is_the_library_s_default() {
        let settings = Settings::new(&posts(), Config::default(), None);
        assert_eq!(settings.options(), Options::default());
        let shown = settings.to_toml();
        assert!(shown.starts_with("# no restitch.toml\nmarker = [\"---END---\"]"), "{shown}");
        assert!(shown.contains("\n# jobs = "), "{shown}");
    }
}
