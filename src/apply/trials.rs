/*!
Everything that writes, on a disk that fails or dies at each of its steps in turn.

After each such run every file is the old one or the new one, whole; what the journal says agrees with the
disk once it was settled; and all that was replaced can be taken back. Steps that were not waited for may be lost
in a power cut: the run's file is then cut anywhere behind what was waited for, in a test of its own.
*/

#![allow(clippy::disallowed_methods, reason = "the tests play the user, whose files these are")]

use std::fs;
use std::path::{Path, PathBuf};

use restitch::{Options, Plan, Source, repair};

use super::disk::{Disk, Faults};
use super::journal::{About, Delta, How, Journal, Outcome, prune, runs, settle};
use super::replace::{Content, Staged, replace, stage};
use super::undo::{Way, find, way_back};
use super::{Article, ReportFile, read, sweep};

/// Posts that a repair changes, each in its own way.
const POSTS: [&str; 3] = [
    "One sentence stands here.\n\n---END---\n\nOne sentence stands here.\n\nAnother one follows.\n",
    "A first line.\n\n---END---\n",
    "Und so ging es weiter, bis\n\n---END---\n\nbis es zu Ende war. Dann kam der Abend.\n",
];

struct Desk {
    root: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { root: tempfile::tempdir().unwrap() };
        fs::create_dir(desk.root.path().join("posts")).unwrap();
        for (i, post) in POSTS.iter().enumerate() {
            write_raw(&desk.post(i), post);
        }
        desk
    }

    fn post(&self, i: usize) -> PathBuf {
        fs::canonicalize(self.root.path()).unwrap().join(format!("posts/{i}.md"))
    }

    fn posts(&self) -> PathBuf {
        fs::canonicalize(self.root.path()).unwrap().join("posts")
    }

    fn journal(&self) -> PathBuf {
        self.root.path().join("state/journal")
    }

    fn texts(&self) -> Vec<String> {
        (0..POSTS.len()).map(|i| fs::read_to_string(self.post(i)).unwrap()).collect()
    }

    /// Names of all files beside the posts.
    fn others(&self) -> Vec<String> {
        let names =
            fs::read_dir(self.posts()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
        names.filter(|name| !name.ends_with(".md")).collect()
    }
}

#[expect(clippy::disallowed_methods, reason = "the test plays the user")]
fn write_raw(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
}

fn repaired(text: &str) -> (Source, Plan) {
    let source = Source::from_text(text);
    let plan = repair(&source, &Options::default()).unwrap();
    (source, plan)
}

fn cleaned() -> Vec<String> {
    let clean = |text: &&str| {
        let (source, plan) = repaired(text);
        assert!(!plan.is_identity());
        plan.clean(&source)
    };
    POSTS.iter().map(clean).collect()
}

fn about(command: &str) -> About {
    About { command: command.to_owned(), undoes: None }
}

/// Cleans all posts in two lots, as the command line does; what fails is left.
fn clean(desk: &Desk, disk: &Disk) {
    let mut journal = Journal::new(desk.journal(), about("clean"), disk);
    for lot in [0..2, 2..3] {
        let staged: Vec<Staged> = lot
            .filter_map(|i| {
                let (bytes, stamp) = read(&desk.post(i), u64::MAX).ok()?;
                let (source, plan) = repaired(&String::from_utf8(bytes).ok()?);
                let article = Article::new(&source, &plan).ok()?;
                let delta = Delta::of_plan(&source, &plan, article.as_bytes());
                stage(&desk.post(i), &stamp, &Content::Article(&article), delta, disk).ok()
            })
            .collect();
        if replace(&mut journal, staged, disk, &|| false).is_err() {
            return;
        }
    }
    journal.end(How::Whole);
}

/// Takes the last run back.
fn undo(desk: &Desk, disk: &Disk) {
    settle(&desk.journal(), disk);
    let Ok(Some(run)) = find(&desk.journal(), &[desk.posts()], None) else { return };
    let mut journal = Journal::new(desk.journal(), about("undo"), disk);
    let staged: Vec<Staged> = run
        .entries
        .iter()
        .filter_map(|entry| match way_back(entry, false, disk) {
            Ok(Way::Back(staged)) => Some(staged),
            _ => None,
        })
        .collect();
    let _ = replace(&mut journal, staged, disk, &|| false);
    journal.end(How::Whole);
}

/// A healthy run after a bad one: dead runs settled, stale files swept, and every file that is new taken back.
fn recover(desk: &Desk, old: &[String], new: &[String], what: &str) {
    let disk = Disk::default();
    sweep(&desk.posts());
    assert_eq!(desk.others(), Vec::<String>::new(), "{what}: stale files");
    let now = desk.texts();
    for i in 0..now.len() {
        assert!(
            now[i] == old[i] || now[i] == new[i],
            "{what}: file {i} is neither old nor new: {:?}",
            now[i]
        );
    }
    settle(&desk.journal(), &disk);
    let known: Vec<(PathBuf, Outcome)> = runs(&desk.journal())
        .unwrap()
        .flat_map(|run| {
            assert!(run.end.is_some() && run.damaged == 0, "{what}: {run:?}");
            run.entries.into_iter().map(|e| (e.path, e.outcome)).collect::<Vec<_>>()
        })
        .collect();
    for i in 0..now.len() {
        if now[i] != old[i] {
            let last =
                known.iter().find(|(path, outcome)| *path == desk.post(i) && *outcome != Outcome::Failed);
            assert!(last.is_some(), "{what}: file {i} was replaced, and nobody knows: {known:?}");
        }
    }
}

