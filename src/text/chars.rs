/*!
From byte offsets to character offsets, and a fingerprint for texts: the units of what other programs
are told.
*/

/// Character offsets of a text by byte offset, from checkpoints a fixed number of bytes apart. Built in
/// one pass; a look-up reads at most one stride.
#[derive(Debug)]
pub struct CharIndex<'a> {
    text: &'a str,
    checkpoints: Vec<usize>,
}

/// Bytes between two checkpoints.
const STRIDE: usize = 512;

impl<'a> CharIndex<'a> {
    /// Indexes `text`.
    pub fn new(text: &'a str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut chars = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            checkpoints.push(chars);
            chars += chunk.iter().filter(|&&b| !is_continuation(b)).count();
        }
        Self { text, checkpoints }
    }

    /// Characters (Unicode scalar values) before the byte at `byte`, a character border.
    ///
    /// # Panics
    ///
    /// When `byte` lies past the end.
    pub fn chars_before(&self, byte: usize) -> usize {
        let Some(&base) = self.checkpoints.get((byte / STRIDE).min(self.checkpoints.len().saturating_sub(1)))
        else {
            return 0;
        };
        let from = (byte / STRIDE).min(self.checkpoints.len() - 1) * STRIDE;
        base + self.text.as_bytes()[from..byte].iter().filter(|&&b| !is_continuation(b)).count()
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo 1991), in hexadecimal.
pub fn fnv1a(bytes: &[u8]) -> String {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_offsets_agree_with_counting() {
        let text = "aあ".repeat(1000);
        let index = CharIndex::new(&text);
        for byte in (0..=text.len()).filter(|&b| text.is_char_boundary(b)) {
            assert_eq!(index.chars_before(byte), text[..byte].chars().count());
        }
    }
}
