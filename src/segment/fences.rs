/*!
Fenced code that a block's end cuts, and the block after it.

A block that follows an open fence may go on with the code, tell it again from its opening fence, or have nothing
to do with it. Nothing but its own fences says which: one that opens has a blank line before it and code right
behind it, one that closes has it the other way round, and what names a language opens. So the block is read in
both ways, and the one in which the fences stand as they should is taken. It fails where a block holds code alone,
without any fence, and that code looks like prose.

Each way is one pass over the block's lines.
*/

use super::lines::{Lines, fence_of};
use crate::text::Span;

/// A fence that a block's end leaves open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OpenFence {
    /// Its character and how many of it.
    fence: (u8, usize),
    /// Characters of a closing fence that the block was cut in.
    closing: usize,
}

/// A line that opens a fence inside code weighs as much as several lines that stand as they should not.
const INSIDE: usize = 4;
/// Words in a row, without a sign of code, that make a line one of prose.
const PLAIN: usize = 4;

impl OpenFence {
    /// The fence that opened `code`, which nothing closes.
    pub fn new(fence: (u8, usize), code: &str) -> Self {
        let last = code.trim_end().rsplit('\n').next().unwrap_or_default().trim();
        let marks = last.bytes().all(|b| b == fence.0) && last.len() < fence.1;
        Self { fence, closing: if marks { last.len() } else { 0 } }
    }

    /// The rest of the code, when `block` begins with it, and the fence where nothing closes it there either.
    pub fn rest(self, text: &str, block: Span) -> Option<(Span, Option<OpenFence>)> {
        let words = block.of(text);
        let lead = words.len() - words.trim_start().len();
        let start = block.start + lead;
        let first = words[lead..].lines().next()?.trim_end();
        // The rest of the closing fence itself.
        let marks = first.bytes().all(|b| b == self.fence.0) && first.len() < self.fence.1;
        if marks && self.closing > 0 && self.closing + first.len() >= self.fence.1 {
            return Some((Span::new(start, start + first.len()), None));
        }
        if !self.goes_on(words.trim()) {
            return None;
        }
        let end = Lines::new(text, Span::new(start, block.end)).skip_fence(self.fence);
        let rest = Span::new(start, end.unwrap_or(block.end));
        Some((rest, end.is_none().then(|| Self::new(self.fence, rest.of(text)))))
    }

    /// Whether `block` reads better as the code's rest than as something else.
    fn goes_on(self, block: &str) -> bool {
        let lines: Vec<&str> = block.lines().map(str::trim_end).collect();
        if !lines.iter().any(|line| fence_of(line.trim_start()).is_some()) {
            return is_listing(&lines);
        }
        faults(&lines, Some(self.fence)) <= faults(&lines, None)
    }
}

/// Fences of `lines` that do not stand as they should, where the fence `open` is open before them.
fn faults(lines: &[&str], mut open: Option<(u8, usize)>) -> usize {
    let blank = |i: Option<&&str>| i.is_some_and(|line| line.is_empty());
    let mut out = 0;
    for (i, line) in lines.iter().enumerate() {
        let words = line.trim_start();
        let Some(fence) = fence_of(words) else { continue };
        let info = &words[fence.1..];
        let after = i > 0 && blank(lines.get(i - 1));
        let before = i + 1 == lines.len() || blank(lines.get(i + 1));
        match open {
            Some((mark, len)) if fence.0 != mark || fence.1 < len => {}
            Some(_) if !info.is_empty() && !info.starts_with(' ') => out += INSIDE,
            Some(_) => {
                out += usize::from(after) + usize::from(!before && info.is_empty());
                open = None;
            }
            None => {
                out +=
                    usize::from(info.is_empty() && i > 0 && !after) + usize::from(info.is_empty() && before);
                open = Some(fence);
            }
        }
    }
    out + usize::from(open.is_some())
}

/// Whether none of `lines`, which hold no fence, looks like prose: several words in a row without a sign of code, the
/// first of them no small one, or a full stop, or a script that no code is written in.
fn is_listing(lines: &[&str]) -> bool {
    let prose = |line: &&str| {
        let words = line.trim_start();
        let comment = ["#", "//", "--", "/*", "*"].iter().any(|sign| words.starts_with(sign))
            && !words.starts_with("# ");
        let plain = !words.starts_with(|c: char| c.is_ascii_lowercase())
            && !words.contains(['=', '(', ')', '{', '}', ';', '<', '>', '[', ']', '_', '"']);
        let foreign = words.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
        let stop = words.ends_with(['.', '!', '?', '。']) && words.contains(' ');
        !comment
            && (stop || plain && words.split(' ').count() >= PLAIN || foreign * 2 > words.chars().count())
    };
    !lines.iter().any(prose)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is the rest of code, opened by three marks and cut in `code`, at the beginning of `block`.
    fn rest<'t>(code: &str, block: &'t str) -> Option<(&'t str, bool)> {
        let rest = OpenFence::new((b'`', 3), code).rest(block, Span::new(0, block.len()));
        rest.map(|(span, open)| (span.of(block), open.is_none()))
    }

    #[test]
    fn code_goes_on_up_to_the_fence_that_closes_it() {
        let code = "```python\nboats = 0";
        for (block, code_rest) in [
            ("boats += 1\n```\n\nIt counts.\n", "boats += 1\n```"),
            ("boats += 1\n\n```\n\nIt counts.\n\n```sh\nrun\n```\n", "boats += 1\n\n```"),
            ("boats += 1\n```\nIt counts.\n\n```\nrun\n```\n", "boats += 1\n```"),
            ("```\n\nIt counts.\n", "```"),
        ] {
            assert_eq!(rest(code, block), Some((code_rest, true)), "{block}");
        }
    }

    #[test]
    fn code_that_is_told_again_and_prose_are_no_rest() {
        let code = "```\nboats = 0";
        for block in [
            "```python\nboats = 0\n```\n\nIt counts.\n",
            "```\nboats = 0\n```\n\nIt counts.\n",
            "The program counts:\n```\nboats = 0\n```\nIt counts.\n",
            "The program counts.\n\n```\nboats = 0\n",
            "It counts the boats.\n\nNobody has to start it.\n",
        ] {
            assert_eq!(rest(code, block), None, "{block}");
        }
    }

    #[test]
    fn a_closing_fence_may_itself_be_cut() {
        assert_eq!(rest("```\nboats = 0\n``", "`\n\nIt counts.\n"), Some(("`", true)));
        assert_eq!(rest("```\nboats = 0", "`\n\nIt counts.\n"), None);
    }

    #[test]
    fn a_listing_without_a_fence_goes_on() {
        let listing = "    count();\n    print();\n}\n";
        assert_eq!(rest("```rust\nfn main() {", listing), Some((&listing[4..], false)));
        assert_eq!(rest("```rust\nfn main() {", "The boats are counted\n\n- at noon\n"), None);
        assert_eq!(rest("```rust\nfn main() {", "港の船を数える\n"), None);
    }
}
