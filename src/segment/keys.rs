/*!
Comparison keys: what is left of a text when spacing, markup, quotation marks and case are taken
away, as characters and as hashes.

Two tellings of a sentence that differ only in these have one key. Numbers keep their sign and their
decimal point (-5 is not 5, 2.5 is not 25), and full-width forms count as the plain ones. Keys are
for comparing only: nothing of them is ever written.

Hashes are folded multiplications (as in wyhash, Wang Yi 2019) under a seed drawn once a process, so
that a post cannot be written to make sentences collide. Equal hashes, 64 bits, count as equal keys.
*/

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::LazyLock;

static SEED: LazyLock<u64> = LazyLock::new(|| foldhash::quality::RandomState::default().hash_one(0_u64) | 1);

/// Characters of a key that its beginning's and its end's hash cover.
pub const EDGE: usize = 10;

/// A running hash of a key. Two characters make one step, so the last one may be waiting for its pair.
#[derive(Clone, Copy, Debug)]
pub struct KeyHash {
    state: u64,
    seed: u64,
    waiting: Option<char>,
}

impl KeyHash {
    /// The hash of nothing.
    pub fn new() -> Self {
        Self { state: 0x9e37_79b9_7f4a_7c15, seed: *SEED, waiting: None }
    }

    /// The hash of all of `key`.
    fn of(key: &[char]) -> u64 {
        let mut hash = Self::new();
        let (pairs, rest) = key.as_chunks::<2>();
        pairs.iter().for_each(|&[a, b]| hash.step(pair(a, b)));
        hash.waiting = rest.first().copied();
        hash.finish()
    }

    /// Takes one more character.
    #[inline]
    pub fn push(&mut self, c: char) {
        match self.waiting.take() {
            Some(before) => self.step(pair(before, c)),
            None => self.waiting = Some(c),
        }
    }

    #[inline]
    fn step(&mut self, word: u64) {
        let product = u128::from(self.state ^ word) * u128::from(self.seed ^ 0xa076_1d64_78bd_642f);
        self.state = (product as u64) ^ ((product >> 64) as u64) ^ self.seed.rotate_left(7);
    }

    /// The hash so far.
    pub fn finish(mut self) -> u64 {
        if let Some(last) = self.waiting {
            // No pair has this bit.
            self.step(u64::from(last as u32) | 1 << 63);
        }
        self.state
    }
}

#[inline]
fn pair(a: char, b: char) -> u64 {
    u64::from(a as u32) | u64::from(b as u32) << 32
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

/// Calls `each` with every character of `text`'s key, and says whether it holds a space of either width.
#[inline]
pub fn for_each_key_char(text: &str, mut each: impl FnMut(char)) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut spaced) = (0, false);
    loop {
        // Ideographs, Hangul, kana and small letters stand for themselves: nearly all of most posts. They are
        // told by their bytes, which costs a third of what reading them as characters does.
        let rest = &bytes[at..];
        if let [a @ 0xe3..=0xed, b, c, ..] = *rest
            && let Some(c) = own_wide(a, b, c)
        {
            each(c);
            at += 3;
            continue;
        }
        if let [letter @ b'a'..=b'z', ..] = *rest {
            each(char::from(letter));
            at += 1;
            continue;
        }
        let mut rest = text[at..].chars();
        let Some(raw) = rest.next() else { break };
        let c = fold(raw);
        spaced |= c == ' ';
        let keep = match class(c) {
            Class::Keep => true,
            Class::Drop => false,
            kind @ (Class::Point | Class::Sign) => {
                let before = text[..at].chars().next_back().map_or(' ', fold);
                let next = rest.next().map_or(' ', fold);
                let inside = kind == Class::Point && before.is_ascii_digit();
                let leads = kind == Class::Sign && !before.is_alphanumeric();
                (inside || leads) && next.is_ascii_digit()
            }
        };
        if keep {
            each(c);
        }
        at += raw.len_utf8();
    }
    spaced
}

