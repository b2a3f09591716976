/*!
No post takes more than its length is worth: eight times the post, about eight times the time.

Most of these posts made some step quadratic once; the others were written to and did not. A step that
passes over the whole post for each of its sentences takes 64 times as long for eight times the post; the
least of three runs is allowed 24 times, and a quarter of a second for what else the machine does.

Posts that a stranger may write are looked at from 100 kB to 1.6 MB, sixteen times as much in at most twenty
times the time; with `RESTITCH_GROWTH=10` up to 10 MB, as the figures in SECURITY.md were measured.
*/

#![allow(clippy::print_stdout, reason = "tests say what they measured")]

use std::fmt::Write;
use std::time::Duration;

use cpu_time::ThreadTime;
use restitch::{Options, Source, repair};

const MARKER: &str = "\n\n---END---\n\n";
const GROWTH: usize = 8;

/// The `i`th sentence, unlike the others, long enough to be known again.
fn sentence(i: usize) -> String {
    let mut out = String::from("So");
    let mut seed = i as u64 + 1;
    for _ in 0..9 {
        seed = (seed ^ (seed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9).rotate_left(31);
        let word: String = (0..6).map(|k| char::from(b'a' + (seed >> (k * 7) & 15) as u8)).collect();
        write!(out, " {word}").expect("a string takes all");
    }
    out + "."
}

fn paragraphs(sentences: impl Iterator<Item = usize>) -> String {
    sentences.map(sentence).collect::<Vec<_>>().join("\n\n")
}

/// Two tellings of a paragraph and, under it, of `code` and of what else it says at its end.
fn listings(code: &str) -> String {
    let telling = |more: &str| format!("{} {}\n\n```\n{code}{more}\n```", sentence(1), sentence(2));
    format!("{}{MARKER}{}\n\nIt ends.\n", telling(""), telling("so"))
}

/// How long a processor takes to repair `post`, at best; what else the machine does takes time, too.
fn time(post: &str) -> Duration {
    let source = Source::from_text(post);
    let run = || {
        let start = ThreadTime::now();
        let _ = repair(&source, &Options::default());
        start.elapsed()
    };
    (0..3).map(|_| run()).min().unwrap_or_default()
}

#[test]
fn time_grows_as_the_post_does() {
    type Post = (&'static str, usize, fn(usize) -> String);
    let posts: [Post; 9] = [
        ("a line of white space", 100_000, |n| " ".repeat(n) + "x."),
        ("marks behind each stop", 2_000, |n| "Ab.\"*".repeat(n)),
        ("two listings that differ in every ninth line", 400, |n| {
            let code =
                |each: &dyn Fn(usize) -> usize| (0..n).map(|i| sentence(each(i)) + "\n").collect::<String>();
            let (one, other) = (code(&|i| i), code(&|i| i + usize::from(i % 9 == 0)));
            listings(&one).replacen(&one, &other, 1)
        }),
        ("links that never end", 20_000, |n| listings(&"](".repeat(n))),
        ("nothing but figures", 4_000, |n| listings(&(0..n).map(|i| format!("{i} a ")).collect::<String>())),
        ("sections told in reverse", 1_500, |n| {
            let back = (0..n).rev().step_by(3).flat_map(|i| i.saturating_sub(2)..=i);
            paragraphs(0..n) + MARKER + &paragraphs(back)
        }),
        ("sentences of one long block told behind new ones", 1_500, |n| {
            let block = |i: usize| paragraphs([n + 2 * i, n + 2 * i + 1, i].into_iter());
            paragraphs(0..n) + MARKER + &(0..n / 2).map(block).collect::<Vec<_>>().join(MARKER)
        }),
        // Below some 2,000 of these, one step is not yet at its cap, and the time still leaps.
        ("cuts within words of a large vocabulary", 2_000, |n| {
            let words = |i: usize| (0..20).map(|k| format!("w{}", i * 20 + k)).collect::<Vec<_>>().join(" ");
            let cuts =
                (0..n).map(|i| format!("And so we{i} went to the ga")).collect::<Vec<_>>().join(MARKER);
            (0..n / 2).map(|i| words(i) + ".\n\n").collect::<String>() + &cuts
        }),
        ("one sentence", 2_000, |n| paragraphs(std::iter::repeat_n(1, n))),
    ];
    for (name, size, post) in posts {
        let (small, large) = (time(&post(size)), time(&post(size * GROWTH)));
        let most = small * 3 * GROWTH as u32 + Duration::from_millis(250);
        assert!(large <= most, "{name}: {small:?} for {size}, {large:?} for {GROWTH} times as much");
    }
}

/// A post of about so many bytes.
type Hostile = fn(usize) -> String;

/// What a stranger may write to keep a machine busy: each was quadratic once, or is a relative of one that was.
const HOSTILE: [(&str, Hostile); 14] = [
    ("a stop and quotation marks", |n| filled(n, "It ends.", "\"", "")),
    ("a stop and emphasis", |n| filled(n, "It ends.", "*", " and more.")),
    ("stops and emphasis", |n| filled(n, "", "Ab.**_", "")),
    ("rules in one line", |n| filled(n, "", "--- ", "and so on.")),
    ("comments to restitch", |n| filled(n, "It begins.\n\n", "<!-- restitch: x -->\n", "")),
    ("comments that never end", |n| filled(n, "It begins.\n\n", "<!-- restitch: keep >\n", "")),
    ("keeps", |n| filled(n, "", "<!-- restitch: keep -->a<!-- restitch: end -->\n", "")),
    ("inline markers and tabs", |n| filled(n, "One.\n\n", "a---END---\tb ", "")),
    ("inline markers and indents", |n| filled(n, "One.\n\n", "a\n\n\tb---END---", "")),
    ("tags told twice", |n| {
        let tags: String = (0..n / 16).map(|i| format!("<a{i}>\n")).collect();
        format!("{tags}x{MARKER}{tags}y")
    }),
    ("dots and cut links", |n| filled(n, "...", &format!("[a](b{MARKER}..."), "")),
    ("cuts of one sentence", |n| filled(n, "So it", &format!(" goes on and{MARKER}"), "")),
    ("cuts in one listing", |n| filled(n, "```\n", &format!("x = 1{MARKER}"), "")),
    ("headings in headings", |n| filled(n, &format!("## A b c{MARKER}"), "## A b c ", "")),
];

/// `n` bytes: `head`, as much of `again` as there is room for, and `foot`.
fn filled(n: usize, head: &str, again: &str, foot: &str) -> String {
    head.to_owned() + &again.repeat(n.saturating_sub(head.len() + foot.len()) / again.len()) + foot
}

#[test]
fn hostile_posts_take_time_as_they_are_long() {
    const SMALL: usize = 100_000;
    const TIMES: usize = 16;
    let most = std::env::var("RESTITCH_GROWTH").ok().and_then(|mb| mb.parse::<usize>().ok()).unwrap_or(0)
        * 1_000_000;
    let mut slow = Vec::new();
    for (name, post) in HOSTILE {
        let (small, large) = (time(&post(SMALL)), time(&post(SMALL * TIMES)));
        println!("{name}: {small:?} for 100 kB, {large:?} for 1.6 MB");
        // Below a millisecond the clock and the machine say more than the post.
        let bound = small.max(Duration::from_millis(2)) * 20 + Duration::from_millis(100);
        if large > bound {
            slow.push(format!("{name}: {small:?}, and {large:?} for {TIMES} times as much"));
        } else if most > 0 {
            println!("    {:?} for {} MB", time(&post(most)), most / 1_000_000);
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
