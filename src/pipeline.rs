/*!
Read this first: the stages, called in order. Nothing else calls them.

```text
bytes -> read -> split -> segment -> align -> decide -> plan -> report
```
*/

use crate::align;
use crate::decide::{self, Confidence, Rule};
use crate::plan::{self, Drop, Plan, Status};
use crate::read::Source;
use crate::report::PostReport;
use crate::segment;
use crate::split::{self, PartKind};

/// What to do with a cut end that nothing continues.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tail {
    /// Drop it, back to the last finished sentence.
    #[default]
    Drop,
    /// Keep it.
    Keep,
}

/// How posts are repaired.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// The markers that part blocks. Empty ones are passed over.
    pub markers: Vec<String>,
    /// What to do with a cut end that nothing continues.
    pub tail: Tail,
    /// The least confidence that is applied; what is less sure is kept and listed as a doubt.
    pub min_confidence: Confidence,
}

/// The marker that parts blocks by default.
pub const DEFAULT_MARKER: &str = "---END---";

impl Default for Options {
    fn default() -> Self {
        Self {
            markers: vec![DEFAULT_MARKER.to_owned()],
            tail: Tail::Drop,
            min_confidence: Confidence::Likely,
        }
    }
}

/// Decides what is kept of `source` and what goes. Total: every text gives a plan.
pub fn repair(source: &Source, options: &Options) -> Plan {
    let Some(mut plan) = round(source, options) else { return Plan::identity(source) };
    // Cleaning the clean article must change nothing: so clean it until that holds.
    for _ in 0..ROUNDS {
        let article = Source::from_text(plan.clean(source));
        let Some(next) = round(&article, options).filter(|p| !p.is_identity()) else { break };
        let Ok(both) = plan::compose(source, &plan, &next) else { break };
        plan = both;
    }
    plan
}

/// Rounds of cleaning after the first, at most; the archive's posts need one.
const ROUNDS: usize = 6;

/// One round of cleaning; `None` where there is nothing to repair.
fn round(source: &Source, options: &Options) -> Option<Plan> {
    let text = source.text();
    let parts = split::split(text, source.body(), &options.markers);
    let mut marked = parts.len() > 1;
    let (mut units, mut seen) = (Vec::new(), segment::Seen::default());
    let mut blocks = Vec::new();
    for (i, part) in parts.iter().enumerate().filter(|(_, p)| p.kind == PartKind::Block) {
        let from = units.len();
        segment::segment(text, part.span, &mut seen, &mut units);
        blocks.push((from..units.len(), i > 0));
    }
    if let Some(between) = (!marked).then(|| align::piles(text, &units, 0..units.len())).flatten() {
        blocks = between;
        marked = true;
    }
    if !marked && align::stretches(text, &units, &blocks).len() <= 1 {
        return None;
    }
    segment::resplit(text, &mut units, &mut blocks);
    let stretches = align::stretches(text, &units, &blocks);
    if !marked && stretches.len() <= 1 {
        return None;
    }
    let reads = align::reads(text, &mut units, &stretches);
    let mut letters = align::Letters::new(text, &reads.nodes);
    let (mut chains, doubtful) = align::repeats(&reads, &mut letters);
    let mut doubts = Vec::new();
    let mut grade = |pair: &align::Pair, confidence: Confidence| {
        let applied = confidence >= options.min_confidence;
        if !applied {
            let (span, counterpart) = (reads.nodes[pair.later].span(), reads.nodes[pair.earlier].span());
            let (rule, similarity) = (Rule::Retelling, pair.similarity);
            doubts.push(Drop { span, rule, confidence, similarity, counterpart: Some(counterpart) });
        }
        applied
    };
    for chain in &mut chains {
        chain.retain(|pair| grade(pair, Confidence::of_similarity(pair.similarity)));
    }
    chains
        .extend(doubtful.into_iter().filter(|pair| grade(pair, Confidence::Doubtful)).map(|pair| vec![pair]));
    let passages = decide::passages(&reads, &chains, &mut letters);
    let home = decide::closings(&reads, &passages, &chains);
    let order = decide::order(&reads, &passages, &home);
    let kept = decide::choose(&reads, &passages, &order);
    let finished = decide::finish(text, &units, &reads, &passages, kept, options.tail == Tail::Keep);
    let status = if finished.incomplete { Status::Incomplete } else { Status::Repaired };
    let body = units.first().map_or(0, |u| u.span.start);
    let mut alike = |a, b| letters.likeness(a, b, 0.0);
    let fates = decide::settle(text, body, &reads, &passages, &finished, &home, &mut alike);
    let (pieces, drops) = plan::complete(source, &parts, fates.pieces, fates.drops);
    let plan = Plan::new(source, pieces, drops, doubts, status);
    debug_assert!(plan.is_ok(), "the stages lose or double bytes: {plan:?}");
    // A plan that breaks a law is a defect of restitch; the post is left as it was rather than harmed.
    plan.ok()
}

/// Repairs `source` and reports it under the name `path`.
pub fn repair_and_report(source: &Source, options: &Options, path: &str) -> (Plan, PostReport) {
    let plan = repair(source, options);
    let report = PostReport::new(source, &plan, path);
    (plan, report)
}
