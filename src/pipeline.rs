/*!
Read this first: the stages, called in order. Nothing else calls them.

```text
bytes -> read -> split -> segment -> align -> decide -> plan -> report
```
*/

use crate::align;
use crate::decide::{self, Confidence, Hold, Rule};
use crate::model::AssemblyWeights;
use crate::plan::{self, Drop, Plan, PlanError, Status};
use crate::read::Source;
use crate::report::PostReport;
use crate::segment;
use crate::split::{self, PartKind};
use crate::text::{LineIndex, Span, TileError, keeps};

/// What to do with a cut end that nothing continues.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tail {
    /// Drop it, back to the last finished sentence.
    #[default]
    Drop,
    /// Keep it.
    Keep,
}

/// What to do with a closing that is told again at the end of a later block, after new matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Endings {
    /// The last telling stays, at the close.
    #[default]
    Last,
    /// Every one stays where it stands.
    All,
}

/// What to do with the rounds in which a post was continued.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Continuations {
    /// They are merged into one article.
    #[default]
    Merge,
    /// Those after the first one that ends with a finished sentence go.
    FirstComplete,
}

/// How posts are repaired.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// The markers that part blocks. Empty ones are passed over.
    pub markers: Vec<String>,
    /// What to do with a cut end that nothing continues.
    pub tail: Tail,
    /// What to do with closings that are told more than once.
    pub endings: Endings,
    /// What to do with the rounds in which a post was continued.
    pub continuations: Continuations,
    /// The least confidence that is applied; what is less sure is kept and listed as a doubt.
    pub min_confidence: Confidence,
    /// Passages that stay wherever they stand, to the letter, beside those between the comments of
    /// [`Keeps`](crate::Keeps). Empty ones are passed over.
    pub keep: Vec<String>,
}

/// The marker that parts blocks by default.
pub const DEFAULT_MARKER: &str = "---END---";

impl Default for Options {
    fn default() -> Self {
        Self {
            markers: vec![DEFAULT_MARKER.to_owned()],
            tail: Tail::Drop,
            endings: Endings::Last,
            continuations: Continuations::Merge,
            min_confidence: Confidence::Likely,
            keep: Vec::new(),
        }
    }
}

/// A post that the stages failed on: what they made of it loses or doubles bytes, so it is no plan. Always
/// a defect of restitch, never of the post, and no reason to harm it: the post is to be left as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("near line {line}, in round {round}: {why}")]
pub struct Defect {
    /// Line that the fault is near, from 1: of the post in round 1, later of the article as it was then.
    pub line: usize,
    /// Round of cleaning, from 1.
    pub round: usize,
    /// The law that does not hold, and for which bytes.
    #[source]
    pub why: PlanError,
}

impl Defect {
    fn new(source: &Source, round: usize, why: PlanError) -> Self {
        let (TileError::Gap(at, _) | TileError::Overlap(at, _)) = why.0;
        Self { line: LineIndex::new(source.text()).line(at), round, why }
    }
}

/// Decides what is kept of `source` and what goes. Total: every text gives a plan or a defect, and none a
/// panic.
///
/// # Errors
///
/// [`Defect`] when the stages break a law. There is nothing wrong with the post then, but with restitch.
pub fn repair(source: &Source, options: &Options) -> Result<Plan, Defect> {
    let mut seen = segment::Seen::of(source.text());
    let first = round(source, options, &mut seen).map_err(|why| Defect::new(source, 1, why))?;
    let Some(mut plan) = first else { return Ok(Plan::identity(source)) };
    // Cleaning the clean article must change nothing: so clean it until that holds.
    for n in 2..2 + ROUNDS {
        let article = Source::from_text(plan.clean(source));
        let next = round(&article, options, &mut segment::Seen::after(&seen))
            .map_err(|why| Defect::new(&article, n, why))?;
        let Some(next) = next.filter(|p| !p.is_identity()) else { return Ok(plan) };
        plan = plan::compose(source, &plan, &next).map_err(|why| Defect::new(source, n, why))?;
    }
    // What does not come to rest is no article, and stays as it was.
    Ok(Plan::identity(source))
}

/// Rounds of cleaning after the first, at most; the archive's posts need one.
const ROUNDS: usize = 24;

/// Times that what is not sure enough is held and the rest decided anew, at most. Only who asks for certain
/// decisions alone needs more than the first.
const HOLDS: usize = 16;

