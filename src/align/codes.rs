/*!
How the two sides of a cut in code meet: as two lines or within one, and what the second says again.

The white space at a block's end says little, for most posts hold only blank lines around a marker. What
remains are signs: a line that is indented begins a line; a bracket or a string that is open goes on; no line begins
with a comma or ends with `=`; a name that is cut is known elsewhere in the code as a whole. Where there is no sign
of a cut within a line, the lines part, as they do at most cuts that a writer makes.

It fails inside a name that the post has only once. Each sign looks at one line of either side; names are looked up
in a bounded stretch of the post.
*/

use memchr::memmem;

use crate::plan::Glue;
use crate::text::Span;

/// Lines before a cut that its continuation may say again.
const LINES: usize = 200;
/// Letters and digits said again by no accident: of whole lines, and of a line that then goes on.
const SAID: (usize, usize) = (6, 4);
/// Bytes on either side of a cut in which a name is looked for.
const REACH: usize = 16 * 1024;

/// Words that no line of code ends with.
const LEADS: [&str; 24] = [
    "and", "as", "class", "const", "def", "elif", "enum", "export", "fn", "for", "from", "function", "if",
    "import", "in", "let", "new", "not", "or", "public", "struct", "use", "var", "while",
];
/// Words that stand inside a line.
const INSIDE: [&str; 4] = ["and", "as", "in", "or"];
/// Other words that lines of code begin with.
const ALONE: [&str; 8] = ["break", "continue", "else", "end", "pass", "print", "return", "with"];
/// Words that lead a line that has more to say than a name.
const HEADERS: [&str; 7] = ["class", "def", "elif", "for", "if", "while", "with"];
/// Signs that comments of one line begin with.
const COMMENTS: [&str; 4] = ["#", "//", "--", "///"];
/// Signs that stand between two things of a line.
const BETWEEN: [&str; 16] =
    ["=", "==", "===", "!=", "<=", ">=", "+=", "-=", "*=", "/=", ":=", "+", "-", "&&", "||", "<"];
/// Names of languages, as opening fences have them, one space between two.
const LANGUAGES: &str = "bash c cpp csharp css diff go html java javascript js json kotlin markdown \
                         php python ruby rust scala sh shell sql swift text toml ts typescript xml yaml yml";

/// A cut in code.
pub struct CodeCut<'t> {
    text: &'t str,
    cut: Span,
    /// The other side, with the spaces that it is indented by.
    pub rest: Span,
}

impl<'t> CodeCut<'t> {
    /// The cut between `cut` and `rest`, both without white space at their ends.
    pub fn new(text: &'t str, cut: Span, rest: Span) -> Self {
        let indent = text[cut.end..rest.start].trim_end_matches([' ', '\t']).len();
        Self { text, cut, rest: Span::new(cut.end + indent, rest.end) }
    }

    /// What the rest says again of the lines before the cut, and what is left of it.
    pub fn said_again(&self) -> Option<(Span, Span)> {
        let (cut, rest) = (self.cut.of(self.text), self.rest.of(self.text));
        let lead = rest.len() - rest.trim_start().len();
        let whole = rest[lead..].lines().next().is_some_and(|line| is_marks(line) && line.trim().len() >= 3);
        let mut said = None;
        let mut from = cut.len();
        for _ in 0..LINES {
            // The line that opens the fence is none of the code.
            let Some(newline) = cut[..from].rfind('\n') else { break };
            from = newline;
            let told = cut[newline + 1..].trim_start();
            let Some(more) = rest[lead..].strip_prefix(told) else { continue };
            let letters = told.chars().filter(|c| c.is_alphanumeric()).count();
            let on = !more.is_empty() && !more.starts_with(['\n', '\r']);
            let least = match on {
                // Half a name, half a fence, or what no line ends with.
                true if more.starts_with(is_name) && told.ends_with(is_name) => 1,
                true if ends_open(told) || is_sign(told) || is_marks(told) && whole => 0,
                true => SAID.1,
                false => SAID.0,
            };
            if letters >= least {
                said = Some(self.rest.end - more.len());
            }
        }
        said.map(|at| (Span::new(self.rest.start, at), Span::new(at, self.rest.end)))
    }

