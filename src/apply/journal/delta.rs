/*!
What parts two versions of a file, in both directions: where the slices stand that both have, and the
bytes that only one has. With one version it gives the other, byte for byte.

Nothing is stored twice: what stays in the file is a range, so the way back from a repair is as large as
what was dropped. Both versions are known by length and SHA-256, before and after each use, so a
delta that is damaged, or put on another file, gives an error and never a text. It also holds the
lengths and short hashes of the lines of the later version: enough to see which of them a person edited
since ([`super::super::merge`]), and not enough to read them.
*/

use restitch::{Plan, Source};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Length and SHA-256 of a version.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Print {
    pub bytes: u64,
    #[serde(with = "hex32")]
    pub sha256: [u8; 32],
}

impl Print {
    /// The print of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, sha256: Sha256::digest(bytes).into() }
    }
}

/// Bytes, as text where they are text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Bytes {
    Text(String),
    Hex { hex: String },
}

impl Bytes {
    /// Takes `bytes` in.
    pub fn new(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Hex { hex: to_hex(bytes) },
        }
    }

    /// The bytes; none where what should be hexadecimal is not.
    pub fn to_vec(&self) -> Option<Vec<u8>> {
        match self {
            Self::Text(text) => Some(text.clone().into_bytes()),
            Self::Hex { hex } => from_hex(hex),
        }
    }
}

/// Bytes that only one version has, at their place in it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Own {
    pub at: usize,
    pub text: Bytes,
}

/// Two versions of a file, each by what it takes to make it of the other.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Delta {
    /// The version before the change.
    pub before: Print,
    /// The version after it.
    pub after: Print,
    /// What both have: where it starts before and after, and its length.
    pub kept: Vec<[usize; 3]>,
    /// What only the version before has.
    pub gone: Vec<Own>,
    /// What only the version after has.
    pub come: Vec<Own>,
    /// Length and hash of each line of the version after, one after the other.
    pub lines: Vec<u32>,
}

/// Why a delta gives no version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The bytes are not the version that the delta was made for.
    #[error("it is another version")]
    Other,
    /// The delta contradicts itself.
    #[error("the record is damaged")]
    Damaged,
}

impl Delta {
    /// From a post to its clean article `clean`.
    pub fn of_plan(source: &Source, plan: &Plan, clean: &[u8]) -> Self {
        let text = source.text();
        let (mut kept, mut come, mut at) = (Vec::new(), Vec::new(), 0);
        for piece in plan.pieces() {
            let glue = piece.glue.text(source);
            if !glue.is_empty() {
                come.push(Own { at, text: Bytes::Text(glue.to_owned()) });
            }
            at += glue.len();
            kept.push([piece.span.start, at, piece.span.len()]);
            at += piece.span.len();
        }
        let own =
            |d: &restitch::Drop| Own { at: d.span.start, text: Bytes::Text(d.span.of(text).to_owned()) };
        Self {
            before: Print::of(text.as_bytes()),
            after: Print::of(clean),
            kept,
            gone: plan.drops().iter().map(own).collect(),
            come,
            lines: lines_of(clean),
        }
    }

    /// Between any two versions: what they begin and end with alike, and all between.
    pub fn between(before: &[u8], after: &[u8]) -> Self {
        let shorter = before.len().min(after.len());
        let mut head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
        // Text is parted between characters, or it would be stored as numbers.
        while head > 0 && !(is_border(before, head) && is_border(after, head)) {
            head -= 1;
        }
        let ends = before[head..].iter().rev().zip(after[head..].iter().rev());
        let mut foot = ends.take_while(|(a, b)| a == b).count().min(shorter - head);
        while foot > 0 && !is_border(before, before.len() - foot) {
            foot -= 1;
        }
        let mut kept = vec![[0, 0, head], [before.len() - foot, after.len() - foot, foot]];
        kept.retain(|k| k[2] > 0);
        let own = |bytes: &[u8]| {
            let middle = &bytes[head..bytes.len() - foot];
            let own = Own { at: head, text: Bytes::new(middle) };
            if middle.is_empty() { Vec::new() } else { vec![own] }
        };
        Self {
            before: Print::of(before),
            after: Print::of(after),
            kept,
            gone: own(before),
            come: own(after),
            lines: lines_of(after),
        }
    }

    /// The version before, from the one after. Cost: linear.
    ///
    /// # Errors
    ///
    /// [`Unfit`] when `after` is another version or the delta is damaged.
    pub fn back(&self, after: &[u8]) -> Result<Vec<u8>, Unfit> {
        if Print::of(after) != self.after {
            return Err(Unfit::Other);
        }
        let kept = self.kept.iter().map(|&[before, after, len]| (before, after, len));
        let bytes = assemble(after, kept, &self.gone, self.before.bytes).ok_or(Unfit::Damaged)?;
        if Print::of(&bytes) == self.before { Ok(bytes) } else { Err(Unfit::Damaged) }
    }

    /// The change back: what was after is before. `now`: the version before, which it leads to.
    pub fn reversed(&self, now: &[u8]) -> Self {
        Self {
            before: self.after,
            after: self.before,
            kept: self.kept.iter().map(|&[before, after, len]| [after, before, len]).collect(),
            gone: self.come.clone(),
            come: self.gone.clone(),
            lines: lines_of(now),
        }
    }

