/*!
When an answer is the article: paragraph for paragraph, white space at line ends aside, and a reworded
sentence counts as the one it rewords, for an editor may keep either.
*/

use restitch::Source;

/// The paragraphs of a post's body.
pub fn paragraphs(text: &str) -> Vec<String> {
    let source = Source::from_text(text.replace("\r\n", "\n"));
    let body = source.body().of(source.text());
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for line in body.lines().map(str::trim_end) {
        if line.is_empty() {
            open = false;
        } else if open {
            let last = out.last_mut().expect("an open paragraph has begun");
            last.push('\n');
            last.push_str(line);
        } else {
            out.push(line.trim_start().to_owned());
            open = true;
        }
    }
    out
}

/// `text` with every reworded sentence put back into the article's words. Longest first, for one
/// rewording may stand within another.
pub fn canonical(text: &str, variants: &[(String, String)]) -> String {
    let mut variants: Vec<_> = variants.iter().collect();
    variants.sort_by_key(|(new, _)| std::cmp::Reverse(new.len()));
    variants.into_iter().fold(text.to_owned(), |text, (new, old)| text.replace(new, old))
}

/// The first paragraph in which two texts differ, for a message.
pub fn first_difference(want: &[String], got: &[String]) -> String {
    let at = want.iter().zip(got).take_while(|(a, b)| a == b).count();
    // Not `{:?}`: it would spell out every combining mark.
    let show = |p: Option<&String>| p.map_or("(nothing)".to_owned(), |p| p.replace('\n', "\\n"));
    format!("paragraph {at}\n    want {}\n    got  {}", show(want.get(at)), show(got.get(at)))
}

/// Sentences of the answer that `text` holds nowhere. White space is not compared: a sentence joined
/// with a space too many is a fault of another sort.
pub fn lost_sentences(answer: &str, text: &str) -> Vec<String> {
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let text = squeeze(text);
    let source = Source::from_text(answer);
    let body = source.body().of(answer);
    let stop = |c: char| "。！？।؟.!?\n".contains(c);
    let sentences = body.split_inclusive(stop).map(squeeze).filter(|s| s.chars().count() >= 8);
    sentences.filter(|s| !text.contains(s.as_str())).collect()
}
