/*!
Doors for the fuzz targets to what the command line reads of others: reports and configurations.
*/

use std::collections::HashSet;
use std::path::Path;

use super::{config, restore, settings};

/// What `restore` would give for `article` at `path`.
pub fn original(report: &[u8], article: &str, path: &Path) -> Option<String> {
    let lines = restore::lines(report, &HashSet::from([restore::Print::of(article)])).ok()?;
    lines.original(article, path).ok()
}

/// A configuration that is read is shown as one that reads the same, and a passage to keep is kept.
pub fn config(text: &str) {
    let Ok(read) = config::parse(text) else { return };
    let first = settings::Settings::of_file(read);
    let shown = first.to_toml();
    assert!(!shown.contains(|c| c != '\n' && restitch::present::is_hostile(c)), "{shown:?}");
    let again = settings::Settings::of_file(config::parse(&shown).expect("what is shown is a configuration"));
    assert_eq!(again.options(), first.options());
    let passage = "It \"stays\".\nStill.";
    let kept = config::with_keep(text, passage, true).expect("a list of passages takes one more");
    let kept = config::parse(&kept).expect("and stays a configuration");
    assert!(kept.keep.iter().any(|keep| keep == passage));
}
