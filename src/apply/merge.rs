/*!
A way back through edits that were made since: three-way, by lines, as git merges.

```text
before  <- delta -  after (the base)  - edits ->  now
```

The base itself is nowhere any more; of its lines the record has lengths and hashes. A line of `now` that lines up
with one of the base and has its length and hash is that line; every other line of the base was edited away, and
is a *hole*. With its holes the base gives the version before as far as it is known, and what changes between the
two are hunks of lines like the edits. Hunks of both sides that share a line or touch are a conflict, as
in git, and so is a hole that does not come back as a whole line: then there is no merge. Cost: two line
diffs ([Myers 1986] as `similar` has it).

[Myers 1986]: https://doi.org/10.1007/BF01840446
*/

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::journal::{Delta, line_hash};

/// Bytes of lines that were edited away, at most: a record is believed about no more.
const MOST_AWAY: u64 = 1 << 26;

/// A replacement of lines of the base by lines of another text.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Hunk {
    base: Range<usize>,
    other: Range<usize>,
}

/// The version before `delta`, with the edits that made `now` of the version after; nothing where the
/// edits touch what comes back.
pub fn merge(delta: &Delta, now: &[u8]) -> Option<Vec<u8>> {
    // The holes are made of these.
    if now.contains(&0) {
        return None;
    }
    let (pairs, []) = delta.lines.as_chunks::<2>() else { return None };
    let now_lines: Vec<&[u8]> = now.split_inclusive(|&b| b == b'\n').collect();
    let print = |line: &&[u8]| [u32::try_from(line.len()).unwrap_or(u32::MAX), line_hash(line)];
    let now_prints: Vec<[u32; 2]> = now_lines.iter().map(print).collect();
    let edits = hunks(&capture_diff_slices(Algorithm::Myers, pairs, &now_prints));

    let total: u64 = pairs.iter().map(|pair| u64::from(pair[0])).sum();
    if total != delta.after.bytes || total > now.len() as u64 + MOST_AWAY {
        return None;
    }
    let (base, holes) = base_of(pairs, &now_lines, &edits);
    let (before, hole_at) = before_of(delta, &base, &holes)?;

    // Lines of both as numbers: a hole is like itself alone.
    let mut numbers: HashMap<(&[u8], usize), u32> = HashMap::new();
    let mut number = |line, hole| {
        let next = numbers.len() as u32;
        *numbers.entry((line, hole)).or_insert(next)
    };
    let starts = |text: &[u8]| {
        let mut at = 0;
        let lines: Vec<Range<usize>> = text
            .split_inclusive(|&b| b == b'\n')
            .map(|line| {
                at += line.len();
                at - line.len()..at
            })
            .collect();
        lines
    };
    let (base_lines, before_lines) = (starts(&base), starts(&before));
    if base_lines.len() != pairs.len() {
        return None;
    }
    let base_ids: Vec<u32> = (0..base_lines.len())
        .map(|i| number(&base[base_lines[i].clone()], if holes[i] { i + 1 } else { 0 }))
        .collect();
    let before_ids: Vec<u32> = before_lines
        .iter()
        .map(|line| number(&before[line.clone()], hole_at.get(&line.start).map_or(0, |i| i + 1)))
        .collect();
    let back = hunks(&capture_diff_slices(Algorithm::Myers, &base_ids, &before_ids));

    let mut out = Vec::with_capacity(now.len() + delta.dropped());
    let (mut at, mut theirs, mut ours) = (0, edits.iter().peekable(), back.iter().peekable());
    loop {
        let (edit, way) = (theirs.peek(), ours.peek());
        if let (Some(edit), Some(way)) = (edit, way)
            && edit.base.start <= way.base.end
            && way.base.start <= edit.base.end
        {
            return None;
        }
        let edit_first = match (edit, way) {
            (None, None) => break,
            (Some(edit), Some(way)) => edit.base.start < way.base.start,
            (edit, _) => edit.is_some(),
        };
        let next = if edit_first { theirs.next()? } else { ours.next()? };
        base_lines[at..next.base.start].iter().for_each(|line| out.extend_from_slice(&base[line.clone()]));
        if edit_first {
            now_lines[next.other.clone()].iter().for_each(|line| out.extend_from_slice(line));
        } else {
            before_lines[next.other.clone()].iter().for_each(|l| out.extend_from_slice(&before[l.clone()]));
        }
        at = next.base.end;
    }
    base_lines[at..].iter().for_each(|line| out.extend_from_slice(&base[line.clone()]));
    (!out.contains(&0)).then_some(out)
}

/// Where lines differ.
fn hunks(ops: &[DiffOp]) -> Vec<Hunk> {
    let differs = |op: &&DiffOp| !matches!(op, DiffOp::Equal { .. });
    let mut out: Vec<Hunk> = Vec::new();
    for op in ops.iter().filter(differs) {
        let (base, other) = (op.old_range(), op.new_range());
        match out.last_mut() {
            Some(last) if last.base.end == base.start && last.other.end == other.start => {
                (last.base.end, last.other.end) = (base.end, other.end);
            }
            _ => out.push(Hunk { base, other }),
        }
    }
    out
}