/// One round of cleaning; `None` where there is nothing to repair.
fn round<'t>(
    source: &'t Source,
    options: &Options,
    seen: &mut segment::Seen<'t>,
) -> Result<Option<Plan>, PlanError> {
    let text = source.text();
    let parts = split::split(text, source.body(), &options.markers);
    let mut marked = parts.len() > 1;
    let mut units = Vec::with_capacity(text.len() / 128);
    let mut blocks = Vec::new();
    let mut open = None;
    for (i, part) in parts.iter().enumerate().filter(|(_, p)| p.kind == PartKind::Block) {
        let from = units.len();
        open = segment::segment(text, part.span, open, seen, &mut units);
        blocks.push((from..units.len(), i > 0));
    }
    let mut late = Vec::new();
    if options.continuations == Continuations::FirstComplete {
        let rest = blocks.split_off(decide::first_whole(text, &units, &blocks));
        late = decide::later(&units, &rest);
        units.truncate(blocks.last().map_or(0, |block| block.0.end));
    }
    if !marked {
        let index = align::Index::new(&units);
        let inner = align::stretches(text, seen.keys(), &units, &index, &blocks);
        let seams: Vec<usize> = inner.iter().skip(1).map(|stretch| stretch.units.start).collect();
        if let Some(between) = align::piles(text, &units, &index, 0..units.len(), &seams) {
            blocks = between;
            marked = true;
        } else if seams.is_empty() {
            return Ok(None);
        }
    }
    segment::resplit(text, seen, &mut units, &mut blocks);
    let (keys, index) = (seen.keys(), align::Index::new(&units));
    let stretches = align::stretches(text, keys, &units, &index, &blocks);
    if !marked && stretches.len() <= 1 {
        return Ok(None);
    }
    let least = options.min_confidence;
    let reads = align::reads(text, keys, &mut units, &index, &stretches, least);
    let mut letters = align::Letters::new(text, keys, &reads.nodes);
    let (chains, unheld) = align::repeats(&reads, &mut letters);
    let mut links = decide::links(text, &reads, &chains);
    links.extend(unheld.into_iter().map(|pair| decide::Link { pair, confidence: Confidence::Doubtful }));
    let body = units.first().map_or(0, |u| u.span.start);
    let keep_tail = options.tail == Tail::Keep;
    let weights = AssemblyWeights::default();
    let stops = segment::stops_are_written(&units, reads.reads.iter().map(|read| read.last_unit));
    let mut held = vec![Hold::No; reads.nodes.len()];
    let mut looked_beside = false;
    let mut rounds = HOLDS;
    let (finished, mut fates) = loop {
        let passages = decide::passages(&reads, links.iter().copied(), least, &held, &mut letters);
        let article = decide::assemble(text, &reads, &passages, &weights, stops);
        // What a remnant's neighbours say already is told by them.
        if !std::mem::replace(&mut looked_beside, true) {
            let again =
                decide::told_beside(&reads, &passages, &article.nodes, &article.remnants, &mut letters);
            if !again.is_empty() {
                links.extend(again);
                continue;
            }
        }
        let finished = decide::finish(text, &units, &reads, &passages, article.nodes, keep_tail, least);
        let mut alike = |a, b| letters.likeness(a, b, 0.0);
        let fates = decide::settle(text, body, &reads, &passages, &finished, &article.apart, &mut alike);
        // What turns out less sure than asked for is held, and a closing that was asked to stay, and the rest
        // decided anew.
        let unsure = fates.sure.iter().filter(|node| node.1 < least).map(|node| (node.0, Hold::Unsure));
        let asked = fates.closings.iter().filter(|_| options.endings == Endings::All);
        let holds = unsure.chain(asked.map(|&n| (n, Hold::Asked)));
        let holds: Vec<(usize, Hold)> = holds.filter(|&(n, _)| held[n] == Hold::No).collect();
        rounds -= 1;
        if rounds == 0 || holds.is_empty() {
            break (finished, fates);
        }
        holds.into_iter().for_each(|(n, hold)| held[n] = hold);
    };
    fates.drops.extend(late.into_iter().map(|span| Drop {
        span,
        rule: Rule::LaterRound,
        confidence: Confidence::Certain,
        similarity: 0.0,
        counterpart: None,
    }));
    let status = if finished.incomplete { Status::Incomplete } else { Status::Repaired };
    let (pieces, drops) = plan::complete(source, &parts, fates.pieces, fates.drops);
    let plan = Plan::new(source, pieces, drops, fates.doubts, status)?.with_unsure(fates.unsure);
    plan::protect(source, plan, &protected(source, options)).map(Some)
}

/// What stays whatever is decided: sorted and disjoint.
fn protected(source: &Source, options: &Options) -> Vec<Span> {
    let (text, body) = (source.text(), source.body());
    let mut all = keeps(text, body).spans;
    for passage in options.keep.iter().filter(|passage| !passage.is_empty()) {
        let found = body.of(text).match_indices(passage.as_str());
        all.extend(found.map(|(at, _)| Span::new(body.start + at, body.start + at + passage.len())));
    }
    all.sort_unstable();
    all.dedup_by(|next, last| {
        let meets = next.start < last.end;
        if meets {
            last.end = last.end.max(next.end);
        }
        meets
    });
    all
}

/// Repairs `source` and reports it under the name `path`.
///
/// # Errors
///
/// Those of [`repair`].
pub fn repair_and_report(
    source: &Source,
    options: &Options,
    path: &str,
) -> Result<(Plan, PostReport), Defect> {
    let plan = repair(source, options)?;
    let report = PostReport::new(source, &plan, path);
    Ok((plan, report))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Glue, Piece};

    #[test]
    fn a_plan_that_breaks_a_law_is_a_defect_with_its_place() {
        let source = Source::from_text("one\ntwo\nthree\n");
        let twice = [Span::new(0, 9), Span::new(8, 14)].map(|span| Piece { span, glue: Glue::Nothing });
        let why = Plan::new(&source, twice.to_vec(), vec![], vec![], Status::Repaired).unwrap_err();
        let defect = Defect::new(&source, 1, why);
        assert_eq!((defect.line, defect.round), (3, 1));
        assert!(defect.to_string().contains("line 3, in round 1: "), "{defect}");
        assert!(defect.to_string().contains("bytes 8..9 belong to two spans"), "{defect}");
    }
}
