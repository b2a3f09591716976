/*!
Every number that decides where tellings begin and end and how they meet, with its unit and its reason.

Log-odds are in nats. Letters are key characters, wide ones (an ideograph, a kana) counting twice where that is said.
The numbers were set by what editors do with the posts that each sign was first seen in, and are held by the known
answers, by clean articles with and without a marker behind them, and by the cases of the tests; what a later fit
changes, these must still allow.
*/

/// What says where a telling begins that no marker shows: log-odds, unless another unit is named, whose sum must not be
/// negative. Letters, wide ones twice.
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
    /// Letters of a paragraph that no title has.
    pub paragraph: usize,
    /// Letters of a first line that is a label, at most.
    pub first_label: usize,
    /// The same of a later one.
    pub label: usize,
    /// Sentences of a section, and letters of these, that are not told twice to the letter.
    pub section: (usize, f32),
    /// Letters of a line that is no verse's.
    pub verse: usize,
    /// Letters that count of an address, at most: it says less than it is long.
    pub address: usize,
    /// Letters of a few sentences that are not told twice by accident.
    pub retold: usize,
    /// Key characters behind dots that are looked for before them.
    pub after_dots: usize,
    /// Key characters of a line that is cut, and no title.
    pub cut_line: u32,
    /// Least likeness of a reworded sentence, and its least letters.
    pub likeness: (f32, usize),
    /// Lines without a stop that a model leaves, at most: people leave more.
    pub loose_ends: usize,
    /// Signs of damage that make piles of blank lines markers, and no fewer than there are piles.
    pub piles: usize,
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
    paragraph: 60,
    first_label: 90,
    label: 30,
    section: (2, 160.0),
    verse: 120,
    address: 10,
    retold: 26,
    after_dots: 6,
    cut_line: 40,
    likeness: (0.8, 24),
    loose_ends: 2,
    piles: 2,
};

/// What says how a read begins: log-odds in nats of each way against new text, which is 0.
///
/// Set by the order in which editors read the signs: that another attempt began so, then what was told as a whole,
/// then what is near, then the cut; each outweighs those after it together.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct StartWeights {
    /// The rest of code: nothing else can follow.
    pub code: f32,
    /// The rest of a character.
    pub character: f32,
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
    /// Another read went on from it to a sentence's end, in other words.
    pub taken: f32,
    /// It begins as no sentence does: with a small letter, with a mark that closes what the cut opened.
    pub mid_rest: f32,
    /// It begins with a connective, as a new sentence does.
    pub connects: f32,
    /// For each read between the cut and it.
    pub older: f32,
    /// It is a link alone in its line.
    pub link: f32,
    /// It is a list: no sentence goes on with one.
    pub list: f32,
    /// Key characters of a unit that is not like another by accident.
    pub sure: usize,
    /// The same of a heading, and of a line of prose, told again as a whole.
    pub whole: (u32, u32),
    /// Letters, wide ones twice, of a cut sentence that few others begin with.
    pub words: usize,
    /// Key characters before a cut that are said again behind it by no accident.
    pub said: usize,
    /// The same where a sign says that words are said again, and where none does; one more in scripts that spell.
    pub said_at_cut: (usize, usize),
    /// Ideographs that are behind dots.
    pub said_behind_dots: usize,
    /// Key characters behind a cut by which a continuation is known.
    pub known_by: usize,
    /// Key characters by which a unit is found near the end of the read before, at least and at most.
    pub probe: (usize, usize),
    /// Least likeness of a reworded telling, of its beginning, and key characters of that.
    pub likeness: (f32, f32, usize),
    /// Least likeness of one that stands before equal text.
    pub before_equal: f32,
    /// Parts of five of the shorter of two units that begin alike.
    pub alike_fifths: usize,
    /// Letters said again that make it certain that they are.
    pub certain: usize,
    /// Key characters of a sentence's end that make it certain that it is one.
    pub certain_end: u32,
}

/// The weights of how reads begin.
pub const STARTS: StartWeights = StartWeights {
    code: 30.0,
    character: 13.0,
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
    mid_rest: 1.0,
    connects: -1.0,
    older: -0.4,
    link: 4.0,
    list: -6.0,
    sure: 16,
    whole: (3, 8),
    words: 16,
    said: 6,
    said_at_cut: (2, 3),
    said_behind_dots: 1,
    known_by: 3,
    probe: (6, 14),
    likeness: (0.75, 0.6, 10),
    before_equal: 0.7,
    alike_fifths: 3,
    certain: 5,
    certain_end: 24,
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
    /// It stands in an item, under one that needs no stop.
    pub in_item: f32,
    /// A third of the lines before it have none.
    pub stops_left_out: f32,
    /// It is a Japanese sentence.
    pub kana: f32,
    /// Another telling goes on where it ends.
    pub goes_on: f32,
    /// Lines by which an author's habit is known, at least; a third of them must be so.
    pub habit: usize,
    /// Letters and digits by which an item of another telling is the same item.
    pub same_item: usize,
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
    habit: 4,
    same_item: 5,
};
