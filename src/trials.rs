/*!
What holds whatever a report, a record of the journal or a configuration says: the bodies of the fuzz targets in `fuzz/`
for the parts of the binary, which `cargo test` runs as properties too. Each panics where its law does not hold.
*/

use std::path::Path;

use crate::apply::{self, Bytes, Delta};
use crate::cli::fuzzed;

/// A report of any bytes gives an original only where one of its lines says so, and the article fits it.
pub fn restore(bytes: &[u8]) {
    let cut = bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len());
    let (article, report) = (String::from_utf8_lossy(&bytes[..cut]), &bytes[(cut + 1).min(bytes.len())..]);
    if let Some(original) = fuzzed::original(report, &article, Path::new("a.md")) {
        let print = restitch::Digest::of(&original);
        let said = |line: &[u8]| {
            serde_json::from_slice::<restitch::PostReport>(line).is_ok_and(|report| report.original == print)
        };
        assert!(report.split(|&b| b == b'\n').any(said), "an original that no line speaks of");
    }
}

/// A record of any bytes gives a version only with the length and hash that it names, and a merge never panics.
pub fn undo(bytes: &[u8]) {
    apply::any_records(bytes);
    let cut = bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len());
    let (now, record) = (&bytes[..cut], &bytes[(cut + 1).min(bytes.len())..]);
    if let Ok(delta) = serde_json::from_slice::<Delta>(record) {
        any_delta(&delta, now);
    }
    // A record with its numbers wrong and its prints right.
    let sound = Delta::between(now, &[now, record].concat());
    let number = |i: usize| record.get(i).map_or(0, |&b| usize::from(b));
    let kept =
        record.chunks(3).take(8).map(|c| [c[0], c[c.len() - 1], c[c.len() / 2]].map(usize::from)).collect();
    let text = Bytes::new(&record[..number(0).min(record.len())]);
    let wrong = apply::Own { at: number(1), text };
    let lines = record.iter().map(|&b| u32::from(b)).collect();
    let tampered = Delta { kept, gone: vec![wrong.clone()], come: vec![wrong], lines, ..sound.clone() };
    any_delta(&tampered, &[now, record].concat());
    any_delta(&Delta { lines: tampered.lines, ..sound }, now);
}

fn any_delta(delta: &Delta, now: &[u8]) {
    if let Ok(before) = delta.back(now) {
        assert_eq!(
            apply::Print::of(&before),
            delta.before,
            "a version that is not the one that was recorded"
        );
        let again = delta.reversed(&before).back(&before);
        assert!(again.is_err() || again.as_deref() == Ok(now), "a way back that leads elsewhere");
    }
    let _ = apply::merge(delta, now);
}

/// A configuration of any bytes is refused in words that steer nothing, or says what it says again.
pub fn config(bytes: &[u8]) {
    fuzzed::config(&String::from_utf8_lossy(bytes));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    fn pieces(scraps: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            6 => prop::sample::select(scraps).prop_map(|s| s.as_bytes().to_vec()),
            1 => prop::collection::vec(any::<u8>(), 0..4),
        ];
        prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    const TOML: &[&str] = &[
        "marker",
        "tail",
        "keep",
        "ext",
        "jobs",
        "endings",
        " = ",
        "[",
        "]",
        "\"",
        "'",
        "---END---",
        "'drop'",
        "'last'",
        "\n",
        "# x\n",
        ",",
        "\"\\u001b\"",
        "3",
        "\u{202e}",
        "min-confidence",
        "'certain'",
        "[[a]]",
        "a.b",
    ];
    const JSON: &[&str] = &[
        "{\"schema\":1,",
        "\"clean\":{\"bytes\":0,\"chars\":0,\"fnv1a\":\"cbf29ce484222325\"}",
        "\"path\":\"a\"",
        ",",
        "}",
        "\n",
        "\0",
        "[",
        "]",
        "1",
        "\"kept\":[[0,0,9]]",
        "\"gone\":[]",
        "{\"is\":\"intent\"",
        "abc",
    ];

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
        fn any_configuration(bytes in pieces(TOML)) {
            config(&bytes);
        }

        #[test]
        fn any_report_and_any_record(bytes in pieces(JSON), raw in prop::collection::vec(any::<u8>(), 0..64)) {
            restore(&bytes);
            undo(&bytes);
            undo(&raw);
        }
    }
}
