/*!
Posts of ordinary Markdown that were cut and told again: code in fences and under indents, nested lists, tables, links,
formulas, tags, quotations. Few words are used over and over, so that what is told twice meets what only looks so.

Every choice is asked of a [`Choose`], which is a seeded generator in tests and the bytes of a fuzzer there: a post is a
function of its choices.
*/

use super::rng::Rng;

/// Who chooses.
pub trait Choose {
    /// A number below `n`, which is at least 1.
    fn below(&mut self, n: usize) -> usize;

    /// True once in `n` times.
    fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<'s>(&mut self, list: &[&'s str]) -> &'s str {
        list[self.below(list.len())]
    }
}

impl Choose for Rng {
    fn below(&mut self, n: usize) -> usize {
        self.between(0, n - 1)
    }
}

/// A fuzzer's bytes; when they are used up, the first choice is always taken.
pub struct Bytes<'b>(pub &'b [u8]);

impl Choose for Bytes<'_> {
    fn below(&mut self, n: usize) -> usize {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        if n <= 256 {
            return usize::from(first) % n;
        }
        let Some((&second, rest)) = self.0.split_first() else { return usize::from(first) };
        self.0 = rest;
        (usize::from(first) << 8 | usize::from(second)) % n
    }
}

const WORDS: &[&str] = &[
    "boat",
    "the",
    "harbour",
    "a",
    "counts",
    "at",
    "noon",
    "of",
    "bread",
    "and",
    "oven",
    "is",
    "it",
    "we",
    "2.5",
    "Boats",
    "heated",
    "slowly",
    "`run`",
    "**all**",
    "*some*",
    "[map](https://example.org/a)",
    "$x_1$",
    "e.g.",
    "No.",
    "über",
    "船",
    "(two)",
    "\"so\"",
    "item",
    "one",
    "\\*",
    "<b>now</b>",
    "a  b",
    "https://example.org/b?c=d",
];
const WIDE: &[&str] = &[
    "船は",
    "港に",
    "着く",
    "昼の",
    "「市」",
    "パン",
    "を",
    "焼く",
    "、",
    "今日",
    "も",
    "2本",
    "`x`",
    "**強**",
];
const STOPS: &[&str] = &[".", ".", ".", "!", "?", "...", "", ":", ".\""];
const CODE: &[&str] = &[
    "x = 1",
    "print(x)",
    "",
    "for i in y:",
    "    x += i",
    "}",
    "fn main() {",
    "```",
    "# say it",
    "return",
    "\tx",
    "---",
    "a - b",
    "let boats = 2;",
    "  ",
    "~~~",
    "- not an item",
    "<div>",
];
const MARKERS: &[&str] = &[
    "\n\n---END---\n\n",
    "\n---END---\n",
    "---END---",
    " ---END--- ",
    "\n\n---END---\n",
    "\n\n\n\n",
    "\n\n",
    "\n",
    "\n\n---END---\n\n...",
    "\n\n---END---\n\n---END---\n\n",
];

fn sentence(choose: &mut dyn Choose) -> String {
    if choose.once_in(6) {
        let words: String = (0..=choose.below(8)).map(|_| choose.of(WIDE)).collect();
        return words + choose.of(&["。", "。", "", "？", "」"]);
    }
    let words: Vec<&str> = (0..=choose.below(9)).map(|_| choose.of(WORDS)).collect();
    words.join(choose.of(&[" ", " ", " ", " ", "  "])) + choose.of(STOPS)
}

fn line(choose: &mut dyn Choose) -> String {
    (0..=choose.below(3)).map(|_| sentence(choose)).collect::<Vec<_>>().join(" ")
}

fn code(choose: &mut dyn Choose) -> Vec<String> {
    (0..=choose.below(6)).map(|_| choose.of(CODE).to_owned()).collect()
}

