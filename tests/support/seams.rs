/*!
Damage at one place of one sort: cuts inside numbers, emoji, bold, links and code; continuations that
quote, or begin with the title; seams that no marker shows; rival completions; closings told twice;
sections in another order. Where a careful editor could not tell the article back, no case is made.
*/

use std::ops::Range;

use super::article::{Article, is_extending};
use super::damage::{Block, Damaged, Kind, MARKER, join_plain};
use super::rng::Rng;

/// A cut inside what `kind` names; the next block goes on there, or begins a while before.
pub fn cut_within(article: &Article, kind: Kind, rng: &mut Rng) -> Option<Damaged> {
    let places: Vec<usize> = article
        .prose_within(article.len() / 12, article.len() * 19 / 20)
        .iter()
        .flat_map(|p| match kind {
            Kind::InNumber => in_numbers(article, p),
            Kind::InGrapheme => in_graphemes(article, p),
            Kind::InBold => between(article, p, "**", "**"),
            Kind::InLink => between(article, p, "[", ")"),
            _ => between(article, p, "`", "`"),
        })
        .collect();
    if places.is_empty() {
        return None;
    }
    let cut = rng.pick(&places);
    let start = begin_again(article, rng, cut);
    Some(Damaged::of(article, two_blocks(article, cut, "", start, rng)))
}

/// At the cut, or at the start of its sentence or paragraph.
fn begin_again(article: &Article, rng: &mut Rng, cut: usize) -> usize {
    match rng.between(0, 3) {
        0 | 1 => cut,
        2 => article.sentence_start(cut),
        _ => article.paragraphs[article.paragraph_at(cut)].start,
    }
}

/// The article up to `cut`, a marker, and the article from `start`; each trimmed as generators do.
fn two_blocks(article: &Article, cut: usize, prefix: &str, start: usize, rng: &mut Rng) -> String {
    let blocks =
        [Block::new("", article.text[..cut].trim()), Block::new(prefix, article.text[start..].trim())];
    join_plain(&blocks, rng)
}

fn in_numbers(article: &Article, paragraph: &Range<usize>) -> Vec<usize> {
    let bytes = article.text.as_bytes();
    (paragraph.start + 1..paragraph.end)
        .filter(|&i| bytes[i].is_ascii_digit() && (bytes[i - 1].is_ascii_digit()))
        .collect()
}

fn in_graphemes(article: &Article, paragraph: &Range<usize>) -> Vec<usize> {
    let borders = article.borders(paragraph);
    let after_joiner = |at: usize| article.text[..at].ends_with('\u{200d}');
    let extends = |at: usize| article.text[at..].chars().next().is_some_and(is_extending);
    borders[1..borders.len() - 1]
        .iter()
        .copied()
        .filter(|&at| extends(at) || after_joiner(at))
        // The first half of a flag is a letter in a box: two of these make one flag.
        .chain(flags(article, paragraph))
        .collect()
}

fn flags(article: &Article, paragraph: &Range<usize>) -> Vec<usize> {
    let flag = |c: char| ('\u{1f1e6}'..='\u{1f1ff}').contains(&c);
    article.text[paragraph.clone()]
        .char_indices()
        .filter(|&(i, c)| flag(c) && article.text[..paragraph.start + i].ends_with(flag))
        .map(|(i, _)| paragraph.start + i)
        .collect()
}

/// Borders between an opening and a closing mark, at least one character from either.
fn between(article: &Article, paragraph: &Range<usize>, open: &str, close: &str) -> Vec<usize> {
    let text = &article.text[paragraph.clone()];
    let Some(from) = text.find(open).map(|i| i + open.len()) else { return Vec::new() };
    let Some(len) = text[from..].find(close) else { return Vec::new() };
    let range = paragraph.start + from..paragraph.start + from + len;
    let borders = article.borders(&range);
    let extends = |at: usize| article.text[at..].chars().next().is_some_and(is_extending);
    borders[1..borders.len().saturating_sub(1).max(1)].iter().copied().filter(|&at| !extends(at)).collect()
}

