/*!
What holds for any input whatever, stage by stage: the bodies of the fuzz targets in `fuzz/`, which `cargo test` runs as
properties too. Each panics where its law does not hold.
*/

use crate::pipeline::{DEFAULT_MARKER, Options, repair};
use crate::plan::Status;
use crate::read::Source;
use crate::report::PostReport;
use crate::segment::{self, Seen, Unit};
use crate::split::{PartKind, split};
use crate::text::{Span, tiles};

/// Reading: a source has the very bytes it was read from, and bytes that are no text come back.
pub fn read(bytes: &[u8]) {
    match Source::from_bytes(bytes.to_vec()) {
        Ok(source) => {
            assert_eq!(source.text().as_bytes(), bytes);
            let whole = Span::new(0, bytes.len());
            assert_eq!(
                tiles(whole, [source.front(), source.body()]),
                Ok(()),
                "front matter and body tile the post"
            );
            assert_eq!(source.into_text().into_bytes(), bytes);
        }
        Err((_, back)) => {
            assert!(back == bytes && (bytes.contains(&0) || std::str::from_utf8(bytes).is_err()));
        }
    }
}

/// Splitting: parts tile the body, blocks and markers in turn, and no marker is empty.
pub fn split_at_markers(text: &str) {
    let source = Source::from_text(text);
    for markers in [&[DEFAULT_MARKER][..], &["---"], &["---END---", "END", "\u{3000}x"]] {
        let markers: Vec<String> = markers.iter().map(|&m| m.to_owned()).collect();
        let parts = split(text, source.body(), &markers);
        assert_eq!(tiles(source.body(), parts.iter().map(|p| p.span)), Ok(()), "parts tile the body");
        for (i, part) in parts.iter().enumerate() {
            let kind = if i % 2 == 0 { PartKind::Block } else { PartKind::Marker };
            assert!(part.kind == kind && (kind == PartKind::Block || !part.span.is_empty()));
        }
    }
}

/// Segmenting: units and white space tile each block, before and after run-together units are taken apart.
pub fn segment(text: &str) {
    let source = Source::from_text(text);
    let mut seen = Seen::of(text);
    let (mut units, mut blocks, mut spans, mut open) = (Vec::new(), Vec::new(), Vec::new(), None);
    let parts = split(text, source.body(), &[DEFAULT_MARKER.to_owned()]);
    for (i, part) in parts.iter().enumerate().filter(|(_, part)| part.kind == PartKind::Block) {
        let from = units.len();
        open = segment::segment(text, part.span, open, &mut seen, &mut units);
        blocks.push((from..units.len(), i > 0));
        spans.push(part.span);
    }
    let tile = |units: &[Unit], blocks: &[(std::ops::Range<usize>, bool)]| {
        for ((range, _), block) in blocks.iter().zip(&spans) {
            let mut at = block.start;
            for unit in &units[range.clone()] {
                assert!(
                    unit.span.start >= at && unit.span.end <= block.end,
                    "{:?} after byte {at}",
                    unit.span
                );
                assert!(
                    text[at..unit.span.start].trim().is_empty(),
                    "text before {:?} is no unit's",
                    unit.span
                );
                let words = unit.span.of(text);
                assert!(!words.is_empty() && words.trim() == words, "white space at an end of {words:?}");
                at = unit.span.end;
            }
            assert!(text[at..block.end].trim().is_empty(), "text behind byte {at} is no unit's");
        }
    };
    tile(&units, &blocks);
    segment::resplit(text, &mut seen, &mut units, &mut blocks);
    tile(&units, &blocks);
}

/// The whole: nothing lost, nothing invented, the report gives the post back, and a second run changes nothing.
pub fn pipeline(text: &str) {
    let source = Source::from_text(text);
    let plan = repair(&source, &Options::default()).expect("a plan that keeps the laws");
    let clean = plan.clean(&source);
    let spans = plan.pieces().iter().map(|p| p.span).chain(plan.drops().iter().map(|d| d.span));
    assert_eq!(tiles(Span::new(0, text.len()), spans), Ok(()), "kept and dropped bytes tile the post");
    let glue = |piece: &crate::plan::Piece| piece.glue.text(&source).chars().all(char::is_whitespace);
    assert!(plan.pieces().iter().all(glue), "glue is white space");
    let report = PostReport::new(&source, &plan, "post.md");
    assert_eq!(report.rebuild(&clean).as_deref(), Ok(text), "article and report give the post back");
    assert!(clean.starts_with(source.front().of(text)), "front matter is never changed");
    assert_eq!(plan.is_identity(), clean == text, "a plan that changes nothing says so");
    assert!(plan.status() != Status::Clean || clean == text, "a clean post comes back identical");
    let again = Source::from_text(clean.as_str());
    let second = repair(&again, &Options::default()).expect("a plan that keeps the laws");
    assert!(second.clean(&again) == clean, "a second run changes nothing");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    /// Bytes that are mostly what posts are made of.
    fn soup() -> impl Strategy<Value = Vec<u8>> {
        const SCRAPS: &[&str] = &[
            "---END---",
            "---END",
            "---\n",
            "+++\n",
            "\n",
            "\n\n",
            "```",
            "~~~\n",
            "    ",
            "\t",
            "- ",
            "1. ",
            "> ",
            "| a |",
            "$$\n",
            "<div>",
            "</div>",
            "**",
            "*",
            "\"",
            "`",
            ".",
            "。",
            "One sentence. ",
            "同じ文。",
            "\u{feff}",
            "\r\n",
            "<!-- restitch: keep -->",
            "<!-- restitch: end -->",
            "[a](b",
            ")",
            "# ",
            " ",
            "\0",
            "\u{3000}",
            "x = 1\n",
            "item  one",
        ];
        let piece = prop_oneof![
            8 => prop::sample::select(SCRAPS).prop_map(|s| s.as_bytes().to_vec()),
            1 => prop::collection::vec(any::<u8>(), 0..4),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    /// The same cases every day; `RESTITCH_EXPLORE=N` draws N times as many at random.
    fn cases() -> ProptestConfig {
        let explore = std::env::var("RESTITCH_EXPLORE").ok().and_then(|n| n.parse::<u32>().ok());
        ProptestConfig {
            cases: 4000 * explore.unwrap_or(1),
            rng_seed: if explore.is_some() { RngSeed::Random } else { RngSeed::Fixed(0x5eed) },
            failure_persistence: None,
            ..ProptestConfig::default()
        }
    }

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn every_stage_keeps_its_law(bytes in soup()) {
            read(&bytes);
            let text = String::from_utf8_lossy(&bytes);
            split_at_markers(&text);
            segment(&text);
            pipeline(&text);
        }
    }
}