    /// What stands between the two sides; `prose` says it for words that are no code.
    pub fn glue(&self, prose: impl Fn() -> Glue) -> Glue {
        let (cut, rest) = (self.cut.of(self.text), self.rest.of(self.text));
        let white = &self.text[self.cut.end..self.rest.start];
        let spaced = white.starts_with([' ', '\t']);
        let within = if spaced { Glue::Space } else { Glue::Nothing };
        let left = cut.rsplit('\n').next().unwrap_or_default();
        let right = rest.lines().next().unwrap_or_default();
        if is_marks(right) {
            // A closing fence stands in a line of its own, unless it is itself cut.
            return if is_marks(left) && left.trim().len() < 3 { Glue::Nothing } else { Glue::Newline };
        }
        if right.starts_with("  ") || right.starts_with('\t') {
            return Glue::Newline;
        }
        if right.starts_with(' ') {
            return if opens_block(left) { Glue::Newline } else { Glue::Nothing };
        }
        if !white.contains('\n') {
            return within;
        }
        if let Some(info) = left.trim().strip_prefix("```").filter(|_| !cut.contains('\n')) {
            let name = [info, right].concat();
            let known = |name: &str| LANGUAGES.split(' ').any(|known| known == name);
            let is_name = known(&name) && !known(info);
            return if is_name { Glue::Nothing } else { Glue::Newline };
        }
        let first = &right[..right.len() - right.trim_start_matches(is_name).len()];
        if self.is_split_name(left, first) {
            return Glue::Nothing;
        }
        if is_split_string(left, right) {
            return if right.starts_with('"') { within } else { prose() };
        }
        if is_sign(left) {
            return Glue::Space;
        }
        if self.is_split_comment(left, right, first) {
            return prose();
        }
        if right.starts_with([',', ';', '?', ':']) || is_split_path(left, right) {
            return within;
        }
        let sign = right.split(' ').next().unwrap_or_default();
        if sign.starts_with('=') && left.ends_with(['+', '-', '*', '/', '!', '<', '>', '=', ':']) {
            return Glue::Nothing;
        }
        if ends_open(left) || INSIDE.contains(&first) || BETWEEN.contains(&sign) && sign != "-" {
            return Glue::Space;
        }
        if is_split_call(left, right) {
            return if left.ends_with(',') { Glue::Space } else { within };
        }
        if is_split_header(left) {
            return if self.is_known(first) { Glue::Space } else { within };
        }
        if spaced { Glue::Space } else { Glue::Newline }
    }

    /// Whether the cut is inside a name that stands whole elsewhere, where one of its halves does not.
    fn is_split_name(&self, left: &str, r: &str) -> bool {
        let l = &left[left.trim_end_matches(is_name).len()..];
        if l.is_empty() || r.is_empty() {
            return false;
        }
        self.is_known(&[l, r].concat()) && !(self.is_known(l) && self.is_known(r))
    }

    /// Whether `left` is a comment without its stop and `right`, the words of which `first` is one, goes on with it.
    /// The commands of a shell are words, too.
    fn is_split_comment(&self, left: &str, right: &str, first: &str) -> bool {
        const SIGNS: [char; 13] = ['=', '(', ')', '{', '}', ';', '<', '>', '[', ']', '_', '#', '/'];
        let opener = self.cut.of(self.text).lines().next().unwrap_or_default();
        let shell = ["sh", "console", "terminal", "docker"].iter().any(|name| opener.contains(name));
        let comment = COMMENTS
            .iter()
            .any(|sign| left.trim_start().strip_prefix(sign).is_some_and(|words| words.starts_with(' ')));
        comment
            && !shell
            && left.ends_with(|c: char| c.is_alphanumeric() || c == ',')
            && first.starts_with(char::is_lowercase)
            && right.contains(' ')
            && !right.contains(SIGNS)
            && !right.ends_with(':')
            && !LEADS.contains(&first)
            && !ALONE.contains(&first)
    }

