//! Ordinary Markdown that was cut and told again, chosen by the fuzzer's bytes, keeps the law of every stage.

#![no_main]

#[path = "../../tests/support/markdown.rs"]
mod markdown;
#[path = "../../tests/support/rng.rs"]
mod rng;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let post = markdown::post(&mut markdown::Bytes(bytes));
    restitch::fuzz::split_at_markers(&post);
    restitch::fuzz::segment(&post);
    restitch::fuzz::pipeline(&post);
});