#[test]
fn a_write_that_fails_or_dies_anywhere_leaves_old_or_new_and_a_way_back() {
    let (old, new) = (POSTS.map(str::to_owned).to_vec(), cleaned());
    for crash in [false, true] {
        let mut steps = 0;
        loop {
            let desk = Desk::new();
            let disk = Faults::disk(steps, crash);
            clean(&desk, &disk);
            if !disk.faults.as_ref().unwrap().struck() {
                assert_eq!(desk.texts(), new, "nothing went wrong, so all is written");
                break;
            }
            let what = format!("step {steps}, crash {crash}");
            if !crash {
                assert_eq!(desk.others(), Vec::<String>::new(), "{what}: it lived, and left nothing behind");
            }
            recover(&desk, &old, &new, &what);
            undo(&desk, &Disk::default());
            assert_eq!(desk.texts(), old, "{what}: all originals are back");
            steps += 1;
        }
        assert!(steps > 20, "only {steps} steps were tried");
    }
}

#[test]
fn an_undo_that_fails_or_dies_anywhere_can_be_done_again_and_undone() {
    let (old, new) = (POSTS.map(str::to_owned).to_vec(), cleaned());
    for crash in [false, true] {
        for steps in 0.. {
            let desk = Desk::new();
            clean(&desk, &Disk::default());
            let disk = Faults::disk(steps, crash);
            undo(&desk, &disk);
            let what = format!("step {steps}, crash {crash}");
            recover(&desk, &new, &old, &what);
            if !disk.faults.as_ref().unwrap().struck() {
                assert_eq!(desk.texts(), old);
                undo(&desk, &Disk::default());
                assert_eq!(desk.texts(), new, "an undo can be undone");
                break;
            }
            // The first run by its number: files that are old already stay.
            let run = find(&desk.journal(), &[desk.posts()], Some(1)).unwrap().unwrap();
            let mut journal = Journal::new(desk.journal(), about("undo"), &Disk::default());
            let ways = run.entries.iter().map(|entry| way_back(entry, false, &Disk::default()).unwrap());
            let staged = ways.filter_map(|way| if let Way::Back(staged) = way { Some(staged) } else { None });
            let done = replace(&mut journal, staged.collect(), &Disk::default(), &|| false).unwrap();
            assert!(done.into_iter().all(|done| done.unwrap().is_ok()), "{what}");
            assert_eq!(desk.texts(), old, "{what}: all originals are back");
        }
    }
}

#[test]
fn a_settling_or_a_pruning_that_fails_or_dies_anywhere_costs_no_way_back_but_what_was_pruned() {
    let old = POSTS.map(str::to_owned).to_vec();
    for crash in [false, true] {
        for steps in 0.. {
            let desk = Desk::new();
            // Dies right after the last rename.
            clean(&desk, &Faults::disk(14, true));
            let disk = Faults::disk(steps, crash);
            settle(&desk.journal(), &disk);
            let struck = disk.faults.as_ref().unwrap().struck();
            undo(&desk, &Disk::default());
            assert_eq!(desk.texts(), old, "step {steps}, crash {crash}");
            if !struck {
                break;
            }
        }
        for steps in 0.. {
            let desk = Desk::new();
            clean(&desk, &Disk::default());
            undo(&desk, &Disk::default());
            let disk = Faults::disk(steps, crash);
            let pruned = prune(&desk.journal(), 0, &disk);
            assert_eq!(desk.texts(), old, "pruning touches no post");
            let left = runs(&desk.journal()).unwrap().count();
            if !disk.faults.as_ref().unwrap().struck() {
                assert_eq!((pruned.unwrap(), left), ((2, 0), 0));
                break;
            }
            assert!(pruned.is_err() && left <= 2);
        }
    }
}

#[test]
fn a_power_cut_loses_only_records_that_were_not_waited_for() {
    let old = POSTS.map(str::to_owned).to_vec();
    let whole = Desk::new();
    clean(&whole, &Disk::default());
    let path = whole.journal().join("000001.run");
    let bytes = fs::read(&path).unwrap();
    // What was waited for last is the second lot's intent, after which its file is replaced.
    let text = String::from_utf8(bytes.clone()).unwrap();
    let last = text.rmatch_indices("\"is\":\"intent\"").next().unwrap().0;
    let from = last + text[last..].find('\n').unwrap() + 1;
    for cut in from..=bytes.len() {
        let desk = Desk::new();
        clean(&desk, &Disk::default());
        let path = desk.journal().join("000001.run");
        let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
        let shift = file.metadata().unwrap().len() as i64 - bytes.len() as i64;
        file.set_len((cut as i64 + shift) as u64).unwrap();
        drop(file);
        undo(&desk, &Disk::default());
        assert_eq!(desk.texts(), old, "cut at byte {cut}");
    }
}

