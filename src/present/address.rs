/*!
Paths as other programs address them: percent-encoded, one byte at a time (RFC 3986), so that what a
path holds can neither end the address nor steer a terminal.
*/

use std::fmt::Write as _;

/// `path` as a relative reference: slashes part it, and everything else that is no letter, digit or
/// one of `-._~` is encoded. A path from the root becomes a `file` address.
pub fn address(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    let slashed = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let mut out = String::with_capacity(slashed.len() + 8);
    if slashed.starts_with('/') {
        out.push_str("file://");
    } else if cfg!(windows) && slashed.get(1..3) == Some(":/") {
        out.push_str("file:///");
    }
    for byte in slashed.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        let cases = [
            ("posts/a.md", "posts/a.md"),
            ("./posts/a b#1?.md", "posts/a%20b%231%3F.md"),
            ("記事/100%.md", "%E8%A8%98%E4%BA%8B/100%25.md"),
            ("javascript:alert(1)", "javascript%3Aalert%281%29"),
            ("-", "-"),
        ];
        for (path, shown) in cases {
            assert_eq!(address(path), shown);
        }
        #[cfg(unix)]
        assert_eq!(address("/a\"b.md"), "file:///a%22b.md");
    }
}