/// The character of three bytes, U+3000 to U+DFFF, where it stands for itself.
#[inline]
fn own_wide(a: u8, b: u8, c: u8) -> Option<char> {
    // The bytes' marks, all at once.
    const MARKS: u32 = 0xe0 << 12 | 0x80 << 6 | 0x80;
    let code = (u32::from(a) << 12) + (u32::from(b) << 6) + u32::from(c) - MARKS;
    // Before kana there is punctuation, and a dot among them.
    if code < 0x3041 || code == 0x30fb { None } else { char::from_u32(code) }
}

/// The key of `text` as characters.
pub fn key_chars(text: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len() / 2);
    for_each_key_char(text, |c| out.push(c));
    out
}

/// A key's hashes and length, and where its characters are.
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
    /// Whether the text holds a space, a wide one included.
    pub spaced: bool,
    /// Where its characters begin in [`Keys`]; `None` where these do not have it.
    pub at: Option<u32>,
}

impl Key {
    /// Of the characters `key` of a text whose own characters are `raw`.
    fn new(key: &[char], spaced: bool, raw: impl Iterator<Item = char>) -> Self {
        let edges = if key.len() < EDGE { None } else { Some((&key[..EDGE], &key[key.len() - EDGE..])) };
        let hash = if key.is_empty() {
            // Dots, fences, a lone emoji: what has no key is compared as it is written.
            let mut hash = KeyHash::new();
            raw.filter(|c| !c.is_whitespace()).for_each(|c| hash.push(c));
            hash.finish()
        } else {
            KeyHash::of(key)
        };
        let (head, foot) = edges.map_or((0, 0), |(head, foot)| (KeyHash::of(head), KeyHash::of(foot)));
        Self { hash, head, foot, len: key.len() as u32, spaced, at: None }
    }
}

/// The characters of keys, one after another: made once for each unit, and read by every step that compares
/// letters. Four bytes a character.
#[derive(Clone, Debug, Default)]
pub struct Keys<'k> {
    /// The keys of another text, which stand before these, and how many characters they have.
    before: Option<&'k Keys<'k>>,
    from: usize,
    chars: Vec<char>,
}

impl<'k> Keys<'k> {
    /// No keys yet, but for those of another text.
    pub fn after(before: &'k Keys<'k>) -> Self {
        Self { before: Some(before), from: before.from + before.chars.len(), chars: Vec::new() }
    }

    /// Makes room for the keys of a text of this many bytes, in which much may be told twice.
    pub fn reserve(&mut self, bytes: usize) {
        self.chars.reserve(bytes / 4);
    }

    /// Takes in the key of `text`.
    pub fn add(&mut self, text: &str) -> Key {
        let start = self.chars.len();
        let spaced = for_each_key_char(text, |c| self.chars.push(c));
        let key = Key::new(&self.chars[start..], spaced, text.chars());
        Key { at: u32::try_from(self.from + start).ok(), ..key }
    }

    /// The characters of `key`, if they are here.
    pub fn chars(&self, key: &Key) -> Option<&[char]> {
        let at = key.at? as usize;
        match at.checked_sub(self.from) {
            Some(own) => self.chars.get(own..own + key.len as usize),
            None => self.before?.chars(key),
        }
    }

    /// The characters of `key`, which is that of `text`.
    pub fn chars_of(&self, key: &Key, text: &str) -> Cow<'_, [char]> {
        self.chars(key).map_or_else(|| Cow::Owned(key_chars(text)), Cow::Borrowed)
    }
}

/// The key of the text that `slices` make when they meet.
pub fn key_of<'t>(slices: impl IntoIterator<Item = &'t str, IntoIter: Clone>) -> Key {
    let slices = slices.into_iter();
    let mut key = Vec::new();
    let mut spaced = false;
    for slice in slices.clone() {
        spaced |= for_each_key_char(slice, |c| key.push(c));
    }
    Key::new(&key, spaced, slices.flat_map(str::chars))
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
        let wide =
            |code: u32| own_wide(0xe0 | (code >> 12) as u8, (code >> 6 & 0x3f) as u8, (code & 0x3f) as u8);
        for c in ('a'..='z').chain((0x3000..0xe000).filter_map(wide)) {
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
