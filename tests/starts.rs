/*!
How blocks begin and where seams are, each fault in the smallest post that showed it, with the article that an editor
would make of it. A case is named for what holds.
*/

use restitch::{Options, Source, repair};

/// Name, post, article; both stand behind [`LEAD`]. A line of `~~~` stands for a marker.
const CASES: &[(&str, &str, &str)] = &[
    (
        "a full-width percent sign is no stop",
        "去年に港へ入った船のうち、外から来た船の割合は30％\n~~~\nに届かなかった。残りは港の船だった。\n",
        "去年に港へ入った船のうち、外から来た船の割合は30％に届かなかった。残りは港の船だった。\n",
    ),
    (
        "a heading that is cut in its emphasis goes on",
        "漁師は網を直す。\n\n## **灯台の\n~~~\n明かり**\n\n灯台は夜になると回り始める。誰もそれを見ない。\n",
        "漁師は網を直す。\n\n## **灯台の明かり**\n\n灯台は夜になると回り始める。誰もそれを見ない。\n",
    ),
    (
        "a label told again with its colon is cut",
        "**速度**：港の中では歩く速さで進む。\n\n**灯火**\n~~~\n**灯火**：夜は必ず灯をともす。消えたら止まる。\n",
        "**速度**：港の中では歩く速さで進む。\n\n**灯火**：夜は必ず灯をともす。消えたら止まる。\n",
    ),
    (
        "a label with its colon told again in bold is cut",
        "**速度**：港の中では歩く速さで進む。\n\n灯火：\n~~~\n**灯火**：夜は必ず灯をともす。消えたら止まる。\n",
        "**速度**：港の中では歩く速さで進む。\n\n**灯火**：夜は必ず灯をともす。消えたら止まる。\n",
    ),
    (
        "a short likeness to a sentence far above is no restart",
        "船は朝に出ると決まっている。灯台は夜に回る。\n\n今日は風が強いので、\n~~~\n船は朝に出るのをやめ、漁師は網を直した。昼には風が止んだ。\n",
        "船は朝に出ると決まっている。灯台は夜に回る。\n\n今日は風が強いので、船は朝に出るのをやめ、漁師は網を直した。昼には風が止んだ。\n",
    ),
    (
        "the few letters that end two sentences go each to the cut before them",
        "灯台守は毎晩のように空を\n~~~\n見ています。星が出るまで待つ。\n\n漁師は朝になると海を\n~~~\n見ています。波が静まるまで待つ。\n",
        "灯台守は毎晩のように空を見ています。星が出るまで待つ。\n\n漁師は朝になると海を見ています。波が静まるまで待つ。\n",
    ),
    (
        "an instruction to go on is no text, however long it is",
        "灯台守は毎晩のように空を\n~~~\n以下の記事は途中で切れているので、その続きを、これまでの調子と文体を変えずに、最後まで自然につながるように書いてください。\
         なお、すでに書かれている部分は繰り返さず、途中で切れている文の途中から書き始めてください。\n\n見上げて星を数える。誰も知らない。\n",
        "灯台守は毎晩のように空を見上げて星を数える。誰も知らない。\n",
    ),
    (
        "dots before the second sentence lead back to the cut",
        "漁師は誰もいない夜のうちに網を直す。明るくなると、岸壁に並んだ船から順に\n~~~\nいない夜のうちに網を直す。……岸壁に並んだ船から順に沖へ出る。昼には戻る。\n",
        "漁師は誰もいない夜のうちに網を直す。明るくなると、岸壁に並んだ船から順に沖へ出る。昼には戻る。\n",
    ),
    (
        "the note of what was left out goes from a block's beginning",
        "灯台守は毎晩のように空を見上げて星を数える。\n~~~\n（前略）\n\n灯台守は毎晩のように空を見上げて星を数える。誰も知らない。\n",
        "灯台守は毎晩のように空を見上げて星を数える。誰も知らない。\n",
    ),
    (
        "the note of what was left out goes from behind what was told, too",
        "灯台守は毎晩のように空を見上げて星を数える。\n~~~\n灯台守は毎晩のように空を見上げて星を数える。\n\n（中略）\n\n夜が明けると漁師が来る。\n",
        "灯台守は毎晩のように空を見上げて星を数える。\n\n夜が明けると漁師が来る。\n",
    ),
    (
        "a number and the letter behind it are one word",
        "灯台は三階建てで、その中にある古い機械は3\n~~~\nDシステムで作り直された。今は誰でも見られる。\n",
        "灯台は三階建てで、その中にある古い機械は3Dシステムで作り直された。今は誰でも見られる。\n",
    ),
    (
        "emphasis that a cut has open is kept when the words are told again without it",
        "漁師が言うには、海の色が変わると魚が来る。**次に、風の\n~~~\n次に、風の向きが変わると**船は戻る。本当かは分からない。\n",
        "漁師が言うには、海の色が変わると魚が来る。**次に、風の向きが変わると**船は戻る。本当かは分からない。\n",
    ),
    (
        "emphasis that a cut has open is no reason to tell its sentences twice",
        "漁師が言うには、**海の色が変わる。魚が来る。風が\n~~~\n**海の色が変わる。魚が来る。風が吹く**のだ。本当かは分からない。\n",
        "漁師が言うには、**海の色が変わる。魚が来る。風が吹く**のだ。本当かは分からない。\n",
    ),
    (
        "one ideograph behind dots is the one before the cut",
        "朝の支度は早いほどよく、網を直しておくことが肝\n~~~\n…肝要だと漁師は言う。昼には戻る。\n",
        "朝の支度は早いほどよく、網を直しておくことが肝要だと漁師は言う。昼には戻る。\n",
    ),
    (
        "a word and its comma said again stand once",
        "船が出た。しかし、\n~~~\nしかし、風はまだ強い。昼には戻る。\n",
        "船が出た。しかし、風はまだ強い。昼には戻る。\n",
    ),
    (
        "the last words of a paragraph that breaks off stand once without a marker",
        "古くから大きな船がいくつも入り、今ではこの港はこの国を代表する港の一つとなり得\n\n一つとなり得るでしょう。漁師はそう言う。\n",
        "古くから大きな船がいくつも入り、今ではこの港はこの国を代表する港の一つとなり得るでしょう。漁師はそう言う。\n",
    ),
    (
        "an item that is cut and told again in other words leaves nothing",
        "- 夜明け前に必ず船を出すこと\n- 風が強い日は沖へ出ないで網を直すこと\n- 港に戻ったら魚をすぐに氷の箱へ\n~~~\n- 夜明け前に必ず船を出すこと\n\
         - 風が強い日は沖へ出ないで網を直すこと\n- 港に戻ったら、獲れた魚を氷の箱に入れておくこと\n\n誰もが守る。\n",
        "- 夜明け前に必ず船を出すこと\n- 風が強い日は沖へ出ないで網を直すこと\n- 港に戻ったら、獲れた魚を氷の箱に入れておくこと\n\n誰もが守る。\n",
    ),
];

