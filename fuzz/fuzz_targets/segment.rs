//! Any text is cut into units that tile its blocks.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| restitch::fuzz::segment(&String::from_utf8_lossy(bytes)));
