/*!
How alike two keys are.

The measure is the length of their longest common subsequence, by the bit-parallel method of Crochemore
et al. (2001) in Hyyrö's form (2004): 64 rows of the table an instruction, so a pair of sentences of 67
characters costs about a microsecond and an unrelated one is turned away before that by its bigrams.
The number that comes of it is Dice's: twice the subsequence by the sum of lengths.
*/

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// A 256-bit sketch of a key's character pairs, for turning away the unrelated.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sketch([u64; 4]);

impl Sketch {
    /// Of a key.
    pub fn new(key: &[char]) -> Self {
        let mut bits = [0_u64; 4];
        for pair in key.windows(2) {
            let h = (u64::from(pair[0] as u32) << 21 ^ u64::from(pair[1] as u32))
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                >> 56;
            bits[(h >> 6) as usize] |= 1 << (h & 63);
        }
        Self(bits)
    }

    /// Share of the smaller sketch's bits that both have: at least about what the keys can share on
    /// short keys, and an overestimate on long ones.
    pub fn shared(&self, other: &Self) -> f32 {
        let mut both = 0;
        let (mut a, mut b) = (0, 0);
        for i in 0..4 {
            both += (self.0[i] & other.0[i]).count_ones();
            a += self.0[i].count_ones();
            b += other.0[i].count_ones();
        }
        both as f32 / a.min(b).max(1) as f32
    }
}

/// Length of the longest common subsequence of `a` and `b`, in characters.
/// Cost: |a|·|b|/64 word operations.
pub fn lcs(a: &[char], b: &[char]) -> usize {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
    prefix + suffix + lcs_core(a, b)
}

fn lcs_core(a: &[char], b: &[char]) -> usize {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if a.len() <= 64 {
        return lcs_one_word(a, b);
    }
    let words = a.len().div_ceil(64);
    let mut masks: HashMap<char, Vec<u64>, RandomState> = HashMap::default();
    for (i, &c) in a.iter().enumerate() {
        masks.entry(c).or_insert_with(|| vec![0; words])[i / 64] |= 1 << (i % 64);
    }
    let mut row = vec![u64::MAX; words];
    for c in b {
        let Some(mask) = masks.get(c) else { continue };
        let mut carry = 0;
        for (r, &m) in row.iter_mut().zip(mask) {
            let u = *r & m;
            let (sum, over_a) = r.overflowing_add(u);
            let (sum, over_b) = sum.overflowing_add(carry);
            carry = u64::from(over_a) + u64::from(over_b);
            *r = sum | (*r & !m);
        }
    }
    let used: u32 = row.iter().map(|r| r.count_zeros()).sum();
    used as usize
}

fn lcs_one_word(a: &[char], b: &[char]) -> usize {
    // Open addressing over 128 slots holds the at most 64 characters of `a`.
    let mut keys = ['\0'; 128];
    let mut masks = [0_u64; 128];
    let slot = |keys: &[char; 128], masks: &[u64; 128], c: char| {
        let mut at = ((c as u32).wrapping_mul(0x9e37_79b1) >> 25) as usize;
        while masks[at] != 0 && keys[at] != c {
            at = (at + 1) & 127;
        }
        at
    };
    for (i, &c) in a.iter().enumerate() {
        let at = slot(&keys, &masks, c);
        keys[at] = c;
        masks[at] |= 1 << i;
    }
    let mut row = u64::MAX;
    for &c in b {
        let m = masks[slot(&keys, &masks, c)];
        let u = row & m;
        row = row.wrapping_add(u) | (row & !m);
    }
    row.count_zeros() as usize
}

/// Twice the common subsequence by the sum of both lengths, 0 to 1; 1 for two empty keys.
pub fn ratio(a: &[char], b: &[char]) -> f32 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    2.0 * lcs(a, b) as f32 / (a.len() + b.len()) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lcs_agrees_with_a_library(a in "[ab語c]{0,150}", b in "[ab語d]{0,150}") {
            let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            let theirs = rapidfuzz::distance::lcs_seq::similarity(x.iter().copied(), y.iter().copied());
            prop_assert_eq!(lcs(&x, &y), theirs);
        }
    }

    #[test]
    fn sketches_turn_the_unrelated_away() {
        let key = |s: &str| s.chars().collect::<Vec<_>>();
        let (a, b, c) =
            (key("thequickbrownfoxjumps"), key("thequickredfoxjumped"), key("しかし問題はここからです"));
        assert!(Sketch::new(&a).shared(&Sketch::new(&b)) > 0.5);
        assert!(Sketch::new(&a).shared(&Sketch::new(&c)) < 0.3);
    }
}
