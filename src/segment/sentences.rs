/*!
Sentences of a line of prose.

Unicode's sentence borders (UAX #29) go wrong on the posts this is for: after `1. `, before `**`,
inside 「…？」と, after `Inc. `. This splitter knows brackets and Markdown's closers: a stop inside an
open bracket ends no sentence as long as the bracket closes in the line; closers after a stop belong
to the sentence; a Latin full stop ends one only before white space, and not after an abbreviation or
before a small letter. Thai, Lao, Khmer and Burmese, which part sentences by spaces, are cut at spaces
once a piece is long enough to be one. A piece that is longer than any sentence is cut at a comma or,
at last, anywhere, so that every later step sees units of bounded length. One pass.
*/

use super::keys::fold;
use crate::text::marks::{closing, is_closer, is_narrow_stop, is_wide_stop};
use crate::text::script::{is_hiragana, is_stopless};

/// A unit is cut once it holds this many characters, or twice as many in scripts that spell, at the next comma
/// or space...
const LONG: usize = 320;
/// ...and at this many, or twice as many, wherever it is.
const TOO_LONG: usize = 480;
/// Characters after which a space ends a phrase in scripts that write no stops.
const PHRASE: usize = 24;

/// Whether `text` ends as a finished sentence, a lead-in with its colon included.
pub fn ends_sentence(text: &str) -> bool {
    // A footnote's mark stands behind the stop.
    let text = match text.strip_suffix(']').and_then(|inner| inner.rfind("[^")) {
        Some(at) if !text[at..].contains(' ') => &text[..at],
        _ => text,
    };
    // A link that is open waits for its end.
    let link = memchr::memrchr(b'[', text.as_bytes()).map(|at| &text[at..]);
    if link.is_some_and(|l| !l.contains(']') && l.len() > 1 || l.contains("](") && !l.contains(')')) {
        return false;
    }
    // Nothing that follows makes anything else of a stop that is one in any place: most sentences end here.
    if text.ends_with(is_wide_stop) {
        return true;
    }
    // The name in a code span waits too, in which a full stop stands before what says its kind.
    let name = || text.rsplit_once('`').map_or("", |(_, name)| name);
    let open = text.ends_with('.')
        && name().starts_with(char::is_alphanumeric)
        && !name().contains(char::is_whitespace);
    if open && text.matches('`').count() % 2 == 1 {
        return false;
    }
    let bare = text.trim_end_matches(['*', '_', '"', '”', ')']);
    let link = bare.len() < text.len()
        && text[bare.len()..].contains(')')
        && bare.rfind("](").is_some_and(|at| !bare[at..].contains([' ', ')']));
    if link || text.is_ascii() && !text.contains(char::is_whitespace) && text.contains("://") {
        // A link may end a line that is no sentence; keeping it wins.
        return true;
    }
    let words = text.trim_end_matches(|c: char| is_closer(c) || c.is_whitespace());
    if is_wrapped(text) {
        return true;
    }
    // Korean ends its sentences with a few forms of its verbs, with or without a stop.
    if KOREAN_ENDS.iter().any(|end| words.ends_with(end)) {
        return true;
    }
    // Full-width signs wait as the plain ones do.
    match words.chars().next_back().map(|c| if is_wide_stop(c) { c } else { fold(c) }) {
        Some('…') => words.len() < text.trim_end().len(),
        Some('.') => {
            let word = words
                .trim_end_matches('.')
                .rsplit(|c: char| c.is_whitespace() || c == '(')
                .next()
                .unwrap_or("");
            !LEAD_INS.contains(&word.to_lowercase().as_str())
        }
        Some(c) if is_wide_stop(c) || is_narrow_stop(c) || matches!(c, ':' | '：' | ';' | '；') => true,
        // A word, a comma or a dash waits for more; an emoji or a note does not.
        Some(c) => {
            !(c.is_alphanumeric()
                || c == '\u{fffd}'
                || is_mark(c)
                || matches!(
                    c,
                    ',' | '、'
                        | '，'
                        | '،'
                        | '・'
                        | '-'
                        | '–'
                        | '—'
                        | '─'
                        | '/'
                        | '~'
                        | '('
                        | '['
                        | '（'
                        | '「'
                        | '『'
                        | '“'
                        | '«'
                        | '+'
                        | '='
                        | '&'
                        | '%'
                        | '#'
                        | '$'
                        | '>'
                        | '<'
                        | '|'
                        | '･'
                        | '〜'
                        | '～'
                ))
        }
        None => !text.trim().is_empty(),
    }
}

