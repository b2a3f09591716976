/*!
The fate of every byte: kept slices in order with their glue, and for the rest the rule by which it goes.
*/

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::classes::Passages;
use super::finish::Finished;
use super::grade;
use super::{Confidence, Rule};
use crate::align::Reads;
use crate::plan::{Drop, Glue, Piece};
use crate::segment::{Gap, Kind};
use crate::text::Span;

/// What was decided of a post's body.
#[derive(Clone, Debug, Default)]
pub struct Fates {
    /// Kept slices in the article's order.
    pub pieces: Vec<Piece>,
    /// Dropped slices; white space is not among them.
    pub drops: Vec<Drop>,
    /// Slices that stay because dropping them is not sure enough.
    pub doubts: Vec<Drop>,
    /// Joins that are less than certain, by the byte that their right side begins at.
    pub unsure: Vec<(usize, Confidence)>,
    /// Nodes of `drops` that are closings told again at the close.
    pub closings: Vec<usize>,
    /// Nodes of `drops` and how sure that is: less, it may be, than the links between them said.
    pub sure: Vec<(usize, Confidence)>,
}

/// Settles what becomes of the nodes when those of `kept` stay, in that order.
pub fn settle(
    text: &str,
    body: usize,
    reads: &Reads,
    passages: &Passages,
    finished: &Finished,
    apart: &[bool],
    similarity: &mut dyn FnMut(usize, usize) -> f32,
) -> Fates {
    let nodes = &reads.nodes;
    let mut out = Fates::default();
    let seams = Seams::new(text, body, reads, passages);
    let mut winner = vec![None; passages.tellings.len()];
    let kept = &finished.kept;
    let mut gone = vec![None; nodes.len()];
    for &(n, rule, confidence) in &finished.gone {
        // All tellings of what hangs go with it.
        gone[passages.of[n]] = Some((rule, confidence));
    }
    let mut stays = vec![false; nodes.len()];
    for (i, &n) in kept.iter().enumerate() {
        winner[passages.of[n]] = Some(n);
        stays[n] = true;
        let glue = match i {
            0 => (Glue::Nothing, None),
            _ if apart[n] || i > 1 && apart[kept[i - 1]] && nodes[n].gap > Gap::Space => {
                (Glue::BlankLine, None)
            }
            _ => seams.between(kept[i - 1], n),
        };
        for (k, &(own, span)) in nodes[n].slices.iter().enumerate() {
            let (glue, white) = if k == 0 { glue } else { (own, None) };
            let span = white.map_or(span, |w: Span| Span::new(w.start, span.end));
            out.pieces.push(Piece { span, glue });
            let sure = match k {
                0 if i == 0 => Confidence::Certain,
                0 => seams.confidence(kept[i - 1], n),
                _ => nodes[n].sure,
            };
            if sure < Confidence::Certain {
                out.unsure.push((span.start, sure));
            }
        }
        for &span in &nodes[n].requote {
            let counterpart = nodes[n].slices.first().map(|s| s.1);
            out.drops.push(Drop {
                span,
                rule: Rule::Requote,
                confidence: nodes[n].sure,
                similarity: 1.0,
                counterpart,
            });
        }
    }
    for waste in &reads.waste {
        out.drops.push(Drop {
            span: waste.span,
            rule: waste.rule,
            confidence: waste.confidence,
            similarity: if waste.counterpart.is_some() { 1.0 } else { 0.0 },
            counterpart: waste.counterpart,
        });
    }
    // A closing is told again behind other matter that stays.
    let mut before = vec![0_u32; nodes.len() + 1];
    stays.iter().enumerate().for_each(|(n, &stays)| before[n + 1] = before[n] + u32::from(stays));
    let closes = |n: usize, w: usize| {
        let end = reads.reads[nodes[n].read].nodes.end;
        before[end.min(w)] == before[n] && before[w] > before[end.min(w)]
    };
    for (n, node) in nodes.iter().enumerate() {
        let by = winner[passages.of[n]];
        if stays[n] {
            continue;
        }
        let alike =
            by.map_or(0.0, |w| if nodes[w].key.hash == node.key.hash { 1.0 } else { similarity(n, w) });
        for (k, &(_, span)) in node.slices.iter().enumerate() {
            let rule = match by {
                None => gone[passages.of[n]].map_or(Rule::CutEnd, |(rule, _)| rule),
                Some(w) if node.is_joined() && nodes[w].is_joined() && nodes[w].start() == node.start() => {
                    Rule::Rival
                }
                _ if node.is_joined() && k == 0 => Rule::CutCopy,
                _ if node.is_joined() => Rule::TailCopy,
                // Where no sentence has a stop, a whole one looks like a cut one.
                Some(w) if w > n && closes(n, w) && (node.complete || alike >= 1.0) => Rule::Closing,
                _ if !node.complete && node.kind.can_be_cut() => Rule::CutCopy,
                Some(w) if w.abs_diff(n) <= NEAR && nodes[w].read.abs_diff(node.read) == 1 => {
                    Rule::SeamRepeat
                }
                _ if alike >= 1.0 => Rule::Copy,
                _ => Rule::Retelling,
            };
            let confidence = match by {
                Some(w) => passages.confidence(n, w).min(grade::survives(node, &nodes[w], alike)),
                None => gone[passages.of[n]].map_or(Confidence::Doubtful, |(_, confidence)| confidence),
            };
            if rule == Rule::Closing {
                out.closings.push(n);
            }
            if rule != Rule::Rival {
                out.sure.push((n, confidence));
            }
            let counterpart = by.map(|w| nodes[w].span());
            out.drops.push(Drop { span, rule, confidence, similarity: alike, counterpart });
        }
        for &span in &node.requote {
            out.drops.push(Drop {
                span,
                rule: Rule::Requote,
                confidence: node.sure,
                similarity: 1.0,
                counterpart: by.map(|w| nodes[w].span()),
            });
        }
    }
    out.doubts = doubts(reads, passages, finished);
    out
}

