/*!
How alike two keys are.

The measure is the length of their longest common subsequence, by the bit-parallel method of Crochemore
et al. (2001) in Hyyrö's form (2004): 64 rows of the table an instruction, so a pair of sentences of 67
characters costs about a microsecond and an unrelated one is turned away before that by its bigrams.
The number that comes of it is Dice's: twice the subsequence by the sum of lengths.
*/

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

/// Characters up to which keys are compared as wholes. Sentences are never as long, code may be.
const WHOLE: usize = 4096;

/// Length of the longest common subsequence of `a` and `b`, in characters; for keys that differ over more than
/// [`WHOLE`] characters that of their pieces, each with the other's piece in the same place, which is no longer.
/// Cost: min(|a|, WHOLE)·|b|/64 word operations.
pub fn lcs(a: &[char], b: &[char]) -> usize {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
    let pieces = a.chunks(WHOLE).zip(b.chunks(WHOLE));
    prefix + suffix + pieces.map(|(a, b)| lcs_core(a, b)).sum::<usize>()
}

fn lcs_core(a: &[char], b: &[char]) -> usize {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // What each column of the table hands on to the next 64 rows.
    let mut carries = if a.len() > WORD { vec![false; b.len()] } else { Vec::new() };
    a.chunks(WORD).map(|rows| lcs_rows(rows, b, &mut carries)).sum()
}

/// Rows of the table that one word holds.
const WORD: usize = 64;

/// What at most 64 rows of the table add to the length of the subsequence.
fn lcs_rows(a: &[char], b: &[char], carries: &mut [bool]) -> usize {
    // Open addressing over 128 slots holds the at most 64 characters of `a`.
    let mut keys = ['\0'; 2 * WORD];
    let mut masks = [0_u64; 2 * WORD];
    let slot = |keys: &[char; 2 * WORD], masks: &[u64; 2 * WORD], c: char| {
        let mut at = ((c as u32).wrapping_mul(0x9e37_79b1) >> 25) as usize;
        while masks[at] != 0 && keys[at] != c {
            at = (at + 1) & (2 * WORD - 1);
        }
        at
    };
    for (i, &c) in a.iter().enumerate() {
        let at = slot(&keys, &masks, c);
        keys[at] = c;
        masks[at] |= 1 << i;
    }
    let mut row = u64::MAX;
    let mut carries = carries.iter_mut();
    for &c in b {
        let m = masks[slot(&keys, &masks, c)];
        let rest = row & !m;
        let (sum, over) = row.overflowing_add(row & m);
        row = match carries.next() {
            Some(carry) => {
                let (sum, again) = sum.overflowing_add(u64::from(*carry));
                *carry = over || again;
                sum | rest
            }
            None => sum | rest,
        };
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
