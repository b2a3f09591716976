/*!
Comparison keys: what is left of a text when spacing, markup, quotation marks and case are taken
away, as characters and as hashes.

Two tellings of a sentence that differ only in these have one key. Numbers keep their sign and their
decimal point (-5 is not 5, 2.5 is not 25), and full-width forms count as the plain ones. Keys are
for comparing only: nothing of them is ever written.

Hashes are folded multiplications (as in wyhash, Wang Yi 2019) under a seed drawn once a process, so
that a post cannot be written to make sentences collide. Equal hashes, 64 bits, count as equal keys.
*/

use std::hash::BuildHasher;
use std::sync::LazyLock;

static SEED: LazyLock<u64> = LazyLock::new(|| foldhash::quality::RandomState::default().hash_one(0_u64) | 1);

/// Characters of a key that its beginning's and its end's hash cover.
pub const EDGE: usize = 10;

/// At least [`EDGE`], and a power of two.
const RING: usize = 16;

/// A running hash of a key.
#[derive(Clone, Copy, Debug)]
pub struct KeyHash(u64, u64);

impl KeyHash {
    /// The hash of nothing.
    pub fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15, *SEED)
    }

    /// Takes one more character.
    #[inline]
    pub fn push(&mut self, c: char) {
        let product = u128::from(self.0 ^ u64::from(c as u32)) * u128::from(self.1 ^ 0xa076_1d64_78bd_642f);
        self.0 = (product as u64) ^ ((product >> 64) as u64) ^ self.1.rotate_left(7);
    }

    /// The hash so far.
    pub fn finish(self) -> u64 {
        self.0
    }
}

/// What a character gives to a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Nothing: spacing, markup, quotation marks, most punctuation.
    Drop,
    /// Itself.
    Keep,
    /// Itself between two digits, else nothing.
    Point,
    /// Itself right before a digit and not right after a letter or digit, else nothing.
    Sign,
}

const fn ascii_table() -> [Class; 128] {
    let mut table = [Class::Drop; 128];
    let mut i = 0;
    while i < 128 {
        let b = i as u8;
        if b.is_ascii_alphanumeric() || matches!(b, b'%' | b'$' | b'&' | b'@' | b'+' | b'/' | b'?') {
            table[i] = Class::Keep;
        }
        i += 1;
    }
    table[b'.' as usize] = Class::Point;
    table[b'-' as usize] = Class::Sign;
    table
}

static ASCII: [Class; 128] = ascii_table();

/// Folds one character: full-width forms to plain ones, capitals to small letters.
#[inline]
pub fn fold(c: char) -> char {
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '\u{2212}' => '-',
        _ => c,
    };
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    // No script from U+2E80 on that these posts are written in has capitals.
    if (c as u32) < 0x2e80 && c.is_uppercase() {
        return c.to_lowercase().next().unwrap_or(c);
    }
    c
}

#[inline]
fn class(c: char) -> Class {
    let code = c as u32;
    if code < 128 {
        return ASCII[code as usize];
    }
    match code {
        // Kana, ideographs, Hangul: nearly every character of most posts.
        0x3041..=0x3096 | 0x30a1..=0x30fa | 0x30fc..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7a3 => {
            Class::Keep
        }
        // General punctuation, CJK punctuation, vertical forms, variation selectors, BOM.
        0x80..=0xa9 | 0xab..=0xb1 | 0xb4 | 0xb6..=0xb8 | 0xbb | 0xbf => Class::Drop,
        0x2000..=0x206f | 0x3000..=0x3004 | 0x3008..=0x3020 | 0x30fb | 0xfe00..=0xfe1f | 0xfeff => {
            Class::Drop
        }
        // Arabic, Hebrew, Indic, Armenian, Ethiopic and other stops and commas.
        0x060c
        | 0x061b
        | 0x061f
        | 0x06d4
        | 0x0964
        | 0x0965
        | 0x0589
        | 0x055d
        | 0x1362..=0x1368
        | 0x104a
        | 0x104b => Class::Drop,
        _ => Class::Keep,
    }
}