/// Whether `c` is a mark that belongs to the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x591..=0x5c7 | 0x610..=0x61a | 0x64b..=0x65f | 0x900..=0xdff | 0xe31..=0xe4e | 0x3099 | 0x309a)
        && c != '।'
        && c != '॥'
}

/// Whether one emphasis, quotation or code span holds all of `text`: a caption or a note, which needs no
/// stop.
fn is_wrapped(text: &str) -> bool {
    ['*', '_', '`'].iter().any(|&mark| {
        let inner = text.trim_matches(mark);
        inner.len() > 1
            && inner.len() + 2 <= text.len()
            && text.starts_with(mark)
            && text.ends_with(mark)
            && !inner.contains(mark)
    })
}

/// Endings of finished Korean sentences that begin no other word.
const KOREAN_ENDS: [&str; 4] = ["니다", "세요", "어요", "해요"];

/// Abbreviations that something always follows.
const LEAD_INS: &[&str] =
    &["e.g", "i.e", "ex", "p.ej", "z.b", "d.h", "vs", "cf", "fig", "mr", "mrs", "dr", "bzw", "т.е"];

/// Words before a full stop that ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "inc", "ltd", "co", "corp", "jr", "sr", "no", "fig",
    "al", "e.g", "i.e", "ex", "cf", "approx", "z.b", "bzw", "usw", "ca", "nr", "abb", "d.h", "p.ej", "n.b",
    "p.s", "sra", "mme", "m", "т.е", "т.д", "др", "г", "им",
];

