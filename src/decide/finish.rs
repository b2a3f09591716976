/*!
What is left to do once every passage is told once: ends that nothing continues go, and so do headings
and lead-ins that stand over nothing because what stood under them went.

Only what the merging itself left hanging is touched: two headings that follow each other in a block, or
a list that its author left empty, are the author's.
*/

use super::classes::Passages;
use super::{Confidence, Rule};
use crate::align::Reads;
use crate::segment::{Gap, Kind, Unit, is_stopless, stops_are_written};

/// Tellings of a heading that are looked at.
const TELLINGS: usize = 16;

/// The kept nodes, and what went at the last.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Nodes that stay, in the article's order.
    pub kept: Vec<usize>,
    /// Nodes that go, each by its rule.
    pub gone: Vec<(usize, Rule, Confidence)>,
    /// Nodes that would go, were that sure enough.
    pub doubts: Vec<(usize, Rule, Confidence)>,
    /// The least confidence that is applied.
    least: Confidence,
    /// Whether the article's end is missing.
    pub incomplete: bool,
}

impl Finished {
    fn new(least: Confidence) -> Self {
        Self { kept: Vec::new(), gone: Vec::new(), doubts: Vec::new(), least, incomplete: false }
    }

    /// Whether node `n` goes by `rule`, which is this sure; where it is not sure enough, that is a doubt.
    fn goes(&mut self, n: usize, rule: Rule, confidence: Confidence) -> bool {
        let goes = confidence >= self.least;
        if goes { &mut self.gone } else { &mut self.doubts }.push((n, rule, confidence));
        goes
    }
}

/// Key characters, wide ones twice, under which a quotation at the end needs no stop.
const QUIP: f32 = 30.0;

/// Takes hanging ends off `kept`. `keep_tail`: cut ends stay; so does what is less sure to hang than
/// `least`.
pub fn finish(
    text: &str,
    units: &[Unit],
    reads: &Reads,
    passages: &Passages,
    kept: Vec<usize>,
    keep_tail: bool,
    least: Confidence,
) -> Finished {
    let mut out = Finished::new(least);
    let bare = !stops_are_written(units, reads.reads.iter().map(|read| read.last_unit));
    // A few lines may be too few to say how paragraphs end.
    let any_stop = units.iter().any(|u| u.kind == Kind::Sentence && u.complete);
    let end = kept.last().copied();
    let tellings = |n: usize| &passages.tellings[passages.of[n]];
    let ends_post = |n: usize| tellings(n).iter().any(|&m| reads.nodes[m].unit + 1 == units.len());
    for &n in &kept {
        let node = &reads.nodes[n];
        let last = node.unit == reads.reads[node.read].last_unit;
        // Where paragraphs need no stop, in a bracket, or in a footnote, the article's last line needs none
        // either.
        let words = node.span().of(text);
        let bracket = words.ends_with([')', '）', ']']) || words.starts_with("[^");
        // So does a quotation of one line.
        let quip = words.starts_with('>') && node.gap == Gap::Blank && node.info() < QUIP;
        let stopless = words.ends_with(is_stopless);
        let ends = Some(n) == end && (bare && node.gap >= Gap::Newline || bracket || quip) && ends_post(n);
        // A script without stops does not say whether a sentence is finished: keeping it wins.
        let finished = ends || stopless && (bare || !any_stop);
        let cut = last && !node.complete && node.kind.is_prose() && !keep_tail && !finished;
        // The other half of an emphasis or of a heading is in a telling that went, or nowhere.
        // A single star is a list's empty item.
        let half = |sign: char| words.len() > 1 && words.trim_end_matches(sign).is_empty();
        let sign = node.gap == Gap::Blank && ['*', '_', '#'].into_iter().any(half);
        if sign && node.kind != Kind::Rule && out.goes(n, Rule::Orphan, Confidence::Likely) {
            continue;
        }
        // A cut end in the middle is no missing end, nor is one behind the end of a block.
        let closed = |&p: &usize| {
            let last = &reads.nodes[p];
            last.complete && last.kind != Kind::Heading && p + 1 == reads.reads[last.read].nodes.end
        };
        out.incomplete |= cut && Some(n) == end && !out.kept.last().is_some_and(closed);
        // Code has no finished sentence to go back to: it stays, less its end.
        out.incomplete |= node.kind == Kind::Verbatim && !node.complete;
        if !cut || !out.goes(n, Rule::CutEnd, Confidence::Likely) {
            out.kept.push(n);
        }
    }
    headings(text, reads, passages, &mut out);
    // The article's end: what only led on to something, unless the post itself ends so.
    while let Some(&n) = out.kept.last() {
        let node = &reads.nodes[n];
        let colon = node.kind.is_prose() && node.span().of(text).ends_with([':', '：']);
        let leads_on = node.kind == Kind::Heading && !is_signature(node.span().of(text)) || colon;
        if keep_tail || !leads_on || node.unit + 1 == units.len() && out.gone.is_empty() {
            break;
        }
        if !out.goes(n, Rule::Orphan, Confidence::Likely) {
            break;
        }
        out.kept.pop();
        out.incomplete = true;
    }
    out
}

