/*!
A post's section: what became of it, its map, and the clean article with every passage that went folded
in at its place. Where a passage survives is marked in the text, and a link leads there. Text stands in
the page once; the view of both sides is made of it by the page's script.
*/

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::diff::counterpart;
use super::super::finding::{Finding, Kind};
use super::super::inline::{Mark, compare};
use super::super::strip::{Cell, Strip, letter};
use super::super::title::title_fault;
use super::super::words::{count, status, summary, thousands};
use super::super::{View, words};
use super::Detail;
use super::drawing::{bar, class};
use super::escape::{escape, push};
use crate::decide::Rule;
use crate::text::{LineIndex, Span, keeps};

/// Characters of unchanged text at each end of what an excerpt leaves out.
const SHOWN: usize = 80;
/// Characters of what only the surviving telling says: that it says more is no loss.
const ADDED: usize = 60;

/// The section `number` of a page.
pub fn section(view: &View, found: &[Finding], strip: &Strip, number: usize, detail: Detail) -> String {
    let id = format!("p{number}");
    let mut writer = Writer {
        text: view.source.text(),
        found,
        strip,
        order: strip.order(),
        gone: found.iter().enumerate().filter(|(_, f)| f.kind == Kind::Drop).map(|(i, _)| i).collect(),
        id: &id,
        detail,
        out: String::new(),
    };
    writer.gone.sort_by_key(|&i| found[i].span);
    writer.head(view);
    writer.map();
    writer.article();
    writer.doubts();
    writer.out.push_str("</section>\n");
    writer.out
}

struct Writer<'a> {
    text: &'a str,
    found: &'a [Finding],
    strip: &'a Strip,
    /// The strip's cells in the post's order.
    order: Vec<usize>,
    /// Passages that go, by offset.
    gone: Vec<usize>,
    /// What the section's addresses begin with.
    id: &'a str,
    detail: Detail,
    out: String,
}

/// A place in a cell that links lead to.
struct Anchor {
    span: Span,
    /// Its address.
    id: String,
    /// Class of the text it covers.
    class: &'static str,
}

