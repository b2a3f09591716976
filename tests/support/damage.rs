/*!
Known-answer cases: a clean article is damaged as a generate-and-continue pipeline damages it, so the
right answer is the article. A case is a pure function of an article, a [`Kind`] and a number.
*/

use std::fmt;

use super::article::Article;
use super::rng::Rng;
use super::{seams, walk};

/// The marker between blocks.
pub const MARKER: &str = "---END---";

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What is done to an article.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Kind { $($(#[$doc])* $variant,)* }

        impl Kind {
            pub const ALL: &'static [Kind] = &[$(Kind::$variant,)*];

            pub fn name(self) -> &'static str {
                match self { $(Kind::$variant => $name,)* }
            }
        }
    };
}

kinds! {
    /// A block is cut in a sentence, in a spaced script between words; the next goes on right there.
    Exact = "exact",
    /// The same, cut inside words (spaced scripts).
    Midword = "midword",
    /// The next block first says the last words before the cut again, mostly behind an ellipsis.
    Requote = "requote",
    /// The next block begins again at the last sentence.
    Sentence = "sentence",
    /// ... at the last paragraph.
    Paragraph = "paragraph",
    /// ... up to six paragraphs back.
    Restart = "restart",
    /// Several attempts at one continuation, each reaching further.
    Retry = "retry",
    /// Some attempts end before the point that was reached already.
    Short = "short",
    /// Copies of blocks, and empty blocks.
    Copy = "copy",
    /// Restarts whose sentences come back reworded here and there.
    Edited = "edited",
    /// The same, and the repeated paragraphs come back run together.
    Flat = "flat",
    /// Markers inside lines and cut, prompt text, rules at block starts.
    Messy = "messy",
    /// Restarts without any marker.
    Unmarked = "unmarked",
    /// Of everything above.
    Mixed = "mixed",
    /// Cut between two digits of a number.
    InNumber = "in-number",
    /// Cut between a character and what combines with it, or inside an emoji sequence.
    InGrapheme = "in-grapheme",
    /// Cut between `**` and `**`.
    InBold = "in-bold",
    /// Cut inside a link's text or address.
    InLink = "in-link",
    /// Cut inside a code span.
    InCode = "in-code",
    /// The continuation puts quotation marks around the words that it says again.
    QuotesAdded = "quotes-added",
    /// The cut stands behind a quotation, and the continuation says it again without its marks.
    QuotesDropped = "quotes-dropped",
    /// The continuation begins with the article's title.
    TitleFirst = "title-first",
    /// Block 0 says a sentence again right after itself, behind a blank line; no marker there.
    InnerSentence = "inner-sentence",
    /// Block 0 restarts a stretch; no marker there.
    InnerRestart = "inner-restart",
    /// Two blocks complete the cut sentence differently; the second goes on.
    TwoCompletions = "two-completions",
    /// `mixed` with CRLF.
    Crlf = "crlf",
    /// The closing stands at the end of an early block, and again at the end, after new sections.
    ClosingTwice = "closing-twice",
    /// A later block tells the sections again in another order, then goes on.
    Reordered = "reordered",
    /// Empty blocks, and markers in every form.
    EmptyBlocks = "empty-blocks",
    /// The last block is cut, and nothing continues it.
    Tail = "tail",
}

/// A damaged article and what repairs it.
#[derive(Clone)]
pub struct Case {
    pub kind: Kind,
    pub article: &'static str,
    pub language: &'static str,
    pub seed: u64,
    /// The post.
    pub raw: String,
    /// The article.
    pub answer: String,
    /// Reworded sentences with what they reword.
    pub variants: Vec<(String, String)>,
}

impl Case {
    /// Names the case so that it can be made again.
    pub fn name(&self) -> String {
        format!("{}/{}/{}", self.kind.name(), self.article, self.seed)
    }
}

/// The name says it all: `RESTITCH_SHOW` shows the rest.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

/// One block: what the continuation puts before its text, and the text.
#[derive(Clone, Debug, Default)]
pub struct Block {
    pub prefix: String,
    pub text: String,
}

impl Block {
    pub fn new(prefix: impl Into<String>, text: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), text: text.into() }
    }

    pub fn whole(&self) -> String {
        format!("{}{}", self.prefix, self.text)
    }
}

/// A damaged body: the post, its answer, and the rewordings in it.
pub struct Damaged {
    pub raw: String,
    pub answer: String,
    pub variants: Vec<(String, String)>,
}

impl Damaged {
    /// A post whose answer is the article itself.
    pub fn of(article: &Article, raw: String) -> Self {
        Self { raw, answer: article.text.clone(), variants: Vec::new() }
    }
}

/// Damages `article`; nothing where the kind does not fit it (no link to cut in, no spaces to part
/// words) or where the numbers drawn leave fewer than two blocks.
pub fn damage(article: &Article, kind: Kind, seed: u64) -> Option<Case> {
    let mut rng = Rng::new(seed ^ (kind as u64) << 32);
    let Damaged { raw, answer, variants } = match kind {
        Kind::Exact
        | Kind::Midword
        | Kind::Requote
        | Kind::Sentence
        | Kind::Paragraph
        | Kind::Restart
        | Kind::Retry
        | Kind::Short
        | Kind::Copy
        | Kind::Edited
        | Kind::Flat
        | Kind::Messy
        | Kind::Unmarked
        | Kind::Mixed
        | Kind::EmptyBlocks => walk::damage(article, kind, &mut rng)?,
        Kind::Crlf => walk::damage(article, Kind::Mixed, &mut rng)?,
        Kind::InNumber | Kind::InGrapheme | Kind::InBold | Kind::InLink | Kind::InCode => {
            seams::cut_within(article, kind, &mut rng)?
        }
        Kind::QuotesAdded => seams::quotes_added(article, &mut rng)?,
        Kind::QuotesDropped => seams::quotes_dropped(article, &mut rng)?,
        Kind::TitleFirst => seams::title_first(article, &mut rng)?,
        Kind::InnerSentence => seams::inner_sentence(article, &mut rng)?,
        Kind::InnerRestart => seams::inner_restart(article, &mut rng)?,
        Kind::TwoCompletions => seams::two_completions(article, &mut rng)?,
        Kind::ClosingTwice => seams::closing_twice(article, &mut rng)?,
        Kind::Reordered => seams::reordered(article, &mut rng)?,
        Kind::Tail => seams::tail(article, &mut rng)?,
    };
    let front = if seed.is_multiple_of(2) {
        format!("---\nlayout: post\ntitle: \"Case {} {seed}\"\n---\n\n", kind.name())
    } else {
        String::new()
    };
    let file = |body: &str| {
        let text = format!("{front}{body}\n");
        if kind == Kind::Crlf { text.replace('\n', "\r\n") } else { text }
    };
    let windows = |s: String| if kind == Kind::Crlf { s.replace('\n', "\r\n") } else { s };
    Some(Case {
        kind,
        article: article.name,
        language: article.language.code,
        seed,
        raw: file(&raw),
        answer: file(&answer),
        variants: variants.into_iter().map(|(new, old)| (windows(new), windows(old))).collect(),
    })
}

/// Blocks parted by markers on lines of their own, with or without a last one.
pub fn join_plain(blocks: &[Block], rng: &mut Rng) -> String {
    let texts: Vec<String> = blocks.iter().map(Block::whole).collect();
    let mut out = texts.join(&format!("\n\n{MARKER}\n\n"));
    if rng.chance(50) {
        out.push_str("\n\n");
        out.push_str(MARKER);
    }
    out
}
