/*!
The review as a state machine: keys in, effects out, and nothing else touched.

What is decided is a list of answers, one a finding; a plan is made of them by [`restitch::resolve`]. An
answer that cannot be worked into a plan is refused in words and changes nothing. Each deciding key is a
step, and `u` takes steps back until none is left.

A join that was made because a passage beside it goes is no finding of its own: it is undone when all
passages beside it stay.
*/

use restitch::present::{Finding, Kind, View, findings};
use restitch::{Choice, Confidence, Decision, Plan, Refused, Rule, Source, Span, resolve};

/// A key, as far as a review cares.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    /// A letter or another character.
    Char(char),
    /// One row down or up, where there is more than fits.
    Scroll(bool),
    /// A screenful down or up.
    Page(bool),
    /// Ctrl-C, or the terminal is gone.
    Interrupt,
    /// Any other, Enter and Escape among them.
    Other,
}

/// What was decided of a finding.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Answer {
    /// It goes.
    Take,
    /// It stays.
    Leave,
    /// It stays in the other telling's stead.
    Other,
    /// It stays, here and wherever it stands.
    Keep,
}

impl Answer {
    fn choice(self) -> Choice {
        match self {
            Answer::Take => Choice::Take,
            Answer::Leave | Answer::Keep => Choice::Leave,
            Answer::Other => Choice::Other,
        }
    }

    /// What was done, in a word or two.
    pub fn words(self) -> &'static str {
        match self {
            Answer::Take => "taken",
            Answer::Leave => "left as it is",
            Answer::Other => "the other telling goes",
            Answer::Keep => "always kept",
        }
    }
}

/// What whoever runs the review is to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Save what was decided of these posts.
    Save(Vec<usize>),
    /// Put this passage on the list of what is always kept, or take it off.
    Keep(String, bool),
    /// Open the post in an editor, at this line, and [`Review::reload`] it.
    Edit(usize, usize),
    /// Leave the screen.
    Quit,
}

/// A post under review.
#[derive(Debug)]
pub struct Post {
    /// Its path as it was given.
    pub path: String,
    /// The post.
    pub source: Source,
    /// What would become of it.
    pub plan: Plan,
    /// What is to be decided, by its place.
    pub found: Vec<Finding>,
    /// What was decided of it.
    pub answers: Vec<Option<Answer>>,
    /// Joins that go by the passages beside them.
    joins: Vec<(Span, Vec<usize>)>,
}

impl Post {
    /// A post of which nothing is decided. Doubts are not asked about: they stay.
    pub fn new(path: &str, source: Source, plan: Plan) -> Self {
        let all = findings(&View { path, source: &source, plan: &plan });
        let (joins, found): (Vec<Finding>, Vec<Finding>) =
            all.into_iter().filter(|f| f.kind != Kind::Doubt).partition(|f| f.kind == Kind::Join);
        let mut found = found;
        let mut bound = Vec::new();
        for join in joins {
            let beside = |f: &Finding| {
                let touches = |s: Span| s.start == f.span.end || s.end == f.span.start;
                join.seam.as_ref().is_some_and(|seam| touches(seam.left.span) || touches(seam.right.span))
            };
            let drops = || found.iter().enumerate().filter(|(_, f)| f.kind == Kind::Drop && beside(f));
            if drops().next().is_some() {
                bound.push((join.span, drops().map(|(i, _)| i).collect()));
            } else {
                // At the end, so that what was counted stays where it is.
                found.push(join);
            }
        }
        let answers = vec![None; found.len()];
        Self { path: path.to_owned(), source, plan, found, answers, joins: bound }
    }

    /// The plan by what was decided; what was not is taken.
    ///
    /// # Errors
    ///
    /// When the other telling is asked for where that cannot be.
    pub fn resolved(&self) -> Result<Plan, Refused> {
        let own = self.found.iter().zip(&self.answers);
        let mut decisions: Vec<Decision> =
            own.filter_map(|(f, a)| a.map(|a| Decision { span: f.span, choice: a.choice() })).collect();
        let stays = |&i: &usize| self.answers[i].is_some_and(|a| a.choice() == Choice::Leave);
        let undone = self.joins.iter().filter(|(_, beside)| beside.iter().all(stays));
        decisions.extend(undone.map(|&(span, _)| Decision { span, choice: Choice::Leave }));
        resolve(&self.source, &self.plan, &decisions)
    }

    /// How many findings are decided.
    pub fn decided(&self) -> usize {
        self.answers.iter().flatten().count()
    }

    /// Whether all is decided.
    pub fn is_done(&self) -> bool {
        self.answers.iter().all(Option::is_some)
    }
}

