//! Any text is split into parts that tile it.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| restitch::fuzz::split_at_markers(&String::from_utf8_lossy(bytes)));
