/*!
Deciding finding by finding, as people know it from `git add -p`.

```text
key -> machine -> effects -> whoever runs it (files, editor, configuration)
          |
          +-> view -> rows -> screen
```

[`machine`] is the review itself and pure: a key in, what is to be done out; it holds the posts, the
answers and the cursor, and knows neither files nor terminals. [`view`] makes rows of it, [`progress`]
what is kept of it between two sittings, and [`screen`] is the thin rest: raw mode, keys, rows.
*/

mod machine;
mod progress;
mod screen;
mod view;

pub use machine::{Answer, Effect, Post, Review};
pub use progress::Progress;
pub use screen::{is_possible, run};
