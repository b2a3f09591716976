/*!
Somebody wants the run to stop: Ctrl-C, a closed terminal, or whoever shuts the machine down.

While files are written, the signal (INT, TERM, HUP) only says so here; the run finishes the file it has in hand, takes its
temporary files away, says how far it came and ends. A second one ends it at once; what is left then, the
next run sweeps. Runs that only look are ended by the signal itself, as ever.
*/

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Once};

static ASKED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// The run was stopped between two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stopped")
    }
}

impl std::error::Error for Stopped {}

/// From now on a signal is heard here. Where that cannot be, it ends the run at once. A terminal that closes is not
/// heard by a run that was told not to mind, as `nohup` does.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(register);
}

fn register() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let mut signals = vec![SIGINT, SIGTERM];
    #[cfg(unix)]
    if !is_ignored(signal_hook::consts::SIGHUP) {
        signals.push(signal_hook::consts::SIGHUP);
    }
    for signal in signals {
        // First, so that it sees what an earlier signal said and not this one.
        let _ = signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&ASKED));
        let _ = signal_hook::flag::register(signal, Arc::clone(&ASKED));
    }
}

/// Whether the process was started with this signal ignored; where the system does not say, it was not.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

/// Whether somebody wants the run to stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
