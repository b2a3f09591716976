/*!
Text that a page can be given: made harmless as for a terminal, then without what HTML would read as
markup. Line ends and tabs stay, for the page shows text as it is laid out.
*/

use super::super::harmless::harmless;

/// `text` for a page, in element or attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    push(&mut out, text);
    out
}

/// Appends `text` for a page, in element or attribute.
pub fn push(out: &mut String, text: &str) {
    for line in text.split_inclusive('\n') {
        // Of a line end in two characters, the first is no more to see than the second.
        let words = line.strip_suffix('\n').map_or(line, |l| l.strip_suffix('\r').unwrap_or(l));
        for (i, stretch) in words.split('\t').enumerate() {
            if i > 0 {
                out.push('\t');
            }
            markup(out, &harmless(stretch));
        }
        if line.ends_with('\n') {
            out.push('\n');
        }
    }
}

fn markup(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::super::super::harmless::is_hostile;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_and_the_unseen_become_text() {
        assert_eq!(
            escape("<script>alert('x')</script> & \"q\"\r\n\tb\u{202e}c\u{1b}[2J"),
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot;\n\tb\\u{202e}c\\u{1b}[2J"
        );
        assert_eq!(escape("a\rb\r"), "a\\u{d}b\\u{d}");
    }

    proptest! {
        #[test]
        fn nothing_of_a_text_is_markup_or_unseen(text in any::<String>()) {
            let shown = escape(&text);
            prop_assert!(!shown.contains(['<', '>', '"', '\'']));
            let bad = shown.chars().find(|&c| is_hostile(c) && !matches!(c, '\n' | '\t' | '\u{200d}'));
            prop_assert_eq!(bad, None);
        }
    }
}
