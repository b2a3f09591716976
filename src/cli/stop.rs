/*!
Somebody wants the run to stop: Ctrl-C, a closed terminal, or whoever shuts the machine down.

While files are written, the signal (INT, TERM, HUP) only says so here; the run finishes the file it has in hand, takes its
temporary files away, says how far it came and ends. A second one ends it at once; what is left then, the
next run sweeps. Runs that only look are ended by the signal itself, as ever.
*/

use std::fmt;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// The run was stopped between two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stopped")
    }
}

impl std::error::Error for Stopped {}

/// From now on a signal is heard here. Where that cannot be, it ends the run at once.
pub fn listen() {
    let _ = ctrlc::try_set_handler(|| {
        if ASKED.swap(true, Ordering::SeqCst) {
            process::exit(130);
        }
    });
}

/// Whether somebody wants the run to stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