/// The words before a cut, said again within quotation marks.
pub fn quotes_added(article: &Article, rng: &mut Rng) -> Option<Damaged> {
    for _ in 0..30 {
        let cut = article.cut(rng, article.len() / 4, article.len() * 19 / 20, 0)?;
        let sentence = article.sentence_start(cut);
        let borders = article.borders(&(sentence..cut));
        let count = rng.between(5, 16);
        if borders.len() < count + 4 {
            continue;
        }
        let mut i = borders.len() - 1 - count;
        while article.language.spaced && i > 0 && !article.text[..borders[i]].ends_with(' ') {
            i -= 1;
        }
        let words = article.text[borders[i]..cut].trim();
        let plain = words.chars().all(|c| c.is_alphanumeric() || c == ' ' || is_extending(c));
        if i == 0 || !plain || words.starts_with(is_extending) {
            continue;
        }
        let (open, close) = article.language.quotes;
        let gap = if article.language.spaced { " " } else { "" };
        let lead = rng.pick(&["...", "…", "", "..."]);
        let prefix = format!("{lead}{open}{words}{close}{gap}");
        return Some(Damaged::of(article, two_blocks(article, cut, &prefix, cut, rng)));
    }
    None
}

/// A cut behind a quotation that the next block says again without its marks.
pub fn quotes_dropped(article: &Article, rng: &mut Rng) -> Option<Damaged> {
    let (open, close) = article.language.quotes;
    let mut places = Vec::new();
    for paragraph in article.prose_within(article.len() / 5, article.len()) {
        let text = &article.text[paragraph.clone()];
        let Some(from) = text.find(open).map(|i| i + open.len()) else { continue };
        let Some(to) = text[from..].find(close).map(|i| from + i) else { continue };
        let after = to + close.len();
        let goes_on = text[after..].chars().next().is_some_and(|c| c != '.' && c != '。');
        if goes_on && !text[..to].ends_with(['.', '。', '?', '!']) {
            places.push((paragraph.start + from, paragraph.start + to, paragraph.start + after));
        }
    }
    if places.is_empty() {
        return None;
    }
    let (from, to, after) = rng.pick(&places);
    let lead = rng.pick(&["...", "…", ""]);
    let prefix = format!("{lead}{}", &article.text[from..to]);
    let text = &article.text;
    let blocks = [Block::new("", text[..after].trim()), Block::new(prefix, &text[after..])];
    Some(Damaged::of(article, join_plain(&blocks, rng)))
}

/// The next block begins with the article's title, then goes on.
pub fn title_first(article: &Article, rng: &mut Rng) -> Option<Damaged> {
    let (low, high) = (article.len() / 3, article.len() * 9 / 10);
    let cut = if rng.chance(60) {
        article.cut(rng, low, high, 0)?
    } else {
        article.paragraph_end(rng, low, high)?
    };
    let told = if article.is_paragraph_start(cut) { cut - 2 } else { cut };
    let start = if told == cut { begin_again(article, rng, cut) } else { cut };
    let title = &article.text[article.paragraphs[0].clone()];
    Some(Damaged::of(article, two_blocks(article, cut, &format!("{title}\n\n"), start, rng)))
}

/// A sentence said again after a blank line, alone or before the next paragraph's first sentence.
pub fn inner_sentence(article: &Article, rng: &mut Rng) -> Option<Damaged> {
    let end = article.paragraph_end(rng, article.len() / 10, article.len() * 9 / 10)?;
    let start = article.sentence_start(end - 2);
    let sentence = &article.text[start..end - 2];
    if sentence.chars().count() < 15 {
        return None;
    }
    let next = &article.paragraphs[article.paragraph_at(end + 1)];
    let gap = match (article.is_prose(next) && rng.chance(60), article.language.spaced) {
        (true, true) => " ",
        (true, false) if article.language.code == "th" => " ",
        (true, false) => "",
        (false, _) => "\n\n",
    };
    let text = &article.text;
    let mut raw = format!("{}{sentence}{gap}{}", &text[..end], &text[end..]);
    if rng.chance(50) {
        raw.push_str("\n\n");
        raw.push_str(MARKER);
    }
    Some(Damaged::of(article, raw))
}

