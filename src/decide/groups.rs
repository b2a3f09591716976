/*!
Numbers in groups: a list of lists in two rows of memory, however many groups there are.

Most passages are told once or twice, and a post has thousands: a vector for each would cost more than what
is done with it.
*/

use std::ops::Index;

/// Items by group, each group's in ascending order.
#[derive(Clone, Debug)]
pub struct Groups {
    /// Where each group's items begin; one more for the end.
    starts: Vec<usize>,
    items: Vec<usize>,
}

impl Groups {
    /// As many groups as items: item `i` belongs to `group_of[i]`, which must be less than their number.
    pub fn new(group_of: &[usize]) -> Self {
        let mut starts = vec![0; group_of.len() + 1];
        for &group in group_of {
            starts[group + 1] += 1;
        }
        for group in 1..starts.len() {
            starts[group] += starts[group - 1];
        }
        let mut next = starts.clone();
        let mut items = vec![0; group_of.len()];
        for (item, &group) in group_of.iter().enumerate() {
            items[next[group]] = item;
            next[group] += 1;
        }
        Self { starts, items }
    }

    /// How many groups there are, empty ones included.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }
}

impl Index<usize> for Groups {
    type Output = [usize];

    fn index(&self, group: usize) -> &[usize] {
        &self.items[self.starts[group]..self.starts[group + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_where_they_belong_and_in_order() {
        let groups = Groups::new(&[0, 3, 0, 3, 3]);
        assert_eq!(groups.len(), 5);
        assert_eq!([&groups[0], &groups[1], &groups[3]], [&[0, 2][..], &[], &[1, 3, 4]]);
        assert_eq!(Groups::new(&[]).len(), 0);
    }
}