/// Calls `each` with the byte range of every sentence of `line`, in order; together they hold all of
/// it but white space at their borders. A bracket that the line leaves open holds no stop; in a line that
/// may be `cut` it may be closed later, so there it is held to as in the whole sentence.
pub fn sentences(line: &str, cut: bool, mut each: impl FnMut(usize, usize)) {
    let mut start = 0;
    let mut open: Vec<char> = Vec::new();
    // Borders seen while a bracket was open; they count if it never closes.
    let mut soft: Vec<usize> = Vec::new();
    let mut chars = Cursor { line, at: 0 };
    let mut marks = Marks::new(line);
    let mut count = 0_usize;
    let mut before = ' ';
    let mut emit = |from: &mut usize, to: usize| {
        if !line[*from..to].trim().is_empty() {
            each(*from, to);
        }
        *from = to;
    };
    loop {
        // Most characters are letters, which can only make a unit too long.
        let letters = chars.letters((LONG - 1).saturating_sub(count));
        if letters > 0 {
            count += letters;
            before = LETTER;
        }
        let at = chars.at;
        let Some(c) = chars.next() else { break };
        count += 1;
        let mut end = chars.at;
        let mut border = false;
        if c == '*' && chars.peek() == Some('*') {
            chars.next();
            // What is set off in bold is one piece, a heading that was run into the line for one.
            count += 1;
            if open.last() == Some(&c) {
                open.pop();
                if open.is_empty() && soft.len() < 3 {
                    soft.clear();
                }
            } else if open.len() < 8 {
                open.push(c);
            }
        } else if open.last() == Some(&c) {
            open.pop();
            if c == ']' && open.is_empty() {
                soft.clear();
            }
            // 「…。」 before a new sentence: only what cannot go on with a particle is a border.
            border = open.is_empty()
                && (is_wide_stop(before) || is_narrow_stop(before))
                // The address belongs to the words that are linked.
                && chars.peek().is_none_or(|n| n.is_whitespace() || closing(n).is_some() && (c, n) != (']', '('));
        } else if let Some(close) = closing(c) {
            if open.len() < 8 {
                open.push(close);
            }
        } else if is_wide_stop(c) || is_narrow_stop(c) {
            while let Some(n) = chars.peek() {
                let same = is_wide_stop(n) || is_narrow_stop(n);
                let closes = is_closer(n) && (open.last() == Some(&n) || closing_is_plain(n));
                if !(same || closes) {
                    break;
                }
                if open.last() == Some(&n) {
                    open.pop();
                }
                // Emphasis that opens after the stop is the next sentence's.
                if marks.opens_at(chars.at) {
                    break;
                }
                chars.next();
                end = chars.at;
            }
            let wide = is_wide_stop(c);
            border = match chars.peek() {
                None => true,
                Some('(') if line[..end].ends_with(']') => false,
                Some(n) if n.is_whitespace() => wide || !continues(line, start, at, end, c),
                Some(n) if wide => {
                    !(c == '．' && n.is_numeric() || before_is_quote_end(line, end) && is_hiragana(n))
                }
                Some(n) => matches!(c, '!' | '?') && !n.is_ascii() && !is_hiragana(n),
            };
            if border && !open.is_empty() {
                soft.push(end);
                border = false;
            }
        } else if c.is_whitespace() && count >= PHRASE && is_stopless(before) && open.is_empty() {
            border = chars.peek().is_some_and(is_stopless);
        }
        // Ideographs and kana say in one character what takes two letters and more.
        let spelled = count >= LONG && (end - start) * 2 < count * 5;
        let most = if spelled { 2 } else { 1 };
        if count >= most * LONG && (matches!(c, '、' | '，' | ',' | ';' | '；') || c.is_whitespace())
            || count >= most * TOO_LONG
        {
            border = true;
        }
        before = c;
        if border {
            // A quotation of three sentences and more is taken apart: it may be told again in parts.
            let quoted = line[start..end].trim_start().starts_with(['「', '『', '“', '«', '"'])
                && (end == line.len() || line[..end].ends_with(['」', '』', '”', '»']));
            if count >= LONG || soft.len() > usize::from(!quoted) {
                for s in soft.drain(..).filter(|&s| s < end) {
                    let to = s.max(start);
                    emit(&mut start, to);
                }
                open.clear();
            }
            emit(&mut start, end);
            soft.clear();
            count = 0;
        }
    }
    let held = cut && soft.len() == 1;
    if !open.is_empty() && !held {
        for s in soft {
            if s > start {
                emit(&mut start, s);
            }
        }
    }
    emit(&mut start, line.len());
}

/// A line that is being read.
struct Cursor<'t> {
    line: &'t str,
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.line[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Passes over letters, at most `most`, and says how many there were.
    fn letters(&mut self, most: usize) -> usize {
        let mut rest = self.line.as_bytes()[self.at..].iter();
        let mut count = 0;
        while count < most {
            let width = match *rest.as_slice() {
                [0xe3, 0x81..=0x83, ..] => 3,
                [first, ..] => LETTERS[usize::from(first)],
                [] => 0,
            };
            if width == 0 {
                break;
            }
            rest.nth(usize::from(width) - 1);
            count += 1;
        }
        self.at = self.line.len() - rest.len();
        count
    }
}

/// Any letter: to what follows it they are all the same.
const LETTER: char = 'x';

/// Bytes of the character that begins with a byte where all such characters are neither stops nor
/// brackets nor white space, nor of a script without stops; else 0.
static LETTERS: [u8; 256] = letters();

