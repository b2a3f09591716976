/*!
Kinds of damage, each in the smallest post that shows it, with the article that an editor would make of
it. A case is named for what was once done wrong with it.
*/

use restitch::{Options, Source, Status, repair};

/// Name, post, article. A line of `~~~` stands for a marker.
const CASES: &[(&str, &str, &str)] = &[
    (
        "a block that begins between two paragraphs of code is the rest of that code",
        "# Boats\n\nThe program counts the boats that leave.\n\n```python\nboats = 0\n\nfor boat in harbour:\n    \
         boats += 1\n```\n\nIt runs every morning before the first\n~~~\nfor boat in harbour:\n    boats += \
         1\n```\n\nIt runs every morning before the first ferry leaves. Nobody has to start it.\n",
        "# Boats\n\nThe program counts the boats that leave.\n\n```python\nboats = 0\n\nfor boat in harbour:\n    \
         boats += 1\n```\n\nIt runs every morning before the first ferry leaves. Nobody has to start it.\n",
    ),
    (
        "a restart whose first sentence is one word is no continuation",
        "# Ferries\n\nIs the ferry worth it?\n\nYes. The ferry runs in every weather that the harbour\n~~~\nYes. The \
         ferry runs in every weather that the harbour allows. It is never late.\n",
        "# Ferries\n\nIs the ferry worth it?\n\nYes. The ferry runs in every weather that the harbour allows. It is \
         never late.\n",
    ),
    (
        "the rest of a cut sentence stays with it though another sentence ends in the same words",
        "# Doors\n\nThe clerk keeps the key of the old gate. The inspector asked for the door of\n~~~\nthe old gate. \
         Then he left the town without a word.\n",
        "# Doors\n\nThe clerk keeps the key of the old gate. The inspector asked for the door of the old gate. Then \
         he left the town without a word.\n",
    ),
    (
        "sentences that link to different places are different sentences",
        "# Guides\n\nFor boats, see the [guide to the harbour](https://harbour.example/boats/how-to-moor) and its \
         notes.\n\nThe tide comes twice a day and nobody argues with it for long.\n~~~\nThe tide comes twice a day \
         and nobody argues with it for long.\n\nFor ferries, see the [guide to the harbour]\
         (https://harbour.example/ferries/how-to-board) and its notes.\n",
        "# Guides\n\nFor boats, see the [guide to the harbour](https://harbour.example/boats/how-to-moor) and its \
         notes.\n\nThe tide comes twice a day and nobody argues with it for long.\n\nFor ferries, see the [guide to \
         the harbour](https://harbour.example/ferries/how-to-board) and its notes.\n",
    ),
    (
        "a heading that was run into its paragraph is known beside its line in the table of contents",
        "# Town\n\n- The harbour at night\n- The hill\n\n## The harbour at night\n\nLamps stand along the quay and \
         burn until the fishermen are back. The water is black between\n~~~\n## The harbour at night Lamps stand \
         along the quay and burn until the fishermen are back. The water is black between the boats.\n\n## The \
         hill\n\nFrom the hill one sees it all.\n",
        "# Town\n\n- The harbour at night\n- The hill\n\n## The harbour at night\n\nLamps stand along the quay and \
         burn until the fishermen are back. The water is black between the boats.\n\n## The hill\n\nFrom the hill \
         one sees it all.\n",
    ),
    (
        "dots with which an author begins a paragraph stay",
        "# 港\n\n夜の港は静かだった。灯台だけが回っていた。\n\n...いや、先に船のことを書いておく。船は三隻あった。\n~~~\n船は三隻あった。どれも古い木の船だった。\n",
        "# 港\n\n夜の港は静かだった。灯台だけが回っていた。\n\n...いや、先に船のことを書いておく。船は三隻あった。どれも古い木の船だった。\n",
    ),
    (
        "a tag over several lines is one thing, its attributes no sentences",
        "# Pages\n\nThe first box shows the boats.\n\n<box\nid=\"7\"\nfile=\"boats.rs\"\nhide=\"true\"\n></box>\n\nThe \
         second one shows the ferries.\n~~~\nThe second one shows the ferries.\n\n<box\nid=\"7\"\nfile=\"ferries.rs\"\
         \nhide=\"true\"\n></box>\n\nThat is all there is to see.\n",
        "# Pages\n\nThe first box shows the boats.\n\n<box\nid=\"7\"\nfile=\"boats.rs\"\nhide=\"true\"\n></box>\n\nThe \
         second one shows the ferries.\n\n<box\nid=\"7\"\nfile=\"ferries.rs\"\nhide=\"true\"\n></box>\n\nThat is all \
         there is to see.\n",
    ),
    (
        "a cut inside a link's address is a cut",
        "# Papers\n\nThe tides were measured for a year.\n\nThe tables are in the [report of the harbour](https://har\
         bour.example/rep\n~~~\nThe tables are in the [report of the harbour](https://harbour.example/report) that \
         came out in May.\n",
        "# Papers\n\nThe tides were measured for a year.\n\nThe tables are in the [report of the harbour](https://har\
         bour.example/report) that came out in May.\n",
    ),
    (
        "a link that is cut in its address goes on though another sentence ends in the same address",
        "# Papers\n\nFor the tides, see the [notes](https://harbour.example/papers/notes-of-the-year.md#tides).\n\nThe \
         year had many boats. Read of them in the [book](https://har\n~~~\nbour.example/papers/notes-of-the-year.md\
         #tides).\n\nThe harbour thanks everybody.\n",
        "# Papers\n\nFor the tides, see the [notes](https://harbour.example/papers/notes-of-the-year.md#tides).\n\nThe \
         year had many boats. Read of them in the [book](https://harbour.example/papers/notes-of-the-year.md#tides).\
         \n\nThe harbour thanks everybody.\n",
    ),
    (
        "dots before the mark that closes a code span are a continuation's own",
        "# 船\n\n港里有三只船。\n\n要数清港里的船，在使用 `+=` 运算符前，必须先打开\n~~~\n...` 运算符前，必须先打开灯塔的门，再看 `boats` \
         的值。灯亮了一夜。\n",
        "# 船\n\n港里有三只船。\n\n要数清港里的船，在使用 `+=` 运算符前，必须先打开灯塔的门，再看 `boats` 的值。灯亮了一夜。\n",
    ),
    (
        "a footnote that ends the article without a stop is whole",
        "# Notes\n\nThe lamp was lit by hand until the war.[^lamp] Then a machine did\n~~~\nThen a machine did it \
         better.\n\n[^lamp]: A photograph of it hangs in the town hall\n",
        "# Notes\n\nThe lamp was lit by hand until the war.[^lamp] Then a machine did it better.\n\n[^lamp]: A \
         photograph of it hangs in the town hall\n",
    ),
    (
        "a second copy of a block that begins with a number's rest goes with it",
        "# Figures\n\nHow it may be built is shown in figure\n~~~\n17-7:\n\nThe keel comes first and the mast comes \
         last. Nobody has done it the other way.\n~~~\n17-7:\n\nThe keel comes first and the mast comes last. Nobody \
         has done it the other way.\n",
        "# Figures\n\nHow it may be built is shown in figure 17-7:\n\nThe keel comes first and the mast comes last. \
         Nobody has done it the other way.\n",
    ),
    (
        "a continuation that begins with something closed is the rest of what was cut",
        "# Moves\n\n- [Mooring Guide](/guide/mooring)\n\nThe new pier opens in May. Before that, read the [detailed\n\
         ~~~\nMooring Guide](/guide/mooring) and bring a rope.\n",
        "# Moves\n\n- [Mooring Guide](/guide/mooring)\n\nThe new pier opens in May. Before that, read the [detailed \
         Mooring Guide](/guide/mooring) and bring a rope.\n",
    ),
    (
        "a formula that stands for itself is no cut sentence",
        "# Tides\n\nThe height follows the moon.\n\n$$\nh = a + b\n$$\n\nIt is highest at noon when the\n~~~\nIt is \
         highest at noon when the moon is new.\n",
        "# Tides\n\nThe height follows the moon.\n\n$$\nh = a + b\n$$\n\nIt is highest at noon when the moon is \
         new.\n",
    ),
    (
        "a cut that says little is not told by the far sentence that a restart begins with",
        "# Notes\n\n[Note 409: The mast. It is made of pine.]\n\n[Note 421: The sail. It is made of flax.]\n\n[Note 4\n\
         ~~~\n[Note 409: The mast. It is made of pine.]\n\n[Note 421: The sail. It is made of flax.]\n\n[Note 422: The \
         rope. It is made of hemp.]\n",
        "# Notes\n\n[Note 409: The mast. It is made of pine.]\n\n[Note 421: The sail. It is made of flax.]\n\n[Note 422: \
         The rope. It is made of hemp.]\n",
    ),
    (
        "a container's last fence is no lead-in",
        "::: notes\n\nThe boats are counted at noon. The count is read aloud at the\n~~~\nThe count is read aloud at the \
         gate.\n\n:::\n",
        "::: notes\n\nThe boats are counted at noon. The count is read aloud at the gate.\n\n:::\n",
    ),
    (
        "a rule after a cut, in a block that repeats the prompt, is where the continuation begins",
        "# 港\n\n夜の港は静かだった。灯台だけが回っていた。船は三隻あり、どれも古い木\n~~~\n【既存の記事の最後の部分】\n夜の港は静かだった。灯台だけが回っていた。船は三隻あり、どれも古い木\n\n---\n\n\
         の船だった。朝になると漁師が来た。\n",
        "# 港\n\n夜の港は静かだった。灯台だけが回っていた。船は三隻あり、どれも古い木の船だった。朝になると漁師が来た。\n",
    ),
    (
        "a continuation belongs to the cut that it can follow",
        "# 港\n\n夜の港は静かだった。灯台だけが白い光を投げていた。船は三隻あり、どれも古い木で作られていた。\n\n漁師たちは朝早くに来て、網を\n~~~\n船は三隻あり、どれも古い木で\
         \n~~~\n広げて魚を数えた。その日は百匹だった。\n",
        "# 港\n\n夜の港は静かだった。灯台だけが白い光を投げていた。船は三隻あり、どれも古い木で作られていた。\n\n漁師たちは朝早くに来て、網を広げて魚を数えた。その日は百匹だった。\n",
    ),
    (
        "the rest of a piece of code may be a bracket",
        "# Boats\n\nThe program is short.\n\n```rust\nfn main() {\n    count();\n\n}\n```\n\nIt runs every \
         morning before the \
         first\n~~~\n}\n```\n\nIt runs every morning before the first ferry leaves. Nobody has to start it.\n",
        "# Boats\n\nThe program is short.\n\n```rust\nfn main() {\n    count();\n\n}\n```\n\nIt runs every \
         morning before the \
         first ferry leaves. Nobody has to start it.\n",
    ),
    (
        "quotation marks that a continuation puts around the words it says again go, spaces within them included",
        "# Marées\n\nLe phare compte les bateaux qui rentrent avant la nuit\n~~~\n...« avant la nuit » et ceux qui ne \
         rentrent pas.\n",
        "# Marées\n\nLe phare compte les bateaux qui rentrent avant la nuit et ceux qui ne rentrent pas.\n",
    ),
    (
        "a quotation that the cut left open is closed by its own mark, not by one put around words said again",
        "# 港\n\n「船を数えるのは港ではない、今日の風だ\n~~~\n…「今日の風だ」よ」と番人は言う。それから窓を閉めた。\n",
        "# 港\n\n「船を数えるのは港ではない、今日の風だよ」と番人は言う。それから窓を閉めた。\n",
    ),
    (
        "words said again after a cut are no other wording of the sentence that they end",
        "# Boats\n\nHalf the crew wanted to sail. The other half\n~~~\n...\"other half\" argued that the wind \
         would turn. \
         It turned.\n",
        "# Boats\n\nHalf the crew wanted to sail. The other half argued that the wind would turn. It turned.\n",
    ),
    (
        "a quotation that is said again without its marks keeps them, whatever is quoted further on",
        "# Ferries\n\nThey wanted company more than boats. \"I could buy a boat,\"\n~~~\n…I could buy a boat, said the \
         keeper, \"but nobody would sail it with me.\" Then he left.\n",
        "# Ferries\n\nThey wanted company more than boats. \"I could buy a boat,\" said the keeper, \"but nobody would \
         sail it with me.\" Then he left.\n",
    ),
    (
        "a finished quotation that is said again without its marks is gone on from in its paragraph",
        "# Tides\n\nThe keeper shook his head and said, \u{201c}The tide comes first and the boats come \
         second.\u{201d}\n~~~\n…The \
         tide comes first and the boats come second. Then he went back to his lamp.\n",
        "# Tides\n\nThe keeper shook his head and said, \u{201c}The tide comes first and the boats come \
         second.\u{201d} Then he \
         went back to his lamp.\n",
    ),
    (
        "a number that was cut behind its first digit is begun again, not doubled",
        "# Boats\n\nThe harbour was built for 4\n~~~\n40 boats and a ferry. It holds twice as many.\n",
        "# Boats\n\nThe harbour was built for 40 boats and a ferry. It holds twice as many.\n",
    ),
    (
        "a file's name that is cut at its full stop is a cut",
        "# Logs\n\nThe keeper writes down every boat in a file named `boats.\n~~~\ncsv` and never looks at it again. \
         Nobody does.\n",
        "# Logs\n\nThe keeper writes down every boat in a file named `boats.csv` and never looks at it again. Nobody \
         does.\n",
    ),
    (
        "a name in a code span goes on without a space",
        "# Logs\n\nThe keeper writes down every boat in a file named `bo\n~~~\nats_v2.csv` and never looks at it.\n",
        "# Logs\n\nThe keeper writes down every boat in a file named `boats_v2.csv` and never looks at it.\n",
    ),
    (
        "where no sentence has a stop, the telling that a cut ends is not the whole one",
        "# ท่าเรือ\n\nเรือทุกลำกลับเข้าท่าก่อนฟ้ามืด\n\n- เชือกสองเส้น\n- \
         ตะเกียงหนึ่งดวง\n\nคนเฝ้าประภาคารจุดไฟ\n~~~\n# ท่าเรือ\n\nเรือทุกลำกลับ\
         เข้าท่าก่อน\n~~~\n- ตะเกียงหนึ่งดวง\n\nคนเฝ้าประภาคารจุดไฟทุกคืน\n",
        "# ท่าเรือ\n\nเรือทุกลำกลับเข้าท่าก่อนฟ้ามืด\n\n- เชือกสองเส้น\n- ตะเกียงหนึ่งดวง\n\nคนเฝ้าประภาคารจุดไฟทุกคืน\n",
    ),
    (
        "no sentence goes on with a list",
        "# ท่าเรือ\n\nสิ่งที่ต้องเตรียมก่อนออกเรือ\n~~~\n- เชือกสองเส้น\n- ตะเกียงหนึ่งดวง\n",
        "# ท่าเรือ\n\nสิ่งที่ต้องเตรียมก่อนออกเรือ\n\n- เชือกสองเส้น\n- ตะเกียงหนึ่งดวง\n",
    ),
    (
        "a line like another one far above, at a block's start, is no restart",
        "# Pipes\n\nTwo commands of the shell meet in a pipe.\n\n`outer_command_1 | inner_command_2 \
         --with-all-lines`\n\nThe first one \
         writes and the second one reads.\n\nWhere both are programs of their own, the shell stands between \
         them.\n~~~\n`outer_command_1 | outer_command_2 --with-all-lines`\n\nNothing of what they say is lost on its way.\n",
        "# Pipes\n\nTwo commands of the shell meet in a pipe.\n\n`outer_command_1 | inner_command_2 \
         --with-all-lines`\n\nThe first one \
         writes and the second one reads.\n\nWhere both are programs of their own, the shell stands between \
         them.\n\n`outer_command_1 | outer_command_2 --with-all-lines`\n\nNothing of what they say is lost on its way.\n",
    ),
    (
        "what follows the rest of a cut sentence is no restart for being like another sentence",
        "# Lamps\n\nThe keeper looks after the lamp of the north tower. For example, he trims the wick twice a \
         night.\n\nThe harbour master has nothing to do with\n~~~\nthe towers. For example, he trims no wick twice a \
         night.\n\nHe counts boats.\n",
        "# Lamps\n\nThe keeper looks after the lamp of the north tower. For example, he trims the wick twice a \
         night.\n\nThe harbour master has nothing to do with the towers. For example, he trims no wick twice a \
         night.\n\nHe counts boats.\n",
    ),
    (
        "a picture that is told again under another address goes with what follows it",
        "# Bay\n\nThe bay is wide and open to the north.\n\n![The bay at \
         dawn](https://pictures.example/harbour/bay-at-dawn.png)\n\n\
         At dawn the water is flat and no boat is out yet.\n~~~\n![The bay at \
         dawn](https://pictures.example/harbours/bay-at-dawn.png)\n\nAt dawn the water is flat and no boat is out \
         yet. Then the first one leaves.\n",
        "# Bay\n\nThe bay is wide and open to the north.\n\n![The bay at \
         dawn](https://pictures.example/harbours/bay-at-dawn.png)\n\n\
         At dawn the water is flat and no boat is out yet. Then the first one leaves.\n",
    ),
    (
        "a long sentence that is told again with another figure right after its neighbour goes",
        "# 港\n\nこの港はどの季節にも静かで、冬でも凍らない。\n\n毎年およそ1200隻の船がこの港に入り、そのほとんどは沖の島から魚と塩を運んでくる小さな木の船である。\n~~~\n\
         この港はどの季節にも静かで、冬でも凍らない。\n\n毎年およそ1300隻の船がこの港に入り、そのほとんどは沖の島から魚と塩を運んでくる小さな木の船である。\n\n船は朝に着く。\n",
        "# 港\n\nこの港はどの季節にも静かで、冬でも凍らない。\n\n毎年およそ1200隻の船がこの港に入り、そのほとんどは沖の島から魚と塩を運んでくる小さな木の船である。\n\n船は朝に着く。\n",
    ),
    (
        "a fence that was run into the line before it opens code",
        "# Clock\n\nThe clock prints the hour with this line:\n\n```sh\ndate +%H\n```\n\nIt is set by\n~~~\nThe \
         clock prints the hour with this line: ```sh\ndate +%H\n```\n\nIt is set by the tide. Nobody winds \
         it. To set it, write: ```sh\ndate --set\n```\n\nIt is seldom done.\n",
        "# Clock\n\nThe clock prints the hour with this line:\n\n```sh\ndate +%H\n```\n\nIt is set by the tide. Nobody \
         winds it. To set it, write:\n\n```sh\ndate --set\n```\n\nIt is seldom done.\n",
    ),
    (
        "a heading that was run into its paragraph is known beside one of the same words below it",
        "# Boats\n\n## Ferries\n\n#### Harbour\n\nThe ferries have a harbour of their own, east of the \
         bridge.\n\n## Harbour\n\nAll other boats and barges lie in the old harbour, where the water\n~~~\n## Harbour All \
         other boats and barges lie in the old harbour, where the water is deep. In winter it is empty.\n",
        "# Boats\n\n## Ferries\n\n#### Harbour\n\nThe ferries have a harbour of their own, east of the \
         bridge.\n\n## Harbour\n\nAll other boats and barges lie in the old harbour, where the water is deep. In winter it is \
         empty.\n",
    ),
    (
        "a tag that opens another element is no repeat, however often it stands",
        "# Voices\n\nThe keeper was asked first.\n\n<aside class=\"quotation of a townsman\">\nThe lamp burns \
         every night of \
         the year.\n</aside>\n\nThen the pilot was asked.\n\n<aside class=\"quotation of a townsman\">\nThe channel moves \
         a little every spring.\n</aside>\n\nThe mayor came last, and he had much to say about all of \
         it.\n~~~\nThe mayor came last, and he had much to say about all of it.\n\n<aside class=\"quotation of a \
         townsman\">\nThe town has no money for lamps.\n</aside>\n\nSo it ended.\n",
        "# Voices\n\nThe keeper was asked first.\n\n<aside class=\"quotation of a townsman\">\nThe lamp burns \
         every night of \
         the year.\n</aside>\n\nThen the pilot was asked.\n\n<aside class=\"quotation of a townsman\">\nThe channel moves \
         a little every spring.\n</aside>\n\nThe mayor came last, and he had much to say about all of \
         it.\n\n<aside class=\"quotation of a townsman\">\nThe town has no money for lamps.\n</aside>\n\nSo it ended.\n",
    ),
    (
        "a list under another heading may share items with one further up",
        "# Voyage\n\nBefore every voyage the crew goes through this list:\n\n- Look at the weather of the coming \
         week.\n- Count the ropes and the lamps.\n- Fill the casks with fresh water.\n- Write down who is on \
         board.\n\nThen the boat may leave the harbour. Out at sea nobody\n~~~\ncounts anything.\n\n## After the \
         storm\n\nA storm changes the list.\n\n- Look at the weather of the coming week.\n- Count the ropes and the \
         lamps.\n- Fill the casks with fresh water.\n- Look for water in the hold.\n\nThe rest can wait.\n",
        "# Voyage\n\nBefore every voyage the crew goes through this list:\n\n- Look at the weather of the coming \
         week.\n- Count the ropes and the lamps.\n- Fill the casks with fresh water.\n- Write down who is on \
         board.\n\nThen the boat may leave the harbour. Out at sea nobody counts anything.\n\n## After the \
         storm\n\nA storm changes the list.\n\n- Look at the weather of the coming week.\n- Count the ropes and the \
         lamps.\n- Fill the casks with fresh water.\n- Look for water in the hold.\n\nThe rest can wait.\n",
    ),
    (
        "a formula whose last line was run together with the text behind it is told again",
        "# Squares\n\nWhat the builders wrote on the wall of the harbour is this:\n\n$$\nx^2 = 4\n$$\n\nIt has \
         two roots, \
         and both are whole numbers. The larger\n~~~\n$$\nx^2 = 4\n$$ It has two roots, and both are whole numbers. The \
         larger one is 2.\n",
        "# Squares\n\nWhat the builders wrote on the wall of the harbour is this:\n\n$$\nx^2 = 4\n$$\n\nIt has \
         two roots, \
         and both are whole numbers. The larger one is 2.\n",
    ),
    (
        "a list that was run into the line of what leads it in begins where the block before ended",
        "# Boats\n\nThe harbour has three kinds of boats:\n~~~\nThe harbour has three kinds of boats: - Ferries that \
         cross the bay.\n- Trawlers that stay out for a week.\n- Rowing boats.\n\nNobody counts them.\n",
        "# Boats\n\nThe harbour has three kinds of boats:\n\n- Ferries that cross the bay.\n- Trawlers that stay out for \
         a week.\n- Rowing boats.\n\nNobody counts them.\n",
    ),
    (
        "what completes the cut sentence is not another one like it",
        "# Channels\n\nThe northern channel is a channel for small boats that follows the old coast of the bay as far \
         as the bridge. It is shallow.\n\n## South\n\nLike the northern channel, the southern channel is\n~~~\nLike \
         the northern channel, the southern channel is a channel for small boats that follows the old coast of the bay as far as the \
         bridge. Unlike it, it is deep.\n",
        "# Channels\n\nThe northern channel is a channel for small boats that follows the old coast of the bay as far \
         as the bridge. It is shallow.\n\n## South\n\nLike the northern channel, the southern channel is a channel for \
         small boats that follows the old coast of the bay as far as the bridge. Unlike it, it is deep.\n",
    ),
    (
        "what the last telling but one says further on is told again in the last one's words",
        "# Lamp\n\nThe tower has seven floors, each with a name of its own. Oil stands on the first. Rope hangs \
         on the second. Maps lie on the third. The fourth is empty. The fifth is the keeper's. On the sixth there \
         are birds. Every night the keeper climbs up to the lamp with a can of oil.\n~~~\nThe tower has seven \
         floors, each with a name of its own. Oil stands on the first. Rope hangs on the second. Maps lie on the \
         third. The fourth is empty. The fifth is the keeper's. On the sixth there are birds. Every evening the \
         old keeper climbs up to the lamp with a small can of oil.\n\n![The stairs of the \
         tower](https://pictures.example/harbour/north/tower/stairs-from-below.png)\n~~~\nEvery night the keeper \
         climbs up to the lamp with a can of oil.\n\n![The stairs of this \
         tower](https://pictures.example/harbour/north/tower/stairs-from-below.png)\n\nHe has never fallen.\n",
        "# Lamp\n\nThe tower has seven floors, each with a name of its own. Oil stands on the first. Rope hangs \
         on the second. Maps lie on the third. The fourth is empty. The fifth is the keeper's. On the sixth there \
         are birds. Every night the keeper climbs up to the lamp with a can of oil.\n\n![The stairs of this \
         tower](https://pictures.example/harbour/north/tower/stairs-from-below.png)\n\nHe has never fallen.\n",
    ),
    (
        "a restart without a marker may go back beyond the restart before it",
        "# Boats\n\nThe harbour is small and the boats are many. Nobody counts them.\n\nIn summer they lie in two rows \
         along the quay.\n\nIn winter they are pulled up on the beach before the\n\nIn winter they are pulled up on the \
         beach before the first storm comes.\n\nThen the harbour is quiet.\n\nIn summer they lie in two rows along the \
         quay.\n\nIn winter they are pulled up on the beach before the first storm comes.\n\nThen the harbour is \
         quiet.\n\nOnly the ferry still runs.\n",
        "# Boats\n\nThe harbour is small and the boats are many. Nobody counts them.\n\nIn summer they lie in two rows \
         along the quay.\n\nIn winter they are pulled up on the beach before the first storm comes.\n\nThen the harbour \
         is quiet.\n\nOnly the ferry still runs.\n",
    ),
    (
        "a paragraph cut after a few words stands before its restart, in a post that lost its markers",
        "# Boats\n\nThe harbour is small and the boats are many. In summer they lie in two rows along\n\nIn summer they \
         lie in two rows along the quay. In winter they are pulled up on the beach.\n\nThe keeper is\n\nThe keeper is \
         the last to leave. He counts what is left.\n",
        "# Boats\n\nThe harbour is small and the boats are many. In summer they lie in two rows along the quay. In winter \
         they are pulled up on the beach.\n\nThe keeper is the last to leave. He counts what is left.\n",
    ),
    (
        "a short lead-in is said again to begin the list that it leads to, in a post that lost its markers",
        "# Boats\n\nThe harbour is small and the boats are many. In summer they lie in two rows along\n\nIn summer they \
         lie in two rows along the quay. Some are old. For example:\n\nFor example:\n\n* the Anna, a cutter\n* the \
         Berta, a sloop\n",
        "# Boats\n\nThe harbour is small and the boats are many. In summer they lie in two rows along the quay. Some are \
         old. For example:\n\n* the Anna, a cutter\n* the Berta, a sloop\n",
    ),
    (
        "a listing told again with its caption is a restart, in a post that lost its markers",
        "# Boats\n\nThe harbour is small and the boats are many. In summer they lie in two rows along\n\nIn summer they \
         lie in two rows along the quay. A program counts them.\n\n```python\nfor boat in harbour.boats_of_this_summer():\n    \
         count += boat.number_of_masts()\n    if boat.is_leaving_before_noon():\n        missed += 1\n```\n\nListing 4 counts the masts of every boat that lies here.\n\n```python\nfor boat in harbour.boats_of_this_summer():\n    count += \
         boat.number_of_masts()\n    if boat.is_leaving_before_noon():\n        missed += 1\n```\n\nListing 4 counts the masts of every boat that lies here.\n\nThe program has never been wrong by more than a single mast.\n",
        "# Boats\n\nThe harbour is small and the boats are many. In summer they lie in two rows along the quay. A program \
         counts them.\n\n```python\nfor boat in harbour.boats_of_this_summer():\n    count += \
         boat.number_of_masts()\n    if boat.is_leaving_before_noon():\n        missed += 1\n```\n\nListing 4 counts the masts of every boat that lies here.\n\nThe program has never been wrong by more than a single mast.\n",
    ),
    (
        "a section that is cut in its first words is told again with its heading, in a post that lost its markers",
        "# Barcos\n\nO porto é pequeno e os barcos são muitos. No verão ficam em duas filas ao longo\n\nNo verão ficam em \
         duas filas ao longo do cais. Alguns são velhos.\n\n## O inverno no porto\n\nNo inverno\n\n## O inverno no \
         porto\n\nNo inverno os barcos sobem para a praia. Ninguém os conta.\n",
        "# Barcos\n\nO porto é pequeno e os barcos são muitos. No verão ficam em duas filas ao longo do cais. Alguns são \
         velhos.\n\n## O inverno no porto\n\nNo inverno os barcos sobem para a praia. Ninguém os conta.\n",
    ),
    (
        "a rule stands between a cut paragraph and its restart, in a post that lost its markers",
        "# Лодки\n\nГавань мала, а лодок много. Летом они стоят в два ряда вдоль\n\nЛетом они стоят в два ряда вдоль \
         причала. Некоторые из них стары.\n\nЗимой их вытаскивают\n\n---\n\nЗимой их вытаскивают на берег. Никто их \
         не считает.\n",
        "# Лодки\n\nГавань мала, а лодок много. Летом они стоят в два ряда вдоль причала. Некоторые из них \
         стары.\n\nЗимой их вытаскивают на берег. Никто их не считает.\n",
    ),
    (
        "a note about the task goes from between two tellings in a post that lost its markers",
        "# Boote\n\nDer Hafen ist klein und es gibt viele Boote. Im Sommer liegen sie in zwei Reihen an der\n\nIm Sommer \
         liegen sie in zwei Reihen an der Mauer. Im Winter liegen sie auf dem Strand.\n\n[Existing article, last \
         part]\nDer Hafen ist klein und es gibt viele Boote. Im Sommer liegen sie in zwei Reihen an der Mauer.\n",
        "# Boote\n\nDer Hafen ist klein und es gibt viele Boote. Im Sommer liegen sie in zwei Reihen an der Mauer. Im \
         Winter liegen sie auf dem Strand.\n",
    ),
    (
        "a note before what nobody told yet is its author's, in a post that lost its markers",
        "# Boote\n\nDer Hafen ist klein und es gibt viele Boote. Im Sommer liegen sie in zwei Reihen an der\n\nIm Sommer \
         liegen sie in zwei Reihen an der Mauer. Im Winter liegen sie auf dem Strand.\n\n(to be continued after the \
         storm)\n\nDer Wärter zählt sie jeden Abend.\n",
        "# Boote\n\nDer Hafen ist klein und es gibt viele Boote. Im Sommer liegen sie in zwei Reihen an der Mauer. Im \
         Winter liegen sie auf dem Strand.\n\n(to be continued after the storm)\n\nDer Wärter zählt sie jeden Abend.\n",
    ),
    (
        "a post that lost its markers and has more cuts than paragraphs with stops is put together at its blank lines",
        "# 港\n\n港は小さく、船は多い。夏になると船は岸壁にそって二列に\n\n\n並び、冬になると砂浜に引き上げられる。冬は長い。\n\nそのあとの港は\
         静かだ。ただ渡し船だけが、朝と夕方に一度ずつ向こう岸の村\n\n\n…向こう岸の村まで行く。灯台守は一人で暮らしている。毎晩、油の缶を持って\
         塔の上まで\n\n\n登り、明かりをつける。\n\n",
        "# 港\n\n港は小さく、船は多い。夏になると船は岸壁にそって二列に並び、冬になると砂浜に引き上げられる。冬は長い。\n\nそのあとの港は静かだ。\
         ただ渡し船だけが、朝と夕方に一度ずつ向こう岸の村まで行く。灯台守は一人で暮らしている。毎晩、油の缶を持って塔の上まで登り、明かりをつける。\n\n",
    ),
    (
        "a lead-in that its block has twice is said again where the next block begins",
        "# Boats\n\nSome boats are old. For example:\n\n* the Anna, a cutter\n* the Berta, a sloop\n\nSome \
         are new, and their owners are young. For example:\n~~~\nFor example:\n\n* the Clara, a ketch\n* the \
         Dora, a yawl\n",
        "# Boats\n\nSome boats are old. For example:\n\n* the Anna, a cutter\n* the Berta, a sloop\n\nSome \
         are new, and their owners are young. For example:\n\n* the Clara, a ketch\n* the Dora, a yawl\n",
    ),
    (
        "a bracket that closes what the block before closed already is its end said again",
        "# Notes\n\n[Note 1: The mast. What would you make it of?]\n~~~\n]\n\n[Note 2: The sail. It is made \
         of flax.]\n",
        "# Notes\n\n[Note 1: The mast. What would you make it of?]\n\n[Note 2: The sail. It is made of \
         flax.]\n",
    ),
    (
        "a bracket is said again to begin what is told again behind it",
        "# Notes\n\n[Note 1: The mast. What would you make it of?]\n\n[Note 2: The sail. It is made of \
         flax.]\n\n[Note 3: See\n~~~\n]\n\n[Note 2: The sail. It is made of flax.]\n\n[Note 3: See the note \
         on the mast farther on.]\n",
        "# Notes\n\n[Note 1: The mast. What would you make it of?]\n\n[Note 2: The sail. It is made of \
         flax.]\n\n[Note 3: See the note on the mast farther on.]\n",
    ),
    (
        "the rest of a cut sentence is no end of another one that holds its words in the middle",
        "# Boats\n\nAsk a captain who counts the old boats aloud. For example:\n\n* the captain of the \
         Anna\n\nIf nobody helps you, you may have to begin to count\n~~~\nthe old boats. For example:\n\n* \
         the Berta\n* the Clara\n",
        "# Boats\n\nAsk a captain who counts the old boats aloud. For example:\n\n* the captain of the \
         Anna\n\nIf nobody helps you, you may have to begin to count the old boats. For example:\n\n* the \
         Berta\n* the Clara\n",
    ),
    (
        "a cut word with which three later blocks begin is not told by all of them",
        "# Notes\n\nThe first notes are on the boats of the harbour.\n\n[Remark\n~~~\n[Remark 417: The mast is \
         made of pine. See the list of trees.]\n\n[Remark 433: The sail. What would\n~~~\nWhat would you make \
         it of?]\n\n[Remark 446: The rope. It is made of\n~~~\nIt is made of hemp.]\n\nThat is all.\n",
        "# Notes\n\nThe first notes are on the boats of the harbour.\n\n[Remark 417: The mast is made of pine. \
         See the list of trees.]\n\n[Remark 433: The sail. What would you make it of?]\n\n[Remark 446: The rope. \
         It is made of hemp.]\n\nThat is all.\n",
    ),
    (
        "a section told again to the letter is a restart though most of it is code",
        "# Boats\n\nNobody counts the boats by hand.\n\n```python\nfor boat in \
         harbour.boats_of_this_summer():\n    count += boat.number_of_masts()\n    if \
         boat.is_leaving_before_noon():\n        missed += 1\n```\n\nThe program counts the masts of all \
         boats that lie in the harbour at noon, and of those who is missed.\n\n```python\nprint(count, \
         missed, harbour.boats_of_this_summer().expected_number_of_masts())\n```\n\nWhat it prints is read \
         aloud at the gate, so that everybody in town knows it long before the evening.\n\n```python\nfor \
         boat in harbour.boats_of_this_summer():\n    count += boat.number_of_masts()\n    if \
         boat.is_leaving_before_noon():\n        missed += 1\n```\n\nThe program counts the masts of all \
         boats that lie in the harbour at noon, and of those who is missed.\n\n```python\nprint(count, \
         missed, harbour.boats_of_this_summer().expected_number_of_masts())\n```\n\nWhat it prints is read \
         aloud at the gate, so that everybody in town knows it long before the evening.\n\nThe count has \
         never been wrong by more than one.\n",
        "# Boats\n\nNobody counts the boats by hand.\n\n```python\nfor boat in \
         harbour.boats_of_this_summer():\n    count += boat.number_of_masts()\n    if \
         boat.is_leaving_before_noon():\n        missed += 1\n```\n\nThe program counts the masts of all \
         boats that lie in the harbour at noon, and of those who is missed.\n\n```python\nprint(count, \
         missed, harbour.boats_of_this_summer().expected_number_of_masts())\n```\n\nWhat it prints is read \
         aloud at the gate, so that everybody in town knows it long before the evening.\n\nThe count has \
         never been wrong by more than one.\n",
    ),
    (
        "one sentence over two pieces of code leads to two examples, in a post that lost its markers",
        "# Boats\n\nThe harbour is small and the boats are many. In summer the boats lie in two rows \
         along\n\nIn summer the boats lie in two rows along the quay.\n\nTwo of them are counted like this, \
         one after the other, by whoever is on watch:\n\n```python\ncount(anna)\n```\n\nTwo of them are \
         counted like this, one after the other, by whoever is on \
         watch:\n\n```python\ncount(berta)\nprint(berta)\n```\n\nThe count has never been wrong by more than \
         one.\n",
        "# Boats\n\nThe harbour is small and the boats are many. In summer the boats lie in two rows along \
         the quay.\n\nTwo of them are counted like this, one after the other, by whoever is on \
         watch:\n\n```python\ncount(anna)\n```\n\nTwo of them are counted like this, one after the other, by \
         whoever is on watch:\n\n```python\ncount(berta)\nprint(berta)\n```\n\nThe count has never been wrong \
         by more than one.\n",
    ),
    (
        "the rest of a piece of code may be a bracket in a post that lost its markers",
        "# Boats\n\nThe harbour is small and the boats are many. In summer the boats lie in two rows \
         along\n\nIn summer the boats lie in two rows along the quay.\n\n```rust\nfn main() {\n    \
         count();\n\n}\n```\n\nIt runs every morning before the first\n\n}\n```\n\nIt runs every morning \
         before the first ferry leaves. Nobody has to start it.\n",
        "# Boats\n\nThe harbour is small and the boats are many. In summer the boats lie in two rows along \
         the quay.\n\n```rust\nfn main() {\n    count();\n\n}\n```\n\nIt runs every morning before the first \
         ferry leaves. Nobody has to start it.\n",
    ),
    (
        "a source that a restart beyond a restart begins with goes with what follows it",
        "# Boats\n\nThe harbour is small and the boats are many. It was counted by others, long ago:\n\n[A. \
         Keeper and B. Master, \"How the boats of this harbour were \
         counted\"](https://harbour.example/counted)\n\nThey stood at the gate and wrote down every mast that \
         came in.\n\nThey stood at the gate and wrote down every mast that came in.\n\n## Today\n\nToday a \
         program does it, which was written by the clerk in a week.\n\nIt is\n\n[A. Keeper and B. Master, \
         \"How the boats of this harbour were counted\"](https://harbour.example/counted)\n\nThey stood at \
         the gate and wrote down every mast that came in.\n\n## Today\n\nToday a program does it, which was \
         written by the clerk in a week.\n\nIt is never wrong. Nobody knows why.\n",
        "# Boats\n\nThe harbour is small and the boats are many. It was counted by others, long ago:\n\n[A. \
         Keeper and B. Master, \"How the boats of this harbour were \
         counted\"](https://harbour.example/counted)\n\nThey stood at the gate and wrote down every mast that \
         came in.\n\n## Today\n\nToday a program does it, which was written by the clerk in a week.\n\nIt is \
         never wrong. Nobody knows why.\n",
    ),
    (
        "a short quotation of one line may end the article without a stop",
        "# Ship's log\n\nThe last page of the log is empty but for one line that the\n~~~\ncaptain wrote in \
         pencil.\n\n> Land ahoy\n",
        "# Ship's log\n\nThe last page of the log is empty but for one line that the captain wrote in \
         pencil.\n\n> Land ahoy\n",
    ),
    (
        "a bold line that names the author stands over nothing, and stays",
        "# Farewell\n\nThis was the last letter from the lighthouse. Thank you for\n~~~\nreading every one of \
         them.\n\n**— The keepers of the northern tower**\n~~~\n**— The keepers of the northern tower**\n",
        "# Farewell\n\nThis was the last letter from the lighthouse. Thank you for reading every one of \
         them.\n\n**— The keepers of the northern tower**\n",
    ),
    (
        "a tag that was run into the line of the sentence before begins where the block before ended",
        "# Films\n\nThe keeper showed how the lamp is lit, in a film that the town paid for:\n~~~\nThe keeper showed \
         how the lamp is lit, in a film that the town paid for: <Film src=\"https://films.example/lamp\" />\n\nThe \
         pilot showed the channel.\n",
        "# Films\n\nThe keeper showed how the lamp is lit, in a film that the town paid for:\n\n<Film \
         src=\"https://films.example/lamp\" />\n\nThe pilot showed the channel.\n",
    ),
    (
        "a quotation that begins with words that end another sentence is no rest of it",
        "# Words\n\nSailors have many words for one thing, and the strangest of them all is sheet anchor.\n\nA rope is \
         a sheet, and nobody knows why.\n~~~\n> ### Sheet anchor\n>\n> The heaviest anchor of a ship, used last.\n\nSo \
         says the book.\n",
        "# Words\n\nSailors have many words for one thing, and the strangest of them all is sheet anchor.\n\nA rope is \
         a sheet, and nobody knows why.\n\n> ### Sheet anchor\n>\n> The heaviest anchor of a ship, used last.\n\nSo \
         says the book.\n",
    ),
    (
        "a sentence that only the earlier telling of a closing has goes to the close with it",
        "# 灯台\n\
         \n港の灯台は百年前に石で建てられた。今も毎晩、沖の船に光を送っている。\n\
         \n守り番は三人いて、交代で階段を上る。階段は二百段あり、途中に小さな窓がある。\n\
         \n最後に、灯台は町の誇りだと言っておきたい。守る人がいなければ、光はやがて消えてしまう。私の祖父もその一人だった。だからこそ、この仕事を次の世代に伝えていきたい。\n\
         ~~~\n\
         では、若い人たちはどこで灯台の仕事を学べるのだろうか。町の学校には去年から船の授業ができた。生徒たちは望遠鏡の磨き方から習い始める。二年目には霧笛の鳴らし方も覚えるそうだ。\n\
         \n最後に、灯台は町の誇りだと改めて言っておきたい。守る人がいなければ、光はやがて消えてしまう。だからこそ、この仕事を次の世代に伝えていきたいのだ。\n",
        "# 灯台\n\
         \n港の灯台は百年前に石で建てられた。今も毎晩、沖の船に光を送っている。\n\
         \n守り番は三人いて、交代で階段を上る。階段は二百段あり、途中に小さな窓がある。\n\
         \nでは、若い人たちはどこで灯台の仕事を学べるのだろうか。町の学校には去年から船の授業ができた。生徒たちは望遠鏡の磨き方から習い始める。二年目には霧笛の鳴らし方も覚えるそうだ。\n\
         \n最後に、灯台は町の誇りだと改めて言っておきたい。守る人がいなければ、光はやがて消えてしまう。私の祖父もその一人だった。だからこそ、この仕事を次の世代に伝えていきたい。\n",
    ),
    (
        "a heading whose section another telling has under its own heading stands over nothing and goes",
        "# 市場\n\
         \n朝の市場は五時に開く。魚屋は氷を運び、花屋は水を替える。\n\
         \n## 魚屋の話\n\
         \n魚屋の主人は海の天気をよく知っている。嵐の前には網を早く上げるのだという。若いころに船を一艘失ったからだ。\n\
         \n## これからの市場\n\
         \n市場の屋根は来年に直される予定だ。屋根が直れば、雨の日にも店を開けられる。売り上げが増えれば、通りの灯りも増やせるはずだ。市場の未来は、通う人の足にかかっている。\n\
         ~~~\n\
         ## 魚屋の話\n\
         \n魚屋の主人は海の天気をよく知っている。嵐の前には網を早く上げるのだという。若いころに船を一艘失ったからだ。\n\
         \n花屋の娘は祭りの日に花束を百も作る。朝のうちに全部売り切れてしまう。\n\
         \n## 市場のこれから\n\
         \n市場の屋根は来年に直される予定だ。屋根が直れば、雨の日にも店を開けられる。売り上げが増えれば、通りの灯りも増やせるはずだ。市場の未来は、通う人の足にかかっている。\n",
        "# 市場\n\
         \n朝の市場は五時に開く。魚屋は氷を運び、花屋は水を替える。\n\
         \n## 魚屋の話\n\
         \n魚屋の主人は海の天気をよく知っている。嵐の前には網を早く上げるのだという。若いころに船を一艘失ったからだ。\n\
         \n花屋の娘は祭りの日に花束を百も作る。朝のうちに全部売り切れてしまう。\n\
         \n## 市場のこれから\n\
         \n市場の屋根は来年に直される予定だ。屋根が直れば、雨の日にも店を開けられる。売り上げが増えれば、通りの灯りも増やせるはずだ。市場の未来は、通う人の足にかかっている。\n",
    ),
    (
        "what the last telling of a closing says in another sentence is not left behind where the first stood",
        "# 灯台\n\
         \n港の灯台は百年前に石で建てられた。今も毎晩、沖の船に光を送っている。\n\
         \n守り番は三人いて、交代で階段を上る。階段は二百段あり、途中に小さな窓がある。\n\
         \n最後に、灯台は町の誇りだと言っておきたい。守る人がいなければ、光はやがて消えてしまう。町の灯台は海の命綱だ。だからこそ、この仕事を次の世代に伝えていきたい。\n\
         ~~~\n\
         では、若い人たちはどこで灯台の仕事を学べるのだろうか。町の学校には去年から船の授業ができた。生徒たちは望遠鏡の磨き方から習い始める。二年目には霧笛の鳴らし方も覚えるそうだ。\n\
         \n最後に、町の灯台は海の命綱だと改めて言っておきたい。守る人がいなければ、光はやがて消えてしまう。だからこそ、この仕事を次の世代に伝えていきたいのだ。\n",
        "# 灯台\n\
         \n港の灯台は百年前に石で建てられた。今も毎晩、沖の船に光を送っている。\n\
         \n守り番は三人いて、交代で階段を上る。階段は二百段あり、途中に小さな窓がある。\n\
         \nでは、若い人たちはどこで灯台の仕事を学べるのだろうか。町の学校には去年から船の授業ができた。生徒たちは望遠鏡の磨き方から習い始める。二年目には霧笛の鳴らし方も覚えるそうだ。\n\
         \n最後に、町の灯台は海の命綱だと改めて言っておきたい。守る人がいなければ、光はやがて消えてしまう。だからこそ、この仕事を次の世代に伝えていきたいのだ。\n",
    ),
    (
        "a heading that another block puts before the introduction of its section is not said again after it",
        "# 市場\n\
         \n朝の市場は五時に開く。魚屋は氷を運び、花屋は水を替える。\n\
         \nこれからの市場には、片づけなければならない宿題がいくつか残っている。一つずつ\n\
         ~~~\n\
         これからの市場には、片づけなければならない宿題がいくつか残っている。一つずつ見ていくことにしよう。\n\
         \n## 市場に残る宿題\n\
         \nまず、屋根の雨漏りを直さなければならない。次に、通りの灯りを増やしたい。三つ目の宿題は、駐車場の\n\
         ~~~\n\
         ## 市場に残る宿題\n\
         \nこれからの市場には、片づけなければならない宿題がいくつか残っている。一つずつ見ていくことにしよう。\n\
         \nまず、屋根の雨漏りを直さなければならない。次に、通りの灯りを増やしたい。三つ目の宿題は、駐車場の狭さだ。\n\
         \n駐車場は二十台で満車になってしまう。土曜日には道まで列が続く。隣の空き地を借りる話もあるが、持ち主はまだ首を縦に振らない。\n\
         \n最後の宿題は、店を継ぐ人がいないことだ。花屋の娘は町を出た。魚屋の息子は船に乗った。それでも市場は明日の朝も五時に開く。\n",
        "# 市場\n\
         \n朝の市場は五時に開く。魚屋は氷を運び、花屋は水を替える。\n\
         \nこれからの市場には、片づけなければならない宿題がいくつか残っている。一つずつ見ていくことにしよう。\n\
         \n## 市場に残る宿題\n\
         \nまず、屋根の雨漏りを直さなければならない。次に、通りの灯りを増やしたい。三つ目の宿題は、駐車場の狭さだ。\n\
         \n駐車場は二十台で満車になってしまう。土曜日には道まで列が続く。隣の空き地を借りる話もあるが、持ち主はまだ首を縦に振らない。\n\
         \n最後の宿題は、店を継ぐ人がいないことだ。花屋の娘は町を出た。魚屋の息子は船に乗った。それでも市場は明日の朝も五時に開く。\n",
    ),
    (
        "a question that is put again before another answer stands at both places",
        "# 祭り\n\
         \n町の祭りは夏の終わりに開かれる。太鼓の列が港から丘まで続く。\n\
         \nあなたなら、太鼓と花火と舟の灯りがそろうこの長い祭りの夜を、町のどの通りのどの角から、誰と一緒に眺めてみたいと思いますか？\n\
         ~~~\n\
         私なら、古い橋の上を選ぶ。橋からは太鼓の列と舟の灯りが一度に見える。子どもたちは欄干に登り、父親たちに叱られる。\n\
         \n屋台の煙は風のない夜ほど低く流れる。焼きそばの匂いが川面まで下りてくる。年寄りは縁台を出して、去年の話を始める。\n\
         \n花火は九時に上がる。最初の一発だけは、誰もが口をつぐんで待つ。そのあとは歓声で何も聞こえない。\n\
         \n翌朝には通りが掃き清められる。太鼓は倉に戻り、町はまた静かな港になる。だから私は毎年こう尋ねてみる。\n\
         \nあなたなら、太鼓と花火と舟の灯りがそろうこの長い祭りの夜を、町のどの通りのどの角から、誰と一緒に眺めてみたいと思いますか？\n\
         \n答えは人の数だけある。それでいいのだと、橋の上の年寄りは笑っていた。\n",
        "# 祭り\n\
         \n町の祭りは夏の終わりに開かれる。太鼓の列が港から丘まで続く。\n\
         \nあなたなら、太鼓と花火と舟の灯りがそろうこの長い祭りの夜を、町のどの通りのどの角から、誰と一緒に眺めてみたいと思いますか？\n\
         \n私なら、古い橋の上を選ぶ。橋からは太鼓の列と舟の灯りが一度に見える。子どもたちは欄干に登り、父親たちに叱られる。\n\
         \n屋台の煙は風のない夜ほど低く流れる。焼きそばの匂いが川面まで下りてくる。年寄りは縁台を出して、去年の話を始める。\n\
         \n花火は九時に上がる。最初の一発だけは、誰もが口をつぐんで待つ。そのあとは歓声で何も聞こえない。\n\
         \n翌朝には通りが掃き清められる。太鼓は倉に戻り、町はまた静かな港になる。だから私は毎年こう尋ねてみる。\n\
         \nあなたなら、太鼓と花火と舟の灯りがそろうこの長い祭りの夜を、町のどの通りのどの角から、誰と一緒に眺めてみたいと思いますか？\n\
         \n答えは人の数だけある。それでいいのだと、橋の上の年寄りは笑っていた。\n",
    ),
    (
        "what goes on with an earlier section is told there and not behind the article's ending",
        "# 橋\n\
         \n町には橋が三つある。どれも違う時代に架けられた。\n\
         \n## 石の橋\n\
         \n石の橋はいちばん古く、馬車のために造られた。欄干には石工の名前が残っている。今は人と犬だけが\n\
         ~~~\n\
         ## 石の橋\n\
         \n石の橋はいちばん古く、馬車のために造られた。欄干には石工の名前が残っている。今は人と犬だけが渡る。\n\
         \n## 鉄の橋\n\
         \n鉄の橋は鉄道と一緒に来た。夜には貨物列車の音が谷に響く。橋の番人は今も毎朝ねじを叩いて回る。\n\
         \n橋の話はこれで終わりだ。次に渡るときは、足もとの石を見てほしい。そこには町の時間が積もっている。\n\
         ~~~\n\
         今は人と犬だけが渡る。\n\
         \n春には橋の下で子どもたちが石を積む。夏には欄干に風鈴が並ぶ。秋の嵐のあとには、流木が橋脚に\n",
        "# 橋\n\
         \n町には橋が三つある。どれも違う時代に架けられた。\n\
         \n## 石の橋\n\
         \n石の橋はいちばん古く、馬車のために造られた。欄干には石工の名前が残っている。今は人と犬だけが渡る。\n\
         \n春には橋の下で子どもたちが石を積む。夏には欄干に風鈴が並ぶ。\n\
         \n## 鉄の橋\n\
         \n鉄の橋は鉄道と一緒に来た。夜には貨物列車の音が谷に響く。橋の番人は今も毎朝ねじを叩いて回る。\n\
         \n橋の話はこれで終わりだ。次に渡るときは、足もとの石を見てほしい。そこには町の時間が積もっている。\n",
    ),
    (
        "code that is cut and told again whole from its fence stands once",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats +\n~~~\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    print(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    print(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
    ),
    (
        "code that is cut and told again whole under its sentence stands once",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats\n~~~\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    print(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    print(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
    ),
    (
        "code goes on at a line",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n~~~\n    print(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    print(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
    ),
    (
        "code goes on in the middle of a line",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    print(boat\n~~~\n.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    print(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
    ),
    (
        "code goes on inside a word",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    pri\n~~~\nnt(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    print(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
    ),
    (
        "code goes on with the fence that closes it",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    print(boat.name)\n~~~\n```\n\nIt runs at noon. Nobody starts it.\n",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    print(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
    ),
    (
        "code goes on over a block that holds nothing else",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\n~~~\nfor boat in harbour:\n    boats +\n~~~\n= 1\n    print(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    print(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
    ),
    (
        "lines of code that are said again after a cut stand once",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    print(bo\n~~~\nfor boat in harbour:\n    boats += 1\n    print(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
        "# Boats\n\nThe program counts the boats.\n\n```python\nboats = 0\nfor boat in harbour:\n    boats += 1\n    print(boat.name)\n```\n\nIt runs at noon. Nobody starts it.\n",
    ),
    (
        "two pieces of code, both cut, each go on by themselves",
        "# Boats\n\nThe program counts the boats.\n\n```\nboats = 0\n~~~\ncount(boats)\n```\n\nIt runs at noon.\n\n```\nrun --count\n~~~\nprint --count\n```\n\nNobody starts it.\n",
        "# Boats\n\nThe program counts the boats.\n\n```\nboats = 0\ncount(boats)\n```\n\nIt runs at noon.\n\n```\nrun --count\nprint --count\n```\n\nNobody starts it.\n",
    ),
    (
        "code that ends with the article's title is no title",
        "# Boats\n\nThe program counts.\n\n```\nprint(names,\n~~~\n boats)\n```\n\nNobody starts it.\n",
        "# Boats\n\nThe program counts.\n\n```\nprint(names, boats)\n```\n\nNobody starts it.\n",
    ),
    (
        "another piece of code under the next sentence is no rest of the one that is cut",
        "# Boats\n\nThe program counts the boats.\n\n```\nboats = 0\n~~~\nThe second program counts the ferries.\n\n```\nferries = 0\n```\n",
        "# Boats\n\nThe program counts the boats.\n\n```\nboats = 0\n\nThe second program counts the ferries.\n\n```\nferries = 0\n```\n",
    ),
    (
        "two sentences that begin with the same few cut words are two",
        "# Rules\n\nThere are few rules, and they are old. The keeper must\n~~~\nThe keeper must never sleep while the \
         lamp burns in the northern tower. Nobody else may light it. The keeper must never\n~~~\nThe keeper must never \
         leave this small harbour before his relief has come. He may read.\n",
        "# Rules\n\nThere are few rules, and they are old. The keeper must never sleep while the lamp burns in the northern \
         tower. Nobody else may light it. The keeper must never leave this small harbour before his relief has come. He \
         may read.\n",
    ),
    (
        "what stands between two passages that follow each other stays between them, though it is long",
        "# 港の話\n\n港の朝はいつも霧で始まり、船は鐘の音を頼りに岸壁へ戻ってくる。漁師たちは網を繕いながら、その日の潮の具合を静かに語り合う。\
         市場では競りの声が響き、町の人々は一日の値段をそこで初めて知ることになる。\n\nところで、港には古い倉庫が三つ並んでいる。どれも煉瓦で作られていて、百年前の火事にも焼けずに残ったものだ。\
         \n\n灯台守の仕事は夜に始まり、夜明けの最初の光とともに静かに終わる。彼は二十年のあいだ、一度も灯を絶やしたことがないと言われている。島の子どもたちは、その灯を数えながら眠りにつくのだという。\
         冬の嵐の夜だけは、誰も眠らずに窓の外を見ている。\n~~~\n漁師たちは網を繕いながら、その日の潮の具合を静かに語り合う。市場では競りの声が響き、町の人々は一日の値段をそこで初めて知ることになる。\
         \n\n昼になると、岸壁には魚を買い付けに来た料理人たちが集まり、箱の中を一つ一つのぞき込む。彼らは値段よりも目の色を見て、その魚がいつ揚がったのかを言い当ててみせる。\
         若い料理人はなかなか当てられず、年長の者に笑われながら、少しずつ目利きの術を覚えていく。\n\n午後には子どもたちが学校から帰ってきて、桟橋の端に腰を下ろし、釣り糸を垂れる。\
         釣れるのは小さな鯵ばかりだが、誰もそれを気にする様子はない。夕方になれば猫たちが集まり、分け前を辛抱強く待っている。やがて母親たちの呼ぶ声が坂の上から聞こえ、桟橋は空になる。\
         \n\n灯台守の仕事は夜に始まり、夜明けの最初の光とともに静かに終わる。彼は二十年のあいだ、一度も灯を絶やしたことがないと言われている。\n",
        "# 港の話\n\n港の朝はいつも霧で始まり、船は鐘の音を頼りに岸壁へ戻ってくる。漁師たちは網を繕いながら、その日の潮の具合を静かに語り合う。\
         市場では競りの声が響き、町の人々は一日の値段をそこで初めて知ることになる。\n\nところで、港には古い倉庫が三つ並んでいる。どれも煉瓦で作られていて、百年前の火事にも焼けずに残ったものだ。\
         \n\n昼になると、岸壁には魚を買い付けに来た料理人たちが集まり、箱の中を一つ一つのぞき込む。彼らは値段よりも目の色を見て、その魚がいつ揚がったのかを言い当ててみせる。\
         若い料理人はなかなか当てられず、年長の者に笑われながら、少しずつ目利きの術を覚えていく。\n\n午後には子どもたちが学校から帰ってきて、桟橋の端に腰を下ろし、釣り糸を垂れる。\
         釣れるのは小さな鯵ばかりだが、誰もそれを気にする様子はない。夕方になれば猫たちが集まり、分け前を辛抱強く待っている。やがて母親たちの呼ぶ声が坂の上から聞こえ、桟橋は空になる。\
         \n\n灯台守の仕事は夜に始まり、夜明けの最初の光とともに静かに終わる。彼は二十年のあいだ、一度も灯を絶やしたことがないと言われている。島の子どもたちは、その灯を数えながら眠りにつくのだという。\
         冬の嵐の夜だけは、誰も眠らずに窓の外を見ている。\n",
    ),
    (
        "the rest of a paragraph that only a later block tells stays in it",
        "# Keeping bees\n\nWhoever keeps bees for the first time should not begin with the honey. There are \
         a few things that come before it, and none of them can be skipped.\n\n1. **The place.** A hive \
         wants morning sun and a hedge against the west wind. The ground in front of it should stay dry \
         through the whole of spring.\n2. **The water.** Bees drink more than most people think, above all \
         in a hot summer. A shallow dish with stones in it is enough for two strong hives.\n3. **The \
         neighbours.** Tell them before the first swarm hangs in their pear tree.\n\nAll of this takes one \
         quiet weekend, and it saves a whole year of trouble with the hives.\n\n## Winter\n\nIn winter the \
         bees sit close together and need nobody. The keeper only listens at the wall of the hive from time \
         to time. In spring he opens it on the first warm day and sees who has lived.\n~~~\n1. **The \
         place.** A hive wants morning sun and a hedge against the west wind. The ground in front of it \
         should stay dry through the whole of spring.\n2. **The water.** Bees drink more than most people \
         think, above all in a hot summer. A shallow dish with stones in it is enough for two strong hives. \
         Change the water every week, or the dish becomes a pond with its own small animals. Rain water is \
         better than water from the tap.\n3. **The clothes.** A veil and gloves are worth their price on the \
         very first day. The smoke does the rest, and the slower the hands, the fewer the stings. Wear \
         nothing made of\n",
        "# Keeping bees\n\nWhoever keeps bees for the first time should not begin with the honey. There are \
         a few things that come before it, and none of them can be skipped.\n\n1. **The place.** A hive \
         wants morning sun and a hedge against the west wind. The ground in front of it should stay dry \
         through the whole of spring.\n2. **The water.** Bees drink more than most people think, above all \
         in a hot summer. A shallow dish with stones in it is enough for two strong hives. Change the water \
         every week, or the dish becomes a pond with its own small animals. Rain water is better than water \
         from the tap.\n3. **The clothes.** A veil and gloves are worth their price on the very first day. \
         The smoke does the rest, and the slower the hands, the fewer the stings.\n3. **The neighbours.** \
         Tell them before the first swarm hangs in their pear tree.\n\nAll of this takes one quiet weekend, \
         and it saves a whole year of trouble with the hives.\n\n## Winter\n\nIn winter the bees sit close \
         together and need nobody. The keeper only listens at the wall of the hive from time to time. In \
         spring he opens it on the first warm day and sees who has lived.\n",
    ),
    (
        "of two ways on from a sentence the one that stays in its paragraph comes first",
        "# Keeping bees\n\nWhoever keeps bees for the first time should not begin with the honey. There are \
         a few things that come before it, and none of them can be skipped.\n\n1. **The place.** A hive \
         wants morning sun and a hedge against the west wind. The ground in front of it should stay dry \
         through the whole of spring.\n2. **The water.** Bees drink more than most people think, above all \
         in a hot summer. A shallow dish with stones in it is enough for two strong hives.\n3. **The \
         neighbours.** Tell them before the first swarm hangs in their pear tree.\n\nAll of this takes one \
         quiet weekend, and it saves a whole year of trouble with the hives.\n\n## Winter\n\nIn winter the \
         bees sit close together and need nobody. The keeper only listens at the wall of the hive from time \
         to time. In spring he opens it on the first warm day and sees who has lived.\n~~~\n1. **The \
         place.** A hive wants morning sun and a hedge against the west wind. The ground in front of it \
         should stay dry through the whole of spring.\n2. **The water.** Bees drink more than most people \
         think, above all in a hot summer. A shallow dish with stones in it is enough for two strong hives. \
         Change the water every week, or the dish becomes a pond with its own small animals. Rain water is \
         better than water from the tap.\n3. **The clothes.** A veil and gloves are worth their price on the \
         very first day. The smoke does the rest, and the slower the hands, the fewer the stings.\n\n## \
         Winter\n\nIn winter the bees sit close together and need nobody. The keeper only listens at the \
         wall of the hive from time to time.\n",
        "# Keeping bees\n\nWhoever keeps bees for the first time should not begin with the honey. There are \
         a few things that come before it, and none of them can be skipped.\n\n1. **The place.** A hive \
         wants morning sun and a hedge against the west wind. The ground in front of it should stay dry \
         through the whole of spring.\n2. **The water.** Bees drink more than most people think, above all \
         in a hot summer. A shallow dish with stones in it is enough for two strong hives. Change the water \
         every week, or the dish becomes a pond with its own small animals. Rain water is better than water \
         from the tap.\n3. **The clothes.** A veil and gloves are worth their price on the very first day. \
         The smoke does the rest, and the slower the hands, the fewer the stings.\n3. **The neighbours.** \
         Tell them before the first swarm hangs in their pear tree.\n\nAll of this takes one quiet weekend, \
         and it saves a whole year of trouble with the hives.\n\n## Winter\n\nIn winter the bees sit close \
         together and need nobody. The keeper only listens at the wall of the hive from time to time. In \
         spring he opens it on the first warm day and sees who has lived.\n",
    ),
    (
        "a cut that a run-together block goes on with stays in its paragraph",
        "# 茶の話\n\n茶を淹れる湯は、沸かしてから少し待つのがよい。熱すぎる湯は葉を驚かせ、苦みばかりを引き出してしまうからだ。待つあいだに\n~~~\n器を温めておけば、その時間も無駄にはならない。\
         茶葉は一人に匙一杯、客が多い日でもそれは変わらない。 急須の蓋は最後まで閉めておく。注ぐときは少しずつ、順番に、濃さがそろうように回していく。\
         \n~~~\n茶葉は一人に匙一杯、客が多い日でもそれは変わらない。\n\n急須の蓋は最後まで閉めておく。注ぐときは少しずつ、順番に、濃さがそろうように回していく。\
         最後の一滴まで注ぎきるのが作法だと、祖母はいつも言っていた。\n",
        "# 茶の話\n\n茶を淹れる湯は、沸かしてから少し待つのがよい。熱すぎる湯は葉を驚かせ、苦みばかりを引き出してしまうからだ。待つあいだに器を温めておけば、その時間も無駄にはならない。\
         茶葉は一人に匙一杯、客が多い日でもそれは変わらない。\n\n急須の蓋は最後まで閉めておく。注ぐときは少しずつ、順番に、濃さがそろうように回していく。\
         最後の一滴まで注ぎきるのが作法だと、祖母はいつも言っていた。\n",
    ),
    (
        "an item that a run-together block goes on with keeps its place in the list",
        "# Öfen\n\nEin Ofen will verstanden werden, bevor man ihn anheizt.\n\n1. **Das Holz:**\n    * Buche \
         brennt lange und gleichmäßig, sie muss aber zwei Jahre unter einem Dach gelegen haben.\n    * \
         Fichte nimmt man nur zum Anzünden, denn sie spritzt und verrußt das Rohr schon nach \
         wenigen\n~~~\nWochen. Im März kehrt man das Rohr, und zwar von oben nach unten. Wer es vergisst, \
         den erinnert im Herbst der Nachbar. 2. **Die Luft:** Der Schieber bleibt offen, bis die Flamme \
         ruhig steht. Danach schließt man ihn halb.\n~~~\nIm März kehrt man das Rohr, und zwar von oben nach \
         unten.\n\nWer es vergisst, den erinnert im Herbst der Nachbar.\n\n2. **Die Luft:** Der Schieber \
         bleibt offen, bis die Flamme ruhig steht. Danach schließt man ihn halb. Nachts bleibt er zu.\n",
        "# Öfen\n\nEin Ofen will verstanden werden, bevor man ihn anheizt.\n\n1. **Das Holz:**\n    * Buche \
         brennt lange und gleichmäßig, sie muss aber zwei Jahre unter einem Dach gelegen haben.\n    * \
         Fichte nimmt man nur zum Anzünden, denn sie spritzt und verrußt das Rohr schon nach wenigen Wochen. \
         Im März kehrt man das Rohr, und zwar von oben nach unten.\n\nWer es vergisst, den erinnert im \
         Herbst der Nachbar.\n\n2. **Die Luft:** Der Schieber bleibt offen, bis die Flamme ruhig steht. \
         Danach schließt man ihn halb. Nachts bleibt er zu.\n",
    ),
    (
        "a block that begins with the title of the front matter goes on with nothing",
        "---\ntitle: \"塩の道の話\"\n---\n\n塩の道を歩く：山と海をつないだ人々の話\n\n昔の人は塩を背負って山を越えた。峠には茶屋があり、そこで荷を下ろして一息ついたという。\
         道しるべの石は今も残っていて、苔の下に\n~~~\n塩の道の話\n\n山と海をつないだ人々の話 昔の人は塩を背負って山を越えた。峠には茶屋があり、そこで荷を下ろして一息ついたという。\
         \n~~~\n道しるべの石は今も残っていて、苔の下に古い文字が読める。それをたどれば、今でも海まで歩いて行ける。\n",
        "---\ntitle: \"塩の道の話\"\n---\n\n塩の道を歩く：山と海をつないだ人々の話\n\n昔の人は塩を背負って山を越えた。峠には茶屋があり、そこで荷を下ろして一息ついたという。\
         道しるべの石は今も残っていて、苔の下に古い文字が読める。それをたどれば、今でも海まで歩いて行ける。\n",
    ),
    (
        "a sentence that a block says at two places stands at both",
        "# Die Fähre\n\nDie Fähre fährt bei jedem Wetter, und niemand im Dorf kann sich an einen Tag ohne \
         sie erinnern. Der Fährmann kennt jede Untiefe zwischen den beiden Ufern. Am Ende hängt das ganze \
         Dorf mit allem, was es braucht und was es verkaufen will, an diesem einen alten Boot. Darum wurde \
         im letzten Winter über eine Brücke gestritten.\n\nDie Brücke würde drei Jahre dauern und mehr \
         kosten, als die Gemeinde in zehn Jahren einnimmt. Der Bürgermeister rechnet trotzdem gern vor, was \
         sie bringen soll.\n\nDie Kinder fahren jeden Morgen mit der Fähre zur Schule und jeden \
         Mittag\n~~~\nzurück. Am Steg warten dann die Großeltern mit dem Hund. Am Ende hängt das ganze Dorf \
         mit allem, was es braucht und was es verkaufen will, an diesem einen alten Boot. Und wenn das Eis \
         kommt, steht es still.\n~~~\nDie Fähre fährt bei jedem Wetter, und niemand im Dorf kann sich an \
         einen Tag ohne sie erinnern. Der Fährmann kennt jede Untiefe zwischen den beiden Ufern. Am Ende \
         hängt das ganze Dorf mit allem, was es braucht und was es verkaufen will, an diesem einen alten \
         Boot. Darum wurde im letzten Winter über eine Brücke gestritten.\n\nDie Brücke würde drei Jahre \
         dauern und mehr kosten, als die Gemeinde in zehn Jahren einnimmt. Der Bürgermeister rechnet \
         trotzdem gern vor, was sie bringen soll.\n\nDie Kinder fahren jeden Morgen mit der Fähre zur Schule \
         und jeden Mittag zurück. Am Steg warten dann die Großeltern mit dem Hund. Am Ende hängt das ganze \
         Dorf mit allem, was es braucht und was es verkaufen will, an diesem einen alten Boot. Und wenn das \
         Eis kommt, steht es still.\n",
        "# Die Fähre\n\nDie Fähre fährt bei jedem Wetter, und niemand im Dorf kann sich an einen Tag ohne \
         sie erinnern. Der Fährmann kennt jede Untiefe zwischen den beiden Ufern. Am Ende hängt das ganze \
         Dorf mit allem, was es braucht und was es verkaufen will, an diesem einen alten Boot. Darum wurde \
         im letzten Winter über eine Brücke gestritten.\n\nDie Brücke würde drei Jahre dauern und mehr \
         kosten, als die Gemeinde in zehn Jahren einnimmt. Der Bürgermeister rechnet trotzdem gern vor, was \
         sie bringen soll.\n\nDie Kinder fahren jeden Morgen mit der Fähre zur Schule und jeden Mittag \
         zurück. Am Steg warten dann die Großeltern mit dem Hund. Am Ende hängt das ganze Dorf mit allem, \
         was es braucht und was es verkaufen will, an diesem einen alten Boot. Und wenn das Eis kommt, steht \
         es still.\n",
    ),
    (
        "an ending that the same matter follows again stays where it was told first",
        "# El faro\n\nEl faro se construyó en un invierno sin nieve, cuando los pescadores no podían salir \
         al mar. Las piedras vinieron de la cantera del norte en carros tirados por bueyes. La torre mide \
         cuarenta metros y no tiene ni una sola ventana hacia la tierra.\n\nEl farero vivía con su familia \
         en la casa que está pegada a la torre. Los niños aprendían a leer con los periódicos que les traía \
         el barco del correo.\n\nLa luz del faro ha cambiado muchas veces desde entonces, pero nunca se ha \
         apagado del todo. Quien la ve desde el mar sabe que ya no está solo en la noche. Ojalá siga girando \
         cuando nosotros ya no estemos aquí para contarlo.\n~~~\nY sin embargo, hay una historia del faro \
         que casi nadie se atreve a contar en voz alta. Una noche de enero, el farero subió las escaleras y \
         encontró la lámpara ya encendida. Nadie había entrado y la puerta seguía cerrada por dentro con dos \
         vueltas de llave.\n\nDesde aquella noche escribió en su cuaderno cada sonido que venía del mar. El \
         cuaderno se guarda hoy en el ayuntamiento, detrás de un cristal.\n\nLos vecinos dicen que en sus \
         páginas falta una hoja. Nadie sabe quién la arrancó ni lo que decía. El alcalde promete cada año \
         que la encontrará, y cada año se le olvida.\n~~~\nLa vieja lámpara ha cambiado muchas veces desde \
         entonces. Quien la ve desde el mar sabe que ya no está solo en la noche. Ojalá siga girando cuando \
         nosotros ya no estemos aquí para contarlo.\n\nY sin embargo, hay una historia del faro que casi \
         nadie se atreve a contar en voz alta. Una noche de enero, el farero subió las escaleras y encontró \
         la lámpara ya encendida. Nadie había entrado y la puerta seguía cerrada por dentro con dos vueltas \
         de llave.\n\nDesde aquella noche escribió en su cuaderno cada sonido que venía del mar. El cuaderno \
         se guarda hoy en el\n",
        "# El faro\n\nEl faro se construyó en un invierno sin nieve, cuando los pescadores no podían salir \
         al mar. Las piedras vinieron de la cantera del norte en carros tirados por bueyes. La torre mide \
         cuarenta metros y no tiene ni una sola ventana hacia la tierra.\n\nEl farero vivía con su familia \
         en la casa que está pegada a la torre. Los niños aprendían a leer con los periódicos que les traía \
         el barco del correo.\n\nLa luz del faro ha cambiado muchas veces desde entonces, pero nunca se ha \
         apagado del todo. Quien la ve desde el mar sabe que ya no está solo en la noche. Ojalá siga girando \
         cuando nosotros ya no estemos aquí para contarlo.\n\nY sin embargo, hay una historia del faro que \
         casi nadie se atreve a contar en voz alta. Una noche de enero, el farero subió las escaleras y \
         encontró la lámpara ya encendida. Nadie había entrado y la puerta seguía cerrada por dentro con dos \
         vueltas de llave.\n\nDesde aquella noche escribió en su cuaderno cada sonido que venía del mar. El \
         cuaderno se guarda hoy en el ayuntamiento, detrás de un cristal.\n\nLos vecinos dicen que en sus \
         páginas falta una hoja. Nadie sabe quién la arrancó ni lo que decía. El alcalde promete cada año \
         que la encontrará, y cada año se le olvida.\n\nLa vieja lámpara ha cambiado muchas veces desde \
         entonces.\n",
    ),
    (
        "a cut end that nothing continues goes though other blocks end in cuts, too",
        "# 山小屋\n\n山小屋の朝は早い。四時には誰かが湯を沸かし始める。\n\n荷を背負った人が夜明け前に出ていく。残った者は二度寝をする。\n\n昼には登ってくる人たちの声が聞こえる。\
         主人は鍋に火を入れ、水の量を確かめてから薪を\n~~~\n足しに裏へ回る。鍋には冬のあいだ干しておいた茸が入る。\n\n午後の雲は速い。霧が来ると、鐘を鳴らして道を知らせる\n~~~\nのが決まりだ。\
         鐘は三つ、間を置いて鳴らす。\n\n夜になると、客は地図を広げて翌日の話をする。\n\n主人は黙って聞きながら、天気のことだけを短く教えることもある\n~~~\n",
        "# 山小屋\n\n山小屋の朝は早い。四時には誰かが湯を沸かし始める。\n\n荷を背負った人が夜明け前に出ていく。残った者は二度寝をする。\n\n昼には登ってくる人たちの声が聞こえる。\
         主人は鍋に火を入れ、水の量を確かめてから薪を足しに裏へ回る。鍋には冬のあいだ干しておいた茸が入る。\n\n午後の雲は速い。霧が来ると、鐘を鳴らして道を知らせるのが決まりだ。鐘は三つ、間を置いて鳴らす。\
         \n\n夜になると、客は地図を広げて翌日の話をする。\n",
    ),
    (
        "the label of an item that is said again as a sentence goes with it",
        "# Tools\n\nA gardener needs less than the shops would have him believe.\n\n* **The spade:** It is \
         bought once and for life, so it may cost what it costs. The handle should reach to the lowest \
         rib.\n* **The fork for heavy soil:** Clay wants tines of forged steel, and it wants them after rain \
         and never before. For sand any fork will\n~~~\nThe fork for heavy soil. Clay wants tines of forged \
         steel, and it wants them after rain and never before. For sand any fork will do, even an old \
         one.\n\nThe rest is pleasure. A knife, a string and a good hat are found in every shed.\n",
        "# Tools\n\nA gardener needs less than the shops would have him believe.\n\n* **The spade:** It is \
         bought once and for life, so it may cost what it costs. The handle should reach to the lowest \
         rib.\n* **The fork for heavy soil:** Clay wants tines of forged steel, and it wants them after rain \
         and never before. For sand any fork will do, even an old one.\n\nThe rest is pleasure. A knife, a \
         string and a good hat are found in every shed.\n",
    ),
    (
        "a row of a table that a block is cut in is told whole by the table told again",
        "# Fähren\n\nDie Tafel am Kai nennt jedes Schiff.\n\n| Schiff | Abfahrt |\n|---|---|\n| Mö\n~~~\n| Schiff | Abfahrt \
         |\n|---|---|\n| Möwe | 7:40 |\n| Robbe | 9:10 |\n\nNachts fährt keines.\n",
        "# Fähren\n\nDie Tafel am Kai nennt jedes Schiff.\n\n| Schiff | Abfahrt |\n|---|---|\n| Möwe | 7:40 |\n| Robbe | \
         9:10 |\n\nNachts fährt keines.\n",
    ),
    (
        "a link's definition that a block is cut in is told whole by the next one",
        "# Le port\n\nLe registre est public, voir [les bateaux][registre].\n\n[registre]: https://port.exam\n~~~\n\
         [registre]: https://port.example/bateaux\n\nPersonne ne le lit.\n",
        "# Le port\n\nLe registre est public, voir [les bateaux][registre].\n\n[registre]: https://port.example/bateaux\n\n\
         Personne ne le lit.\n",
    ),
    (
        "an item of a list without stops that a block is cut in is told whole by the next one",
        "# El muelle\n\nTres barcos salen cada mañana.\n\n- La Gaviota sale a las seis\n- La Foca sa\n~~~\n- La Foca sale a \
         las siete\n- El Cormorán sale el último\n\nDe noche no sale ninguno.\n",
        "# El muelle\n\nTres barcos salen cada mañana.\n\n- La Gaviota sale a las seis\n- La Foca sale a las siete\n- El \
         Cormorán sale el último\n\nDe noche no sale ninguno.\n",
    ),
    (
        "a tag that a block is cut in is told whole by the next one",
        "# Latarnia\n\nRysunek pokazuje latarnię i skałę.\n\n<img src=\"latar\n~~~\n<img src=\"latarnia.png\" \
         alt=\"latarnia\">\n\nStoi tu od stu lat. Nikt w niej nie mieszka.\n",
        "# Latarnia\n\nRysunek pokazuje latarnię i skałę.\n\n<img src=\"latarnia.png\" alt=\"latarnia\">\n\nStoi tu od \
         stu lat. Nikt w niej nie mieszka.\n",
    ),
    (
        "a paragraph that only ends where a block does ends though later blocks run it together",
        "# Le phare\n\nLe phare est vieux de cent ans. Personne ne sait qui l'a bâti.\n\nLe gardien monte chaque soir. Il allume \
         la lampe à la main et la couvre d'un verre rouge.\n~~~\nLe phare est vieux de cent ans. Personne ne sait qui l'a bâti. Le \
         gardien monte chaque soir. Il allume la lampe à la main et la couvre d'un verre rouge. Les bateaux la voient de \
         loin.\n~~~\nLe phare est vieux de cent ans. Personne ne sait qui l'a bâti. Le gardien monte chaque soir. Il allume la lampe \
         à la main et la couvre d'un verre. Les bateaux la voient de loin. Ils rentrent sans carte.\n",
        "# Le phare\n\nLe phare est vieux de cent ans. Personne ne sait qui l'a bâti.\n\nLe gardien monte chaque soir. Il allume \
         la lampe à la main et la couvre d'un verre rouge.\n\nLes bateaux la voient de loin.\n\nIls rentrent sans carte.\n",
    ),
    (
        "a sentence behind which a block is cut in the next one ends no paragraph",
        "# 灯台\n\n灯台は百年前に建てられ、誰が建てたのかは分からない。\n\n守り人は毎晩、油の缶を持って階段をのぼる。\n\n灯りは手でともされ、赤い硝子で覆われる。船は\n~~~\nその灯りを遠くから見つける。地図はいらない。\n\n灯台は百年前に建てられ、誰が建てたのかは分からない。\
         守り人は毎晩、油の缶を持って階段をのぼる。\n",
        "# 灯台\n\n灯台は百年前に建てられ、誰が建てたのかは分からない。\n\n守り人は毎晩、油の缶を持って階段をのぼる。\n\n灯りは手でともされ、赤い硝子で覆われる。船はその灯りを遠くから見つける。地図はいらない。\n",
    ),
    (
        "a space stands before a colon behind a cut where the author writes one",
        "# Le phare\n\nUne chose est sûre : personne ne monte. Une autre aussi : la lampe brûle. Ce que le gardien \
         apporte\n~~~\n: une lampe, du pain et un livre.\n",
        "# Le phare\n\nUne chose est sûre : personne ne monte. Une autre aussi : la lampe brûle. Ce que le gardien apporte : \
         une lampe, du pain et un livre.\n",
    ),
    (
        "a link alone in its line is the rest of a cut sentence",
        "# Hafen\n\nDer Hafen ist alt. Mehr dazu steht im\n~~~\n[Buch über den Hafen](https://hafen.example/buch)\n\nDort liegt auch \
         die Karte.\n",
        "# Hafen\n\nDer Hafen ist alt. Mehr dazu steht im [Buch über den Hafen](https://hafen.example/buch)\n\nDort liegt auch die \
         Karte.\n",
    ),
    (
        "a sentence that begins with the same few words as another goes on in its own way",
        "# Liman\n\nBunun gibi bir liman ender bulunur. Kaptan sabah erken\n~~~\nyola çıktı ve akşam döndü. Bunun gibi bir\n~~~\nkaptan az \
         bulunur. Herkes onu tanır.\n",
        "# Liman\n\nBunun gibi bir liman ender bulunur. Kaptan sabah erken yola çıktı ve akşam döndü. Bunun gibi bir kaptan az \
         bulunur. Herkes onu tanır.\n",
    ),
    (
        "a line that a block without a marker is cut in does not take apart the next one, which begins with it",
        "# Boeken\n\nDe haven heeft sinds jaren een kleine bibliotheek met een groene deur. Niemand leent er ooit een boek, maar iedereen kent de kast.\n\nDe haven heeft sinds jaren een kleine bibliotheek met een groene deur. Niemand leent er ooit een boek, maar iedereen kent de kast.\n\n[Oude boten en de haven van\n\n[Oude boten en de haven van oude boten](https://haven.example/boten), Jan Smit (1999)\n\nEen lijst van alle boten.\n",
        "# Boeken\n\nDe haven heeft sinds jaren een kleine bibliotheek met een groene deur. Niemand leent er ooit een boek, maar iedereen kent de kast.\n\n[Oude boten en de haven van oude boten](https://haven.example/boten), Jan Smit (1999)\n\nEen lijst van alle boten.\n",
    ),
    (
        "an item of a list without stops goes on in the next block",
        "# 港\n\n港には四つの決まりがある。\n\n- 灯は夕方にともす\n- 船は朝に出\n~~~\nる\n- 網は夜に干す\n- 魚は昼に売る\n\n決まりはそれだけだ。\n",
        "# 港\n\n港には四つの決まりがある。\n\n- 灯は夕方にともす\n- 船は朝に出る\n- 網は夜に干す\n- 魚は昼に売る\n\n決まりはそれだけだ。\n",
    ),
    (
        "a row of a table goes on in the next block",
        "# Traghetti\n\nIl cartello dice quando partono.\n\n| Traghetto | Partenza |\n|---|---|\n| Gabbiano |\n~~~\n7:40 \
         |\n| Foca | 9:10 |\n\nDi notte non parte nessuno.\n",
        "# Traghetti\n\nIl cartello dice quando partono.\n\n| Traghetto | Partenza |\n|---|---|\n| Gabbiano | 7:40 |\n| Foca | 9:10 \
         |\n\nDi notte non parte nessuno.\n",
    ),
    (
        "a heading that is cut inside a word goes on in the next block",
        "# Cais\n\nO porto é antigo. No porto dorme um gato.\n\n## Os barcos do por\n~~~\nto\n\nSão três barcos. Todos são verdes.\n",
        "# Cais\n\nO porto é antigo. No porto dorme um gato.\n\n## Os barcos do porto\n\nSão três barcos. Todos são verdes.\n",
    ),
    (
        "half of an emphasis or of a heading alone in its paragraph goes",
        "# Il mercato\n\nIl mercato apre alle sei, quando la piazza è ancora bagnata. I banchi del pesce \
         stanno sotto il portico, e chi arriva tardi trova solo le sarde.\n\n**\n\nLa verdura viene dalle \
         colline. In maggio ci sono le fave e i\n~~~\nLa verdura viene dalle colline. In maggio ci sono le \
         fave e i piselli, in ottobre le zucche.\n\n###\n~~~\n###\n\nIn inverno i banchi sono pochi. Si \
         vendono cavoli, e poco altro.\n",
        "# Il mercato\n\nIl mercato apre alle sei, quando la piazza è ancora bagnata. I banchi del pesce \
         stanno sotto il portico, e chi arriva tardi trova solo le sarde.\n\nLa verdura viene dalle colline. \
         In maggio ci sono le fave e i piselli, in ottobre le zucche.\n\nIn inverno i banchi sono pochi. Si \
         vendono cavoli, e poco altro.\n",
    ),
    (
        "a short cut sentence that the continuation quotes whole stands without the quotation marks",
        "# 運河\n\n運河は町の真ん中を流れている。橋は七つあり、どれも石でできている。荷船は\n~~~\n「荷船は」、朝のうちに上流へ向かい、夕方には空になって戻ってくる。\
         船頭は橋をくぐるたびに鐘を鳴らす。\n",
        "# 運河\n\n運河は町の真ん中を流れている。橋は七つあり、どれも石でできている。荷船は、朝のうちに上流へ向かい、夕方には空になって戻ってくる。船頭は橋をくぐるたびに鐘を鳴らす。\n",
    ),
    (
        "a run-together telling with spaces where paragraphs ended parts nothing without one",
        "# 染め物\n\n藍の畑は川の北側にある。夏の朝に刈り取り、日が高くなる前に運び込む。\n\n葉は三日のあいだ干す。途中で雨に当たれば、その年の色は諦めるしかない。水は井戸から汲み、冷たいまま使う。\
         \n~~~\n布は絞ってから甕に沈める。引き上げるたびに色が変わり、空気に触れて青くなる。\n\n仕上げは川で洗う。\n~~~\n藍の畑は川の北側にある。夏の朝に刈り取り、日が高くなる前に運び込む。 \
         葉は三日のあいだ干す。途中で雨に当たれば、その年の色は諦めるしかない。水は井戸から汲み、冷たいまま使う。布は絞ってから甕に沈める。引き上げるたびに色が変わり、空気に触れて青くなる。 仕上げは川で洗う。\
         \n",
        "# 染め物\n\n藍の畑は川の北側にある。夏の朝に刈り取り、日が高くなる前に運び込む。\n\n葉は三日のあいだ干す。途中で雨に当たれば、その年の色は諦めるしかない。水は井戸から汲み、冷たいまま使う。\
         布は絞ってから甕に沈める。引き上げるたびに色が変わり、空気に触れて青くなる。\n\n仕上げは川で洗う。\n",
    ),
];

#[test]
fn code_that_nothing_goes_on_with_stays_and_is_reported() {
    let cut = "# Boats\n\nThe program counts the boats.\n\n```\nboats = 0";
    let source = Source::from_text(format!("{cut}\n\n---END---\n\nThe ferries are counted by hand.\n"));
    let plan = repair(&source, &Options::default()).expect("a plan that keeps the laws");
    assert_eq!(plan.status(), Status::Incomplete);
    assert_eq!(plan.clean(&source), format!("{cut}\n\nThe ferries are counted by hand.\n"));
}

/// Cases that come out otherwise than an editor would have them, as they stand: each is a term that the cost of an
/// article does not have yet. One that comes out right has to leave this list.
const OPEN: &[&str] = &[
    "a line like another one far above, at a block's start, is no restart",
    "a sentence that only the earlier telling of a closing has goes to the close with it",
    "a heading whose section another telling has under its own heading stands over nothing and goes",
    "a heading that another block puts before the introduction of its section is not said again after it",
    "a question that is put again before another answer stands at both places",
    "what goes on with an earlier section is told there and not behind the article's ending",
    "what stands between two passages that follow each other stays between them, though it is long",
    "the rest of a paragraph that only a later block tells stays in it",
    "of two ways on from a sentence the one that stays in its paragraph comes first",
    "a sentence that a block says at two places stands at both",
    "an ending that the same matter follows again stays where it was told first",
    "a sentence behind which a block is cut in the next one ends no paragraph",
];

#[test]
fn every_kind_is_repaired_as_an_editor_would() {
    let mut wrong = Vec::new();
    let mut open = Vec::new();
    for (name, post, want) in CASES {
        let raw = post.replace("\n~~~\n", "\n\n---END---\n\n");
        let source = Source::from_text(raw);
        let got = repair(&source, &Options::default()).expect("a plan that keeps the laws").clean(&source);
        match (got == *want, OPEN.contains(name)) {
            (false, true) => open.push(*name),
            (false, false) => wrong.push(format!("{name}\n--- want\n{want}\n--- got\n{got}")),
            (true, _) => {}
        }
    }
    assert_eq!(open, OPEN, "what comes out right is open no more");
    assert!(wrong.is_empty(), "{} of {} are not\n{}", wrong.len(), CASES.len(), wrong.join("\n=====\n"));
}

#[test]
fn an_article_that_ends_whole_is_no_incomplete_one_for_a_cut_in_its_middle() {
    let status = |post: &str| {
        let source = Source::from_text(post.replace("\n~~~\n", "\n\n---END---\n\n"));
        repair(&source, &Options::default()).expect("a plan that keeps the laws").status()
    };
    let whole = "# Bridges\n\nThe town has three bridges. Nobody counts the planks. The oldest of\n~~~\n## \
                 Iron\n\nThe iron one came with the railway. It still stands.\n";
    assert_eq!(status(whole), Status::Repaired);
    assert_eq!(status(&format!("{whole}\nEvery morning the keeper of\n~~~\n## Iron\n")), Status::Incomplete);
}

#[test]
fn a_prompt_in_the_middle_of_a_block_is_no_cut_sentence() {
    let begin = "# 塩の道\n\n昔の人は塩を背負って山を越えた。峠には茶屋があり、そこで荷を下ろして一息ついたという。\
                 道しるべの石は今も";
    let article = format!("{begin}残っている。それをたどれば、今でも海まで歩いて行ける。\n");
    let post = format!("{article}\n【既存の記事の最後の部分】\n{begin}\n\n---END---\n");
    let source = Source::from_text(post);
    let plan = repair(&source, &Options::default()).expect("a plan that keeps the laws");
    assert_eq!((plan.status(), plan.clean(&source)), (Status::Repaired, article));
}

/// A page of three examples, as manuals have them.
const EXAMPLES: &[&str] = &[
    "**Example 1: To count boats at noon**",
    "",
    "The following ``count-boats`` example counts the boats of the harbour named `northern-quay/old-boats` at noon. ::",
    "",
    "    harbour count-boats \\",
    "        --harbour-name northern-quay/old-boats",
    "",
    "Output::",
    "",
    "    {",
    "        \"harbour\": {",
    "            \"harbourName\": \"northern-quay/old-boats\",",
    "            \"keeperNumber\": \"123456789012\",",
    "            \"harbourAddress\": \"quay.example/public-harbour-alias/northern-quay/old-boats\",",
    "            \"countedAt\": \"2031-07-01T21:08:55.131000+00:00\"",
    "        },",
    "        \"boats\": {}",
    "    }",
    "",
    "For more information, see `Counting boats <https://harbour.example/latest/guide/counting-boats.html>`__ in the *Harbour Guide*.",
    "",
    "**Example 2: To count boats at noon with a short description of their kinds, sizes and sails**",
    "",
    "The following ``count-boats`` example counts the boats of the harbour named `northern-quay/old-boats` at noon with a short description of their kinds, sizes and sails. ::",
    "",
    "    harbour count-boats \\",
    "        --harbour-name northern-quay/old-boats \\",
    "        --kinds 'rowing,sailing'",
    "",
    "",
    "Output::",
    "",
    "    {",
    "        \"harbour\": {",
    "            \"harbourName\": \"northern-quay/old-boats\",",
    "            \"keeperNumber\": \"123456789012\",",
    "            \"harbourAddress\": \"quay.example/public-harbour-alias/northern-quay/old-boats\",",
    "            \"countedAt\": \"2031-07-01T21:23:55.131000+00:00\"",
    "        },",
    "        \"boats\": {",
    "            \"kinds\": [",
    "                \"rowing\",",
    "                \"sailing\"",
    "            ]",
    "        }",
    "    }",
    "",
    "For more information, see `Counting boats <https://harbour.example/latest/guide/counting-boats.html>`__ in the *Harbour Guide*.",
    "",
    "**Example 3: To count boats at noon, along with pictures, names and the kinds of their sails**",
    "",
    "The following ``count-boats`` example counts the boats of the harbour named `northern-quay/old-boats` at noon, along with pictures, names and the kinds of their sails. ::",
    "",
    "    harbour count-boats \\",
    "        --harbour-name northern-quay/old-boats \\",
    "        --kinds 'rowing,sailing'",
    "",
    "",
    "Output::",
    "",
    "    {",
    "        \"harbour\": {",
    "            \"harbourName\": \"northern-quay/old-boats\",",
    "            \"keeperNumber\": \"123456789012\",",
    "            \"harbourAddress\": \"quay.example/public-harbour-alias/northern-quay/old-boats\",",
    "            \"countedAt\": \"2031-07-01T21:31:55.131000+00:00\"",
    "        },",
    "        \"boats\": {",
    "            \"kinds\": [",
    "                \"rowing\",",
    "                \"sailing\"",
    "            ],",
    "            \"pictures\": \"iVBORw0KGgoA\"",
    "        }",
    "    }",
    "",
    "For more information, see `Counting boats <https://harbour.example/latest/guide/counting-boats.html>`__ in the *Harbour Guide*.",
    "",
];

#[test]
fn examples_in_indented_code_are_no_damage() {
    let page = EXAMPLES.join("\n") + "\n";
    let source = Source::from_text(page.clone());
    let plan = repair(&source, &Options::default()).expect("a plan that keeps the laws");
    assert_eq!((plan.status(), plan.clean(&source)), (Status::Clean, page));
}
