/*!
What is wrong with a post, as one JSON object: for scripts, which `check` gives a line each or as one
array. The schema carries a version (`restitch schema findings`).
*/

use serde::Serialize;

use super::View;
use super::harmless::is_hostile;
use super::record::{Record, records};

/// Version of the findings' schema.
pub const FINDINGS_SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Findings<'a> {
    schema: u32,
    path: &'a str,
    status: &'static str,
    chars: usize,
    gone: usize,
    findings: Vec<Record>,
}

/// The post's findings as a JSON object on one line, without a line end. A post without findings has an
/// empty list. Whatever a terminal acts on is written as an escape.
pub fn findings_json(view: &View) -> String {
    let found = records(view);
    let post = Findings {
        schema: FINDINGS_SCHEMA,
        path: view.path,
        status: view.plan.status().as_str(),
        chars: view.source.text().chars().count(),
        gone: found.iter().map(|record| record.gone).sum(),
        findings: found,
    };
    json(&post)
}

/// `value` in JSON, with everything unseen written as `\uXXXX`: JSON itself lets most of it through.
pub fn json(value: &impl Serialize) -> String {
    // Strings, numbers and lists of them: nothing that JSON could refuse.
    let text = serde_json::to_string(value).expect("records are plain data");
    if text.is_ascii() && !text.contains('\u{7f}') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hostile(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::fixture::{Gone, Keep, Post};
    use super::*;
    use crate::decide::Rule;
    use crate::plan::Status;

    #[test]
    fn an_object_says_what_check_says_and_is_harmless() {
        let post = Post::new(&[Keep("One. Two."), Gone(Rule::Copy, " One.", Some("One."))], Status::Repaired);
        let path = "a\u{202e}\u{9b}\u{e0041}.md";
        let line = findings_json(&View { path, ..post.view() });
        assert!(!line.chars().any(is_hostile), "{line}");
        let value: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value["path"], path);
        assert_eq!((&value["chars"], &value["gone"]), (&14.into(), &5.into()));
        let found = &value["findings"][0];
        assert_eq!(found["rule"], "copy");
        assert_eq!(found["confidence"], "certain");
        assert_eq!(found["message"], "5 characters: told word for word at line 1");
        assert_eq!(found["at"]["start"]["column"], 11);
        assert_eq!(found["counterpart"]["chars"], serde_json::json!([0, 4]));
    }

    #[test]
    fn a_clean_post_is_an_object_too() {
        let post = Post::new(&[Keep("Whole.\n")], Status::Clean);
        let value: Value = serde_json::from_str(&findings_json(&post.view())).unwrap();
        assert_eq!(value["status"], "clean");
        assert_eq!(value["findings"], serde_json::json!([]));
    }
}