const fn letters() -> [u8; 256] {
    let mut widths = [0; 256];
    let mut i = 0;
    while i < 256 {
        widths[i] = match i as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => 1,
            // U+00C0 to U+053F: Latin, Greek, Cyrillic.
            0xc3..=0xd4 => 2,
            // U+4000 to U+DFFF: ideographs, Hangul.
            0xe4..=0xed => 3,
            _ => 0,
        };
        i += 1;
    }
    widths
}

/// Closers that have no opening form of their own.
fn closing_is_plain(c: char) -> bool {
    matches!(c, '*' | '_' | '`' | '"' | '\'' | ']' | '’')
}

/// Whether the text up to `end` ends with a closing quotation mark.
fn before_is_quote_end(line: &str, end: usize) -> bool {
    line[..end].ends_with(['」', '』', '”', '»', '）', ')'])
}

/// Marks of emphasis and quotation that have no opening form of their own.
const MARKS: [u8; 5] = [b'*', b'_', b'`', b'"', b'\''];

/// Most marks in a row that open anything.
const WIDEST: usize = 3;

/// What of a line's marks is open. Read from its start to its end, each byte once, however many stops ask.
struct Marks<'t> {
    line: &'t str,
    /// What was read so far.
    at: usize,
    /// For each mark, and each width up to [`WIDEST`]: how many such runs ended before the run at hand.
    runs: [[usize; WIDEST]; MARKS.len()],
    /// The run at hand: its mark, and its length so far.
    run: Option<(usize, usize)>,
}

impl<'t> Marks<'t> {
    fn new(line: &'t str) -> Self {
        Self { line, at: 0, runs: [[0; WIDEST]; MARKS.len()], run: None }
    }

    fn read_to(&mut self, to: usize) {
        for &byte in &self.line.as_bytes()[self.at..to] {
            let mark = MARKS.iter().position(|&mark| mark == byte);
            match (&mut self.run, mark) {
                (Some((of, len)), Some(mark)) if *of == mark => *len += 1,
                (run, _) => {
                    let ended = run.take();
                    *run = mark.map(|mark| (mark, 1));
                    if let Some((of, len)) = ended {
                        (1..=WIDEST).for_each(|width| self.runs[of][width - 1] += len / width);
                    }
                }
            }
        }
        self.at = to;
    }

    /// Whether a mark at `at` opens emphasis or a quotation: what follows the run of marks is no white space, and
    /// what stands before the stop holds none of the kind open. `at` never goes back.
    fn opens_at(&mut self, at: usize) -> bool {
        let rest = &self.line.as_bytes()[at..];
        let Some(mark) = rest.first().and_then(|first| MARKS.iter().position(|mark| mark == first)) else {
            return false;
        };
        let width = rest.iter().take(WIDEST + 1).take_while(|&&byte| byte == MARKS[mark]).count();
        let follows = self.line[at + width..].chars().next().is_some_and(|c| !c.is_whitespace());
        if width > WIDEST || !follows {
            return false;
        }
        self.read_to(at);
        let here = self.run.filter(|run| run.0 == mark).map_or(0, |run| run.1 / width);
        (self.runs[mark][width - 1] + here).is_multiple_of(2)
    }
}