/// Block 0 begins again some paragraphs back; block 1 continues it.
pub fn inner_restart(article: &Article, rng: &mut Rng) -> Option<Damaged> {
    let (low, high) = (article.len() * 3 / 10, article.len() * 6 / 10);
    let seam = if rng.chance(50) {
        article.cut(rng, low, high, 0)?
    } else {
        article.paragraph_end(rng, low, high)?
    };
    let told = if article.is_paragraph_start(seam) { seam - 2 } else { seam };
    let back = article.paragraph_at(told).saturating_sub(rng.between(1, 5)).max(1);
    let start = article.paragraphs[back].start;
    let end = article.cut(rng, high, article.len() * 9 / 10, 0)?;
    let text = &article.text;
    let first = format!("{}\n\n{}", text[..seam].trim(), text[start..end].trim());
    let again = begin_again(article, rng, end);
    let blocks = [Block::new("", first), Block::new("", text[again..].trim())];
    Some(Damaged::of(article, join_plain(&blocks, rng)))
}

/// The first continuation says the cut sentence again and ends it in its own way; the second says it
/// again and goes on to the article's end, so it is the second that counts.
pub fn two_completions(article: &Article, rng: &mut Rng) -> Option<Damaged> {
    let cut = article.cut(rng, article.len() / 3, article.len() * 9 / 10, 0)?;
    let sentence = article.sentence_start(cut);
    let half = &article.text[sentence..cut];
    if half.chars().count() < 12 {
        return None;
    }
    let rival = rng.pick(article.language.rivals);
    let lead = |rng: &mut Rng| rng.pick(&["", "", "...", "…"]);
    let text = &article.text;
    let blocks = [
        Block::new("", text[..cut].trim()),
        Block::new(lead(rng), format!("{half}{rival}")),
        Block::new(lead(rng), text[sentence..].trim()),
    ];
    Some(Damaged::of(article, join_plain(&blocks, rng)))
}

/// The closing section ends an early block, and again the last one.
pub fn closing_twice(article: &Article, rng: &mut Rng) -> Option<Damaged> {
    let sections = article.sections();
    if sections.len() < 4 {
        return None;
    }
    let closing = *sections.last()?;
    let middle = sections[rng.between(2, sections.len() - 2)];
    let text = &article.text;
    let mut blocks = vec![Block::new("", format!("{}{}", &text[..middle], &text[closing..]))];
    if rng.chance(40) && sections.iter().any(|&s| s > middle && s < closing) {
        let later = sections.iter().copied().find(|&s| s > middle).unwrap_or(closing);
        blocks.push(Block::new("", text[middle..later].trim()));
        blocks.push(Block::new("", &text[later..]));
    } else {
        blocks.push(Block::new("", &text[middle..]));
    }
    Some(Damaged::of(article, join_plain(&blocks, rng)))
}

/// A second block tells the first one's sections in another order, then goes on.
pub fn reordered(article: &Article, rng: &mut Rng) -> Option<Damaged> {
    let sections = article.sections();
    if sections.len() < 4 {
        return None;
    }
    let told = rng.between(2, sections.len() - 2);
    let text = &article.text;
    let section = |i: usize| text[sections[i]..sections[i + 1]].trim();
    let mut order: Vec<usize> = (0..told).collect();
    rng.shuffle(&mut order);
    if order.is_sorted() {
        order.reverse();
    }
    let again: Vec<&str> = order.into_iter().map(section).collect();
    let rest = text[sections[told]..].trim();
    let blocks = [
        Block::new("", text[..sections[told]].trim()),
        Block::new("", format!("{}\n\n{rest}", again.join("\n\n"))),
    ];
    Some(Damaged::of(article, join_plain(&blocks, rng)))
}

/// The last block is cut in a sentence that has another before it in its paragraph: the half goes.
pub fn tail(article: &Article, rng: &mut Rng) -> Option<Damaged> {
    let first = article.cut(rng, article.len() / 4, article.len() / 2, 0)?;
    let end = article.cut(rng, article.len() / 2, article.len(), 0)?;
    let half = article.sentence_start(end);
    if article.language.code == "th" || article.paragraphs.iter().any(|p| p.start == half) {
        return None;
    }
    let start = begin_again(article, rng, first);
    let text = &article.text;
    let blocks = [Block::new("", text[..first].trim()), Block::new("", text[start..end].trim())];
    let raw = join_plain(&blocks, rng);
    Some(Damaged { raw, answer: text[..half].trim().to_owned(), variants: Vec::new() })
}
