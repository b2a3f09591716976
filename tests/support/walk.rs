/*!
The walk through an article: block after block repeats something that stands there already, or
nothing, and goes on; the last one reaches the end. What is repeated, and how the blocks are put
together, is the kind.
*/

use super::article::Article;
use super::damage::{Block, Damaged, Kind, MARKER, join_plain};
use super::rng::Rng;

/// Damages `article` by a walk; nothing when fewer than two blocks come of it.
pub fn damage(article: &Article, kind: Kind, rng: &mut Rng) -> Option<Damaged> {
    if kind == Kind::Midword && !article.language.spaced {
        return None;
    }
    let mut walk = Walk { article, kind, blocks: Vec::new(), starts: Vec::new(), variants: Vec::new() };
    walk.run(rng);
    if walk.blocks.iter().filter(|b| !b.text.is_empty()).count() < 2 {
        return None;
    }
    let raw = match kind {
        Kind::Unmarked => {
            let texts: Vec<String> =
                walk.blocks.iter().filter(|b| !b.text.is_empty()).map(Block::whole).collect();
            texts.join("\n\n")
        }
        Kind::Messy | Kind::Mixed => join_messy(&walk.blocks, article.language.spaced, rng),
        Kind::EmptyBlocks => join_empty(&walk.blocks, rng),
        _ => join_plain(&walk.blocks, rng),
    };
    Some(Damaged { raw, answer: article.text.clone(), variants: walk.variants })
}

struct Walk<'a> {
    article: &'a Article,
    kind: Kind,
    blocks: Vec<Block>,
    starts: Vec<usize>,
    variants: Vec<(String, String)>,
}

impl Walk<'_> {
    fn run(&mut self, rng: &mut Rng) {
        let length = self.article.len();
        let rounds = rng.between(2, 6);
        let bound = |round: usize| length * (35 + 60 * round / rounds) / 100;
        let mut frontier = 0;
        for round in 0..=rounds {
            let end = if round == rounds {
                length
            } else {
                match self.stop(rng, bound(round).max(frontier), bound(round + 1)) {
                    Some(end) if end > frontier => end,
                    _ => continue,
                }
            };
            let step = self.step(rng);
            let (start, prefix) =
                if self.blocks.is_empty() { (0, "") } else { self.start(rng, step, frontier) };
            let again = !self.blocks.is_empty();
            let edit = match step {
                Kind::Edited if again => 35,
                Kind::Flat if again => 20,
                _ => 0,
            };
            let text = self.telling(rng, start, end, frontier, edit, step == Kind::Flat && again);
            if self.kind == Kind::Short && again && rng.chance(60) {
                self.stump(rng, start, frontier);
            }
            self.blocks.push(Block::new(prefix, text));
            self.starts.push(start);
            if self.kind == Kind::Copy || (self.kind == Kind::Mixed && rng.chance(20)) {
                self.copies(rng);
            }
            frontier = end;
        }
    }

    /// Where a block stops: in a sentence, or behind a paragraph.
    fn stop(&self, rng: &mut Rng, low: usize, high: usize) -> Option<usize> {
        let inside = match self.kind {
            Kind::Exact | Kind::Copy | Kind::Mixed | Kind::Messy | Kind::EmptyBlocks => 0,
            Kind::Midword => 100,
            _ => 40,
        };
        let cut_first = rng.chance(if self.kind == Kind::Unmarked { 25 } else { 70 });
        let cut = if cut_first { self.article.cut(rng, low, high, inside) } else { None };
        cut.or_else(|| self.article.paragraph_end(rng, low, high))
            .or_else(|| self.article.cut(rng, low, high, inside))
    }

    /// How this block begins.
    fn step(&self, rng: &mut Rng) -> Kind {
        use Kind::{Edited, Exact, Flat, Paragraph, Requote, Restart, Retry, Sentence};
        match self.kind {
            Kind::Mixed | Kind::Messy => {
                rng.pick(&[Exact, Requote, Sentence, Paragraph, Restart, Retry, Edited, Flat])
            }
            Kind::Unmarked => rng.pick(&[Sentence, Paragraph, Restart]),
            Kind::EmptyBlocks => rng.pick(&[Exact, Sentence, Paragraph]),
            kind => kind,
        }
    }

    /// Where in the article it begins, and what it puts before that.
    fn start(&self, rng: &mut Rng, step: Kind, frontier: usize) -> (usize, &'static str) {
        let article = self.article;
        let whole = article.is_paragraph_start(frontier);
        // The last character that was told, when the blank line behind it was not.
        let told = if whole { frontier - 2 } else { frontier };
        match step {
            Kind::Exact | Kind::Midword | Kind::Copy => (frontier, ""),
            Kind::Requote if whole => (article.sentence_start(told), ""),
            Kind::Requote => {
                let sentence = article.sentence_start(frontier);
                let lead = rng.pick(&["...", "…", "……", "", "..."]);
                if rng.chance(50) {
                    return (sentence, lead);
                }
                (words_back(article, rng, sentence, frontier), lead)
            }
            Kind::Sentence => (article.sentence_start(told), ""),
            Kind::Paragraph => (article.paragraphs[article.paragraph_at(told)].start, ""),
            _ => {
                let last = article.paragraph_at(told);
                let back = article.paragraphs[last.saturating_sub(rng.between(1, 6)).max(1)].start;
                match self.starts.last() {
                    Some(&start) if start > 0 && matches!(step, Kind::Retry | Kind::Short) => (start, ""),
                    _ => (back, ""),
                }
            }
        }
    }

    /// An attempt that ends before the point that was reached already.
    fn stump(&mut self, rng: &mut Rng, start: usize, frontier: usize) {
        if let Some(end) = self.article.cut(rng, start, frontier, 0).filter(|&end| end > start) {
            let text = self.article.text[start..end].trim();
            self.blocks.push(Block::new("", text));
        }
    }

    /// Up to two copies of the last block, or empty blocks.
    fn copies(&mut self, rng: &mut Rng) {
        let last = self.blocks.last().cloned().unwrap_or_default();
        for _ in 0..rng.between(0, 2) {
            let copy = self.blocks.len() > 1 && rng.chance(50);
            let copy = if copy { Block::new("", last.text.clone()) } else { Block::default() };
            self.blocks.push(copy);
        }
    }

    /// `start..end` of the article, where sentences before `seen` may be reworded (`edit` percent of
    /// them) and paragraphs before it run together.
    fn telling(
        &mut self,
        rng: &mut Rng,
        start: usize,
        end: usize,
        seen: usize,
        edit: u64,
        flat: bool,
    ) -> String {
        let article = self.article;
        let text = &article.text;
        let told = seen.clamp(start, end);
        let mut head = String::new();
        let mut at = start;
        for sentence in article.sentences.iter().filter(|s| s.start >= start && s.end <= told) {
            if edit == 0 || !rng.chance(edit) {
                continue;
            }
            let old = &text[sentence.start..sentence.end];
            if let Some(new) = reword(rng, old, article).filter(|new| !text.contains(new.as_str())) {
                head.push_str(&text[at..sentence.start]);
                head.push_str(&new);
                self.variants.push((new, old.to_owned()));
                at = sentence.end;
            }
        }
        head.push_str(&text[at..told]);
        if flat {
            head = run_together(&head);
        }
        head.push_str(&text[told..end]);
        head.trim().to_owned()
    }
}

