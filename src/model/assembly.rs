/*!
What makes an article dear.

The unit is about a jump between two paragraphs that no read tells one after the other, which a reader hardly notices.
Letters are key characters, wide ones (an ideograph, a kana) counting twice. The order of magnitude of each is
argued beside it; the figures were set by hand and by random search over a half of an archive's posts and over posts
with an editor's labels, and tried on the other half. Most are flat, so all are rounded.
*/

macro_rules! weights {
    ($($(#[$doc:meta])* $name:ident = $value:expr;)*) => {
        /// What makes an article dear: see each.
        #[derive(Clone, Copy, PartialEq, Debug)]
        pub struct AssemblyWeights { $($(#[$doc])* pub $name: f32,)* }

        impl Default for AssemblyWeights {
            fn default() -> Self {
                Self { $($name: $value,)* }
            }
        }
    };
}

weights! {
    /// A change from one telling's wording to another's where both go on alike: a reader sees nothing.
    switch = 0.3;
    /// A jump inside a paragraph: a sentence answers what is not before it. Editors make one in ten posts.
    inside_paragraph = 6.0;
    /// A jump between two lines or items.
    between_lines = 2.0;
    /// A jump between two paragraphs: the unit.
    between_paragraphs = 1.0;
    /// A jump before a heading: hardly noticed.
    before_heading = 0.4;
    /// A paragraph whose rest is told elsewhere: half of it hangs.
    torn = 0.7;
    /// A heading whose text went.
    stranded_heading = 3.0;
    /// A cut sentence that something else follows: broken grammar.
    after_cut = 6.0;
    /// A lead-in whose list went.
    lost_list = 2.0;
    /// A jump to what the reads tell before: more than a jump more.
    backward = 1.5;
    /// A telling that comes after other new matter although it was told before that: the earlier one stands where
    /// it was first meant to.
    late = 0.7;
    /// Letters of new matter that make a telling late.
    new_matter = 300.0;
    /// Something behind what several blocks end with: the ending stands in the middle.
    mid_ending = 3.0;
    /// The same where a read itself goes on behind it.
    mid_ending_told = 1.2;
    /// Letters of new matter between two blocks that end alike: less, and one is a copy of the other.
    new_ending = 50.0;
    /// Another beginning than the post's: its title and its first words are no matter of choice.
    begin = 20.0;
    /// An end where no block ends.
    end = 8.0;
    /// An end where a block was cut: less than two jumps, so nothing is moved for it alone.
    end_cut = 0.7;
    /// A letter that is told nowhere: a sentence of forty ideographs weighs more than the jumps that keep it.
    loss = 0.1;
    /// What is told more than once in the post, and nowhere in the article.
    lost = 4.0;
    /// A cut end that nothing continues: it goes anyhow.
    fragment = 0.3;
    /// A paragraph that only a dropped telling has, brought to its neighbours: two jumps.
    insert_paragraph = 2.0;
    /// A sentence of it: it becomes a paragraph, or jumps inside one.
    insert_sentence = 3.5;
    /// Letters that are brought beside one neighbour, at most; four times as many between two.
    insert_most = 400.0;
    /// Sentences of a remnant at most: what is left of a telling whose others went, and may be said beside it already.
    remnant = 3.0;
    /// A letter that is told once more: what stands twice is as bad as what is lost.
    repeat = 0.1;
    /// A sentence that is told once more, at most.
    repeat_most = 12.0;
    /// Share of it where neither neighbour is told again beside it: a lone likeness may be meant.
    repeat_alone = 0.5;
    /// Share of it where one neighbour is.
    repeat_beside = 0.7;
    /// Share of it where one read says it all: its author meant it.
    repeat_own = 0.01;
    /// A sentence's later telling, so that of equal ones the earliest stays.
    later = 0.001;
    /// A telling that is cut where another is whole.
    cut = 8.0;
    /// A sentence that ends a block with fewer signs than another telling has: the cut may have taken the stop.
    cut_sign = 0.4;
    /// A letter that another telling has more.
    shorter = 0.02;
    /// All letters that another telling has more, at most: less than a change of wording.
    shorter_most = 0.25;
    /// A paragraph's beginning that is run together with what stands before it.
    run_together = 1.0;
    /// A sentence that was put together at a cut where another telling was not.
    joined = 0.1;
    /// A sentence that breaks off in every telling: broken grammar wherever it stands.
    hanging = 2.0;
    /// Emphasis that does not close.
    half_emphasis = 0.6;
    /// A stretch that moves, so that nothing moves for nothing.
    moving = 0.2;
    /// A letter of it: what is long stands where it was written.
    moving_letter = 0.002;
    /// Letters of a closing that moves to the end, at most.
    closing = 2000.0;
}