/// What the screen shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// The finding, as `diff` shows it.
    Finding,
    /// The whole passage in its surroundings.
    Passage,
    /// What the keys do.
    Help,
}

/// Answers before a step: post, finding, what stood there.
#[derive(Debug)]
struct Step {
    before: Vec<(usize, usize, Option<Answer>)>,
    at: usize,
}

/// A review of several posts.
#[derive(Debug)]
pub struct Review {
    posts: Vec<Post>,
    /// Every finding, by its post and its number there.
    all: Vec<(usize, usize)>,
    at: usize,
    steps: Vec<Step>,
    mode: Mode,
    scroll: usize,
    message: String,
}

impl Review {
    /// A review of posts that each have something to decide; it begins at the first that is not decided.
    pub fn new(posts: Vec<Post>) -> Self {
        let mut out = Self {
            posts,
            all: Vec::new(),
            at: 0,
            steps: Vec::new(),
            mode: Mode::Finding,
            scroll: 0,
            message: String::new(),
        };
        out.count();
        out.at = out.next_open(0).unwrap_or(0);
        let sure = out.all.iter().filter(|&&(p, f)| out.is_sure(p, f)).count();
        if sure > 0 {
            out.message = format!("{sure} of {} are certain: c takes those at once", out.all.len());
        }
        out
    }

    fn count(&mut self) {
        let posts = self.posts.iter().enumerate();
        self.all = posts.flat_map(|(p, post)| (0..post.found.len()).map(move |f| (p, f))).collect();
        self.at = self.at.min(self.all.len().saturating_sub(1));
    }

    /// The posts.
    pub fn posts(&self) -> &[Post] {
        &self.posts
    }

    /// The posts with their answers, when the review is over.
    pub fn into_posts(self) -> Vec<Post> {
        self.posts
    }

    /// The post and the finding at hand, by their numbers.
    pub fn here(&self) -> Option<(usize, usize)> {
        self.all.get(self.at).copied()
    }