/// Whether a line that is bold as a whole names who wrote what stands above it.
fn is_signature(words: &str) -> bool {
    words.trim_start_matches(['*', '_']).starts_with(['-', '—', '–', '―'])
}

/// Takes headings out that stand over nothing, that are said twice, that another block says again over the rest
/// of their section, or that only say that their section goes on.
fn headings(text: &str, reads: &Reads, passages: &Passages, out: &mut Finished) {
    let nodes = &reads.nodes;
    let mut kept: Vec<usize> = Vec::with_capacity(out.kept.len());
    // Whether no block tells both, and the first is a line to its end.
    let apart = |a: usize, b: usize| {
        let line = nodes.get(a + 1).is_none_or(|next| next.read != nodes[a].read || next.gap >= Gap::Newline);
        let told = |n: usize| passages.tellings[passages.of[n]].iter().take(TELLINGS).map(|&m| nodes[m].read);
        line && told(a).all(|read| told(b).all(|other| other != read))
    };
    // The heading that the text at hand stands under.
    let mut section: Option<usize> = None;
    for n in std::mem::take(&mut out.kept) {
        let level = level(text, reads, n);
        while let (Some(level), Some(&p)) = (level, kept.last()) {
            let Some(before) = self::level(text, reads, p) else { break };
            let read = &reads.reads[nodes[n].read];
            let neighbours =
                n == p + 1 && nodes[n].read == nodes[p].read || n == read.nodes.start && read.left == Some(p);
            let again = nodes[n].key.hash == nodes[p].key.hash;
            if (neighbours || level > before) && !again {
                break;
            }
            let (rule, confidence) = match again {
                true => (Rule::SeamRepeat, Confidence::Certain),
                false => (Rule::Orphan, Confidence::Likely),
            };
            if !out.goes(p, rule, confidence) {
                break;
            }
            kept.pop();
        }
        if let (Some(_), Some(s)) = (level, section)
            && (says_on(nodes[n].span().of(text), nodes[s].span().of(text))
                || nodes[n].key.hash == nodes[s].key.hash && apart(n, s))
            && passages.of[n] != passages.of[s]
            && out.goes(n, Rule::SeamRepeat, Confidence::Likely)
        {
            continue;
        }
        if level.is_some() {
            section = Some(n);
        }
        kept.push(n);
    }
    out.kept = kept;
}

/// A heading's level, 1 to 6; 7 for a line that is bold as a whole.
fn level(text: &str, reads: &Reads, n: usize) -> Option<usize> {
    let node = &reads.nodes[n];
    if node.kind != Kind::Heading {
        return None;
    }
    Some(match node.span().of(text).bytes().take_while(|&b| b == b'#').count() {
        0 => 7,
        hashes => hashes,
    })
}

/// Whether `heading` is `section` with a note that it goes on.
fn says_on(heading: &str, section: &str) -> bool {
    const NOTES: [&str; 6] = ["（続き）", "(続き)", "（つづき）", "(continued)", "(cont.)", "（续）"];
    let bare = |s: &str| s.trim_matches(['#', '*', ' ', '\u{3000}', ':', '：']).to_lowercase();
    let (heading, section) = (bare(heading), bare(section));
    NOTES.iter().any(|note| heading.strip_suffix(note).is_some_and(|h| h.trim_end() == section))
}
