//! A report of any bytes gives an original only where it says so.

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

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trials::restore(bytes));
