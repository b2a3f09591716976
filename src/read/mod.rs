/*!
Bytes in, [`Source`] out.

Reading changes nothing: a source keeps its bytes as they came, a BOM, CRLF and a missing last
newline included, and says where the front matter ends and which newline the post writes. Offsets
everywhere in restitch are bytes of this text, front matter and BOM included.
*/

use crate::text::Span;

/// The newline a post writes, used for the blank lines that a seam needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Newline {
    /// `\n`
    #[default]
    Lf,
    /// `\r\n`
    CrLf,
}

impl Newline {
    /// The newline's characters.
    pub fn as_str(self) -> &'static str {
        match self {
            Newline::Lf => "\n",
            Newline::CrLf => "\r\n",
        }
    }
}

/// A post as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    text: String,
    front: Span,
    newline: Newline,
}

/// Why bytes are no post.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// A NUL byte: a binary file, or UTF-16.
    #[error(
        "line {line} holds a NUL byte (byte {offset}): this is no text file; convert it to UTF-8 or leave it out"
    )]
    Binary {
        /// Byte offset of the NUL.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// Bytes that are not UTF-8.
    #[error("line {line} is not UTF-8 (byte {offset}); convert the file, for example with iconv -t UTF-8")]
    NotUtf8 {
        /// Offset of the first byte that is not UTF-8.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
}

impl Source {
    /// Takes the bytes of a post.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when the bytes are not UTF-8 or hold a NUL byte; the bytes are given back with
    /// it, so that a caller can hand them on untouched.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, (ReadError, Vec<u8>)> {
        let line = |bytes: &[u8], offset| 1 + memchr::memchr_iter(b'\n', &bytes[..offset]).count();
        if let Some(offset) = memchr::memchr(0, &bytes) {
            return Err((ReadError::Binary { offset, line: line(&bytes, offset) }, bytes));
        }
        // A tenth of the time of the check below, a copy of the text included.
        if let Ok(text) = simdutf8::basic::from_utf8(&bytes) {
            return Ok(Self::from_text(text));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::from_text(text)),
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                Err((ReadError::NotUtf8 { offset, line: line(&bytes, offset) }, bytes))
            }
        }
    }

    /// Takes a post that is text already.
    pub fn from_text(text: impl Into<String>) -> Self {
        let text = text.into();
        let front = Span::new(0, front_matter_end(&text));
        let newline = newline_of(&text);
        Self { text, front, newline }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The front matter with its fences and the BOM before it, from byte 0; empty when there is
    /// none. A front matter that never closes is none.
    pub fn front(&self) -> Span {
        self.front
    }

    /// All that follows the front matter.
    pub fn body(&self) -> Span {
        Span::new(self.front.end, self.text.len())
    }

    /// The newline that most of the post's first lines write.
    pub fn newline(&self) -> Newline {
        self.newline
    }

    /// Gives the text back.
    pub fn into_text(self) -> String {
        self.text
    }
}

/// One past the front matter's closing fence and newline. YAML between `---` lines, TOML between
/// `+++` lines; a BOM before it belongs to it.
fn front_matter_end(text: &str) -> usize {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = &text[bom..];
    let fence = match rest.get(..3) {
        Some(f @ ("---" | "+++")) => f,
        _ => return bom,
    };
    let mut lines = rest.split_inclusive('\n');
    let Some(first) = lines.next() else { return bom };
    if first.trim_end() != fence {
        return bom;
    }
    let mut at = bom + first.len();
    for line in lines {
        at += line.len();
        if line.trim_end() == fence && line.starts_with(fence) {
            return at;
        }
    }
    bom
}

/// The newline that more of the first sixteen lines end with.
fn newline_of(text: &str) -> Newline {
    let mut crlf = 0usize;
    let mut all = 0usize;
    for i in memchr::memchr_iter(b'\n', text.as_bytes()).take(16) {
        all += 1;
        crlf += usize::from(i > 0 && text.as_bytes()[i - 1] == b'\r');
    }
    if crlf * 2 > all { Newline::CrLf } else { Newline::Lf }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_ends_after_its_closing_fence() {
        let post = Source::from_text("---\ntitle: x\n---\nbody");
        assert_eq!(post.front().of(post.text()), "---\ntitle: x\n---\n");
        let toml = Source::from_text("+++\ntitle = 'x'\n+++\r\nbody");
        assert_eq!(toml.body().of(toml.text()), "body");
    }

    #[test]
    fn front_matter_that_never_closes_is_body() {
        let post = Source::from_text("---\ntitle: x\nbody");
        assert!(post.front().is_empty());
        assert_eq!(Source::from_text("---").front().len(), 0);
    }

    #[test]
    fn a_bom_belongs_to_the_front() {
        let post = Source::from_text("\u{feff}---\r\na: b\r\n---\r\nx\r\n");
        assert_eq!(post.body().of(post.text()), "x\r\n");
        assert_eq!(post.newline(), Newline::CrLf);
        assert_eq!(Source::from_text("\u{feff}x").front().len(), 3);
    }

    #[test]
    fn bad_bytes_come_back_with_the_line() {
        let (error, bytes) = Source::from_bytes(b"a\nb\xff".to_vec()).unwrap_err();
        assert_eq!(error, ReadError::NotUtf8 { offset: 3, line: 2 });
        assert_eq!(bytes, b"a\nb\xff");
        let (error, _) = Source::from_bytes(b"a\0".to_vec()).unwrap_err();
        assert_eq!(error, ReadError::Binary { offset: 1, line: 1 });
    }
}