/// Calls `each` with every character of `text`'s key.
#[inline]
pub fn for_each_key_char(text: &str, mut each: impl FnMut(char)) {
    let mut chars = text.chars();
    let mut before = ' ';
    while let Some(raw) = chars.next() {
        // Kana, ideographs, Hangul and small letters stand for themselves: nearly all of most posts.
        if matches!(raw, 'a'..='z' | '\u{3041}'..='\u{30fa}' | '\u{30fc}'..='\u{d7a3}') {
            each(raw);
            before = raw;
            continue;
        }
        let c = fold(raw);
        let keep = match class(c) {
            Class::Keep => true,
            Class::Drop => false,
            kind @ (Class::Point | Class::Sign) => {
                let next = chars.clone().next().map_or(' ', fold);
                let inside = kind == Class::Point && before.is_ascii_digit();
                let leads = kind == Class::Sign && !before.is_alphanumeric();
                (inside || leads) && next.is_ascii_digit()
            }
        };
        if keep {
            each(c);
        }
        before = c;
    }
}

/// The key of `text` as characters.
pub fn key_chars(text: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len() / 2);
    for_each_key_char(text, |c| out.push(c));
    out
}

/// A key's hashes and length.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Key {
    /// Hash of the whole key.
    pub hash: u64,
    /// Hash of its first [`EDGE`] characters; 0 for a shorter key.
    pub head: u64,
    /// Hash of its last [`EDGE`] characters; 0 for a shorter key.
    pub foot: u64,
    /// Its length in characters.
    pub len: u32,
}

/// The key of the text that `slices` make when they meet.
pub fn key_of<'t>(slices: impl IntoIterator<Item = &'t str, IntoIter: Clone>) -> Key {
    let slices = slices.into_iter();
    let mut hash = KeyHash::new();
    let mut head = 0;
    let mut len = 0_u32;
    let mut ring = ['\0'; RING];
    for slice in slices.clone() {
        for_each_key_char(slice, |c| {
            hash.push(c);
            ring[len as usize % RING] = c;
            len += 1;
            if len as usize == EDGE {
                head = hash.finish();
            }
        });
    }
    let mut foot = 0;
    if len == 0 {
        // Dots, fences, a lone emoji: what has no key is compared as it is written.
        for c in slices.flat_map(str::chars).filter(|c| !c.is_whitespace()) {
            hash.push(c);
        }
    }
    if len as usize >= EDGE {
        let mut tail = KeyHash::new();
        for i in 0..EDGE {
            tail.push(ring[(len as usize - EDGE + i) % RING]);
        }
        foot = tail.finish();
    }
    Key { hash: hash.finish(), head, foot, len }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        key_chars(text).into_iter().collect()
    }

    #[test]
    fn spacing_markup_quotes_and_case_do_not_count() {
        assert_eq!(key("**「個別 化」**は、ＡＩ…"), key("個別化は AI"));
        assert_eq!(key("The *quick* Fox."), "thequickfox");
        assert_eq!(key("ÉTÉ — Ёж"), "étéёж");
    }

    #[test]
    fn characters_that_stand_for_themselves_are_kept_as_they_are() {
        for c in ('a'..='z').chain('\u{3041}'..='\u{30fa}').chain('\u{30fc}'..='\u{d7a3}') {
            assert!(fold(c) == c && class(c) == Class::Keep, "{c:?}");
        }
    }

    #[test]
    fn numbers_keep_sign_and_point() {
        assert_ne!(key("at -5 degrees"), key("at 5 degrees"));
        assert_ne!(key("2.5 times"), key("25 times"));
        assert_eq!(key("state-of-the-art."), "stateoftheart");
        assert_eq!(key("GPT-4"), "gpt4");
    }

    #[test]
    fn slices_have_the_key_of_their_sum() {
        let whole = key_of(["a continuation of the sentence"]);
        let parts = key_of(["a conti", "nuation of the sentence"]);
        assert_eq!(whole, parts);
        assert_eq!(whole.head, key_of(["a continuation, another"]).head);
        assert_eq!(whole.foot, key_of(["by the sentence", ""]).foot.max(whole.foot));
        assert_eq!(key_of(["short"]).head, 0);
    }
}
