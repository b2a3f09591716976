//! Any text is repaired within the laws.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| restitch::fuzz::pipeline(&String::from_utf8_lossy(bytes)));
