/*!
The report: a plan in words and numbers that outlive the program, one JSON object a post.

It holds the bytes of everything that was dropped and the place of everything that was kept, so the
clean article and the report together give the original back ([`PostReport::rebuild`]). The schema
carries a version; a reader refuses one that it does not know.
*/

use serde::{Deserialize, Serialize};

use crate::plan::{Drop, Plan};
use crate::read::Source;
use crate::text::{CharIndex, LineIndex, Span, fnv1a};

/// Version of the report's schema.
pub const SCHEMA: u32 = 1;

/// A range of a text in both units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Extent {
    /// First byte and one past the last byte (UTF-8).
    pub bytes: [usize; 2],
    /// The same in characters (Unicode scalar values).
    pub chars: [usize; 2],
}

/// Size and fingerprint of a text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Digest {
    /// Length in bytes.
    pub bytes: usize,
    /// Length in characters.
    pub chars: usize,
    /// FNV-1a of the bytes (64 bits, hexadecimal): tells one version from another, proves nothing.
    pub fnv1a: String,
}

/// A kept slice: where it stood and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// Its place in the original.
    pub original: Extent,
    /// Its place in the clean article.
    pub clean: Extent,
}

/// A dropped passage, or one that restitch doubts and kept.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Dropped {
    /// Its place in the original.
    pub original: Extent,
    /// Line of the original that it starts on, from 1.
    pub line: usize,
    /// Its bytes.
    pub text: String,
    /// The rule's name.
    pub rule: String,
    /// The rule in half a sentence.
    pub reason: String,
    /// `certain`, `likely` or `doubtful`.
    pub confidence: String,
    /// How alike it and its counterpart are, 0 to 1.
    pub similarity: f32,
    /// Where in the original it is told in its stead.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub counterpart: Option<Counterpart>,
}

/// Where a dropped passage survives.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Counterpart {
    /// Its place in the original.
    pub original: Extent,
    /// Line of the original that it starts on, from 1.
    pub line: usize,
}

/// A place of the clean article where two slices meet that did not meet in the original.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Join {
    /// Place in the clean article, of the glue.
    pub clean: Extent,
    /// Line of the clean article, from 1.
    pub line: usize,
    /// The kept slice before it, an index into `kept`.
    pub left: usize,
    /// The kept slice after it.
    pub right: usize,
    /// What restitch wrote between them.
    pub glue: String,
    /// How sure it is that they follow each other: `certain`, `likely` or `doubtful`; empty in reports that
    /// were written before joins had one.
    #[serde(default)]
    pub confidence: String,
}

/// The report of one post.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PostReport {
    /// Version of the schema: [`SCHEMA`].
    pub schema: u32,
    /// The post's path as it was given.
    pub path: String,
    /// `clean`, `repaired` or `incomplete`.
    pub status: String,
    /// The original.
    pub original: Digest,
    /// The clean article.
    pub clean: Digest,
    /// Kept slices in the article's order.
    pub kept: Vec<Kept>,
    /// Dropped passages by offset.
    pub dropped: Vec<Dropped>,
    /// Joins in the article's order.
    pub joins: Vec<Join>,
    /// Passages that were kept because dropping them was not sure enough.
    pub doubts: Vec<Dropped>,
}

/// Why an original cannot be rebuilt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RebuildError {
    /// The report is of another version.
    #[error("the report has schema {0}, this restitch reads {SCHEMA}; use the version that wrote it")]
    Schema(u32),
    /// The clean article is not the one the report was made for.
    #[error(
        "the article is not the one this report was written for (it has {found} bytes or other words, the report says {expected} bytes); undo later edits first"
    )]
    OtherArticle {
        /// Bytes of the article at hand.
        found: usize,
        /// Bytes by the report.
        expected: usize,
    },
    /// The report's ranges make no sense.
    #[error("the report is damaged: {0}")]
    Damaged(String),
}

impl Digest {
    /// Of `text`.
    pub fn of(text: &str) -> Self {
        Self { bytes: text.len(), chars: text.chars().count(), fnv1a: fnv1a(text.as_bytes()) }
    }
}

impl Extent {
    /// The extent of `span` in the text of `index`.
    pub(crate) fn new(index: &CharIndex<'_>, span: Span) -> Self {
        Self {
            bytes: [span.start, span.end],
            chars: [index.chars_before(span.start), index.chars_before(span.end)],
        }
    }
}

