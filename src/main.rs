/*!
Arguments in, exit code out. Everything else stands in [`cli`]; what repairs a post is the library.
*/

mod apply;
mod batch;
mod cli;
mod review;
#[cfg(any(test, fuzzing))]
mod trials;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