/// Whether a narrow stop at `at` (its closers end at `end`), before white space, ends no sentence.
fn continues(line: &str, start: usize, at: usize, end: usize, stop: char) -> bool {
    let after = line[end..].trim_start().trim_start_matches(['*', '_', '`', '"', '\'', '(', '“', '«']);
    let Some(next) = after.chars().next() else { return false };
    if next.is_lowercase() {
        return stop != '!' && stop != '?' || end > at + stop.len_utf8();
    }
    if stop == '…' {
        return !next.is_uppercase();
    }
    if stop != '.' || end > at + 1 {
        return false;
    }
    let word = line[start..at]
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '*' | '"' | '“'))
        .next()
        .unwrap_or("");
    let mut letters = word.chars();
    let single = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase());
    // The number of a list item, at the line's start or run into it.
    let number = !word.is_empty() && word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit());
    single || number || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Vec<&str> {
        let mut out = Vec::new();
        sentences(line, false, |a, b| out.push(line[a..b].trim()));
        out
    }

    #[test]
    fn what_is_passed_over_as_a_letter_is_nothing_else() {
        for c in '\0'..=char::MAX {
            let text = String::from(c);
            let passed = Cursor { line: &text, at: 0 }.letters(1) == 1;
            let stop = is_wide_stop(c) || is_narrow_stop(c);
            let bracket = closing(c).is_some() || is_closer(c);
            assert!(!(passed && (stop || bracket || c.is_whitespace() || is_stopless(c))), "{c:?}");
        }
    }

    #[test]
    fn brackets_hold_their_stops() {
        assert_eq!(split("彼は「本当？」と聞いた。次へ。"), ["彼は「本当？」と聞いた。", "次へ。"]);
        assert_eq!(
            split("He said (really? yes.) and left. Then it rained."),
            ["He said (really? yes.) and left.", "Then it rained."]
        );
        assert_eq!(split("「一つ。二つ。開いたまま。"), ["「一つ。", "二つ。", "開いたまま。"]);
    }

    #[test]
    fn a_stop_in_a_links_words_parts_them_from_no_address() {
        assert_eq!(split("- [港はどこか？](/port)"), ["- [港はどこか？](/port)"]);
        assert_eq!(split("See [Why?](/why) first. It rains."), ["See [Why?](/why) first.", "It rains."]);
    }

    #[test]
    fn abbreviations_numbers_and_small_letters_do_not_end_a_sentence() {
        assert_eq!(
            split("Dr. Smith met J. Doe of Acme Inc. yesterday. It rained."),
            ["Dr. Smith met J. Doe of Acme Inc. yesterday.", "It rained."]
        );
        assert_eq!(
            split("Version 2.5 came. 3 people left in 2020. **1. Step** one."),
            ["Version 2.5 came.", "3 people left in 2020.", "**1. Step** one."]
        );
    }

    #[test]
    fn closers_belong_to_the_sentence_before_and_openers_to_the_next() {
        assert_eq!(split("**太字です。**次。"), ["**太字です。**", "次。"]);
        assert_eq!(split("一つ。**太字**です。"), ["一つ。", "**太字**です。"]);
        assert_eq!(split("She asked \"Why?\" Then left."), ["She asked \"Why?\"", "Then left."]);
    }

    #[test]
    fn no_unit_is_endless() {
        let line = "あ".repeat(5000);
        assert!(split(&line).iter().all(|s| s.chars().count() <= TOO_LONG));
        assert_eq!(split(&line).concat(), line);
        let letters = "a".repeat(5000);
        assert!(split(&letters).iter().all(|s| s.chars().count() <= 2 * TOO_LONG));
        let thai = "ภาษาไทยไม่มีเครื่องหมายจบประโยคเลยนะ แต่ใช้ช่องว่างแทน";
        assert_eq!(split(thai).len(), 2);
    }

    #[test]
    fn a_sentence_that_spells_may_be_twice_as_long() {
        let boats = format!("The harbour had {}and nothing else.", "one boat, ".repeat(50));
        assert_eq!(split(&boats), [boats.as_str()]);
        let ships = format!("港には{}がいた。", "船が、".repeat(170));
        assert!(split(&ships).len() > 1);
    }

    #[test]
    fn finished_is_told_from_cut() {
        for done in [
            "終わり。",
            "終わり！」",
            "Done.**",
            "It is called `edges`.",
            "Run `open edges`.",
            "edges`.",
            "lead-in:",
            "क्या?",
            "समाप्त।",
        ] {
            assert!(ends_sentence(done), "{done}");
        }
        for cut in ["途中で", "「引用」", "half a", "途中、", "割合は30％", "in the file `edges."]
        {
            assert!(!ends_sentence(cut), "{cut}");
        }
    }
}
