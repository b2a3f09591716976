//! Any bytes are read as they are, or come back.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| restitch::fuzz::read(bytes));
