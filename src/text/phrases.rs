/*!
What is no text of an article but talk about it, one table by language: notes that a prompt or a model puts
beside what it goes on from, what such notes speak of, and words that lead on.
*/

use std::borrow::Cow;

/// A language's phrases, in small letters.
struct Phrases {
    /// What a note in brackets speaks of.
    signs: &'static [&'static str],
    /// What brackets hold in place of a part that was left out.
    left_out: &'static [&'static str],
    /// Notes that need no brackets.
    notes: &'static [&'static str],
    /// Instructions to go on, and answers to them: a sentence with all parts of one, in this order, is one.
    asks: &'static [&'static [&'static str]],
    /// What the sentences behind an instruction hold that belong to it.
    orders: &'static [&'static str],
    /// Connectives that begin a sentence.
    connectives: &'static [&'static str],
}

/// The table.
const PHRASES: &[Phrases] = &[
    // Japanese
    Phrases {
        signs: &["既存の記事", "既存記事", "続き", "上記は", "ご提示"],
        left_out: &["前略", "中略", "後略", "以下略", "省略"],
        notes: &["続き", "続きです", "承知いたしました", "承知しました", "かしこまりました"],
        asks: &[
            &["以下の記事", "続き", "書いて"],
            &["以下の文章", "続き", "書いて"],
            &["上記の記事", "続き", "書いて"],
            &["既存の記事", "続き", "書いて"],
            &["既存の記事", "続く", "完成させます"],
            &["既存の記事", "続き", "執筆します"],
            &["以下の記事", "続き", "書き"],
            &["以下の記事", "続き", "執筆"],
        ],
        orders: &["ください", "下さい"],
        connectives: &[
            "そして、",
            "しかし、",
            "また、",
            "さらに、",
            "例えば、",
            "つまり、",
            "だからこそ、",
            "もちろん、",
            "一方で、",
        ],
    },
    // English
    Phrases {
        signs: &["continued", "continuation", "previous part", "existing article"],
        left_out: &["omitted for brevity", "earlier part omitted"],
        notes: &["continued", "continuing"],
        asks: &[
            &["continue", "the article", "below"],
            &["continue writing", "article"],
            &["write the continuation", "article"],
            &["here is the continuation", "article"],
        ],
        orders: &["please ", "do not ", "don't "],
        connectives: &["however, ", "moreover, ", "furthermore, ", "for example, ", "in addition, "],
    },
    // Chinese
    Phrases {
        signs: &["续上文", "接上文", "上文内容", "續上文"],
        left_out: &["前文略", "上文省略", "此处省略"],
        notes: &["续", "接上文"],
        asks: &[&["请", "续写", "文章"], &["请继续", "写", "文章"]],
        orders: &["请"],
        connectives: &["然而，", "但是，", "此外，", "例如，", "因此，"],
    },
    // Korean
    Phrases {
        signs: &["이어서", "기존 글"],
        left_out: &["중략", "전략", "생략"],
        notes: &["이어서"],
        asks: &[&["다음 글", "이어서", "써"]],
        orders: &["주세요"],
        connectives: &["그리고 ", "그러나 ", "하지만 ", "또한 "],
    },
    // German
    Phrases {
        signs: &["fortsetzung", "bisheriger artikel"],
        left_out: &["ausgelassen"],
        notes: &["fortsetzung"],
        asks: &[&["schreibe", "artikel", "weiter"]],
        orders: &["bitte "],
        connectives: &["außerdem ", "jedoch ", "zum beispiel "],
    },
    // French
    Phrases {
        signs: &["suite de l'article", "suite de l’article"],
        left_out: &["passage omis"],
        notes: &["suite"],
        asks: &[&["écris", "suite", "article"]],
        orders: &["s'il te plaît"],
        connectives: &["cependant, ", "de plus, ", "par exemple, "],
    },
    // Spanish
    Phrases {
        signs: &["continuación"],
        left_out: &["fragmento omitido"],
        notes: &["continuación"],
        asks: &[&["continúa", "escribiendo", "artículo"]],
        orders: &["por favor"],
        connectives: &["sin embargo, ", "además, ", "por ejemplo, "],
    },
];

/// Characters of a note in brackets that speaks of going on once, at most: what is longer says something.
const NOTE: usize = 80;
/// Characters of one that does so twice, and of an instruction, at most.
const ASK: usize = 240;
/// Bytes of a note without brackets, at most.
const BARE: usize = 40;

