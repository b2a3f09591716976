/*!
A front matter's title that was cut: what the generator left there is never changed, but a person
should know. Told from a bracket or a quotation mark that never closes, and from U+FFFD, which
stands where a character was cut in the middle.
*/

use std::fmt;

use crate::read::Source;
use crate::text::Position;

/// What is wrong with a title.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TitleFault {
    /// Where the title's line starts.
    pub at: Position,
    /// What is wrong.
    pub what: Fault,
}

/// The ways a title is seen to be cut. Displayed as what follows the words "the title".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// It holds U+FFFD.
    Replacement,
    /// This bracket or quotation mark never closes.
    Unclosed(char),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Replacement => f.write_str("holds U+FFFD, a character that was cut or misread"),
            Fault::Unclosed(c) => write!(f, "is cut: {c} never closes"),
        }
    }
}

/// The first fault of the post's title, if its front matter has one.
pub fn title_fault(source: &Source) -> Option<TitleFault> {
    let front = source.front().of(source.text());
    let lines: Vec<&str> = front.lines().collect();
    let (at, first) = lines.iter().enumerate().find_map(|(i, line)| Some((i, title_value(line)?)))?;
    // A value may go on in lines that are indented.
    let rest = lines[at + 1..].iter().take_while(|l| l.starts_with([' ', '\t']));
    let value = std::iter::once(first).chain(rest.map(|l| l.trim())).collect::<Vec<_>>().join(" ");
    let what = fault(value.trim())?;
    Some(TitleFault { at: Position { line: at + 1, column: 1 }, what })
}

/// What follows `title:` (YAML) or `title =` (TOML).
fn title_value(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("title")?.trim_start();
    rest.strip_prefix([':', '='])
}

fn fault(value: &str) -> Option<Fault> {
    if value.contains(char::REPLACEMENT_CHARACTER) {
        return Some(Fault::Replacement);
    }
    match unquoted(value) {
        Ok(title) => unclosed(title),
        Err(quote) => Some(Fault::Unclosed(quote)),
    }
}

/// `Err` of the quotation mark that the value opens with and never closes.
fn unquoted(value: &str) -> Result<&str, char> {
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inner = &value[1..];
            inner.rfind(quote).map(|end| &inner[..end]).ok_or(quote)
        }
        _ => Ok(value),
    }
}

/// The innermost bracket that is open at the title's end. A closing one without its opening is no
/// sign of a cut end, and passed over, as in `a)`.
fn unclosed(title: &str) -> Option<Fault> {
    const PAIRS: [(char, char); 12] = [
        ('「', '」'),
        ('『', '』'),
        ('（', '）'),
        ('【', '】'),
        ('〈', '〉'),
        ('《', '》'),
        ('〔', '〕'),
        ('“', '”'),
        ('«', '»'),
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
    ];
    let mut open: Vec<(char, char)> = Vec::new();
    for c in title.chars() {
        if let Some(&pair) = PAIRS.iter().find(|p| p.0 == c) {
            open.push(pair);
        } else if let Some(i) = open.iter().rposition(|p| p.1 == c) {
            open.truncate(i);
        }
    }
    open.last().map(|&(c, _)| Fault::Unclosed(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault_of(line: &str) -> Option<Fault> {
        title_fault(&Source::from_text(format!("---\n{line}\ndate: 2024\n---\nbody\n"))).map(|f| f.what)
    }

    #[test]
    fn a_title_is_cut_when_something_never_closes() {
        assert_eq!(fault_of("title: \"港の朝「静かな\""), Some(Fault::Unclosed('「')));
        assert_eq!(fault_of("title: \"港の朝"), Some(Fault::Unclosed('"')));
        assert_eq!(fault_of("title = 'On boats (and'"), Some(Fault::Unclosed('(')));
        assert_eq!(fault_of("title: 港の\u{fffd}"), Some(Fault::Replacement));
        assert_eq!(fault_of("title: \"港の朝「静かな』海」\""), None);
        assert_eq!(fault_of("title: a) first, b) second"), None);
        assert_eq!(fault_of("title: 'It''s done'"), None);
        assert_eq!(fault_of("title: \"one\n  two\""), None);
        assert_eq!(fault_of("subtitle: \"x「\""), None);
    }

    #[test]
    fn a_title_outside_the_front_matter_is_no_title() {
        assert_eq!(title_fault(&Source::from_text("title: 「\n")), None);
        assert_eq!(title_fault(&Source::from_text("")), None);
    }
}
