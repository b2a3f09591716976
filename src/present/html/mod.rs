/*!
The report as pages that need nothing else: no address outside the page is asked for, and they open from
the disk.

```text
strip + findings -> article    the text, each passage that went folded in where it stood
                 -> drawing    the map as a picture
                 -> index      the archive in a table
                 -> page       the frame, its style and script, and what a browser may do
```

Everything that comes from a post goes through [`escape`], which makes it harmless and takes its markup
away. The page's policy lets nothing run but the script whose hash it names, so that even a hole there
would stay shut.
*/

mod article;
mod drawing;
mod escape;
mod index;
mod page;

use super::View;
use super::address::address;
use super::finding::findings;
use super::stat::StatRow;
use super::strip::Strip;

pub use index::{Archive, html_index, html_single};
pub use page::html_page;

/// How much of a post's text a page holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail {
    /// All of it.
    Whole,
    /// What stands around joins and passages that went; long passages by their beginnings and ends.
    Excerpts,
}

/// One post, ready for a page: its row of the table, its map and its section.
#[derive(Clone, Debug)]
pub struct HtmlPost {
    /// What the table says of it.
    pub row: StatRow,
    /// The address of its section or page, from the table.
    address: String,
    /// Its map, as a picture for the table.
    bar: String,
    /// Its section; of a post on a page of its own the page takes it.
    section: String,
}

impl HtmlPost {
    /// The post as the section `number` of a page; none for a post without findings.
    pub fn new(view: &View, number: usize, detail: Detail) -> Option<Self> {
        let row = StatRow::new(view)?;
        let found = findings(view);
        let strip = Strip::new(view, &found);
        let bar = drawing::bar(&strip, &found, None);
        let section = article::section(view, &found, &strip, number, detail);
        Some(Self { row, address: format!("#p{number}"), bar, section })
    }

    /// Takes the section for the page at `path`, relative to the table's page, to which `up` is the way
    /// back.
    pub fn take_page(&mut self, path: &str, up: &str) -> String {
        let section = std::mem::take(&mut self.section);
        self.address = address(path);
        html_page(&self.row.path, Some(up), &section)
    }
}