/// What was not sure enough to go: what begins a block with words told before, what is like a telling that
/// stays, and what hangs.
fn doubts(reads: &Reads, passages: &Passages, finished: &Finished) -> Vec<Drop> {
    let nodes = &reads.nodes;
    let starts = reads.doubts.iter().map(|waste| Drop {
        span: waste.span,
        rule: waste.rule,
        confidence: waste.confidence,
        similarity: 1.0,
        counterpart: waste.counterpart,
    });
    let links = passages.doubts.iter().map(|link| {
        let (earlier, later) = (link.pair.earlier, link.pair.later);
        // The cut one would go; of two whole ones, the later.
        let (n, by) = if nodes[earlier].complete { (later, earlier) } else { (earlier, later) };
        let rule = match nodes[n].complete {
            false => Rule::CutCopy,
            true if link.pair.similarity >= 1.0 => Rule::Copy,
            true => Rule::Retelling,
        };
        let (confidence, similarity) = (link.confidence, link.pair.similarity);
        Drop { span: nodes[n].span(), rule, confidence, similarity, counterpart: Some(nodes[by].span()) }
    });
    let ends = finished.doubts.iter().map(|&(n, rule, confidence)| Drop {
        span: nodes[n].span(),
        rule,
        confidence,
        similarity: 0.0,
        counterpart: None,
    });
    let mut all: Vec<Drop> = starts.chain(links).chain(ends).collect();
    // One doubt a passage, the surest, and none about what goes for another reason.
    let mut kept: Vec<Span> =
        finished.kept.iter().flat_map(|&n| nodes[n].slices.iter().map(|s| s.1)).collect();
    kept.sort_unstable();
    all.retain(|doubt| {
        let at = kept.partition_point(|span| span.end <= doubt.span.start);
        kept.get(at).is_some_and(|span| span.contains(doubt.span))
    });
    all.sort_by(|a, b| a.span.cmp(&b.span).then(b.confidence.cmp(&a.confidence)));
    all.dedup_by_key(|doubt| doubt.span);
    all
}

/// Nodes that part a sentence from its repeat right at a seam.
const NEAR: usize = 2;

