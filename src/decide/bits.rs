/*!
A set of small numbers that answers which of its members stands last before a given one, and first after it.

One bit a number, and above them one bit for each 64 that says whether there is any among them, and so on
until one word holds all: a question and a change cost a word a level, three for a quarter of a million (van Emde
Boas 1975, in the plain form with words of bits).
*/

/// Numbers below a bound that is set at the start.
#[derive(Clone, Debug)]
pub struct BitSet {
    /// Words of bits, the numbers' own first.
    levels: Vec<Vec<u64>>,
}

/// Bits of a word, as a power of two.
const BITS: usize = 6;

impl BitSet {
    /// None of the numbers below `bound` yet.
    pub fn new(bound: usize) -> Self {
        // The bound itself can be asked for.
        let mut words = (bound + 1).div_ceil(1 << BITS);
        let mut levels = vec![vec![0; words]];
        while words > 1 {
            words = words.div_ceil(1 << BITS);
            levels.push(vec![0; words]);
        }
        Self { levels }
    }

    /// Takes `n` in.
    ///
    /// # Panics
    ///
    /// When `n` is above the bound.
    pub fn insert(&mut self, n: usize) {
        let mut at = n;
        for level in &mut self.levels {
            let word = &mut level[at >> BITS];
            let known = *word != 0;
            *word |= 1 << (at & 63);
            if known {
                return;
            }
            at >>= BITS;
        }
    }

    /// Takes `n` out.
    ///
    /// # Panics
    ///
    /// When `n` is above the bound.
    pub fn remove(&mut self, n: usize) {
        let mut at = n;
        for level in &mut self.levels {
            let word = &mut level[at >> BITS];
            *word &= !(1 << (at & 63));
            if *word != 0 {
                return;
            }
            at >>= BITS;
        }
    }

    /// The last member before `n`.
    pub fn before(&self, n: usize) -> Option<usize> {
        let mut at = n;
        for (height, level) in self.levels.iter().enumerate() {
            let below = level.get(at >> BITS).map_or(0, |word| word & ((1 << (at & 63)) - 1));
            if below != 0 {
                let mut found = at >> BITS << BITS | below.ilog2() as usize;
                for level in self.levels[..height].iter().rev() {
                    found = found << BITS | level[found].ilog2() as usize;
                }
                return Some(found);
            }
            at >>= BITS;
        }
        None
    }

    /// The first member after `n`.
    pub fn after(&self, n: usize) -> Option<usize> {
        let mut at = n;
        for (height, level) in self.levels.iter().enumerate() {
            let above = level.get(at >> BITS).map_or(0, |word| word & (u64::MAX << 1 << (at & 63)));
            if above != 0 {
                let mut found = at >> BITS << BITS | above.trailing_zeros() as usize;
                for level in self.levels[..height].iter().rev() {
                    found = found << BITS | level[found].trailing_zeros() as usize;
                }
                return Some(found);
            }
            at >>= BITS;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn neighbours_are_what_a_tree_says(
            (bound, changes) in (1_usize..20_000)
                .prop_flat_map(|b| (Just(b), prop::collection::vec((0..b, prop::bool::weighted(0.7)), 0..60)))
        ) {
            let mut bits = BitSet::new(bound);
            let mut tree: BTreeSet<usize> = BTreeSet::new();
            for &(n, stays) in &changes {
                if stays {
                    bits.insert(n);
                    tree.insert(n);
                } else {
                    bits.remove(n);
                    tree.remove(&n);
                }
            }
            let near = changes.iter().flat_map(|&(n, _)| [n.saturating_sub(1), n, n + 1]);
            for n in (0..=bound).step_by(7).chain(near).chain([bound]) {
                prop_assert_eq!(bits.before(n), tree.range(..n).next_back().copied(), "before {}", n);
                prop_assert_eq!(bits.after(n), tree.range(n + 1..).next().copied(), "after {}", n);
            }
        }
    }
}