/// What opens and closes a note; nothing closes one that an asterisk leads.
const BRACKETS: [(&str, &str); 5] = [("【", "】"), ("（", "）"), ("(", ")"), ("[", "]"), ("※", "")];

/// Whether a whole line is a note about the task: in brackets and speaking of going on or of what is left out, or one
/// of a few phrases.
pub fn is_note(words: &str) -> bool {
    let words = words.trim_start_matches(['、', ',', ' ']);
    let inner = BRACKETS.iter().find_map(|(open, close)| words.strip_prefix(open)?.strip_suffix(close));
    let Some(inner) = inner else {
        let bare = (words.len() <= BARE).then(|| small(words.trim_end_matches([':', '：', '。'])));
        return bare.is_some_and(|bare| PHRASES.iter().any(|language| language.notes.contains(&&*bare)));
    };
    let (inner, count) = (small(inner), inner.chars().count());
    let bare = inner.trim().trim_matches(['.', '…', '・', '‥']);
    PHRASES.iter().any(|language| {
        let signs = language.signs.iter().filter(|sign| inner.contains(*sign)).count();
        signs > 0 && count <= NOTE || signs > 1 && count <= ASK || language.left_out.contains(&bare)
    })
}

/// Whether a sentence is a note about the task, or an instruction to go on.
pub fn is_task_note(words: &str) -> bool {
    // No character of these languages is longer than three bytes.
    is_note(words)
        || words.len() <= ASK * 3 && {
            let lower = small(words);
            PHRASES.iter().flat_map(|language| language.asks).any(|ask| holds(&lower, ask))
        }
}

/// `words` in small letters; most lines of scripts that have no others need no copy.
fn small(words: &str) -> Cow<'_, str> {
    let capital = |b: u8| b.is_ascii_uppercase() || (0xc3..0xd5).contains(&b);
    if words.bytes().any(capital) { Cow::Owned(words.to_lowercase()) } else { Cow::Borrowed(words) }
}

/// Whether a sentence behind an instruction goes on instructing.
pub fn is_order(words: &str) -> bool {
    let lower = small(words);
    PHRASES.iter().flat_map(|language| language.orders).any(|order| lower.contains(order))
}

/// Whether `words` begin with a connective that begins sentences.
pub fn begins_with_connective(words: &str) -> bool {
    let begins = |connective: &str| {
        let head = words.char_indices().nth(connective.chars().count()).map_or(words, |(at, _)| &words[..at]);
        head.to_lowercase() == connective
    };
    PHRASES.iter().flat_map(|language| language.connectives).any(|connective| begins(connective))
}

/// Whether `words` holds `parts`, in this order.
fn holds(words: &str, parts: &[&str]) -> bool {
    let mut rest = words;
    parts.iter().all(|part| match rest.split_once(part) {
        Some((_, behind)) => {
            rest = behind;
            true
        }
        None => false,
    })
}

/// Particles and commas that a Japanese line leads on with: no title ends so.
const LEADS_ON: [char; 11] = ['、', 'は', 'が', 'を', 'に', 'で', 'と', 'の', 'も', 'や', 'へ'];

/// Whether `words` end as no title does: with a comma or a particle that leads on.
pub fn leads_on(words: &str) -> bool {
    words.ends_with(LEADS_ON) && !words.ends_with("とは")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_about_the_task_are_known_in_each_language() {
        for note in [
            "【既存の記事の最後の部分】",
            "（続き）",
            "（前略）",
            "（…中略…）",
            "続きです。",
            "【以下は、これまでに書かれた既存の記事の最後の部分です。文体と調子を変えずに、途中で切れている文の途中から、読者が読みやすいように、自然につながる続きを書き始め、最後にまとめまで書き切ること】",
            "以下の記事の、途中で切れたところからの続きを、文体を変えずに書いてください。",
            "、承知いたしました。",
            "(continued)",
            "Please continue writing the article from where it stops.",
            "（续上文）",
            "(Fortsetzung)",
        ] {
            assert!(is_task_note(note), "{note}");
        }
    }

    #[test]
    fn what_an_author_says_is_no_note() {
        for text in [
            "この話には続きがある。",
            "（港の話）",
            "以下の記事を読んでください。",
            "省略はしない。",
            "He continued (slowly) to write.",
            "Die Fortsetzung der Geschichte steht im Hafen.",
        ] {
            assert!(!is_task_note(text), "{text}");
        }
    }

    #[test]
    fn a_title_does_not_lead_on() {
        assert!(leads_on("港へ行く船の") && !leads_on("灯台とは") && !leads_on("港の空"));
    }
}