#[test]
fn a_damaged_line_costs_its_own_file_alone() {
    let desk = Desk::new();
    clean(&desk, &Disk::default());
    let path = desk.journal().join("000001.run");
    let text = fs::read_to_string(&path).unwrap();
    let second = text.lines().nth(2).unwrap();
    write_raw(&path, &text.replace(second, &second.replace("gone", "gune")));
    let run = runs(&desk.journal()).unwrap().next().unwrap();
    assert_eq!((run.damaged, run.entries.len()), (1, 2));
    undo(&desk, &Disk::default());
    assert_eq!((desk.texts()[0].as_str(), desk.texts()[2].as_str()), (POSTS[0], POSTS[2]));
}

#[test]
fn a_report_that_cannot_be_written_is_cut_back_to_its_last_whole_line() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (b"{\"schema\":1}\n".repeat(3), b"{\"schema\":1}\n".repeat(5));
    for (crash, step) in (0..5).flat_map(|step| [(false, step), (true, step)]) {
        let path = folder.path().join(format!("{crash}-{step}.jsonl"));
        let disk = Faults::disk(step, crash);
        let mut lines = 0;
        let nobody = || std::iter::empty::<&Path>();
        if let Ok(mut report) = ReportFile::open(&path, false, nobody(), 0o644, &disk) {
            lines += if report.write(&one).is_ok() { 3 } else { 0 };
            lines += if report.write(&two).is_ok() { 5 } else { 0 };
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        if crash {
            assert!(text.lines().count() >= lines, "what was written is there");
        } else {
            assert_eq!(text, "{\"schema\":1}\n".repeat(lines), "step {step}");
        }
        // The next one writes on behind a whole line, if there is anything to write on.
        if path.exists() {
            let mut report = ReportFile::open(&path, true, nobody(), 0o644, &Disk::default()).unwrap();
            report.write(&one).unwrap();
            let text = fs::read_to_string(&path).unwrap();
            let before = text.strip_suffix(&"{\"schema\":1}\n".repeat(3)).unwrap();
            assert!(before.is_empty() || before.ends_with('\n'), "{before:?}");
        }
    }
}

#[test]
fn a_file_that_changed_since_it_was_read_is_left() {
    let desk = Desk::new();
    let (bytes, stamp) = read(&desk.post(0), u64::MAX).unwrap();
    let (source, plan) = repaired(POSTS[0]);
    let article = Article::new(&source, &plan).unwrap();
    let delta = Delta::of_plan(&source, &plan, article.as_bytes());
    let staged = stage(&desk.post(0), &stamp, &Content::Article(&article), delta, &Disk::default()).unwrap();
    // Size and time are as they were; only the bytes are others.
    let time = fs::metadata(desk.post(0)).unwrap().modified().unwrap();
    let edited = POSTS[0].replace("Another", "ANOTHER");
    write_raw(&desk.post(0), &edited);
    fs::File::options().write(true).open(desk.post(0)).unwrap().set_modified(time).unwrap();
    assert_eq!(bytes.len(), edited.len());
    let mut journal = Journal::new(desk.journal(), about("clean"), &Disk::default());
    let done = replace(&mut journal, vec![staged], &Disk::default(), &|| false).unwrap();
    assert!(done.into_iter().next().unwrap().unwrap().unwrap_err().to_string().contains("changed"));
    assert_eq!(fs::read_to_string(desk.post(0)).unwrap(), edited);
    assert!(desk.others().is_empty());
}

#[cfg(unix)]
#[test]
fn permissions_attributes_and_links_stay_and_read_only_files_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new();
    let path = desk.post(0);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let has_attributes = xattr::set(&path, "user.mood", b"calm").is_ok();
    fs::remove_file(desk.post(1)).unwrap();
    symlink("0.md", desk.post(1)).unwrap();
    let staged = |post: &Path| {
        let (_, stamp) = read(post, u64::MAX).unwrap();
        let (source, plan) = repaired(POSTS[0]);
        let article = Article::new(&source, &plan).unwrap();
        let delta = Delta::of_plan(&source, &plan, article.as_bytes());
        stage(post, &stamp, &Content::Article(&article), delta, &Disk::default())
    };
    fs::hard_link(&path, desk.posts().join("other.md")).unwrap();
    let mut journal = Journal::new(desk.journal(), about("clean"), &Disk::default());
    let lot = vec![staged(&desk.post(1)).unwrap()];
    let done = replace(&mut journal, lot, &Disk::default(), &|| false).unwrap().remove(0).unwrap().unwrap();
    assert!(done.iter().any(|note| note.contains("hard link")), "{done:?}");
    assert!(fs::symlink_metadata(desk.post(1)).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&path).unwrap(), cleaned()[0]);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    if has_attributes {
        assert_eq!(xattr::get(&path, "user.mood").unwrap().as_deref(), Some(&b"calm"[..]));
    }
    write_raw(&path, POSTS[0]);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
    assert!(staged(&path).unwrap_err().to_string().contains("read-only"));
}