impl Writer<'_> {
    fn head(&mut self, view: &View) {
        let (id, path) = (self.id, escape(view.path));
        let _ = write!(
            self.out,
            "<section class=\"post\" id=\"{id}\" aria-labelledby=\"{id}h\">\n\
             <h2 id=\"{id}h\"><bdi>{path}</bdi></h2>\n<p><strong class=\"{state}\">{state}</strong> {told}</p>\n",
            state = view.plan.status().as_str(),
            told = escape(&status(view, self.found)),
        );
        if let Some(fault) = title_fault(view.source) {
            let what = escape(&fault.what.to_string());
            let _ = writeln!(self.out, "<p class=\"fault\">Line {}: the title {what}</p>", fault.at.line);
        }
        let text = view.source.text();
        for (at, fault) in keeps(text, view.source.body()).faults {
            let (line, what) = (LineIndex::new(text).line(at), escape(&fault.to_string()));
            let _ = writeln!(self.out, "<p class=\"fault\">Line {line}: this comment {what}</p>");
        }
    }

    fn map(&mut self) {
        self.out.push_str("<h3>Where it came from</h3>\n");
        self.out.push_str(&bar(self.strip, self.found, Some(self.id)));
        self.out.push_str("\n<ul class=\"legend\">\n");
        for (i, block) in self.strip.blocks.iter().enumerate() {
            let (sign, class) = (letter(i), class(i));
            let key = format!("<span class=\"key {class}\">{sign}</span> line {}", block.line);
            let first = self.strip.cells.iter().position(|cell| cell.block == i);
            let key = match first {
                Some(cell) => format!("<a href=\"#{}s{cell}\">{key}</a>", self.id),
                None => key,
            };
            let _ = writeln!(
                self.out,
                "<li>{key}: {} of {} stay</li>",
                thousands(block.kept),
                count(block.chars, "character", "characters")
            );
        }
        self.out.push_str("</ul>\n");
    }

    fn article(&mut self) {
        let whole = if self.detail == Detail::Whole { " data-whole" } else { "" };
        let _ = writeln!(self.out, "<h3>The clean article</h3>\n<div class=\"tools\"{whole}></div>");
        self.out.push_str("<div class=\"article\" dir=\"auto\">");
        let anchors = self.anchors();
        for &index in &self.strip.opening {
            self.passage(index);
        }
        for (i, cell) in self.strip.cells.iter().enumerate() {
            // Its sign stands right before its words. White space at its end stands after the passages that
            // went, which belong to its last line.
            let words = trimmed(self.text, cell.span);
            self.out.push_str(&cell.between);
            push(&mut self.out, &self.text[cell.span.start..words.start]);
            self.badge(i, cell);
            let _ = write!(self.out, "<span class=\"s\" id=\"{}s{i}\">", self.id);
            self.kept(words, anchors.get(&i).map_or(&[], Vec::as_slice));
            self.out.push_str("</span>");
            for &index in &cell.gone {
                self.passage(index);
            }
            push(&mut self.out, &self.text[words.end..cell.span.end]);
        }
        self.out.push_str("</div>\n");
    }

    /// The sign of a join, with the letter of the block that goes on.
    fn badge(&mut self, i: usize, cell: &Cell) {
        let (sign, class) = (letter(cell.block), class(cell.block));
        let (said, mark) = match i.checked_sub(1) {
            None => (format!("Block {sign}, line {}: ", cell.line), ""),
            Some(_) if cell.jumps => {
                (format!("Join, out of order: block {sign}, line {}: ", cell.line), " jump")
            }
            Some(_) => (format!("Join: block {sign}, line {}: ", cell.line), ""),
        };
        let _ = write!(
            self.out,
            "<span class=\"key {class}{mark}\" title=\"{said}\"><span class=\"vh\">{said}</span>\
             <span aria-hidden=\"true\">{sign}</span></span>"
        );
    }

    /// What links lead to, by cell: where passages survive, and what is doubted.
    fn anchors(&self) -> BTreeMap<usize, Vec<Anchor>> {
        let mut anchors: BTreeMap<usize, Vec<Anchor>> = BTreeMap::new();
        for (index, finding) in self.found.iter().enumerate() {
            let twin = finding.counterpart.map(|place| (place.span, 'c', "twin"));
            let doubt = (finding.kind == Kind::Doubt).then_some((finding.core, 'd', "doubt"));
            for (span, mark, class) in twin.into_iter().chain(doubt) {
                let Some((cell, start)) = self.strip.find(&self.order, span) else { continue };
                let end = span.end.min(self.strip.cells[cell].span.end);
                let id = format!("{}{mark}{index}", self.id);
                anchors.entry(cell).or_default().push(Anchor { span: Span::new(start, end), id, class });
            }
        }
        anchors
    }

    /// Kept text, cut at the borders of what links lead to.
    fn kept(&mut self, span: Span, anchors: &[Anchor]) {
        let clipped: Vec<(Span, &Anchor)> = anchors
            .iter()
            .map(|a| {
                let within = |byte: usize| byte.clamp(span.start, span.end);
                (Span::new(within(a.span.start), within(a.span.end)), a)
            })
            .collect();
        let hidden = self.hidden(span, &clipped);
        let mut points: Vec<usize> = vec![span.start, span.end];
        points.extend(clipped.iter().flat_map(|(s, _)| [s.start, s.end]));
        points.extend(hidden.iter().flat_map(|s| [s.start, s.end]));
        points.sort_unstable();
        points.dedup();
        let number = |byte: usize| points.partition_point(|&p| p < byte);
        let mut starts: BTreeMap<usize, Vec<&(Span, &Anchor)>> = BTreeMap::new();
        for one in &clipped {
            starts.entry(one.0.start).or_default().push(one);
        }
        // How far what began so far reaches, of each kind.
        let (mut twin, mut doubt) = (0, 0);
        let mut left_out = false;
        let mut ahead = hidden.as_slice();
        for (i, &at) in points.iter().enumerate() {
            for (covered, anchor) in starts.get(&at).into_iter().flatten() {
                let stretches = number(covered.end) - i;
                let _ = write!(
                    self.out,
                    "<span class=\"at\" id=\"{}\" data-n=\"{stretches}\" tabindex=\"-1\"></span>",
                    anchor.id
                );
                let reach = if anchor.class == "twin" { &mut twin } else { &mut doubt };
                *reach = covered.end.max(*reach);
            }
            let Some(&end) = points.get(i + 1) else { break };
            let class = match (at < twin, at < doubt) {
                (_, true) => "twin doubt",
                (true, false) => "twin",
                (false, false) => "",
            };
            if !class.is_empty() {
                let _ = write!(self.out, "<span class=\"{class}\">");
            }
            // Both are in order, and a stretch is hidden whole or not at all.
            while ahead.first().is_some_and(|h| h.end <= at) {
                ahead = &ahead[1..];
            }
            let hides = ahead.first().is_some_and(|h| h.start <= at);
            if !hides {
                push(&mut self.out, &self.text[at..end]);
            } else if !left_out {
                self.out.push_str("<span class=\"cut\">…</span>");
            }
            left_out = hides;
            if !class.is_empty() {
                self.out.push_str("</span>");
            }
        }
    }

    /// What an excerpt leaves out of kept text: all that is far from its ends and from what links lead to.
    fn hidden(&self, span: Span, anchors: &[(Span, &Anchor)]) -> Vec<Span> {
        if self.detail == Detail::Whole {
            return Vec::new();
        }
        let after = |byte: usize| Span::new(byte, self.forward(byte, span.end));
        let mut shown: Vec<Span> = anchors.iter().map(|(s, _)| after(s.start)).collect();
        shown.push(after(span.start));
        shown.push(Span::new(self.back(span.end, span.start), span.end));
        shown.sort_unstable();
        let mut hidden = Vec::new();
        let mut at = span.start;
        for one in shown {
            if one.start > at {
                hidden.push(Span::new(at, one.start));
            }
            at = at.max(one.end);
        }
        hidden
    }

    /// The byte [`SHOWN`] characters after `from`, and `end` at most.
    fn forward(&self, from: usize, end: usize) -> usize {
        self.text[from..end].char_indices().nth(SHOWN).map_or(end, |(i, _)| from + i)
    }

    /// The byte [`SHOWN`] characters before `from`, and `start` at least.
    fn back(&self, from: usize, start: usize) -> usize {
        self.text[start..from].char_indices().rev().nth(SHOWN).map_or(start, |(i, _)| start + i)
    }

    /// A passage that went, folded: rule, reason, how sure, where it survives, and its text laid against
    /// that telling.
    fn passage(&mut self, index: usize) {
        let Some(finding) = self.found.get(index) else { return };
        let rule = finding.rule.map_or("", Rule::name);
        let size = count(finding.chars, "character", "characters");
        let _ = write!(
            self.out,
            "<details class=\"drop\" id=\"{}d{index}\"><summary><span aria-hidden=\"true\">× </span>{rule}\
             <span class=\"vh\">, a passage that went</span>, {size}</summary><div class=\"why\">",
            self.id
        );
        self.facts(finding, index);
        self.gone(finding);
        self.out.push_str("</div></details>");
    }

    fn facts(&mut self, finding: &Finding, index: usize) {
        let Some(rule) = finding.rule else { return };
        let _ = write!(
            self.out,
            "<p><b>{rule}</b>: {}<br>Confidence: {}. ",
            escape(rule.summary()),
            finding.confidence
        );
        if let Some(similarity) = finding.similarity {
            let _ = write!(self.out, "Similarity: {}%. ", (similarity * 100.0).floor());
        }
        let _ = write!(self.out, "Stood at line {}. ", finding.at.line);
        if let Some(place) = finding.counterpart {
            let line = format!("line {}", place.line);
            let _ = match self.place_of(index, place.span) {
                Some(id) => write!(self.out, "Survives at <a href=\"#{id}\">{line}</a>."),
                None => write!(self.out, "Survives at {line}."),
            };
        }
        self.out.push_str("</p>");
    }

    /// The address of where a passage survives: in the article, or else within another passage that went.
    fn place_of(&self, index: usize, span: Span) -> Option<String> {
        if self.strip.find(&self.order, span).is_some() {
            return Some(format!("{}c{index}", self.id));
        }
        let after = self.gone.partition_point(|&i| self.found[i].span.start <= span.start);
        let other = *self.gone.get(after.checked_sub(1)?)?;
        if other == index || self.found[other].span.end <= span.start {
            return None;
        }
        Some(format!("{}d{other}", self.id))
    }

    /// The passage's text. What the surviving telling does not say is struck out, what it says in its
    /// stead is underlined.
    fn gone(&mut self, finding: &Finding) {
        let span = trimmed(self.text, finding.span);
        let core = trimmed(self.text, finding.core);
        // A passage of nothing but spacing has no words to begin with.
        let start = core.start.clamp(span.start, span.end);
        let core = Span::new(start, core.end.clamp(start, span.end));
        self.out.push_str("<div class=\"gone\" dir=\"auto\">");
        self.old(&self.text[span.start..core.start], "i");
        match counterpart(self.text, finding) {
            Some(other) => {
                for edit in compare(core.of(self.text), other) {
                    match edit.mark {
                        Mark::Same => self.old(edit.text, "span"),
                        Mark::Removed => self.old(edit.text, "del"),
                        Mark::Added => {
                            let _ = write!(self.out, "<ins>{}</ins>", folded(edit.text, ADDED));
                        }
                    }
                }
            }
            None => self.old(core.of(self.text), "del"),
        }
        self.old(&self.text[core.end..span.end], "i");
        self.out.push_str("</div>");
    }

    /// Text of the post that went.
    fn old(&mut self, text: &str, tag: &str) {
        if text.is_empty() {
            return;
        }
        let _ = write!(self.out, "<{tag}>");
        match self.detail {
            Detail::Whole => push(&mut self.out, text),
            Detail::Excerpts => self.out.push_str(&folded(text, SHOWN)),
        }
        let _ = write!(self.out, "</{tag}>");
    }

    fn doubts(&mut self) {
        let doubts = self.found.iter().enumerate().filter(|(_, f)| f.kind == Kind::Doubt);
        let mut items = String::new();
        for (index, doubt) in doubts {
            let told = escape(&(summary(doubt) + &words::alike(doubt)));
            let rule = doubt.rule.map_or("", Rule::name);
            let _ = writeln!(
                items,
                "<li><a href=\"#{id}d{index}\">line {}</a>: {rule}, {told}</li>",
                doubt.at.line,
                id = self.id
            );
        }
        if !items.is_empty() {
            let _ = write!(self.out, "<h3>Kept in doubt</h3>\n<ul>\n{items}</ul>\n");
        }
    }
}

/// `span` without the white space at its ends; it may be empty.
fn trimmed(text: &str, span: Span) -> Span {
    let slice = span.of(text);
    let start = span.start + (slice.len() - slice.trim_start().len());
    Span::new(start, start.max(span.start + slice.trim_end().len()))
}

/// Text by its first and last `most` characters, where it is longer than both; for a page.
fn folded(text: &str, most: usize) -> String {
    let start = text.char_indices().nth(most).map_or(text.len(), |(i, _)| i);
    let end = text.char_indices().rev().nth(most.saturating_sub(1)).map_or(0, |(i, _)| i);
    if start >= end {
        return escape(text);
    }
    format!("{}<span class=\"cut\">…</span>{}", escape(&text[..start]), escape(&text[end..]))
}
