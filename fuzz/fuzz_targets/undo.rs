//! A record of any bytes gives a version only as it was recorded.

#![no_main]

// The binary's modules, which name each other from the root of their crate.
#[path = "../../src/apply/mod.rs"]
mod apply;
#[path = "../../src/batch/mod.rs"]
mod batch;
#[path = "../../src/cli/mod.rs"]
mod cli;
#[path = "../../src/review/mod.rs"]
mod review;
#[path = "../../src/trials.rs"]
mod trials;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trials::undo(bytes));
