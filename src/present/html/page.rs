/*!
The frame of a page: its head, landmarks, style and script, and the policy that lets a browser use those
two and nothing else, told by their hashes.
*/

use super::escape::escape;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// SHA-256 of [`STYLE`] and of [`SCRIPT`] in base64. A test says the new ones when either changes.
const STYLE_HASH: &str = "KdTa+TCY8xPuOyoXD9wiSNbOkVjycxvsePaIGH+IUXQ=";
const SCRIPT_HASH: &str = "6EqSC6jBJjEn+pKnop+hpID/WQtIlkUHuwZde5yBO14=";

/// A page around `body`, which must be HTML. `title` is any text, `up` the address of the page above.
pub fn html_page(title: &str, up: Option<&str>, body: &str) -> String {
    let title = escape(title);
    let up = up.map_or_else(String::new, |up| {
        format!("<nav aria-label=\"Report\"><a href=\"{}\">All posts</a></nav>\n", escape(up))
    });
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; \
         script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title} - restitch</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">Skip to the report</a>\n\
         <header><h1>restitch report</h1>\n{up}</header>\n<main id=\"main\" tabindex=\"-1\">\n{body}</main>\n\
         <footer>Written by restitch {}. Nothing on this page comes from elsewhere.</footer>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n",
        env!("CARGO_PKG_VERSION")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use sha2::{Digest as _, Sha256};

    fn hash(text: &str) -> String {
        base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes()))
    }

    #[test]
    fn the_policy_names_the_style_and_the_script_that_are_there() {
        assert_eq!((STYLE_HASH, SCRIPT_HASH), (hash(STYLE).as_str(), hash(SCRIPT).as_str()));
        for (text, end) in [(STYLE, "</style"), (SCRIPT, "</script")] {
            assert!(!text.contains(end) && !text.contains("<!--") && !text.contains('\r'));
        }
    }

    #[test]
    fn a_page_asks_for_nothing_outside_itself() {
        let page = html_page("<b>a & b</b>", Some("../index.html"), "<p>text</p>\n");
        assert!(page.contains("<title>&lt;b&gt;a &amp; b&lt;/b&gt; - restitch</title>"));
        assert!(page.contains("default-src 'none'"));
        for asks in ["http://", "https://", "src=", "@import", "url("] {
            assert!(!page.contains(asks), "{asks}");
        }
    }
}
