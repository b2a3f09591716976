/*!
Posts with plans, for the presenters' tests: written as the stretches they are made of, so that a test
reads as the post does and no offset is counted by hand.
*/

use crate::decide::{Confidence, Rule};
use crate::plan::{Drop, Glue, Piece, Plan, Status};
use crate::read::Source;
use crate::text::Span;

use super::{Style, View, check_text, diff_text};

/// A stretch of a post.
pub enum Part<'a> {
    /// It stays.
    Keep(&'a str),
    /// It stays, and this is written before it in the article.
    Glued(Glue, &'a str),
    /// It goes, by this rule; what says it in its stead is found by its words.
    Drop(Rule, &'a str, Option<&'a str>),
}

pub use Part::{Drop as Gone, Glued, Keep};

/// A post and its plan.
pub struct Post {
    pub source: Source,
    pub plan: Plan,
}

impl Post {
    pub fn new(parts: &[Part], status: Status) -> Self {
        let text: String = parts.iter().map(|p| p.text()).collect();
        let (mut pieces, mut drops) = (Vec::new(), Vec::new());
        let mut at = 0;
        for part in parts {
            let span = Span::new(at, at + part.text().len());
            at = span.end;
            match *part {
                Keep(_) => pieces.push(Piece { span, glue: Glue::Nothing }),
                Glued(glue, _) => pieces.push(Piece { span, glue }),
                Gone(rule, _, other) => drops.push(drop(&text, span, rule, other)),
            }
        }
        let source = Source::from_text(text);
        let plan = Plan::new(&source, pieces, drops, vec![], status).unwrap();
        Self { source, plan }
    }

    pub fn view(&self) -> View<'_> {
        View { path: "post.md", source: &self.source, plan: &self.plan }
    }

    pub fn diff(&self, width: usize) -> String {
        let mut out = String::new();
        diff_text(&mut out, &self.view(), &Style { width, ..Style::default() });
        out
    }

    pub fn check(&self) -> String {
        let mut out = String::new();
        check_text(&mut out, &self.view(), &Style::default());
        out
    }
}

impl<'a> Part<'a> {
    fn text(&self) -> &'a str {
        match *self {
            Keep(text) | Glued(_, text) | Gone(_, text, _) => text,
        }
    }
}

/// A drop of `span`, said in its stead by the first place of `text` that reads `other`.
pub fn drop(text: &str, span: Span, rule: Rule, other: Option<&str>) -> Drop {
    let counterpart = other.map(|o| {
        let start = text.find(o).expect("the counterpart stands in the post");
        Span::new(start, start + o.len())
    });
    let exact = matches!(rule, Rule::Copy | Rule::Requote | Rule::SeamRepeat);
    let similarity = if counterpart.is_none() {
        0.0
    } else if exact {
        1.0
    } else {
        0.9
    };
    let confidence = if rule == Rule::Retelling { Confidence::Likely } else { Confidence::Certain };
    Drop { span, rule, confidence, similarity, counterpart }
}