/// Nodes of a line that are looked at for what it ran together.
const LINE: usize = 24;

/// How kept nodes meet.
struct Seams<'a> {
    text: &'a str,
    /// Where the body's first word stands.
    body: usize,
    reads: &'a Reads,
    passages: &'a Passages,
    /// Reads that run together what another read parts.
    flat: Vec<bool>,
    /// Where blocks said the end of a sentence again before they went on, and that sentence.
    tails: HashMap<usize, Span, RandomState>,
}

impl<'a> Seams<'a> {
    fn new(text: &'a str, body: usize, reads: &'a Reads, passages: &'a Passages) -> Self {
        let tails = reads.waste.iter().filter(|w| w.rule == Rule::TailCopy);
        let tails = tails.filter_map(|w| Some((w.span.end, w.counterpart?))).collect();
        let mut out = Self { text, body, reads, passages, flat: vec![false; reads.reads.len()], tails };
        for (n, node) in reads.nodes.iter().enumerate().filter(|(_, n)| n.gap < Gap::Newline) {
            let parted = n > reads.reads[node.read].nodes.start
                && out.told_gap(n - 1, n).is_some_and(|g| g == Gap::Blank);
            // No fence, no tag and no item stands behind text in its line.
            let fence = node.kind == Kind::Verbatim && node.span().of(text).starts_with(['`', '~', '$', '<']);
            out.flat[node.read] |= parted || fence || node.kind == Kind::Item;
        }
        out
    }

    /// Whether `m` directly follows, in its own read, a telling of what `p` tells.
    fn follows(&self, p: usize, m: usize) -> bool {
        let nodes = &self.reads.nodes;
        m > 0 && nodes[m - 1].read == nodes[m].read && self.passages.of[m - 1] == self.passages.of[p]
    }

    /// Whether `m` is put together from both sides of a cut, of which the first directly follows a telling of what
    /// `p` tells.
    fn goes_on(&self, p: usize, m: usize) -> bool {
        let read = &self.reads.reads[self.reads.nodes[m].read];
        let left = read.left.filter(|_| read.nodes.start == m && self.reads.nodes[m].is_joined());
        left.is_some_and(|left| self.passages.of[left] == self.passages.of[p])
    }

    /// How sure it is that `n` follows `p`: some read tells them so to the letter, or in other words, or as one
    /// block after another; or none does.
    fn confidence(&self, p: usize, n: usize) -> Confidence {
        let nodes = &self.reads.nodes;
        let read = &self.reads.reads[nodes[n].read];
        let equal = |a: usize, b: usize| nodes[a].key.hash == nodes[b].key.hash;
        let tellings = &self.passages.tellings[self.passages.of[n]];
        if tellings.iter().take(24).any(|&m| self.follows(p, m) && equal(m - 1, p) && equal(m, n)) {
            Confidence::Certain
        } else if self.told_gap(p, n).is_some() || n == read.nodes.start && read.left == Some(p) {
            Confidence::Likely
        } else {
            Confidence::Doubtful
        }
    }

    /// The widest white space that any read puts between what `p` and what `n` tell.
    fn told_gap(&self, p: usize, n: usize) -> Option<Gap> {
        let tellings = &self.passages.tellings[self.passages.of[n]];
        let behind = |&m: &usize| self.follows(p, m) || self.goes_on(p, m);
        tellings.iter().take(24).copied().filter(behind).map(|m| self.reads.nodes[m].gap).max()
    }

    /// The tellings of what `n` tells that directly follow one of what `p` tells.
    fn told_after(&self, p: usize, n: usize) -> impl Iterator<Item = usize> {
        let tellings = self.passages.tellings[self.passages.of[n]].iter().take(24);
        tellings.copied().filter(move |&m| self.follows(p, m))
    }

