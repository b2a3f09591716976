/*!
What stands at a block's borders and is no text of the article.

A script that asks a model to go on gets notes about the task, a rule or the title before what goes on, or the
prompt itself behind it. None of it was ever cut, so it goes before anybody looks at how blocks meet.
*/

use super::reads::{Stretch, Waste};
use crate::decide::{Confidence, Rule};
use crate::segment::{Gap, Key, Kind, Unit, key_of};
use crate::text::Span;
use crate::text::phrases::{self, is_order, is_task_note};

/// `stretches` without what is no text of the article, which is added to `waste`; those of which nothing is left
/// are left out. Dots before the first words of a continuation are taken off its first unit.
pub fn trimmed(
    text: &str,
    units: &mut [Unit],
    stretches: &[Stretch],
    waste: &mut Vec<Waste>,
) -> Vec<Stretch> {
    let title = units.first().and_then(|first| Title::new(text, first.span.start));
    let mut out = Vec::with_capacity(stretches.len());
    for (i, stretch) in stretches.iter().enumerate() {
        let mut stretch = stretch.clone();
        // Behind the last words a note is the author's.
        if i + 1 < stretches.len() {
            trim_end(text, units, &mut stretch, waste);
        }
        if stretch.marked {
            stretch = trim_start(text, units, &stretch, title.as_ref(), waste);
        }
        if !stretch.units.is_empty() {
            out.push(stretch);
        }
    }
    out
}

/// The article's title as the front matter has it.
struct Title {
    span: Span,
    key: Key,
}

impl Title {
    /// The title in what stands before byte `body` of `text`: YAML or TOML, quoted or not.
    fn new(text: &str, body: usize) -> Option<Self> {
        let front = &text[..body];
        let at = front.find("\ntitle")? + 1;
        let line = front[at..].lines().next()?;
        let value = line.strip_prefix("title")?.trim_start().strip_prefix([':', '='])?;
        let value = value.trim().trim_matches(['"', '\'']);
        let start = at + line.rfind(value)?;
        let span = Span::new(start, start + value.len());
        Some(Self { span, key: key_of([value]) }).filter(|title| title.key.len > 3)
    }
}

/// Takes notes about the task off a stretch's end.
fn trim_end(text: &str, units: &[Unit], stretch: &mut Stretch, waste: &mut Vec<Waste>) {
    while let Some(unit) = stretch.units.clone().next_back().map(|u| &units[u]) {
        if unit.kind == Kind::Verbatim || !is_task_note(unit.span.of(text)) {
            break;
        }
        let rule = Rule::Prompt;
        waste.push(Waste { span: unit.span, rule, confidence: Confidence::Certain, counterpart: None });
        stretch.units.end -= 1;
    }
}

/// Takes rules, notes about the task and the title said again off a stretch's beginning, and the dots that a
/// continuation puts before its first words off its first unit.
fn trim_start(
    text: &str,
    units: &mut [Unit],
    stretch: &Stretch,
    title: Option<&Title>,
    waste: &mut Vec<Waste>,
) -> Stretch {
    let mut range = stretch.units.clone();
    let mut noted = false;
    // The rest of code is no title, though it be one word of it.
    while let Some(unit) = range.clone().next().map(|u| &units[u]).filter(|unit| !unit.rest) {
        let (rule, counterpart) = match unit.kind {
            Kind::Rule => (Rule::LeadingRule, None),
            _ if is_title_again(units, range.start, title) => {
                let own = units[0].key.hash == unit.key.hash;
                (Rule::Copy, Some(title.filter(|_| !own).map_or(units[0].span, |title| title.span)))
            }
            _ if is_task_note(unit.span.of(text)) => (Rule::Prompt, None),
            // An instruction has more sentences than one.
            _ if noted && unit.gap < Gap::Newline && is_order(unit.span.of(text)) => (Rule::Prompt, None),
            _ => break,
        };
        noted = rule == Rule::Prompt;
        waste.push(Waste { span: unit.span, rule, confidence: Confidence::Certain, counterpart });
        range.start += 1;
    }
    if let Some(unit) = range.clone().next().map(|u| &mut units[u]).filter(|u| u.kind.is_prose()) {
        let words = unit.span.of(text);
        let dots =
            words.len() - words.trim_start_matches(['.', '…', '‥', '─', '—', '-', ' ', '\u{3000}']).len();
        let lead = &words[..dots];
        if dots < words.len()
            && (lead.starts_with(['…', '‥']) || ["..", "--", "──", "——"].iter().any(|d| lead.starts_with(d)))
        {
            waste.push(Waste {
                span: Span::new(unit.span.start, unit.span.start + dots),
                rule: Rule::Requote,
                confidence: Confidence::Certain,
                counterpart: None,
            });
            unit.span.start += dots;
            // Dashes may be signs: what is left has perhaps not all of the key's letters.
            unit.key.at = None;
            // A mark behind the dots (`` ...` `` of a code span that began before) is no sentence of its own.
            let (start, bare) = (unit.span.start, unit.key.len == 0);
            if let Some(next) = units.get_mut(range.start + 1).filter(|_| bare && range.len() > 1)
                && next.kind == Kind::Sentence
                && next.gap < Gap::Newline
            {
                next.span.start = start;
                range.start += 1;
            }
        }
    }
    Stretch { units: range, ..*stretch }
}