/// The base as far as `now` shows it, and which of its lines are holes: zeros of the line's length.
fn base_of(pairs: &[[u32; 2]], now: &[&[u8]], edits: &[Hunk]) -> (Vec<u8>, Vec<bool>) {
    let (mut base, mut holes) = (Vec::new(), vec![false; pairs.len()]);
    let (mut at, mut there) = (0, 0);
    let whole = Hunk { base: pairs.len()..pairs.len(), other: now.len()..now.len() };
    for edit in edits.iter().chain([&whole]) {
        now[there..edit.other.start].iter().for_each(|line| base.extend_from_slice(line));
        for i in edit.base.clone() {
            let len = pairs[i][0] as usize;
            base.resize(base.len() + len, 0);
            // Only the last line of a text may lack its newline, and whether it did nobody knows.
            if let Some(last) = base.last_mut().filter(|_| len > 0 && i + 1 < pairs.len()) {
                *last = b'\n';
            }
            holes[i] = true;
        }
        (at, there) = (edit.base.end, edit.other.end);
    }
    debug_assert_eq!(at, pairs.len());
    (base, holes)
}

/// The version before, with the base's holes in it, and where each hole's line begins; nothing where one comes
/// back as less than a line.
fn before_of(delta: &Delta, base: &[u8], holes: &[bool]) -> Option<(Vec<u8>, HashMap<usize, usize>)> {
    let kept = delta.kept.iter().map(|&[before, after, len]| (before, after, len));
    let before = super::journal::assemble(base, kept, &delta.gone, delta.before.bytes)?;
    let mut by_after: Vec<[usize; 3]> = delta.kept.clone();
    by_after.sort_unstable_by_key(|kept| kept[1]);
    let mut hole_at = HashMap::new();
    let mut start = 0;
    for (i, line) in base.split_inclusive(|&b| b == b'\n').enumerate() {
        let range = start..start + line.len();
        start = range.end;
        if !*holes.get(i)? {
            continue;
        }
        let slice = by_after[..by_after.partition_point(|kept| kept[1] <= range.start)].last()?;
        if slice[1] + slice[2] < range.end {
            return None;
        }
        let at = slice[0] + range.start - slice[1];
        let (first, end) = (at == 0 || before[at - 1] == b'\n', at + line.len());
        let last = before[..end].ends_with(b"\n") || end == before.len();
        if !first || !last {
            return None;
        }
        hole_at.insert(at, i);
    }
    Some((before, hole_at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(before: &str, after: &str, now: &str) -> Option<String> {
        let merged = merge(&Delta::between(before.as_bytes(), after.as_bytes()), now.as_bytes());
        merged.map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn edits_elsewhere_stay_and_edits_at_the_place_are_a_conflict() {
        let before = "one\ntwo\nthree\nfour\nfive\nsix\n";
        let after = "one\ntwo\nfive\nsix\n";
        let back = |now: &str| merged(before, after, now);
        assert_eq!(back(after).as_deref(), Some(before));
        assert_eq!(back("ONE\ntwo\nfive\nsix\n").as_deref(), Some("ONE\ntwo\nthree\nfour\nfive\nsix\n"));
        assert_eq!(
            back("zero\none\ntwo\nfive\nsix\nseven\n").as_deref(),
            Some("zero\none\ntwo\nthree\nfour\nfive\nsix\nseven\n")
        );
        assert_eq!(back("one\ntwo\nfive\n").as_deref(), Some("one\ntwo\nthree\nfour\nfive\n"));
        for conflict in
            ["one\nTWO\nfive\nsix\n", "one\ntwo\nFIVE\nsix\n", "one\ntwo\nnew\nfive\nsix\n", "", "x"]
        {
            assert_eq!(back(conflict), None, "{conflict:?}");
        }
    }

    #[test]
    fn a_moved_passage_comes_back_with_the_edits_in_it_or_not_at_all() {
        use restitch::{Glue, Piece, Plan, Source, Span, Status};
        let source = Source::from_text("one\ntwo\nthree\nfour\n");
        let piece = |a, b| Piece { span: Span::new(a, b), glue: Glue::Nothing };
        let plan = Plan::new(
            &source,
            vec![piece(8, 14), piece(0, 8), piece(14, 19)],
            vec![],
            vec![],
            Status::Repaired,
        );
        let plan = plan.unwrap();
        let clean = plan.clean(&source);
        assert_eq!(clean, "three\none\ntwo\nfour\n");
        let delta = Delta::of_plan(&source, &plan, clean.as_bytes());
        assert_eq!(delta.back(clean.as_bytes()).unwrap(), source.text().as_bytes());
        let merged = |now: &str| merge(&delta, now.as_bytes()).map(|b| String::from_utf8(b).unwrap());
        assert_eq!(merged("three\none\ntwo\nfour\nfive\n").as_deref(), Some("one\ntwo\nthree\nfour\nfive\n"));
        assert_eq!(merged("THREE\none\ntwo\nfour\n"), None);
    }

    proptest::proptest! {
        #[test]
        fn a_merge_keeps_both_sides_or_is_none(
            lines in proptest::collection::vec("[abc]\n", 0..12),
            from in 0usize..12, cut in 0usize..4, edit in 0usize..12, word in "[xyz]\n",
        ) {
            let before = lines.concat();
            let from = from.min(lines.len());
            let after = [&lines[..from], &lines[(from + cut).min(lines.len())..]].concat();
            let mut now = after.clone();
            if let Some(line) = now.get_mut(edit) {
                *line = word.clone();
            }
            let (after, now) = (after.concat(), now.concat());
            if let Some(merged) = merged(&before, &after, &now) {
                let came = merged.len() as i64 - now.len() as i64;
                proptest::prop_assert_eq!(came, before.len() as i64 - after.len() as i64);
                proptest::prop_assert!(now == after || merged.contains(&word));
            }
        }
    }
}
