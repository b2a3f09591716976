/*!
Every number that decides, with its unit and its reason.
*/

/// What says where a telling begins that no marker shows. Log-odds in nats, unless another unit is named; letters are
/// key characters, wide ones (an ideograph, a kana) counting twice.
///
/// Set so that clean articles and the same with a marker behind them stay as they are, and known damage is found; the
/// sum must not be negative.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SeamWeights {
    /// Against any place: one paragraph in some hundreds begins a telling.
    pub prior: f32,
    /// For a place near a marker between two texts: the post was written in rounds.
    pub marker: f32,
    /// For a place near another seam: found by what is told again, so a little less sure than a marker.
    pub seam: f32,
    /// Units in which a marker or a seam says all of that: a round of a model's is hardly longer.
    pub near: f32,
    /// Units behind which it says nothing.
    pub far: f32,
    /// All that was told right before is told again.
    pub tandem: f32,
    /// Against it, for all of it in other words: an edit in twenty letters speaks for a form filled in anew.
    pub differs: f32,
    /// Against it, where most is code, lists or verses, and no section: these are told twice for good reasons.
    pub loose: f32,
    /// Against it, where it may be a title.
    pub title: f32,
    /// Against what no seam is: a label, code under the same words.
    pub never: f32,
    /// Against it, for each halving of the letters it must say.
    pub few: f32,
    /// Letters that a stretch of two units and more says.
    pub stretch: f32,
    /// The same where its first telling is cut.
    pub cut_stretch: f32,
    /// Letters that a unit says that is told again alone.
    pub alone: f32,
    /// The same where its first telling is cut inside a word.
    pub mid_word: f32,
    /// A note about the task, before what was told: enough alone, as nothing else leaves one.
    pub noted: f32,
    /// Dots before what was told.
    pub dots: f32,
    /// A paragraph in mid-sentence, and prose that can go on with it, in a post that writes its stops.
    pub cut: f32,
    /// A rule behind a paragraph in mid-sentence.
    pub ruled: f32,
    /// The last sentences in slightly other words.
    pub reworded: f32,
    /// The last few words.
    pub end_again: f32,
    /// For each letter of the last words of a paragraph in mid-sentence: ten are told twice by no accident.
    pub word_again: f32,
    /// Two sentences that were told elsewhere in the block.
    pub again: f32,
    /// Letters that these say.
    pub again_letters: f32,
    /// For each doubling of these.
    pub again_more: f32,
}

/// The weights of seams.
pub const SEAMS: SeamWeights = SeamWeights {
    prior: 6.0,
    marker: 5.0,
    seam: 4.0,
    near: 200.0,
    far: 600.0,
    tandem: 7.0,
    differs: 20.0,
    loose: 2.0,
    title: 2.0,
    never: 20.0,
    few: 20.0,
    stretch: 40.0,
    cut_stretch: 20.0,
    alone: 26.0,
    mid_word: 8.0,
    noted: 6.0,
    dots: 3.0,
    cut: 2.0,
    ruled: 4.0,
    reworded: 2.0,
    end_again: 2.5,
    word_again: 0.6,
    again: 1.0,
    again_letters: 80.0,
    again_more: 1.0,
};

/// What says how a read begins: log-odds in nats of each way against new text, which is 0.
///
/// Set by the order in which editors read the signs: that another attempt began so, then what was told as a whole,
/// then what is near, then the cut; each outweighs those after it together.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct StartWeights {
    /// The rest of code, of a character: nothing else can follow.
    pub rest: f32,
    /// An earlier read began with the same words, and how that one begins is known.
    pub attempt: f32,
    /// These words are a few letters only, and the block before is cut in another sentence than that one.
    pub chance: f32,
    /// The whole unit was told before.
    pub told: f32,
    /// One that begins with the same letters was.
    pub head: f32,
    /// The two go on differently before much is said.
    pub parts: f32,
    /// What follows it follows that, too.
    pub goes_on: f32,
    /// It says little behind a cut, so it may be the rest of the cut sentence.
    pub short: f32,
    /// It begins as no sentence does.
    pub mid_sentence: f32,
    /// It quotes the cut sentence, or says it again without its marks.
    pub quotes: f32,
    /// What follows it was told before, behind nearly the same words.
    pub reworded: f32,
    /// A unit near the end of the read before begins with the same letters, or nearly.
    pub near: f32,
    /// That is another sentence than the cut one.
    pub passes_cut: f32,
    /// A unit that long near the end is said again by no accident.
    pub long: f32,
    /// The few letters of it end the unit before, or one before the same text.
    pub few_again: f32,
    /// It ends a unit near the end of the read before.
    pub ends_near: f32,
    /// It ends a unit told anywhere.
    pub ends: f32,
    /// Dots stand before it.
    pub dots: f32,
    /// A sentence is cut that it can go on with.
    pub cut: f32,
    /// A line is cut that needs no stop, and it ends as the line would.
    pub line: f32,
    /// Another telling shows that the cut goes on differently.
    pub rival: f32,
    /// Another read went on from it in other words.
    pub taken: f32,
    /// It begins with a connective, as a new sentence does.
    pub connects: f32,
    /// For each read between the cut and it.
    pub older: f32,
    /// It is a link alone in its line.
    pub link: f32,
    /// It is a list: no sentence goes on with one.
    pub list: f32,
}

/// The weights of how reads begin.
pub const STARTS: StartWeights = StartWeights {
    rest: 30.0,
    attempt: 14.0,
    chance: -12.0,
    told: 4.0,
    head: 4.0,
    parts: -14.0,
    goes_on: 6.0,
    short: -4.0,
    mid_sentence: -14.0,
    quotes: -14.0,
    reworded: 5.0,
    near: 4.0,
    passes_cut: -4.0,
    long: 4.0,
    few_again: 5.0,
    ends_near: 4.0,
    ends: 2.0,
    dots: 2.0,
    cut: 3.0,
    line: 2.0,
    rival: -2.5,
    taken: -3.0,
    connects: -1.0,
    older: -0.4,
    link: 4.0,
    list: -6.0,
};

/// What says whether the last line of a post is whole though it has no stop: log-odds in nats. It is kept where the sum
/// is not negative; to keep a cut line is the lesser evil.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct EndWeights {
    /// Against it: a model's last block breaks off in a sentence as often as not.
    pub prior: f32,
    /// It ends with an address or a link.
    pub address: f32,
    /// It is a short line of its own behind a finished one: a signature, a date.
    pub own_line: f32,
    /// Letters, wide ones twice, below which it is short.
    pub short: f32,
    /// It is one word.
    pub word: f32,
    /// It stands right under a line without a stop, as in a verse.
    pub in_lines: f32,
    /// It trails off in dots.
    pub trails_off: f32,
    /// Its script writes no stops.
    pub stopless: f32,
    /// It stands in an item, which needs no stop.
    pub in_item: f32,
    /// A third of the lines before it have none.
    pub stops_left_out: f32,
    /// It is a Japanese sentence.
    pub kana: f32,
    /// Another telling goes on where it ends.
    pub goes_on: f32,
}

/// The weights of a post's end.
pub const ENDS: EndWeights = EndWeights {
    prior: -2.0,
    address: 5.0,
    own_line: 2.0,
    short: 40.0,
    word: 1.0,
    in_lines: 2.0,
    trails_off: 5.0,
    stopless: 2.0,
    in_item: 2.0,
    stops_left_out: 2.0,
    kana: -2.0,
    goes_on: -12.0,
};