/// Whether unit `u` says the article's title again and what follows it is not the article's beginning.
fn is_title_again(units: &[Unit], u: usize, title: Option<&Title>) -> bool {
    let (first, unit) = (&units[0], &units[u]);
    let next = |u: usize| units.get(u + 1).map(|n| n.key.hash);
    let headed = unit.kind == Kind::Heading || first.kind == Kind::Heading;
    let again = headed && unit.key.len > 3 && unit.key.hash == first.key.hash;
    // The front matter's title is one wherever it stands on a line of its own.
    let alone = next(u).is_none() || units[u + 1].gap >= Gap::Newline;
    let named = alone && title.is_some_and(|title| title.key.hash == unit.key.hash);
    u > 0 && (again || named) && next(u) != next(0)
}

/// Whether unit `at` is a line with a note about the task, and lines stand under it.
pub fn is_note(text: &str, units: &[Unit], at: usize) -> bool {
    let alone = units.get(at + 1).is_some_and(|next| next.gap >= Gap::Newline);
    let (line, unit) = (alone && units[at].gap >= Gap::Newline, &units[at]);
    line && unit.kind != Kind::Verbatim && phrases::is_note(unit.span.of(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Seen, segment};

    /// What is left of the second of two blocks, and what goes.
    fn trim(first: &str, second: &str) -> (String, Vec<String>) {
        let text = format!("{first}\n\n{second}");
        let (mut units, mut waste) = (Vec::new(), Vec::new());
        segment(&text, Span::new(0, first.len()), None, &mut Seen::default(), &mut units);
        let from = units.len();
        segment(&text, Span::new(first.len() + 2, text.len()), None, &mut Seen::default(), &mut units);
        let stretch = |units, marked| Stretch { units, marked, inner: false };
        let stretches = [stretch(0..from, false), stretch(from..units.len(), true)];
        let left = trimmed(&text, &mut units, &stretches, &mut waste);
        let start = left.get(1).map_or(text.len(), |s| units[s.units.start].span.start);
        (text[start..].to_owned(), waste.iter().map(|w| w.span.of(&text).to_owned()).collect())
    }

    #[test]
    fn rules_notes_and_dots_go_before_the_first_words() {
        for (lead, waste) in [
            ("---\n\n", vec!["---"]),
            ("(continued)\n\n", vec!["(continued)"]),
            ("……", vec!["……"]),
            (
                "以下の記事の続きを書いてください。短く書いてください。\n\n",
                vec!["以下の記事の続きを書いてください。", "短く書いてください。"],
            ),
        ] {
            let (left, gone) = trim("It rains.", &format!("{lead}船が出る。"));
            assert_eq!((left.as_str(), gone), ("船が出る。", waste.iter().map(|w| w.to_string()).collect()));
        }
    }

    #[test]
    fn the_title_said_again_goes_before_other_text_only() {
        assert_eq!(trim("# Harbour\n\nIt rains.", "# Harbour\n\nIt snows.").1, ["# Harbour"]);
        assert_eq!(
            trim("# Harbour\n\nIt rains.", "# Harbour\n\nIt rains. It snows.").1,
            Vec::<String>::new()
        );
    }
}
