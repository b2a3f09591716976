/*!
The clean articles and what their languages bring along: quotation marks, words that a rewording may
slip in, and a second way to end a sentence. All of it was written for these tests.
*/

use super::article::Article;

/// A language's own habits.
#[derive(Clone, Copy, Debug)]
pub struct Language {
    /// Two letters, as in the file names under `tests/prose`.
    pub code: &'static str,
    /// Whether words are parted by spaces.
    pub spaced: bool,
    /// Opening and closing quotation mark.
    pub quotes: (&'static str, &'static str),
    /// Words that a rewording slips in; used where words are not parted by spaces.
    pub fillers: &'static [&'static str],
    /// Endings that fit no sentence of the article: what a rival continuation says.
    pub rivals: &'static [&'static str],
}

const LANGUAGES: &[Language] = &[
    Language {
        code: "ja",
        spaced: false,
        quotes: ("「", "」"),
        fillers: &["とても", "実に", "より", "また", "その"],
        rivals: &["という昔話を思い出して帰り支度を始めた。", "かどうかは、結局だれにも確かめられなかった。"],
    },
    Language {
        code: "en",
        spaced: true,
        quotes: ("\"", "\""),
        fillers: &[],
        rivals: &[
            "or so the postman claimed before anybody had checked.",
            "which nobody has managed to explain since.",
        ],
    },
    Language {
        code: "zh",
        spaced: false,
        quotes: ("“", "”"),
        fillers: &["非常", "更加", "其实", "那", "也"],
        rivals: &["不过这已经是另外一个故事了。", "至于后来怎样谁也说不清楚。"],
    },
    Language {
        code: "ko",
        spaced: true,
        quotes: ("“", "”"),
        fillers: &[],
        rivals: &["그 뒤의 일은 아무도 적어 두지 않았다.", "결국 소문으로만 남게 되었다."],
    },
    Language {
        code: "de",
        spaced: true,
        quotes: ("„", "“"),
        fillers: &[],
        rivals: &[
            "was freilich niemand mehr nachprüfen konnte.",
            "und damit war das Thema vorerst erledigt.",
        ],
    },
    Language {
        code: "fr",
        spaced: true,
        quotes: ("« ", " »"),
        fillers: &[],
        rivals: &["mais personne n’en a gardé la preuve.", "ce que l’on raconte encore au café de la place."],
    },
    Language {
        code: "es",
        spaced: true,
        quotes: ("«", "»"),
        fillers: &[],
        rivals: &["aunque nadie conserva ya la prueba.", "y con eso se dio por cerrada la discusión."],
    },
    Language {
        code: "ru",
        spaced: true,
        quotes: ("«", "»"),
        fillers: &[],
        rivals: &["но проверить это уже некому.", "и на том разговор в тот вечер закончился."],
    },
    Language {
        code: "pt",
        spaced: true,
        quotes: ("“", "”"),
        fillers: &[],
        rivals: &["mas disso ninguém guardou registro.", "e assim a conversa acabou naquela noite."],
    },
    Language {
        code: "ar",
        spaced: true,
        quotes: ("«", "»"),
        fillers: &[],
        rivals: &["ولم يبق من يؤكد ذلك بعد مرور السنين.", "وانتهى الحديث عند هذا الحد تلك الليلة."],
    },
    Language {
        code: "hi",
        spaced: true,
        quotes: ("“", "”"),
        fillers: &[],
        rivals: &["पर इसका सबूत अब किसी के पास नहीं बचा।", "और उस शाम बात वहीं ख़त्म हो गई।"],
    },
    Language {
        code: "th",
        spaced: false,
        quotes: ("“", "”"),
        fillers: &["จริงๆ", "มาก", "ก็", "นั้น"],
        rivals: &["แต่ไม่มีใครยืนยันเรื่องนี้ได้อีกแล้ว", "แล้วบทสนทนาในคืนนั้นก็จบลงเพียงเท่านี้"],
    },
];

/// The files, by name.
pub const FILES: &[(&str, &str)] = &[
    ("ja-bakery", include_str!("../prose/ja-bakery.md")),
    ("ja-river", include_str!("../prose/ja-river.md")),
    ("en-clock", include_str!("../prose/en-clock.md")),
    ("en-kettle", include_str!("../prose/en-kettle.md")),
    ("zh", include_str!("../prose/zh.md")),
    ("ko", include_str!("../prose/ko.md")),
    ("de", include_str!("../prose/de.md")),
    ("fr", include_str!("../prose/fr.md")),
    ("es", include_str!("../prose/es.md")),
    ("ru", include_str!("../prose/ru.md")),
    ("pt", include_str!("../prose/pt.md")),
    ("ar", include_str!("../prose/ar.md")),
    ("hi", include_str!("../prose/hi.md")),
    ("th", include_str!("../prose/th.md")),
];

/// All articles, taken apart.
pub fn articles() -> Vec<Article> {
    FILES
        .iter()
        .map(|&(name, text)| {
            let code = &name[..2];
            let language =
                LANGUAGES.iter().find(|l| l.code == code).expect("every file's language has its habits");
            Article::new(name, *language, text)
        })
        .collect()
}
