/*!
Passages that their author has put under protection: `<!-- restitch: keep -->` … `<!-- restitch: end -->`.

What stands between the two, and they themselves, stays as it is: nothing in it is dropped, moved or
joined, and a marker in it is text. A keep that never closes reaches to the end, for what was to stay
must not go over a typing error; it is reported, and so is an end that closes nothing. In inline code
the comments are text, so that a post can speak of them.

Cost: one search through the text.
*/

use memchr::memmem;

use super::Span;

/// The protected passages of a text, and what is wrong with its comments.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Keeps {
    /// Bytes from the opening comment to the end of the closing one; sorted and disjoint.
    pub spans: Vec<Span>,
    /// Comments that do not pair, by the byte they start at.
    pub faults: Vec<(usize, KeepFault)>,
}

/// What is wrong with a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeepFault {
    /// A keep without its end.
    NeverCloses,
    /// An end without its keep.
    ClosesNothing,
}

impl std::fmt::Display for KeepFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            KeepFault::NeverCloses => {
                "never closes, so all that follows stays as it is; write <!-- restitch: end --> after the passage"
            }
            KeepFault::ClosesNothing => {
                "ends what never began; write <!-- restitch: keep --> before the passage, or take this comment out"
            }
        })
    }
}

/// A comment that speaks to restitch.
struct Comment {
    span: Span,
    opens: bool,
}

/// The protected passages of `body`, a part of `text`.
pub fn keeps(text: &str, body: Span) -> Keeps {
    let mut out = Keeps::default();
    let mut open: Option<usize> = None;
    for comment in comments(text, body) {
        match (comment.opens, open) {
            (true, None) => open = Some(comment.span.start),
            // Within a protected passage it is text like any other.
            (true, Some(_)) => {}
            (false, Some(start)) => {
                out.spans.push(Span::new(start, comment.span.end));
                open = None;
            }
            (false, None) => out.faults.push((comment.span.start, KeepFault::ClosesNothing)),
        }
    }
    if let Some(start) = open {
        out.spans.push(Span::new(start, body.end));
        out.faults.push((start, KeepFault::NeverCloses));
    }
    out
}

/// The protected passage that `body` begins with. Cost: a search up to its end, and none where it begins with
/// something else.
pub fn keep_at(text: &str, body: Span) -> Option<Span> {
    let white = [' ', '\t'];
    let inner = body.of(text).strip_prefix("<!--")?.trim_start_matches(white).strip_prefix(WORD)?;
    let rest = inner
        .trim_start_matches(white)
        .strip_prefix("keep")?
        .trim_start_matches(white)
        .strip_prefix("-->")?;
    let rest = Span::new(body.end - rest.len(), body.end);
    let end = comments(text, rest).find(|c| !c.opens).map_or(body.end, |c| c.span.end);
    Some(Span::new(body.start, end))
}

/// What comments to restitch begin with.
const WORD: &str = "restitch:";

fn comments(text: &str, body: Span) -> impl Iterator<Item = Comment> {
    memmem::find_iter(body.of(text).as_bytes(), WORD).filter_map(move |at| {
        let at = body.start + at;
        let before = text[body.start..at].trim_end_matches([' ', '\t']).strip_suffix("<!--")?;
        let rest = text[at + WORD.len()..body.end].trim_start_matches([' ', '\t']);
        let (opens, rest) = match rest.strip_prefix("keep") {
            Some(rest) => (true, rest),
            None => (false, rest.strip_prefix("end")?),
        };
        let after = rest.trim_start_matches([' ', '\t']).strip_prefix("-->")?;
        let quoted = before.ends_with('`') && after.starts_with('`');
        let span = Span::new(body.start + before.len(), body.end - after.len());
        (!quoted).then_some(Comment { span, opens })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Vec<&str>, Vec<(usize, KeepFault)>) {
        let keeps = keeps(text, Span::new(0, text.len()));
        (keeps.spans.iter().map(|s| s.of(text)).collect(), keeps.faults)
    }

    #[test]
    fn a_passage_reaches_from_comment_to_comment() {
        let text = "a\n<!-- restitch: keep -->\nb\n<!--restitch:end-->\nc";
        assert_eq!(of(text), (vec!["<!-- restitch: keep -->\nb\n<!--restitch:end-->"], vec![]));
        assert_eq!(of("no comment, restitch: keep, <!-- keep -->"), (vec![], vec![]));
    }

    #[test]
    fn comments_that_do_not_pair_are_named_and_keep_rather_than_drop() {
        let open = "a <!-- restitch: keep --> b";
        assert_eq!(of(open), (vec!["<!-- restitch: keep --> b"], vec![(2, KeepFault::NeverCloses)]));
        assert_eq!(of("a <!-- restitch: end --> b"), (vec![], vec![(2, KeepFault::ClosesNothing)]));
        let twice = "<!-- restitch: keep -->a<!-- restitch: keep -->b<!-- restitch: end -->";
        assert_eq!(of(twice), (vec![twice], vec![]));
    }

    #[test]
    fn in_inline_code_they_are_text() {
        assert_eq!(of("write `<!-- restitch: keep -->` before it"), (vec![], vec![]));
    }
}
