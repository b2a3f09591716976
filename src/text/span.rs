/*!
Byte spans and the tiling law.

Stages hand each other spans, never borrowed text, so a result can outlive a stage, be sorted, be
serialised, and be checked: that kept and dropped spans tile the source is the first law.
*/

use std::ops::Range;

/// A half-open range of bytes of a source, `start..end`, on character borders.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    ///
    /// # Panics
    ///
    /// When `end < start`: such a span is a defect of the caller, not of an input.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span runs forwards: {start}..{end}");
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The bytes as a range, for indexing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The text of this span in `source`.
    ///
    /// # Panics
    ///
    /// When the span is not within `source` or not on character borders.
    pub fn of(self, source: &str) -> &str {
        &source[self.range()]
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// How a set of spans fails to tile a range of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TileError {
    /// Bytes that no span holds.
    #[error("bytes {0}..{1} belong to no span")]
    Gap(usize, usize),
    /// Bytes that two spans hold.
    #[error("bytes {0}..{1} belong to two spans")]
    Overlap(usize, usize),
}

/// Checks that `spans`, in any order, tile `whole`: every byte in exactly one of them. Empty spans
/// are passed over. Sorts a copy: O(n log n) for n spans, and O(n) for a few sorted rows of them.
///
/// # Errors
///
/// The first gap or overlap, by offset.
pub fn tiles(whole: Span, spans: impl IntoIterator<Item = Span>) -> Result<(), TileError> {
    let mut sorted: Vec<Span> = spans.into_iter().filter(|s| !s.is_empty()).collect();
    // Kept spans and dropped ones come as rows in order, which a stable sort merges.
    sorted.sort();
    let mut at = whole.start;
    for span in sorted {
        if span.start > at {
            return Err(TileError::Gap(at, span.start));
        }
        if span.start < at {
            return Err(TileError::Overlap(span.start, at.min(span.end)));
        }
        at = span.end;
    }
    match at.cmp(&whole.end) {
        std::cmp::Ordering::Less => Err(TileError::Gap(at, whole.end)),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(TileError::Overlap(whole.end, at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(list: &[(usize, usize)]) -> Vec<Span> {
        list.iter().map(|&(a, b)| Span::new(a, b)).collect()
    }

    #[test]
    fn tiling_accepts_any_order_and_names_the_first_fault() {
        let whole = Span::new(0, 10);
        assert_eq!(tiles(whole, spans(&[(4, 10), (0, 4), (4, 4)])), Ok(()));
        assert_eq!(tiles(whole, spans(&[(0, 4), (5, 10)])), Err(TileError::Gap(4, 5)));
        assert_eq!(tiles(whole, spans(&[(0, 6), (5, 10)])), Err(TileError::Overlap(5, 6)));
        assert_eq!(tiles(whole, spans(&[(0, 9)])), Err(TileError::Gap(9, 10)));
        assert_eq!(tiles(whole, spans(&[(0, 12)])), Err(TileError::Overlap(10, 12)));
    }
}