impl PostReport {
    /// Reports `plan` of `source`, read from `path`.
    pub fn new(source: &Source, plan: &Plan, path: &str) -> Self {
        let text = source.text();
        let clean = plan.clean(source);
        let original_chars = CharIndex::new(text);
        let clean_chars = CharIndex::new(&clean);
        let lines = LineIndex::new(text);
        let clean_lines = LineIndex::new(&clean);
        let dropped = |d: &Drop| Dropped {
            original: Extent::new(&original_chars, d.span),
            line: lines.line(d.span.start),
            text: d.span.of(text).to_owned(),
            rule: d.rule.name().to_owned(),
            reason: d.rule.summary().to_owned(),
            confidence: d.confidence.as_str().to_owned(),
            similarity: (d.similarity * 1000.0).round() / 1000.0,
            counterpart: d.counterpart.map(|c| Counterpart {
                original: Extent::new(&original_chars, c),
                line: lines.line(c.start),
            }),
        };
        let mut kept = Vec::with_capacity(plan.pieces().len());
        let mut joins = Vec::new();
        let mut at = 0;
        for (i, piece) in plan.pieces().iter().enumerate() {
            let glue = piece.glue.text(source);
            if i > 0 {
                joins.push(Join {
                    clean: Extent::new(&clean_chars, Span::new(at, at + glue.len())),
                    line: clean_lines.line(at),
                    left: i - 1,
                    right: i,
                    glue: glue.to_owned(),
                    confidence: plan.join_confidence(i).as_str().to_owned(),
                });
            }
            at += glue.len();
            kept.push(Kept {
                original: Extent::new(&original_chars, piece.span),
                clean: Extent::new(&clean_chars, Span::new(at, at + piece.span.len())),
            });
            at += piece.span.len();
        }
        Self {
            schema: SCHEMA,
            path: path.to_owned(),
            status: plan.status().as_str().to_owned(),
            original: Digest::of(text),
            clean: Digest::of(&clean),
            kept,
            dropped: plan.drops().iter().map(dropped).collect(),
            joins,
            doubts: plan.doubts().iter().map(dropped).collect(),
        }
    }

    /// The original, from the clean article and this report. Cost: one pass over the original.
    ///
    /// # Errors
    ///
    /// [`RebuildError`] when the report is of another version, or `clean` is not the article it was
    /// written for, or its ranges do not fit together.
    pub fn rebuild(&self, clean: &str) -> Result<String, RebuildError> {
        if self.schema != SCHEMA {
            return Err(RebuildError::Schema(self.schema));
        }
        if clean.len() != self.clean.bytes || fnv1a(clean.as_bytes()) != self.clean.fnv1a {
            return Err(RebuildError::OtherArticle { found: clean.len(), expected: self.clean.bytes });
        }
        let damaged = |what: &str| RebuildError::Damaged(what.to_owned());
        let mut parts: Vec<(usize, &str)> = Vec::with_capacity(self.kept.len() + self.dropped.len());
        for k in &self.kept {
            let [start, end] = k.clean.bytes;
            let slice =
                clean.get(start..end).ok_or_else(|| damaged("a kept range lies outside the article"))?;
            parts.push((k.original.bytes[0], slice));
        }
        parts.extend(self.dropped.iter().map(|d| (d.original.bytes[0], d.text.as_str())));
        parts.sort_by_key(|&(start, _)| start);
        let mut original =
            String::with_capacity(clean.len() + self.dropped.iter().map(|d| d.text.len()).sum::<usize>());
        for (start, slice) in parts {
            if start != original.len() {
                return Err(damaged("its ranges leave a gap or overlap"));
            }
            original.push_str(slice);
        }
        if original.len() != self.original.bytes || fnv1a(original.as_bytes()) != self.original.fnv1a {
            return Err(damaged("the rebuilt original is not the one that was read"));
        }
        Ok(original)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::{Confidence, Rule};
    use crate::plan::{Glue, Piece, Status};

    fn example() -> (Source, Plan) {
        let source = Source::from_text("あい---END---うえ\nお");
        let piece = |a, b, glue| Piece { span: Span::new(a, b), glue };
        let drop = Drop {
            span: Span::new(6, 15),
            rule: Rule::Marker,
            confidence: Confidence::Certain,
            similarity: 0.0,
            counterpart: None,
        };
        let pieces =
            vec![piece(0, 6, Glue::Nothing), piece(22, 25, Glue::BlankLine), piece(15, 22, Glue::Space)];
        let plan = Plan::new(&source, pieces, vec![drop], vec![], Status::Repaired).unwrap();
        (source, plan)
    }

    #[test]
    fn clean_and_report_rebuild_the_original() {
        let (source, plan) = example();
        let report = PostReport::new(&source, &plan, "a.md");
        let json = serde_json::to_string(&report).unwrap();
        let back: PostReport = serde_json::from_str(&json).unwrap();
        assert_eq!(back, report);
        assert_eq!(back.rebuild(&plan.clean(&source)).unwrap(), source.text());
        assert_eq!(report.dropped[0].original.chars, [2, 11]);
        assert_eq!(report.joins.len(), 2);
    }

    #[test]
    fn another_article_is_refused() {
        let (source, plan) = example();
        let report = PostReport::new(&source, &plan, "a.md");
        let edited = plan.clean(&source) + " ";
        assert!(matches!(report.rebuild(&edited), Err(RebuildError::OtherArticle { .. })));
        let other = PostReport { schema: 99, ..report };
        assert_eq!(other.rebuild(&plan.clean(&source)), Err(RebuildError::Schema(99)));
    }

    #[test]
    fn a_damaged_report_is_refused_and_does_not_panic() {
        let (source, plan) = example();
        let clean = plan.clean(&source);
        let mut report = PostReport::new(&source, &plan, "a.md");
        report.kept[0].clean.bytes = [1, 99];
        assert!(matches!(report.rebuild(&clean), Err(RebuildError::Damaged(_))));
    }
}
