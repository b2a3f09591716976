/*!
A clean article that may be written: the laws have been checked on its very bytes.

[`Plan`] checks that its spans tile the post. This checks what is about to leave the program, against
the post as it was read, and shares no code with what made it: each byte of the article is glue
or stands in the post where the plan says, and kept and dropped spans give the post back.
*/

use std::borrow::Cow;

use anyhow::{Result, ensure};
use restitch::{Plan, Source, Span, tiles};

/// The checked text of a clean article; borrowed from the post where nothing changed.
#[derive(Debug)]
pub struct Article<'a>(Cow<'a, str>);

impl<'a> Article<'a> {
    /// The clean article by `plan`. Cost: one copy and one comparison of the article's bytes.
    ///
    /// # Errors
    ///
    /// When a law does not hold: a defect of restitch, for which no file may pay.
    pub fn new(source: &'a Source, plan: &Plan) -> Result<Self> {
        let whole = Span::new(0, source.text().len());
        if let [only] = plan.pieces()
            && only.span == whole
            && only.glue.text(source).is_empty()
            && plan.drops().is_empty()
        {
            return Ok(Self(Cow::Borrowed(source.text())));
        }
        let clean = plan.clean(source);
        check(source, plan, &clean)?;
        Ok(Self(Cow::Owned(clean)))
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

fn check(source: &Source, plan: &Plan, clean: &str) -> Result<()> {
    let mut rest = clean.as_bytes();
    for piece in plan.pieces() {
        for part in [piece.glue.text(source), piece.span.of(source.text())] {
            ensure!(
                rest.starts_with(part.as_bytes()),
                "restitch would have invented text at byte {} of the article; left as it was, please report this",
                clean.len() - rest.len()
            );
            rest = &rest[part.len()..];
        }
    }
    ensure!(
        rest.is_empty(),
        "restitch would have invented text at the article's end; left as it was, please report this"
    );
    let whole = Span::new(0, source.text().len());
    let spans = plan.pieces().iter().map(|p| p.span).chain(plan.drops().iter().map(|d| d.span));
    if let Err(fault) = tiles(whole, spans) {
        anyhow::bail!("restitch would have lost text ({fault}); left as it was, please report this");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use restitch::{Confidence, Drop, Glue, Piece, Rule, Status};

    fn example(source: &Source) -> Plan {
        let piece = |a, b, glue| Piece { span: Span::new(a, b), glue };
        let drop = Drop {
            span: Span::new(3, 5),
            rule: Rule::Copy,
            confidence: Confidence::Certain,
            similarity: 1.0,
            counterpart: None,
        };
        let pieces = vec![piece(5, 6, Glue::Nothing), piece(0, 3, Glue::Space)];
        Plan::new(source, pieces, vec![drop], vec![], Status::Repaired).unwrap()
    }

    #[test]
    fn lawful_articles_pass() {
        let source = Source::from_text("abcdef");
        assert_eq!(Article::new(&source, &example(&source)).unwrap().as_bytes(), b"f abc");
        assert_eq!(Article::new(&source, &Plan::identity(&source)).unwrap().as_bytes(), b"abcdef");
        let nothing = Source::from_text("");
        assert_eq!(Article::new(&nothing, &Plan::identity(&nothing)).unwrap().as_bytes(), b"");
    }

    #[test]
    fn an_article_or_a_post_that_is_not_the_plans_is_refused() {
        let source = Source::from_text("abcdef");
        let plan = example(&source);
        assert!(check(&source, &plan, "f abc").is_ok());
        for wrong in ["f abd", "fabc", "f abc!", ""] {
            assert!(check(&source, &plan, wrong).is_err(), "{wrong}");
        }
        let longer = Source::from_text("abcdefg");
        assert!(Article::new(&longer, &plan).is_err());
    }
}
