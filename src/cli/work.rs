/*!
One post: read it, repair it, and say what came of it. Runs on any thread; writes nothing itself.
*/

use std::fmt;
use std::fs;
use std::io::{self, Read};

use anyhow::{Context, Error, Result, anyhow, bail};
use restitch::{Options, Plan, PostReport, Source, Status, repair};

use super::console::{count, size};
use crate::apply::{self, Staged, Stamp};
use crate::batch::{Post, guard};

/// What came of one post, and what is still to be written.
#[derive(Debug)]
pub struct Done {
    /// For standard output.
    pub out: Vec<u8>,
    /// The report's line.
    pub report: Option<Vec<u8>>,
    /// New bytes for the post's file.
    pub staged: Option<Staged>,
    /// Whether there are such bytes, also when they are on their way.
    pub waits: bool,
    /// Whether `check` and `diff` have something to say.
    pub found: bool,
    /// Whether the clean article differs from the post.
    pub changed: bool,
    /// What became of it.
    pub status: Status,
    /// Bytes dropped.
    pub dropped: usize,
    /// Passages kept because dropping them was not sure enough.
    pub doubts: usize,
    /// Why it failed, where it was copied as it was.
    pub failed: Option<Error>,
}

impl Done {
    /// What `plan` makes of `source`; with the report's line where one is asked for.
    ///
    /// # Errors
    ///
    /// When the report cannot be put in JSON.
    pub fn new(post: &Post, source: &Source, plan: &Plan, report: bool) -> Result<Self> {
        Ok(Self {
            out: Vec::new(),
            report: if report { Some(report_line(post, source, plan)?) } else { None },
            staged: None,
            waits: false,
            found: false,
            changed: !plan.is_identity(),
            status: plan.status(),
            dropped: plan.drops().iter().map(|d| d.span.len()).sum(),
            doubts: plan.doubts().len(),
            failed: None,
        })
    }
}

impl Done {
    /// A post that failed, whose copy goes where its article would have gone.
    pub fn copied(staged: Option<Staged>, why: Error) -> Self {
        let none = Self {
            out: Vec::new(),
            report: None,
            staged: None,
            waits: false,
            found: false,
            changed: false,
            status: Status::Clean,
            dropped: 0,
            doubts: 0,
            failed: Some(why),
        };
        none.with(staged)
    }

    /// The same, with new bytes for the post's file.
    #[must_use]
    pub fn with(mut self, staged: Option<Staged>) -> Self {
        self.waits = staged.is_some();
        self.staged = staged;
        self
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.status.as_str())?;
        if self.dropped > 0 {
            write!(f, ", {} dropped", size(self.dropped))?;
        }
        if self.doubts > 0 {
            write!(f, ", {} kept in doubt", self.doubts)?;
        }
        Ok(())
    }
}

fn report_line(post: &Post, source: &Source, plan: &Plan) -> Result<Vec<u8>> {
    let report = PostReport::new(source, plan, &post.path.to_string_lossy());
    let mut line = serde_json::to_vec(&report)?;
    line.push(b'\n');
    Ok(line)
}

/// A post that is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassedOver {
    /// It has more bytes than it may.
    Large { bytes: u64, most: u64 },
    /// It is large, and in so many pieces that to match them would take many times its size in memory.
    Fine { bytes: usize, pieces: usize },
}

impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Large { bytes, most } => {
                let size = |bytes| size(usize::try_from(bytes).unwrap_or(usize::MAX));
                write!(
                    f,
                    "passed over, for it has {} or more and --max-size says {}",
                    size(bytes),
                    size(most)
                )
            }
            Self::Fine { bytes, pieces } => write!(
                f,
                "passed over, for its {} are in {} pieces, too many to be matched with each other in memory",
                size(bytes),
                count(pieces)
            ),
        }
    }
}

impl std::error::Error for PassedOver {}

/// Bytes from which on it counts in how many pieces a post is; below, any number can be matched.
const LARGE: usize = 2_000_000;
/// Bytes of memory that a block takes, and a sentence or line: of a post with markers, and of one without, in which fewer
/// are compared. As measured.
const BLOCK: usize = 1_500;
const PIECE: [usize; 2] = [400, 150];
/// Bytes of memory for a byte of the post that its pieces may take.
const MEMORY: usize = 10;

