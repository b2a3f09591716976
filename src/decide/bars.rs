/*!
A set of small numbers that answers which of its members is the last before a given one.

One bit a number, and above them one bit for each 64 that says whether there is any among them, and so on
until one word holds all: a question and an insertion cost a word a level, three for a quarter of a million.
A tree that finds the same answer keeps its members sorted, which cost more than all the rest of the order.
*/

/// Numbers below a bound that is set at the start.
#[derive(Clone, Debug)]
pub struct Bars {
    /// Words of bits, the numbers' own first.
    levels: Vec<Vec<u64>>,
}

/// Bits of a word, as a power of two.
const BITS: usize = 6;

impl Bars {
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

    /// Takes in `n`.
    ///
    /// # Panics
    ///
    /// When `n` is not below the bound.
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

    /// The last member before `n`, which is at most the bound.
    pub fn before(&self, n: usize) -> Option<usize> {
        let mut at = n;
        for (height, level) in self.levels.iter().enumerate() {
            // Members in the same word, below.
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn the_last_member_before_is_what_a_tree_says(
            (bound, members) in (1_usize..20_000).prop_flat_map(|b| (Just(b), prop::collection::vec(0..b, 0..60)))
        ) {
            let mut bars = Bars::new(bound);
            members.iter().for_each(|&n| bars.insert(n));
            let tree: BTreeSet<usize> = members.iter().copied().collect();
            for n in (0..=bound).step_by(7).chain(members.iter().flat_map(|&n| [n, n + 1])).chain([bound]) {
                prop_assert_eq!(bars.before(n), tree.range(..n).next_back().copied(), "before {}", n);
            }
        }
    }
}
