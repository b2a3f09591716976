/*!
Where a key, its beginning or its end was seen before: one hash map each, with the occurrences of a
key chained through an array. A look-up walks the chain from the latest occurrence back and stops at
a cap, so a key that a hostile post repeats a million times costs no more than one that is seen
thirty times.
*/

use std::cell::OnceCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::segment::Unit;

/// No earlier occurrence.
const NONE: u32 = u32::MAX;
/// Occurrences of one key that a look-up sees at most.
const CAP: usize = 24;

/// Occurrences of hashed keys, by position in a list of items.
#[derive(Clone, Debug, Default)]
pub struct Occurrences {
    before: Vec<u32>,
}

impl Occurrences {
    /// Indexes the items' keys, in order; items of key 0 have none and are never found.
    pub fn new(keys: impl ExactSizeIterator<Item = u64>) -> Self {
        let mut latest: HashMap<u64, u32, RandomState> =
            HashMap::with_capacity_and_hasher(keys.len(), RandomState::default());
        let mut before = Vec::with_capacity(keys.len());
        for (i, key) in keys.enumerate() {
            let earlier = if key == 0 { None } else { latest.insert(key, i as u32) };
            before.push(earlier.unwrap_or(NONE));
        }
        Self { before }
    }

    /// Earlier items with the key of item `i`, latest first.
    pub fn before(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let step = |at: u32| (at != NONE).then_some(at);
        std::iter::successors(step(self.before[i]), move |&at| step(self.before[at as usize]))
            .take(CAP)
            .map(|at| at as usize)
    }
}

/// Where the keys of units occur. Seams and how reads begin are looked for with one index.
#[derive(Debug)]
pub struct Index {
    /// The keys as wholes.
    pub keys: Occurrences,
    /// How they begin.
    pub heads: Occurrences,
    feet: OnceCell<Occurrences>,
}

impl Index {
    /// Of `units`.
    pub fn new(units: &[Unit]) -> Self {
        Self {
            keys: Occurrences::new(units.iter().map(|u| u.key.hash)),
            heads: Occurrences::new(units.iter().map(|u| u.key.head)),
            feet: OnceCell::new(),
        }
    }

    /// How the keys of `units`, those of the index, end. Made when first asked for.
    pub fn feet(&self, units: &[Unit]) -> &Occurrences {
        self.feet.get_or_init(|| Occurrences::new(units.iter().map(|u| u.key.foot)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occurrences_come_latest_first_and_are_capped() {
        let index = Occurrences::new([7, 0, 7, 0, 7].into_iter());
        assert_eq!(index.before(4).collect::<Vec<_>>(), [2, 0]);
        assert_eq!(index.before(3).count(), 0);
        let many = Occurrences::new(vec![1; 1000].into_iter());
        assert_eq!(many.before(999).count(), CAP);
    }
}