/// A place a few words before `frontier`, not before `sentence`.
fn words_back(article: &Article, rng: &mut Rng, sentence: usize, frontier: usize) -> usize {
    let borders = article.borders(&(sentence..frontier));
    let mut i = borders.len() - 1 - rng.between(4, 20).min(borders.len() - 1);
    while article.language.spaced && i > 0 && !article.text[..borders[i]].ends_with(' ') {
        i -= 1;
    }
    borders[i]
}

/// Joins paragraphs with a space, except before what needs a line of its own.
fn run_together(text: &str) -> String {
    let mut parts = text.split("\n\n");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let own_line = part.starts_with(|c: char| "#>|-*+`<!".contains(c));
        out.push_str(if own_line { "\n\n" } else { " " });
        out.push_str(part);
    }
    out
}

/// A sentence a little different away from both ends; nothing for what carries markup or is short.
fn reword(rng: &mut Rng, sentence: &str, article: &Article) -> Option<String> {
    let chars: Vec<char> = sentence.chars().collect();
    if chars.len() < 24 || sentence.contains(|c: char| "*`[]()|#「」“”«»„\"\n".contains(c)) {
        return None;
    }
    if article.language.spaced {
        let mut words: Vec<&str> = sentence.split(' ').collect();
        if words.len() < 7 {
            return None;
        }
        let at = rng.between(2, words.len() - 3);
        if !words[at].chars().all(char::is_alphabetic) {
            return None;
        }
        let other = words[rng.between(1, words.len() - 2)];
        match rng.between(0, 2) {
            0 => words[at] = other,
            1 => drop(words.remove(at)),
            _ => words.insert(at, other),
        }
        return Some(words.join(" ")).filter(|new| new != sentence);
    }
    let at = rng.between(6, chars.len() - 10);
    let plain = |c: char| c.is_alphabetic() && !super::article::is_extending(c);
    if !chars[at..at + 2].iter().all(|&c| plain(c)) {
        return None;
    }
    let filler = rng.pick(article.language.fillers);
    let gone = rng.between(0, 1);
    let new: String =
        chars[..at].iter().copied().chain(filler.chars()).chain(chars[at + gone..].iter().copied()).collect();
    Some(new)
}

/// Markers inside lines and cut, leaked prompt text, rules before a block.
fn join_messy(blocks: &[Block], spaced: bool, rng: &mut Rng) -> String {
    let mut out = blocks[0].whole();
    for block in &blocks[1..] {
        out.push_str(match rng.between(0, 9) {
            0 => " ---END---\n\n",
            1 => "\n\n---END--- ",
            2 => "\n\n---END\n\n---END---\n\n",
            3 => "\n---END---\n",
            _ => "\n\n---END---\n\n",
        });
        if !block.text.is_empty() {
            out.push_str(match rng.between(0, 9) {
                0 if !spaced => "【既存の記事の最後の部分】\n",
                1 if !spaced => "（続き）\n\n",
                0..=2 => "---\n\n",
                _ => "",
            });
        }
        out.push_str(&block.whole());
    }
    out.push_str("\n\n");
    out.push_str(MARKER);
    out
}

/// Empty blocks between the blocks, and markers as they stand in the wild.
fn join_empty(blocks: &[Block], rng: &mut Rng) -> String {
    const FORMS: &[&str] = &[
        "\n\n---END---\n\n",
        "\n---END---\n",
        "\n\n\n---END---  \n\n\n\n",
        "\n\n---END------END---\n\n",
        "\n\n---END---\n---END---\n\n",
        "\n\n---END\n\n---END---\n\n",
        "\n\n  ---END---\n\n",
        "\n\n---END---\n\n \n\n---END---\n\n\u{3000}\n\n---END---\n\n",
    ];
    let mut out = blocks[0].whole();
    for block in &blocks[1..] {
        for _ in 0..rng.between(1, 2) {
            out.push_str(rng.pick(FORMS));
        }
        out.push_str(&block.whole());
    }
    for _ in 0..rng.between(0, 3) {
        out.push_str(rng.pick(FORMS));
    }
    out.truncate(out.trim_end().len());
    out
}