/// What stands before each case, so that it is no post's first paragraph.
const LEAD: &str = "# 港の一日\n\n港の朝は早い。船は夜明け前に出て、昼には戻ってくる。\n\n";

/// Last lines that are whole without a stop, each behind a finished paragraph.
const WHOLE: &[&str] = &[
    "THE END",
    "Amike,",
    "2024-05-01",
    "The rules are at https://harbour.example/rules",
    "[harbour]:\nharbour-rules.html",
    "- The nets\n- The boats by A. Keeper",
    "And then nobody came...",
    "Nobody counts the boats. All the rest is told at https://harbour.example/rules",
];

fn clean(post: &str) -> String {
    let source = Source::from_text(post.replace("\n~~~\n", "\n\n---END---\n\n"));
    repair(&source, &Options::default()).expect("a plan that keeps the laws").clean(&source)
}

#[test]
fn blocks_begin_as_an_editor_would_have_them_begin() {
    let mut wrong = Vec::new();
    for (name, post, want) in CASES {
        let (got, want) = (clean(&format!("{LEAD}{post}")), format!("{LEAD}{want}"));
        if got != want {
            wrong.push(format!("{name}\n--- want\n{want}\n--- got\n{got}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} are not\n{}", wrong.len(), CASES.len(), wrong.join("\n=====\n"));
}

#[test]
fn a_last_line_that_needs_no_stop_stays() {
    let text = "# Harbour\n\nThe harbour is quiet. Two boats lie at the quay. Nobody counts the nets.\n\nIt rains.\n\n";
    for line in WHOLE {
        let want = format!("{text}{line}");
        assert_eq!(clean(&format!("{want}\n~~~\n")).trim_end(), want, "{line}");
    }
    let cut = "The keeper of the lighthouse walks every evening along the old quay and counts the";
    assert_eq!(clean(&format!("{text}{cut}\n~~~\n")).trim_end(), text.trim_end());
}

#[test]
fn a_marker_behind_a_text_lowers_nothing_in_it() {
    let verse = "Row the boat, row the boat,\nrow it to the shore.\n\nRow the boat, row the boat,\nrow it to the shore.\n";
    let again = "## First\n\nRun it twice a day.\n\n- one boat\n- two boats\n\n## Second\n\nRun it twice a day.\n\n\
                 - one boat\n- two boats\n\nIt ends.\n";
    for text in [verse, again] {
        assert_eq!(
            clean(&format!("{text}~~~\n").replace("\n~~~\n", "\n\n---END---\n")).trim_end(),
            text.trim_end()
        );
    }
}

#[test]
fn short_lines_that_are_told_again_join_no_cut() {
    let got = clean("# N\n\n1\n\n2\n\n3\n\n4\n\n99\n~~~\n2\n\n98\n\n4\n\n5\n\n6\n");
    assert!(!got.contains("992"), "{got}");
}

#[test]
fn columns_are_no_run_together_lines() {
    let text = "- 花椒\n- 花椒     30 颗(20g)";
    assert_eq!(clean(&format!("{text}\n~~~\n")).trim_end(), text);
}

#[test]
fn a_paragraph_that_breaks_off_goes_on_in_the_next_in_a_post_with_markers() {
    let days: String = (1..30).map(|i| format!("{i}日目の朝も船が出た。波は静かだった。\n\n")).collect();
    let cut = |between: &str| {
        format!(
            "# 港\n\n{days}灯台守は空を見る。夜が明けるまで星の数を{between}数えて帳面に書く。誰も読まない。"
        )
    };
    assert_eq!(
        clean(&format!("{}\n~~~\n猫が寝ている。\n", cut("\n\n"))),
        format!("{}\n\n猫が寝ている。\n", cut(""))
    );
}

#[test]
fn a_seam_far_away_lowers_nothing_here() {
    let told = "The harbour was quiet at that hour of the day and nobody came.";
    let damaged = format!("Start. {told}\n\n{told} Then the boats came in.\n\n");
    let refrain = "The keeper is\n\nThe keeper is the last to leave. He locks the gate.\n";
    let days = |n: usize| -> String {
        (0..n).map(|i| format!("Day {i} was like day {}. It rained.\n\n", i * 7 + 1)).collect()
    };
    assert!(
        clean(&format!("{damaged}{refrain}"))
            .ends_with("\n\nThe keeper is the last to leave. He locks the gate.\n")
    );
    assert!(clean(&format!("{damaged}{}{refrain}", days(400))).ends_with(refrain));
}
