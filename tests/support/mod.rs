/*!
What the integration tests share: clean articles, the damage done to them, and how an answer is
compared with the article. Nothing here knows how restitch works; it knows only how posts break.
*/

// Each test crate compiles all of this and uses a part.
#![allow(dead_code, reason = "every test crate uses another part of the support code")]

pub mod article;
pub mod compare;
pub mod damage;
pub mod markdown;
pub mod prose;
pub mod rng;
pub mod seams;
pub mod verdict;
pub mod walk;