/// Whether `text` is in more pieces than can be matched in a memory that goes by its size. Sentences are counted by
/// their stops and lines by their ends: one pass, and nothing kept.
fn too_fine(text: &str, markers: &[String]) -> Option<PassedOver> {
    if text.len() < LARGE {
        return None;
    }
    let blocks: usize =
        markers.iter().filter(|m| !m.is_empty()).map(|m| text.matches(m.as_str()).count()).sum();
    // An end right behind another ends nothing more.
    let (mut pieces, mut open) = (0, false);
    for c in text.chars() {
        if matches!(c, '\n' | '.' | '!' | '?' | '。' | '！' | '？') {
            pieces += usize::from(std::mem::take(&mut open));
        } else {
            open |= !c.is_ascii_whitespace();
        }
    }
    let memory = blocks * BLOCK + pieces * PIECE[usize::from(blocks == 0)];
    (memory > text.len() * MEMORY).then_some(PassedOver::Fine { bytes: text.len(), pieces: blocks + pieces })
}

/// A post's bytes, at most `most` of them; with the stamp of its file, which standard input has not.
///
/// # Errors
///
/// When it cannot be read.
pub fn read(post: &Post, most: u64) -> Result<(Vec<u8>, Option<Stamp>)> {
    let fits = |bytes: u64| if bytes > most { Err(PassedOver::Large { bytes, most }) } else { Ok(()) };
    if post.is_stdin() {
        let mut bytes = Vec::new();
        let some = io::stdin().lock().take(most.saturating_add(1)).read_to_end(&mut bytes);
        fits(some.context("cannot read standard input")? as u64)?;
        return Ok((bytes, None));
    }
    if let Ok(meta) = fs::metadata(&post.path) {
        fits(meta.len())?;
    }
    match apply::read(&post.path, most.saturating_add(1)) {
        Ok((bytes, stamp)) => fits(bytes.len() as u64).map(|()| (bytes, Some(stamp))).map_err(Error::from),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            bail!("vanished before it was read; run restitch again")
        }
        Err(e) => Err(e).context("cannot read it"),
    }
}

/// Reads `bytes` as a post and repairs it.
///
/// # Errors
///
/// When the bytes are no text, or restitch has a defect; the bytes come back with it.
pub fn mend(bytes: Vec<u8>, options: &Options) -> Result<(Source, Plan), (Error, Vec<u8>)> {
    let source = Source::from_bytes(bytes).map_err(|(error, bytes)| (error.into(), bytes))?;
    if let Some(fine) = too_fine(source.text(), &options.markers) {
        return Err((fine.into(), source.into_text().into_bytes()));
    }
    let plan = guard(|| repair(&source, options)).map_err(|panic| defect(&panic));
    match plan.and_then(|plan| plan.map_err(|why| defect(&why.to_string()))) {
        Ok(plan) => Ok((source, plan)),
        Err(error) => Err((error, source.into_text().into_bytes())),
    }
}

/// What to say when restitch itself failed on a post, by a panic or by a plan that breaks a law.
pub fn defect(why: &str) -> Error {
    anyhow!(
        "restitch failed on this post, which is left as it was; that is a defect of restitch: please report it \
         with the post, and repair this one by hand ({why})"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_that_vanished_is_said_to_have() {
        let gone = Post::named("no/such/post.md");
        assert!(read(&gone, u64::MAX).unwrap_err().to_string().contains("vanished"));
    }

    #[test]
    fn bytes_that_are_no_text_come_back() {
        let (error, bytes) = mend(b"a\xff".to_vec(), &Options::default()).unwrap_err();
        assert!(error.to_string().contains("not UTF-8"));
        assert_eq!(bytes, b"a\xff");
    }

    #[test]
    fn a_large_post_of_tiny_pieces_is_passed_over_and_others_are_not() {
        let markers = Options::default().markers;
        let fine = |text: &str| too_fine(&text.repeat(4_000_000 / text.len()), &markers).is_some();
        for tiny in ["a---END---", "Ab. ", "- \n", "word wor\n\n---END---\n\n", "船。"] {
            assert!(fine(tiny), "{tiny}");
        }
        let told = "A sentence of an ordinary length stands here, and another one follows it.\n\n";
        assert!(!fine(told) && !fine(&(told.repeat(9) + "---END---\n\n")));
        assert!(too_fine("a---END---", &markers).is_none());
    }

    #[test]
    fn a_defect_says_what_was_left_and_what_to_do() {
        let said = defect("near line 3, in round 1: bytes 8..9 belong to two spans").to_string();
        for part in ["left as it was", "report it", "by hand", "near line 3"] {
            assert!(said.contains(part), "{said}");
        }
    }

    #[test]
    fn a_report_is_one_line_and_made_only_when_asked_for() {
        let (source, plan) = mend(b"One.\nTwo.\n".to_vec(), &Options::default()).unwrap();
        let post = Post::named("a.md");
        let done = Done::new(&post, &source, &plan, true).unwrap();
        let line = done.report.as_deref().unwrap();
        assert_eq!(memchr::memchr(b'\n', line), Some(line.len() - 1));
        assert_eq!(done.to_string(), "clean");
        assert!(Done::new(&post, &source, &plan, false).unwrap().report.is_none());
    }
}
