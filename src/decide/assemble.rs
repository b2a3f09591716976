/*!
The article, assembled: what the passages tell, as the choice of tellings that costs least.

Rows of passages that are told alike are one thing to decide ([`super::unitigs`]); the search ([`super::search`])
chooses which of their occurrences stay, in raw order; and two moves follow that leave raw order ([`super::place`]).
*/

use super::classes::Passages;
use super::cost::Costs;
use super::joins::Joins;
use super::place::{Article, place};
use super::search::search;
use super::unitigs::Unitigs;
use crate::align::Reads;
use crate::model::AssemblyWeights;

/// The cheapest article that is found of what `reads` tell. `stops`: whether the post writes stops.
pub fn assemble(
    text: &str,
    reads: &Reads,
    passages: &Passages,
    weights: &AssemblyWeights,
    stops: bool,
) -> Article {
    let unitigs = Unitigs::new(reads, passages);
    let costs = Costs::new(text, reads, passages, &unitigs, weights, stops);
    let joins = Joins::new(text, reads, passages, weights);
    let kept = search(&unitigs, &costs, &joins, &unitigs.by_read(reads));
    place(reads, passages, &unitigs, &joins, weights, &kept)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Post;
    use super::*;

    /// The article of a post in notation, each node with its read.
    fn article(notation: &str) -> String {
        let post = Post::new(notation);
        let weights = AssemblyWeights::default();
        let article = assemble(&post.text, &post.reads, &post.passages, &weights, true);
        let mut told: Vec<usize> = article.nodes.iter().map(|&n| post.passages.of[n]).collect();
        told.sort_unstable();
        told.dedup();
        let all = (0..post.reads.nodes.len()).filter(|&n| post.passages.of[n] == n).count();
        assert_eq!(told.len(), all, "every passage is told: {notation}");
        post.show(&article.nodes)
    }

    #[test]
    fn a_restart_is_told_once_and_goes_on() {
        assert_eq!(article("A B / C D! | C D E / F"), "A0 B0 C0 D1 E1 F1");
    }

    #[test]
    fn a_copy_goes_whole() {
        assert_eq!(article("A B / C D | A B / C D | > E F"), "A1 B1 C1 D1 E2 F2");
    }

    #[test]
    fn a_closing_that_is_told_again_after_new_matter_stays_at_the_close() {
        assert_eq!(
            article("A B / C D / Y Z | > #H E F G H / I J K / Y Z"),
            "A0 B0 C0 D0 #H1 E1 F1 G1 H1 I1 J1 K1 Y1 Z1"
        );
    }

    #[test]
    fn what_only_the_dropped_telling_says_is_told_between_its_neighbours() {
        let told = article("A B / C X D / E F | A B / C D / E F / G H");
        assert!(told.contains("C") && told.contains("X0 D"), "{told}");
    }

    #[test]
    fn the_telling_with_more_stays_and_another_way_on_from_it_closes() {
        assert_eq!(article("A B / C D / E F | A B / C X D / G H"), "A1 B1 C1 X1 D1 G1 H1 E0 F0");
    }

    #[test]
    fn two_texts_that_share_a_sentence_here_and_there_are_not_woven() {
        let both = "A S B / C T D / E F | G S H / I T J / K L";
        assert_eq!(article(both), "A0 S0 B0 C0 T0 D0 E0 F0 G1 S1 H1 I1 T1 J1 K1 L1");
    }

    #[test]
    fn nothing_to_tell_is_nothing() {
        assert_eq!(article(""), "");
        assert_eq!(article("A"), "A0");
    }
}