    /// Bytes that are gone.
    pub fn dropped(&self) -> usize {
        let len = |own: &Own| match &own.text {
            Bytes::Text(text) => text.len(),
            Bytes::Hex { hex } => hex.len() / 2,
        };
        self.gone.iter().map(len).sum()
    }
}

/// A version of `len` bytes, of slices of the other and of its own bytes; none where these do not tile it.
pub fn assemble(
    other: &[u8],
    kept: impl Iterator<Item = (usize, usize, usize)>,
    own: &[Own],
    len: u64,
) -> Option<Vec<u8>> {
    let own: Vec<(usize, Vec<u8>)> =
        own.iter().map(|own| Some((own.at, own.text.to_vec()?))).collect::<Option<_>>()?;
    let mut parts: Vec<(usize, &[u8])> = own.iter().map(|(at, bytes)| (*at, bytes.as_slice())).collect();
    for (at, from, len) in kept {
        parts.push((at, other.get(from..from.checked_add(len)?)?));
    }
    parts.retain(|part| !part.1.is_empty());
    parts.sort_by_key(|part| part.0);
    let mut out = Vec::new();
    for (at, bytes) in parts {
        // A record that was tampered with may name the same bytes a thousand times.
        if at != out.len() || (out.len() + bytes.len()) as u64 > len {
            return None;
        }
        out.extend_from_slice(bytes);
    }
    (out.len() as u64 == len).then_some(out)
}

fn is_border(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|b| b & 0xc0 != 0x80)
}

/// Length and hash of each line with its newline.
pub fn lines_of(bytes: &[u8]) -> Vec<u32> {
    let line = |line: &[u8]| [u32::try_from(line.len()).unwrap_or(u32::MAX), line_hash(line)];
    bytes.split_inclusive(|&b| b == b'\n').flat_map(line).collect()
}

/// A short hash of a line: FNV-1a, folded to 32 bits.
pub fn line_hash(line: &[u8]) -> u32 {
    let step = |hash: u64, &b: &u8| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    let hash = line.iter().fold(0xcbf2_9ce4_8422_2325, step);
    (hash >> 32) as u32 ^ hash as u32
}

/// Two hexadecimal digits a byte.
pub fn to_hex(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0');
    bytes.iter().flat_map(|&b| [digit(b >> 4), digit(b & 15)]).collect()
}

/// The bytes of [`to_hex`].
pub fn from_hex(hex: &str) -> Option<Vec<u8>> {
    let value = |b: u8| char::from(b).to_digit(16);
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    let byte = |&[a, b]: &[u8; 2]| u8::try_from(value(a)? * 16 + value(b)?).ok();
    if rest.is_empty() { pairs.iter().map(byte).collect() } else { None }
}

mod hex32 {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8; 32], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::to_hex(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 32], D::Error> {
        let text = String::deserialize(from)?;
        let bytes = super::from_hex(&text).and_then(|bytes| bytes.try_into().ok());
        bytes.ok_or_else(|| D::Error::custom("no SHA-256"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_two_versions_give_each_other(
            a in prop::collection::vec(any::<u8>(), 0..40),
            b in prop::collection::vec(any::<u8>(), 0..40),
            text in "[aあ\n]{0,20}",
            more in "[aい\n]{0,20}",
        ) {
            for (one, other) in [(a.clone(), b.clone()), ([&a[..], &b, &a].concat(), [a, b].concat()),
                (text.clone().into_bytes(), (text + &more).into_bytes())] {
                let delta = Delta::between(&one, &other);
                prop_assert_eq!(delta.back(&other).unwrap(), one.clone());
                prop_assert_eq!(delta.reversed(&one).back(&one).unwrap(), other);
                let json = serde_json::to_string(&delta).unwrap();
                prop_assert_eq!(serde_json::from_str::<Delta>(&json).unwrap(), delta);
            }
        }

        #[test]
        fn a_tampered_delta_gives_an_error_and_no_text(
            kept in prop::collection::vec(any::<[usize; 3]>(), 0..6),
            small in prop::collection::vec(prop::array::uniform3(0usize..8), 0..6),
            at in 0usize..8, text in "[ab]{0,6}",
        ) {
            let sound = Delta::between(b"one two three", b"one three");
            let own = vec![Own { at, text: Bytes::Text(text) }];
            for kept in [kept, small] {
                let bad = Delta { kept, gone: own.clone(), ..sound.clone() };
                if let Ok(bytes) = bad.back(b"one three") {
                    prop_assert_eq!(bytes, b"one two three");
                }
            }
        }
    }

    #[test]
    fn what_stays_is_not_stored() {
        let delta = Delta::between("一つ、二つ、三つ".as_bytes(), "一つ、三つ".as_bytes());
        assert_eq!(delta.gone, [Own { at: 9, text: Bytes::Text("二つ、".to_owned()) }]);
        assert!(delta.come.is_empty());
        assert_eq!(delta.back(b"other"), Err(Unfit::Other));
        assert_eq!(from_hex(&to_hex(&[0, 9, 255])), Some(vec![0, 9, 255]));
        assert_eq!((from_hex("0"), from_hex("0g")), (None, None));
    }
}
