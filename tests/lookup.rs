/*!
What a user looks up in restitch itself: rules, settings, completions, manual pages.
*/

#![expect(clippy::disallowed_methods, reason = "the tests play the user, whose files these are")]

use std::fs;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty, starts_with};

fn restitch(args: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("restitch"));
    command.args(args);
    command
}

#[test]
fn rules_are_explained_by_name_and_listed_without() {
    restitch(&["explain", "requote"])
        .assert()
        .success()
        .stdout(starts_with("# requote\n").and(contains("Before:")).and(contains("After:")));
    restitch(&["explain"]).assert().success().stdout(contains("requote").and(contains("marker")));
    restitch(&["explain", "retold"])
        .assert()
        .code(2)
        .stdout(is_empty())
        .stderr("error: no rule is named `retold`; did you mean `retelling`? `restitch explain` lists all\n");
    restitch(&["explain", "\u{1b}[31m"]).assert().code(2).stderr(contains("\u{1b}").not());
}

#[test]
fn the_settings_in_force_are_shown_with_their_origin() {
    let desk = tempfile::tempdir().unwrap();
    fs::create_dir(desk.path().join("posts")).unwrap();
    fs::write(desk.path().join("restitch.toml"), "tail = 'keep'\nmarker = ['***']\n").unwrap();
    let run = restitch(&["config", "posts", "--marker", "@@@"]).current_dir(desk.path()).assert().success();
    run.stdout(
        contains("restitch.toml\n")
            .and(contains("marker = [\"@@@\"]"))
            .and(contains("# --marker"))
            .and(contains("tail = \"keep\""))
            .and(contains("# restitch.toml"))
            .and(contains("min-confidence = \"likely\"")),
    );
    fs::write(desk.path().join("restitch.toml"), "tial = 'keep'\n").unwrap();
    restitch(&["config", "posts"])
        .current_dir(desk.path())
        .assert()
        .code(2)
        .stderr(contains("did you mean `tail`"));
}

#[test]
fn completions_and_manual_pages_are_printed() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        restitch(&["completions", shell]).assert().success().stdout(contains("restitch"));
    }
    restitch(&["completions", "tcsh"]).assert().code(2).stdout(is_empty());
    restitch(&["man"]).assert().success().stdout(contains(".TH restitch 1"));
    restitch(&["man", "clean"]).assert().success().stdout(contains("output\\-dir"));
    restitch(&["man", "scrub"]).assert().code(2).stderr(contains("no command is named `scrub`"));
}

#[test]
fn the_hook_for_pre_commit_names_commands_that_there_are() {
    let hooks = include_str!("../.pre-commit-hooks.yaml");
    let entries: Vec<&str> = hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: ")).collect();
    assert_eq!(entries, ["restitch check", "restitch clean --write --allow-dirty"]);
    for entry in entries {
        let args: Vec<&str> = entry.split(' ').skip(1).chain(["--help"]).collect();
        restitch(&args).assert().success();
    }
}