    /// Whether the white space before `m` stands where a paragraph may end: it is no less than its line puts
    /// elsewhere for what others part. Nothing where the line runs together nothing else.
    fn hides_break(&self, m: usize) -> Option<bool> {
        let nodes = &self.reads.nodes;
        let line = (self.reads.reads[nodes[m].read].nodes.start + 1..m).rev();
        let line = line.take(LINE).take_while(|&k| nodes[k].gap < Gap::Newline);
        let parted = line.filter(|&k| self.told_gap(k - 1, k) == Some(Gap::Blank)).map(|k| nodes[k].gap);
        parted.min().map(|gap| gap <= nodes[m].gap)
    }

    /// Whether a line that tells `n` right after `p` ran together before what others part.
    fn runs_on(&self, p: usize, n: usize) -> bool {
        self.told_after(p, n).any(|m| self.hides_break(m) == Some(true))
    }

    /// Whether every read that tells `n` right after `p` runs together what others part, and so perhaps these.
    fn only_flat(&self, p: usize, n: usize) -> bool {
        let flat = |m: usize| self.flat[self.reads.nodes[m].read] && self.hides_break(m) != Some(false);
        self.told_after(p, n).all(flat)
    }

    /// What stands between the kept nodes `p` and `n`: glue, or white space of the source before `n`.
    fn between(&self, p: usize, n: usize) -> (Glue, Option<Span>) {
        let nodes = &self.reads.nodes;
        let first = nodes[n].slices[0].1;
        let before = white_before(self.text, first.start.max(self.body));
        let before = if before.start < self.body { Span::new(first.start, first.start) } else { before };
        let flat = self.flat[nodes[n].read];
        let adjacent = nodes[p].end() == before.start;
        // Blank lines pile up where a marker was taken out.
        let starts_read = n == self.reads.reads[nodes[n].read].nodes.start;
        let piled = starts_read && before.of(self.text).matches('\n').count() > 2;
        // What goes on from a cut begins in the block that was cut.
        let beside = adjacent && !(flat && self.flat[nodes[p].read]);
        if beside && !piled {
            return (Glue::Nothing, Some(before));
        }
        // Where a block ended with a finished sentence, it mostly ended with a paragraph, whichever telling of it
        // stays.
        let ends_block = |m: usize| {
            let last = self.reads.reads[nodes[m].read].last_unit;
            nodes[m].complete && nodes[m].unit == last && nodes[m].read != nodes[n].read
        };
        let told = &self.passages.tellings[self.passages.of[p]];
        let ended = (flat || self.only_flat(p, n))
            && told.iter().take(24).any(|&m| ends_block(m))
            && (ends_block(p) || self.runs_on(p, n));
        // A sentence that ends a paragraph and is said again to begin the next, without a marker: the
        // paragraphs stay apart.
        let apart = self.reads.reads[nodes[n].read].inner && self.follows(p, n) && nodes[p].complete && {
            let end = self.reads.reads[nodes[p].read].nodes.end;
            p + 1 == end && nodes[p].read + 1 == nodes[n].read
        };
        let gap = if apart {
            Gap::Blank
        } else if !flat && self.follows(p, n) {
            nodes[n].gap
        } else if let Some(gap) = self.told_gap(p, n) {
            if ended { gap.max(Gap::Blank) } else { gap }
        } else if starts_read && self.tails.get(&before.start) != Some(&nodes[p].span()) {
            Gap::Blank
        } else {
            nodes[n].gap
        };
        let lines = |k: Kind| matches!(k, Kind::Row | Kind::Item);
        let gap = match (nodes[p].kind, nodes[n].kind) {
            _ if gap >= Gap::Newline => gap,
            (a, b) if lines(a) && a == b => Gap::Newline,
            (a, b) if !a.is_prose() || !b.is_prose() || b == Kind::Item => Gap::Blank,
            _ => gap,
        };
        if Gap::of(before.of(self.text)) == gap && !before.is_empty() && !piled {
            return (Glue::Nothing, Some(before));
        }
        let glue = match gap {
            Gap::Nothing => Glue::Nothing,
            Gap::Space => Glue::Space,
            Gap::Newline => Glue::Newline,
            Gap::Blank => Glue::BlankLine,
        };
        (glue, None)
    }
}

/// The white space that ends at `at`.
fn white_before(text: &str, at: usize) -> Span {
    Span::new(text[..at].trim_end().len(), at)
}