    /// The number of the finding at hand among all, from 1, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        (self.at + 1, self.all.len())
    }

    /// How many findings are decided.
    pub fn decided(&self) -> usize {
        self.posts.iter().map(Post::decided).sum()
    }

    /// What is shown.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Rows that are scrolled past.
    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// What there is to say about the last key.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Says something.
    pub fn say(&mut self, message: impl Into<String>) {
        self.message = message.into();
    }

    /// The screen showed up to this row of a body at most.
    pub fn limit_scroll(&mut self, most: usize) {
        self.scroll = self.scroll.min(most);
    }

    /// Puts a post as it is now in the place of post `p`; what was decided of the old one is forgotten.
    pub fn reload(&mut self, p: usize, post: Post) {
        self.posts[p] = post;
        self.steps.clear();
        let before = self.all.iter().take_while(|&&(q, _)| q < p).count();
        self.count();
        self.at = before.min(self.all.len().saturating_sub(1));
        self.scroll = 0;
    }

    fn answer(&self, p: usize, f: usize) -> Option<Answer> {
        self.posts[p].answers[f]
    }

    fn is_sure(&self, p: usize, f: usize) -> bool {
        let finding = &self.posts[p].found[f];
        finding.kind == Kind::Drop && finding.confidence == Confidence::Certain && self.answer(p, f).is_none()
    }

    /// The first undecided finding from number `from` on, round to the start.
    fn next_open(&self, from: usize) -> Option<usize> {
        let n = self.all.len();
        (0..n).map(|i| (from + i) % n).find(|&i| {
            let (p, f) = self.all[i];
            self.answer(p, f).is_none()
        })
    }

    /// Takes a key and says what is to be done for it.
    pub fn key(&mut self, key: Key) -> Vec<Effect> {
        if key == Key::Interrupt || key == Key::Char('q') {
            return vec![Effect::Quit];
        }
        if key != Key::Other {
            self.message.clear();
        }
        let Some((p, f)) = self.here() else { return Vec::new() };
        match key {
            Key::Char('y') => self.decide(&[(p, f)], Answer::Take),
            Key::Char('n') => self.decide(&[(p, f)], Answer::Leave),
            Key::Char('o') => self.decide(&[(p, f)], Answer::Other),
            Key::Char('a') => self.decide(&self.rest(p, f, true), Answer::Take),
            Key::Char('d') => self.decide(&self.rest(p, f, true), Answer::Leave),
            Key::Char('A') => self.decide(&self.rest(p, f, false), Answer::Take),
            Key::Char('D') => self.decide(&self.rest(p, f, false), Answer::Leave),
            Key::Char('c') => self.decide_sure(),
            Key::Char('K') => self.keep(p, f),
            Key::Char('s') => self.skip(),
            Key::Char('u') => self.undo(),
            Key::Char('j') => self.go(self.at + 1),
            Key::Char('k') => self.go(self.at.wrapping_sub(1)),
            Key::Char('f') => self.show(Mode::Passage),
            Key::Char('?') => self.show(Mode::Help),
            Key::Char('e') => vec![Effect::Edit(p, self.posts[p].found[f].at.line)],
            Key::Char(' ') => self.move_rows(10),
            Key::Scroll(down) => self.move_rows(if down { 1 } else { -1 }),
            Key::Page(down) => self.move_rows(if down { 10 } else { -10 }),
            Key::Char(other) if !other.is_control() => {
                self.message = format!("{other:?} is no key of the review; ? lists them");
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// The finding at hand, and those after it in its post (or all others) that are not decided.
    fn rest(&self, p: usize, f: usize, in_post: bool) -> Vec<(usize, usize)> {
        let open = |&&(q, g): &&(usize, usize)| {
            (q, g) == (p, f) || self.answer(q, g).is_none() && (!in_post || q == p && g > f)
        };
        self.all.iter().filter(open).copied().collect()
    }

    fn decide_sure(&mut self) -> Vec<Effect> {
        let sure: Vec<(usize, usize)> =
            self.all.iter().filter(|&&(p, f)| self.is_sure(p, f)).copied().collect();
        if sure.is_empty() {
            self.message = "no certain finding is left to decide".to_owned();
            return Vec::new();
        }
        let effects = self.decide(&sure, Answer::Take);
        // From the start again: what is left is what wants a look.
        self.at = self.next_open(0).unwrap_or(self.at);
        effects
    }

    /// Passages that stay wherever they stand are found by their text, so that has to be enough to know
    /// them by.
    fn keep(&mut self, p: usize, f: usize) -> Vec<Effect> {
        const LEAST: usize = 10;
        let post = &self.posts[p];
        let finding = &post.found[f];
        let passage = finding.core.of(post.source.text()).trim().to_owned();
        let sliver = matches!(
            finding.rule,
            None | Some(Rule::Marker | Rule::LeadingRule | Rule::Spacing | Rule::Requote)
        );
        if sliver || passage.chars().count() < LEAST {
            self.message =
                "too little to know it by wherever it stands; n leaves it as it is here".to_owned();
            return Vec::new();
        }
        let mut effects = self.decide(&[(p, f)], Answer::Keep);
        if !effects.is_empty() {
            effects.push(Effect::Keep(passage, true));
        }
        effects
    }

    /// Gives the findings an answer, all or none, and goes on to the next that has none.
    fn decide(&mut self, which: &[(usize, usize)], answer: Answer) -> Vec<Effect> {
        let before: Vec<_> = which.iter().map(|&(p, f)| (p, f, self.answer(p, f))).collect();
        for &(p, f) in which {
            self.posts[p].answers[f] = Some(answer);
        }
        let mut touched: Vec<usize> = which.iter().map(|w| w.0).collect();
        touched.dedup();
        let refused = touched.iter().find_map(|&p| self.posts[p].resolved().err());
        if let Some(refused) = refused {
            for &(p, f, answer) in &before {
                self.posts[p].answers[f] = answer;
            }
            self.message = refused.to_string();
            return Vec::new();
        }
        let mut effects: Vec<Effect> = Vec::new();
        // What is decided anew is no longer kept everywhere.
        for &(p, f, was) in &before {
            effects.extend(
                self.kept(p, f, was).filter(|_| answer != Answer::Keep).map(|t| Effect::Keep(t, false)),
            );
        }
        self.steps.push(Step { before, at: self.at });
        match self.next_open(self.at + 1) {
            Some(next) => {
                self.go(next);
            }
            None => {
                self.message = "all is decided: q writes the posts, u takes the last decision back".to_owned()
            }
        }
        if which.len() > 1 {
            let many = format!("{} findings: {}", which.len(), answer.words());
            self.message = if self.message.is_empty() { many } else { format!("{many}; {}", self.message) };
        }
        effects.insert(0, Effect::Save(touched));
        effects
    }

    /// The passage that an answer keeps everywhere.
    fn kept(&self, p: usize, f: usize, answer: Option<Answer>) -> Option<String> {
        let post = &self.posts[p];
        (answer == Some(Answer::Keep)).then(|| post.found[f].core.of(post.source.text()).trim().to_owned())
    }

    fn undo(&mut self) -> Vec<Effect> {
        let Some(step) = self.steps.pop() else {
            self.message = "nothing was decided since the review was opened".to_owned();
            return Vec::new();
        };
        let mut effects = Vec::new();
        for &(p, f, was) in &step.before {
            let now = self.answer(p, f);
            let (gone, back) = (self.kept(p, f, now), self.kept(p, f, was));
            if gone != back {
                effects.extend(gone.map(|t| Effect::Keep(t, false)));
                effects.extend(back.map(|t| Effect::Keep(t, true)));
            }
            self.posts[p].answers[f] = was;
        }
        self.go(step.at);
        self.message = match step.before.len() {
            1 => "taken back".to_owned(),
            n => format!("{n} decisions taken back"),
        };
        let mut touched: Vec<usize> = step.before.iter().map(|b| b.0).collect();
        touched.dedup();
        effects.insert(0, Effect::Save(touched));
        effects
    }

    fn skip(&mut self) -> Vec<Effect> {
        match self.next_open(self.at + 1) {
            Some(next) if next != self.at => self.go(next),
            Some(_) => {
                self.message = "this is the last that is not decided".to_owned();
                Vec::new()
            }
            None => self.go(self.at + 1),
        }
    }

    fn go(&mut self, to: usize) -> Vec<Effect> {
        if to < self.all.len() {
            self.at = to;
            self.scroll = 0;
            self.mode = Mode::Finding;
        } else {
            self.message = "no more findings this way".to_owned();
        }
        Vec::new()
    }

    fn show(&mut self, mode: Mode) -> Vec<Effect> {
        self.mode = if self.mode == mode { Mode::Finding } else { mode };
        self.scroll = 0;
        Vec::new()
    }

    fn move_rows(&mut self, by: isize) -> Vec<Effect> {
        self.scroll = self.scroll.saturating_add_signed(by);
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Progress;
    use super::*;
    use proptest::prelude::*;
    use restitch::{Options, repair};

    const THINGS: [&str; 10] =
        ["ferry", "lamp", "orchard", "baker", "tide", "ledger", "window", "quarry", "cellar", "bridge"];

    /// A post of `n` paragraphs of which each is copied right after a marker.
    fn copies(n: usize) -> String {
        let paragraph = |i: usize| {
            let (a, b) = (THINGS[i % 10], THINGS[i / 10 % 10]);
            format!("Paragraph {i} speaks of the {a} behind the {b} number {i}. It was {i} years old then.")
        };
        (0..n)
            .map(|i| format!("{0}\n\n---END---\n\n{0}\n\nPart {i} went on {i} days.\n\n", paragraph(i)))
            .collect()
    }

    fn post(path: &str, text: &str) -> Post {
        let source = Source::from_text(text);
        let plan = repair(&source, &Options::default()).unwrap();
        Post::new(path, source, plan)
    }

    fn review() -> Review {
        Review::new(vec![post("a.md", &copies(6)), post("b.md", &copies(4))])
    }

    fn answers(review: &Review) -> Vec<Vec<Option<Answer>>> {
        review.posts().iter().map(|p| p.answers.clone()).collect()
    }

    fn press(review: &mut Review, keys: &str) -> Vec<Effect> {
        keys.chars().flat_map(|c| review.key(Key::Char(c))).collect()
    }

    fn article(post: &Post) -> String {
        post.resolved().unwrap().clean(&post.source)
    }

    #[test]
    fn each_key_does_what_it_says() {
        use Answer::{Leave, Other, Take};
        let mut review = review();
        assert_eq!(review.place(), (1, 10));
        press(&mut review, "yno");
        assert_eq!(answers(&review)[0][..4], [Some(Take), Some(Leave), Some(Other), None]);
        assert_eq!(review.place().0, 4);
        press(&mut review, "sjk");
        assert_eq!((review.place().0, review.decided()), (5, 3));
        press(&mut review, "d");
        assert_eq!(answers(&review)[0][3..], [None, Some(Leave), Some(Leave)]);
        assert_eq!(review.place().0, 7, "on in the next post");
        press(&mut review, "u");
        assert_eq!((review.place().0, review.decided()), (5, 3));
        press(&mut review, "A");
        assert_eq!(review.decided(), 10);
        assert!(review.message().contains("q writes the posts"), "{}", review.message());
        assert_eq!(review.key(Key::Char('q')), [Effect::Quit]);
        assert_eq!(review.key(Key::Interrupt), [Effect::Quit]);
    }

    #[test]
    fn what_is_certain_is_taken_at_once() {
        let mut review = review();
        assert!(review.message().contains("c takes those at once"), "{}", review.message());
        press(&mut review, "nc");
        assert_eq!(answers(&review)[0][..2], [Some(Answer::Leave), Some(Answer::Take)]);
        assert_eq!(review.decided(), 10);
        press(&mut review, "u");
        assert_eq!(review.decided(), 1);
    }

    #[test]
    fn enter_and_escape_never_decide() {
        let mut review = review();
        for key in [Key::Other, Key::Char('\n'), Key::Char('\r'), Key::Char('\u{1b}'), Key::Char('x')] {
            assert_eq!(review.key(key), []);
            assert_eq!((review.decided(), review.place().0), (0, 1));
        }
    }

    #[test]
    fn a_passage_that_is_kept_goes_on_the_list_and_off_again() {
        let mut review = review();
        let effects = press(&mut review, "K");
        let [Effect::Save(posts), Effect::Keep(passage, true)] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(posts, &[0]);
        assert!(review.posts()[0].source.text().contains(passage.as_str()));
        assert_eq!(press(&mut review, "u"), [Effect::Save(vec![0]), Effect::Keep(passage.clone(), false)]);
        assert_eq!(review.decided(), 0);
    }

    #[test]
    fn an_answer_that_cannot_be_is_refused_in_words() {
        let mut review = Review::new(vec![post("a.md", "The ferry is\n\n---END---\n\nlate today.\n")]);
        assert_eq!(press(&mut review, "o"), []);
        assert!(review.message().contains("no second telling"), "{}", review.message());
        assert_eq!(review.decided(), 0);
        press(&mut review, "n");
        assert_eq!(article(&review.posts()[0]), "The ferry is\n\n---END---\n\nlate today.\n");
    }

    #[test]
    fn all_taken_is_what_clean_writes_and_all_left_is_the_post() {
        let (mut taken, mut left) = (review(), review());
        press(&mut taken, "A");
        press(&mut left, "D");
        for (taken, left) in taken.posts().iter().zip(left.posts()) {
            assert_eq!(article(taken), taken.plan.clean(&taken.source));
            assert_eq!(article(left), left.source.text());
        }
    }

    #[test]
    fn the_samples_and_their_moves_come_back_when_all_is_left() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        for folder in std::fs::read_dir(root).unwrap() {
            let raw = folder.unwrap().path().join("raw.md");
            let text = std::fs::read_to_string(&raw).unwrap();
            let mut review = Review::new(vec![post("raw.md", &text)]);
            press(&mut review, "D");
            assert_eq!(article(&review.posts()[0]), text, "{}", raw.display());
        }
    }

    #[test]
    fn fifty_findings_left_half_way_and_taken_up_again_end_as_in_one_go() {
        let text = copies(50);
        let keys: Vec<char> = "ynyoyynnyo".chars().cycle().take(50).collect();
        let mut whole = Review::new(vec![post("a.md", &text)]);
        assert_eq!(whole.place().1, 50);
        let mut half = Review::new(vec![post("a.md", &text)]);
        press(&mut whole, &keys.iter().collect::<String>());
        press(&mut half, &keys[..25].iter().collect::<String>());
        let saved = Progress::of(&half.posts()[0]).to_json();
        let mut again = post("a.md", &text);
        assert_eq!(Progress::from_json(&saved).unwrap().restore(&mut again), 25);
        let mut again = Review::new(vec![again]);
        assert_eq!(again.place().0, 26);
        press(&mut again, &keys[25..].iter().collect::<String>());
        assert_eq!(answers(&again), answers(&whole));
        assert!(again.posts()[0].is_done());
        assert_eq!(article(&again.posts()[0]), article(&whole.posts()[0]));
        assert_ne!(article(&again.posts()[0]), again.posts()[0].plan.clean(&again.posts()[0].source));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        /// Every decision can be taken back, one by one, to the beginning.
        #[test]
        fn undo_takes_back_any_decision(keys in prop::collection::vec(prop::sample::select("ynoadADcKsjkfe?x ".chars().collect::<Vec<_>>()), 0..40)) {
            let mut review = review();
            let mut before = vec![answers(&review)];
            for &key in &keys {
                let effects = review.key(Key::Char(key));
                let deciding = effects.iter().any(|e| matches!(e, Effect::Save(_)));
                prop_assert!(deciding || answers(&review) == *before.last().unwrap());
                if deciding {
                    before.push(answers(&review));
                }
                for post in review.posts() {
                    prop_assert!(post.resolved().is_ok());
                }
            }
            while before.len() > 1 {
                before.pop();
                review.key(Key::Char('u'));
                prop_assert_eq!(&answers(&review), before.last().unwrap());
            }
            prop_assert_eq!(review.key(Key::Char('u')), vec![]);
        }
    }
}
