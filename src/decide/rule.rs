/*!
The rules by name. Every byte that leaves a post leaves by one of them, and every name is one that a
user can look up.
*/

use std::fmt;
use std::str::FromStr;

/// How sure a decision is. Ordered: `Doubtful < Likely < Certain`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Confidence {
    /// For a person to look at; not applied unless asked for.
    Doubtful,
    /// Told elsewhere in other words, in line with what stands around it.
    Likely,
    /// Told elsewhere with hardly a letter changed, or what a rule takes for a marker, a border, a cut end or
    /// the side of a cut.
    Certain,
}

impl Confidence {
    /// All of them, least sure first.
    pub const ALL: [Confidence; 3] = [Confidence::Doubtful, Confidence::Likely, Confidence::Certain];

    /// How sure it is that one passage tells another again, which stands in line with it and is this much
    /// like it, 0 to 1.
    pub fn of_similarity(similarity: f32) -> Self {
        if similarity >= 0.9 { Confidence::Certain } else { Confidence::Likely }
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::Doubtful => "doubtful",
            Confidence::Likely => "likely",
            Confidence::Certain => "certain",
        }
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Confidence {
    type Err = UnknownName;

    fn from_str(s: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|c| c.as_str() == s).ok_or_else(|| UnknownName(s.to_owned()))
    }
}

/// A name that is no rule's and no confidence's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown name `{0}`")]
pub struct UnknownName(pub String);

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $summary:literal;)*) => {
        /// Why a passage leaves the article.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Rule {
            $($(#[$doc])* $variant,)*
        }

        impl Rule {
            /// All rules.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant,)*];

            /// The rule's name, in kebab case: what a report carries and a user looks up.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name,)* }
            }

            /// What the rule says, in half a sentence.
            pub fn summary(self) -> &'static str {
                match self { $(Rule::$variant => $summary,)* }
            }
        }
    };
}

rules! {
    /// A marker between two blocks, in any form.
    Marker = "marker", "a marker between two blocks";
    /// Prompt text that leaked into the post.
    Prompt = "prompt", "text of the prompt, not of the article";
    /// A rule that a continuation put before its text.
    LeadingRule = "leading-rule", "a rule that a continuation put before its text";
    /// An exact telling of a passage that is told elsewhere.
    Copy = "copy", "told word for word elsewhere";
    /// A reworded telling of a passage that is told elsewhere.
    Retelling = "retelling", "told elsewhere in other words";
    /// A sentence or paragraph said again right at a seam.
    SeamRepeat = "seam-repeat", "said again right at a seam";
    /// Words that a continuation says again before it goes on.
    Requote = "requote", "the last words before the cut, said again by the continuation";
    /// A cut sentence that is told whole elsewhere.
    CutCopy = "cut-copy", "cut here, told whole elsewhere";
    /// The rest of a cut sentence that is told whole elsewhere.
    TailCopy = "tail-copy", "the rest of a cut sentence that is told whole elsewhere";
    /// A second continuation of one cut.
    Rival = "rival-continuation", "a second continuation of the same cut";
    /// A closing that is told again at the close.
    Closing = "closing", "a closing that is told again at the close";
    /// A cut end that nothing continues.
    CutEnd = "cut-end", "cut here, and nothing continues it";
    /// A heading or list lead-in with nothing under it.
    Orphan = "orphan", "a heading or lead-in left with nothing under it";
    /// A round after the article was first whole.
    LaterRound = "later-round", "told after the article was first whole";
    /// White space at a seam.
    Spacing = "spacing", "white space at a seam";
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Rule {
    type Err = UnknownName;

    fn from_str(s: &str) -> Result<Self, UnknownName> {
        Self::ALL.iter().copied().find(|r| r.name() == s).ok_or_else(|| UnknownName(s.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_from_their_text() {
        for &rule in Rule::ALL {
            assert_eq!(rule.name().parse(), Ok(rule));
        }
        for confidence in Confidence::ALL {
            assert_eq!(confidence.as_str().parse(), Ok(confidence));
        }
        assert!("copied".parse::<Rule>().is_err());
        assert!(Confidence::Doubtful < Confidence::Likely && Confidence::Likely < Confidence::Certain);
    }
}
