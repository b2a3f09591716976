/*!
The terminal under a review: raw mode, keys in, rows out. All that is decided is decided in
[`super::machine`]. Whatever ends the loop, the terminal is given back as it was.
*/

use std::io::{self, IsTerminal, Write};

use anyhow::{Context, Result};
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read};
use crossterm::style::Print;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{execute, queue};
use restitch::present::Style;

use super::machine::{Effect, Key, Review};
use super::view::rows;

/// Columns that are filled at most.
const WIDEST: u16 = 120;

/// Whether there is a terminal on both ends.
pub fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// The terminal, ours until this is dropped.
struct Taken;

impl Taken {
    fn new() -> Result<Self> {
        enable_raw_mode().context("the terminal cannot be asked for single keys")?;
        let taken = Self;
        execute!(io::stdout(), EnterAlternateScreen, Hide)?;
        Ok(taken)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        // There is nobody left to tell.
        let _ = execute!(io::stdout(), Show, LeaveAlternateScreen);
        let _ = disable_raw_mode();
    }
}

/// Runs the review until it is left. `act` does what a key asks for; what it gives back is said. An effect
/// that needs the terminal for itself is done while it is given back.
///
/// # Errors
///
/// When the terminal cannot be used, or `act` fails.
pub fn run(
    review: &mut Review,
    style: Style,
    mut act: impl FnMut(&mut Review, Effect) -> Result<()>,
) -> Result<()> {
    let mut taken = Taken::new()?;
    loop {
        draw(review, style)?;
        let key = match read() {
            Ok(Event::Key(event)) if event.kind != KeyEventKind::Release => of(event),
            Ok(_) => continue,
            // The terminal is gone.
            Err(_) => Key::Interrupt,
        };
        for effect in review.key(key) {
            match effect {
                Effect::Quit => return Ok(()),
                Effect::Edit(..) => {
                    drop(taken);
                    let done = act(review, effect);
                    taken = Taken::new()?;
                    done?;
                }
                _ => act(review, effect)?,
            }
        }
    }
}

fn of(event: KeyEvent) -> Key {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    match event.code {
        KeyCode::Char('c' | 'd') if control => Key::Interrupt,
        KeyCode::Char(c) if !control && !event.modifiers.contains(KeyModifiers::ALT) => Key::Char(c),
        KeyCode::Down => Key::Scroll(true),
        KeyCode::Up => Key::Scroll(false),
        KeyCode::PageDown => Key::Page(true),
        KeyCode::PageUp => Key::Page(false),
        _ => Key::Other,
    }
}

fn draw(review: &mut Review, style: Style) -> Result<()> {
    let (width, height) = size().unwrap_or((80, 24));
    let style = Style { width: usize::from(width.min(WIDEST)), ..style };
    let (rows, limit) = rows(review, &style, usize::from(height));
    review.limit_scroll(limit);
    let mut out = io::stdout().lock();
    for (y, row) in (0..height).zip(&rows) {
        queue!(out, MoveTo(0, y), Clear(ClearType::CurrentLine), Print(row))?;
    }
    out.flush()?;
    Ok(())
}