    /// Whether `name` stands near the cut as a whole, but not at it.
    fn is_known(&self, name: &str) -> bool {
        if name.is_empty() {
            return false;
        }
        if LEADS.contains(&name) || INSIDE.contains(&name) || ALONE.contains(&name) {
            return true;
        }
        let (cut, rest) = (self.cut.end, self.rest.start);
        let from = self.text.floor_char_boundary(cut.saturating_sub(REACH));
        let to = self.text.ceil_char_boundary((rest + REACH).min(self.text.len()));
        let window = &self.text[from..to];
        memmem::find_iter(window.as_bytes(), name.as_bytes()).any(|at| {
            let end = at + name.len();
            let at_cut = from + end == cut || from + at == rest;
            !at_cut && !window[..at].ends_with(is_name) && !window[end..].starts_with(is_name)
        })
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether `line` is nothing but marks of a fence.
fn is_marks(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && (line.bytes().all(|b| b == b'`') || line.bytes().all(|b| b == b'~'))
}

/// Whether `line` is nothing but the sign of a comment.
fn is_sign(line: &str) -> bool {
    COMMENTS.contains(&line.trim())
}

/// Whether what follows `line` stands under it.
fn opens_block(line: &str) -> bool {
    line.ends_with(['{', ';']) || line.ends_with(':') && leads(line)
}

/// Whether `line` begins with a word that wants a block under it.
fn leads(line: &str) -> bool {
    line.trim_start().split(|c| !is_name(c)).next().is_some_and(|word| HEADERS.contains(&word))
}

/// Whether `line` wants a block under it and does not say so yet.
fn is_split_header(line: &str) -> bool {
    leads(line) && line.ends_with(|c: char| is_name(c) || c == '.')
}

/// Whether `left` ends in a string and `right` begins with its rest.
fn is_split_string(left: &str, right: &str) -> bool {
    let odd = |s: &str| s.matches('"').count() % 2 == 1;
    odd(left) && odd(right) && !left.trim_end().ends_with("\"\"\"")
}

/// Whether `left` ends with a name and `right` begins with what stands at one, or `left` with the dot before one.
fn is_split_path(left: &str, right: &str) -> bool {
    let after = right.trim_start_matches(is_name);
    let member = after.len() < right.len() && after.starts_with(['(', '.', ';', ',', ')', '[']);
    let before = left.strip_suffix('.').or_else(|| left.strip_suffix("::"));
    member && before.is_some_and(|s| s.ends_with(|c: char| is_name(c) || c == ')'))
        || left.ends_with(is_name) && right.starts_with(['.', '(']) && !ends_open(left)
        || left.ends_with('_') && right.starts_with(is_name)
}

/// Whether `left` ends with what no line ends with.
fn ends_open(left: &str) -> bool {
    let Some((before, last)) = left.trim_start().rsplit_once([' ', '\t']) else {
        return LEADS.contains(&left.trim_start());
    };
    LEADS.contains(&last) || BETWEEN.contains(&last) && before.contains(is_name)
}

/// Whether `right` closes in mid-line a bracket that `left` opened in mid-line.
fn is_split_call(left: &str, right: &str) -> bool {
    let open =
        |s: &str, from: char, to: char| s.matches(from).count() as isize - s.matches(to).count() as isize;
    [('(', ')'), ('[', ']')].into_iter().any(|(from, to)| {
        let mid_line = match right.starts_with(to) {
            true => left.ends_with(|c| is_name(c) || c == from),
            false => open(right, from, to) < 0,
        };
        open(left, from, to) > 0 && mid_line
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The glue of a cut at `|` in code that stands after `post`.
    fn glue(post: &str, code: &str) -> Glue {
        let text = format!("{post}\n```js\n{}", code.replace('|', "\n\n---END---\n\n"));
        let marker = text.find("\n\n---END---\n\n").expect("a cut");
        let from = text.find("```js").expect("code");
        let rest = marker + "\n\n---END---\n\n".len();
        let lead = text[rest..].len() - text[rest..].trim_start().len();
        let cut = Span::new(from, text[..marker].trim_end().len());
        CodeCut::new(&text, cut, Span::new(rest + lead, text.len())).glue(|| Glue::Space)
    }

    #[test]
    fn lines_part_unless_something_says_that_one_goes_on() {
        let post = "The boats are counted in `harbour_count`.\n";
        for (code, want) in [
            ("a = 1|b = 2\n```", Glue::Newline),
            ("for (a of b) {|    count(a)\n}\n```", Glue::Newline),
            ("count(a)|```", Glue::Newline),
            ("print(|a)\n```", Glue::Nothing),
            ("for (a of b) {|count(a)\n}\n```", Glue::Newline),
            ("boats +|= 1\n```", Glue::Nothing),
            ("if boats|.any() {}\n```", Glue::Nothing),
            ("f|or (a of b) {}\n```", Glue::Nothing),
            ("while boats|in harbour:\n```", Glue::Space),
            ("// Counts the boats.|count boats\n```", Glue::Newline),
            ("harb|our_count += 1\n```", Glue::Nothing),
            ("print(a|b)\n```", Glue::Nothing),
            ("boats.|count()\n```", Glue::Nothing),
            ("a|, b = 2\n```", Glue::Nothing),
            ("a =|1\n```", Glue::Space),
            ("a|= 1\n```", Glue::Space),
            ("print(a,|b)\n```", Glue::Space),
            ("say(\"all the|boats\")\n```", Glue::Space),
            ("// counts the boats|that leave the harbour\n```", Glue::Space),
            ("a = |1\n```", Glue::Space),
            ("//|counts the boats\n```", Glue::Space),
            ("all_|boats()\n```", Glue::Nothing),
            ("``|`", Glue::Nothing),
        ] {
            assert_eq!(glue(post, code), want, "{code}");
        }
    }

    #[test]
    fn lines_said_again_stand_once() {
        let text = "```js\nlet boats = 0\nfor (boat of har|let boats = 0\nfor (boat of harbour) {}\n```";
        let at = text.find('|').expect("a cut");
        let (again, rest) = CodeCut::new(text, Span::new(0, at), Span::new(at + 1, text.len()))
            .said_again()
            .expect("two lines said again");
        assert_eq!((again.of(text), rest.of(text)), ("let boats = 0\nfor (boat of har", "bour) {}\n```"));
    }
}
