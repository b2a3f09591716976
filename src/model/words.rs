/*!
The numbers that decide whether a cut falls inside a word, with their source.
*/

/// What is asked of a cut between two letters.
pub const EVIDENCE: usize = 23;

/// What speaks for one word: log-odds in nats.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct WordWeights {
    /// Of what is asked, in the order in which it is: logistic regression on cuts in a set of articles in 40
    /// languages, a cut between words weighing twice one inside: near there the two rates of error are least
    /// together, and cuts between words are the more frequent.
    pub evidence: [f64; EVIDENCE],
    /// Words of a post that are few to judge by...
    pub few: f64,
    /// ...and that are too few.
    pub fewest: f64,
    /// What must speak for one word in a post of few: of cuts between words 14 in a thousand are then taken for cuts
    /// inside one, and nine in ten of those inside are known.
    pub sure: f64,
}

/// The weights of word breaks.
pub const WORDS: WordWeights = WordWeights {
    evidence: [
        0.88, 0.41, 0.19, 0.45, -0.47, -0.64, 0.78, 1.14, -0.68, -0.24, -0.77, -1.06, 0.86, 1.64, -1.21,
        -1.67, -1.52, 0.52, 0.29, 0.03, 1.07, -0.47, -0.41,
    ],
    few: 400.0,
    fewest: 60.0,
    sure: 0.75,
};
