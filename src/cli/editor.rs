/*!
The user's editor, opened at a line of a post.

The editor's own words are a command line and split as git splits them: by the shell where they hold anything
for one. The post's name is nobody's command: it is given as an argument of its own, with `./` before it, so that it
begins with neither `+` nor `-`, and behind `--` where the editor knows that.
*/

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// Opens `path` at `line` and waits for the editor's end.
///
/// # Errors
///
/// When it cannot be started, or fails.
pub fn edit(path: &Path, line: usize) -> Result<()> {
    let set = |name| std::env::var(name).ok().filter(|v| !v.trim().is_empty());
    let editor = set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| "vi".to_owned());
    let ended = command(&editor, path, line).status().with_context(|| {
        format!("cannot start the editor `{}`; name another in $EDITOR", editor.escape_debug())
    })?;
    if !ended.success() {
        bail!("the editor `{}` ended with {ended}", editor.escape_debug());
    }
    Ok(())
}

/// How an editor is told of a line.
enum Form {
    /// `+12 FILE`
    Plus,
    /// `+12 -- FILE`
    PlusDashes,
    /// `FILE:12`, with these words before it.
    Colon(&'static [&'static str]),
}

/// Editors that want it otherwise than `+12 FILE`.
const FORMS: &[(&str, Form)] = &[
    ("vi", Form::PlusDashes),
    ("vim", Form::PlusDashes),
    ("nvim", Form::PlusDashes),
    ("gvim", Form::PlusDashes),
    ("view", Form::PlusDashes),
    ("code", Form::Colon(&["--wait", "--goto"])),
    ("codium", Form::Colon(&["--wait", "--goto"])),
    ("cursor", Form::Colon(&["--wait", "--goto"])),
    ("subl", Form::Colon(&[])),
    ("hx", Form::Colon(&[])),
    ("zed", Form::Colon(&[])),
];

fn command(editor: &str, path: &Path, line: usize) -> Command {
    // As git does: what a shell would do something with is the shell's.
    let shell = cfg!(unix) && editor.contains(|c| "|&;<>()$`\\\"' \t\n*?[#~=%".contains(c));
    let first = editor.split_whitespace().next().unwrap_or("vi").trim_matches(['"', '\'']);
    let name = Path::new(first).file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut command = if shell {
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("{editor} \"$@\"")).arg(editor);
        command
    } else {
        let mut words = editor.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or("vi"));
        command.args(words);
        command
    };
    let path = plain(path);
    match FORMS.iter().find(|form| form.0 == name).map_or(&Form::Plus, |form| &form.1) {
        Form::Plus => command.arg(format!("+{line}")).arg(path),
        Form::PlusDashes => command.arg(format!("+{line}")).arg("--").arg(path),
        Form::Colon(before) => {
            let mut place = path.into_os_string();
            place.push(format!(":{line}"));
            command.args(*before).arg(place)
        }
    };
    command
}

/// A path that begins with no sign that an editor or a shell acts on.
fn plain(path: &Path) -> PathBuf {
    if path.is_absolute() || path.starts_with(".") || path.starts_with("..") {
        path.to_owned()
    } else {
        Path::new(".").join(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(editor: &str, path: &str) -> Vec<String> {
        let command = command(editor, Path::new(path), 12);
        let words = [command.get_program()].into_iter().chain(command.get_args());
        words.map(|word| word.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_name_is_never_a_command() {
        assert_eq!(words("vim", "+:!touch x|q.md"), ["vim", "+12", "--", "./+:!touch x|q.md"]);
        assert_eq!(words("nano", "-R.md"), ["nano", "+12", "./-R.md"]);
        assert_eq!(words("hx", "a.md"), ["hx", "./a.md:12"]);
        assert_eq!(words("nano", "/a.md"), ["nano", "+12", "/a.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn the_editor_s_own_words_are_the_shell_s() {
        let editor = "emacs -nw --title='a b'";
        assert_eq!(
            words(editor, "$(x).md"),
            ["sh", "-c", &format!("{editor} \"$@\""), editor, "+12", "./$(x).md"]
        );
        assert_eq!(
            words("code --new-window", "a.md")[3..],
            ["code --new-window", "--wait", "--goto", "./a.md:12"]
        );
    }
}
