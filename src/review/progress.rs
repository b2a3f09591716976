/*!
How far the review of one post has come, as it is kept between two sittings.

A finding is known by its rule and its bytes, and a post by its length and fingerprint: what was decided
of a post that is another now counts for nothing.
*/

use std::collections::HashMap;

use restitch::PostReport;
use serde::{Deserialize, Serialize};

use super::machine::{Answer, Post};

/// Version of the form.
const SCHEMA: u32 = 1;

/// What was decided of a post.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Progress {
    schema: u32,
    /// The post, for people who look.
    path: String,
    bytes: usize,
    fnv1a: String,
    decided: Vec<Decided>,
}

/// What was decided of a finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Decided {
    rule: String,
    bytes: [usize; 2],
    answer: Word,
}

/// An answer, as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Take,
    Leave,
    Other,
    Keep,
}

const WORDS: [(Word, Answer); 4] = [
    (Word::Take, Answer::Take),
    (Word::Leave, Answer::Leave),
    (Word::Other, Answer::Other),
    (Word::Keep, Answer::Keep),
];

fn name(post: &Post, f: usize) -> (String, [usize; 2]) {
    let finding = &post.found[f];
    let rule = finding.rule.map_or("join", restitch::Rule::name);
    (rule.to_owned(), [finding.span.start, finding.span.end])
}

impl Progress {
    /// What was decided of `post`.
    pub fn of(post: &Post) -> Self {
        let print = PostReport::new(&post.source, &post.plan, &post.path).original;
        let mut decided = Vec::new();
        for (f, answer) in post.answers.iter().enumerate() {
            let word = answer.and_then(|a| WORDS.iter().find(|w| w.1 == a)).map(|w| w.0);
            if let Some(answer) = word {
                let (rule, bytes) = name(post, f);
                decided.push(Decided { rule, bytes, answer });
            }
        }
        Self { schema: SCHEMA, path: post.path.clone(), bytes: print.bytes, fnv1a: print.fnv1a, decided }
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.decided.is_empty()
    }

    /// As it is written.
    pub fn to_json(&self) -> Vec<u8> {
        // Strings and numbers always are JSON.
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }

    /// From what was written; nothing when that is of another version, or no progress at all.
    pub fn from_json(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|p: &Self| p.schema == SCHEMA)
    }

    /// Gives `post` the answers that still hold, and says how many. None hold for a post that changed, or
    /// where they no longer make a plan together.
    pub fn restore(&self, post: &mut Post) -> usize {
        let now = Self::of(post);
        if (now.bytes, &now.fnv1a) != (self.bytes, &self.fnv1a) {
            return 0;
        }
        let told: HashMap<(&str, [usize; 2]), Word> =
            self.decided.iter().map(|d| ((&*d.rule, d.bytes), d.answer)).collect();
        for f in 0..post.found.len() {
            let (rule, bytes) = name(post, f);
            let word = told.get(&(&*rule, bytes));
            post.answers[f] = word.and_then(|&word| WORDS.iter().find(|w| w.0 == word)).map(|w| w.1);
        }
        if post.resolved().is_err() {
            post.answers.fill(None);
        }
        post.decided()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use restitch::{Options, Source, repair};

    fn post(text: &str) -> Post {
        let source = Source::from_text(text);
        let plan = repair(&source, &Options::default()).unwrap();
        Post::new("a.md", source, plan)
    }

    #[test]
    fn answers_come_back_and_not_to_a_post_that_changed() {
        let text = "The ferry leaves at nine today.\n\n---END---\n\nThe ferry leaves at nine today.\n\nIt is full.\n";
        let mut old = post(text);
        old.answers[0] = Some(Answer::Leave);
        let saved = Progress::from_json(&Progress::of(&old).to_json()).unwrap();
        let mut new = post(text);
        assert_eq!(saved.restore(&mut new), 1);
        assert_eq!(new.answers[0], Some(Answer::Leave));
        let mut edited = post(&text.replace("full", "late"));
        assert_eq!(saved.restore(&mut edited), 0);
        assert!(Progress::of(&edited).is_empty());
        assert_eq!(Progress::from_json(b"{}"), None);
    }
}