/// A piece of an article: lines without the last newline.
fn piece(choose: &mut dyn Choose) -> String {
    let mut rows = Vec::new();
    match choose.below(13) {
        0 | 1 => rows.extend((0..=choose.below(2)).map(|_| line(choose))),
        2 => rows.push(format!("{} {}", choose.of(&["#", "##", "###", "####"]), sentence(choose))),
        3 | 4 => {
            let step = choose.of(&["  ", "    ", "\t", "   "]);
            let bullet = choose.of(&["- ", "* ", "+ ", "1. ", "2) ", "- [ ] ", "-  ", "> - "]);
            let mut depth = 0;
            for _ in 0..=choose.below(6) {
                rows.push(format!("{}{bullet}{}", step.repeat(depth), line(choose)));
                if choose.once_in(5) {
                    rows.push(format!("{}{step}{}", step.repeat(depth), line(choose)));
                }
                depth = choose.below(depth.min(2) + 2);
            }
        }
        5 | 6 => {
            let (fence, indent) = (
                choose.of(&["```", "~~~", "````", "```py", "``` ", "```rust"]),
                choose.of(&["", "", "  ", "    ", "\t", "> "]),
            );
            rows.push(format!("{indent}{fence}"));
            rows.extend(code(choose).into_iter().map(|row| format!("{indent}{row}")));
            if !choose.once_in(5) {
                let close = fence.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
                rows.push(format!("{indent}{close}{}", choose.of(&["", "", "", " so it goes on.", "`"])));
            }
        }
        7 => rows.extend(code(choose).into_iter().map(|row| format!("    {row}"))),
        8 => {
            let columns = 1 + choose.below(3);
            rows.push(format!("| {} |", vec!["head"; columns].join(" | ")));
            rows.push(format!("|{}", "---|".repeat(columns)));
            for _ in 0..choose.below(4) {
                let cells: Vec<String> = (0..columns).map(|_| sentence(choose)).collect();
                rows.push(format!("| {} |", cells.join(" | ")));
            }
        }
        9 => rows.extend((0..=choose.below(2)).map(|_| format!("> {}", line(choose)))),
        10 => rows.extend([
            "$$".to_owned(),
            choose.of(&["x^2 + y", "\\begin{a}", "a_1"]).to_owned(),
            choose.of(&["$$", "$$ so.", ""]).to_owned(),
        ]),
        11 => {
            let tag = choose.of(&[
                "<div>",
                "<details>",
                "<!-- note -->",
                "<img\n  src=\"a\"\n>",
                "</div>",
                "<br>",
                "<!-- restitch: keep -->",
                "<!-- restitch: end -->",
            ]);
            rows.extend([tag.to_owned(), line(choose)]);
        }
        _ => rows.push(
            choose
                .of(&[
                    "---",
                    "***",
                    "--- so it goes on.",
                    "[1]: https://example.org/a",
                    "![map](a.png)",
                    "**Bold line**",
                    "[^1]: A note.",
                    "::: note",
                    "",
                ])
                .to_owned(),
        ),
    }
    rows.join("\n")
}

/// An article of a few pieces.
pub fn article(choose: &mut dyn Choose) -> String {
    let mut out = String::new();
    if choose.once_in(8) {
        out.push_str("---\ntitle: Boats\n---\n\n");
    }
    for _ in 0..2 + choose.below(6) {
        let piece = piece(choose);
        out.push_str(&piece);
        out.push_str(choose.of(&["\n\n", "\n\n", "\n\n", "\n", "\n\n\n", " "]));
    }
    out
}

/// A stretch as it may come back: indented, run together, with other spacing.
fn retold(choose: &mut dyn Choose, text: &str) -> String {
    match choose.below(10) {
        0 => text.lines().map(|row| format!("  {row}\n")).collect(),
        1 => text.lines().map(|row| format!("    {row}\n")).collect(),
        2 => text.replace('\n', " "),
        3 => text.replace("\n\n", "\n"),
        4 => text.replace(' ', "  "),
        5 => text.lines().map(|row| format!("{}\n", row.trim_start())).collect(),
        _ => text.to_owned(),
    }
}

/// A post: an article that was cut, begun again and gone on with, a few times.
pub fn post(choose: &mut dyn Choose) -> String {
    let article = article(choose);
    let borders: Vec<usize> = article.char_indices().map(|(i, _)| i).chain([article.len()]).collect();
    let mut out = String::new();
    let mut from = 0;
    for _ in 0..choose.below(5) {
        let cut = borders[choose.below(borders.len())];
        let (start, end) = if cut < from { (cut, from) } else { (from, cut) };
        let told = &article[start..end];
        let told = if out.is_empty() { told.to_owned() } else { retold(choose, told) };
        out.push_str(&told);
        let marker = choose.of(MARKERS);
        out.push_str(marker);
        // Where the next one begins: at the cut, its line, its paragraph, or anywhere before.
        from = match choose.below(5) {
            0 => end,
            1 => article[..end].rfind('\n').map_or(0, |at| at + 1),
            2 => article[..end].rfind("\n\n").map_or(0, |at| at + 2),
            3 => borders[choose.below(borders.len())].min(end),
            _ => article[..end].rfind(". ").map_or(0, |at| at + 2),
        };
    }
    let rest = retold(choose, &article[from..]);
    out.push_str(&rest);
    if choose.once_in(12) { out.replace('\n', "\r\n") } else { out }
}
