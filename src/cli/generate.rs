/*!
What is made from the program's own definitions for other programs: shell completions and manual pages
from the command line as clap reads it, and the JSON Schemas of what restitch writes and reads.
*/

use anyhow::{Context, Result, bail};
use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::args::CommandLine;
use super::values::Schema;

/// The script that completes restitch's arguments in `shell`.
pub fn completions(shell: Shell) -> Vec<u8> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), "restitch", &mut out);
    out
}

/// The manual page of a command, or of restitch itself, in roff.
///
/// # Errors
///
/// When there is no such command.
pub fn man(command: Option<&str>) -> Result<Vec<u8>> {
    let mut root = CommandLine::command();
    root.build();
    let page = match command {
        None => root,
        Some(name) => match root.find_subcommand(name) {
            Some(found) => found.clone(),
            None => {
                let names: Vec<&str> = root.get_subcommands().map(clap::Command::get_name).collect();
                bail!("no command is named `{}`; there are {}", name.escape_debug(), names.join(", "))
            }
        },
    };
    let mut out = Vec::new();
    Man::new(page).render(&mut out).context("cannot write the manual page")?;
    Ok(out)
}

/// The JSON Schema (draft 2020-12) of a report's line, of a post's findings, or of the configuration.
pub fn schema(of: Schema) -> &'static str {
    match of {
        Schema::Report => include_str!("schema/report.json"),
        Schema::Findings => include_str!("schema/findings.json"),
        Schema::Config => include_str!("schema/config.json"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    #[test]
    fn every_shell_gets_completions_of_every_command() {
        for &shell in Shell::value_variants() {
            let script = String::from_utf8(completions(shell)).unwrap();
            for command in CommandLine::command().get_subcommands() {
                assert!(script.contains(command.get_name()), "{shell}: {}", command.get_name());
            }
        }
    }

    #[test]
    fn every_command_has_a_manual_page() {
        for command in CommandLine::command().get_subcommands() {
            let name = command.get_name();
            let page = String::from_utf8(man(Some(name)).unwrap()).unwrap();
            assert!(page.contains(&format!(".TH restitch-{name} 1")), "{page}");
        }
        let page = String::from_utf8(man(None).unwrap()).unwrap();
        assert!(page.contains(".TH restitch 1") && page.contains("Exit code"), "{page}");
        assert!(man(Some("scrub")).unwrap_err().to_string().contains("clean, check"));
    }
}
