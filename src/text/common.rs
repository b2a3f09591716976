/*!
The words that a language uses all the time: its articles, pronouns, prepositions, conjunctions, auxiliaries and
commonest adverbs.

A post of a few hundred words does not hold them all, yet there are so few short words in a language that a
short string which is none of them, and which the post does not hold, is hardly a word at all: `re`, `Cof`,
`gue`. So they say what the post's own words cannot. Closed classes, put together from what the grammars of
these languages list; that they make up half of any text is Zipf's observation (1935, "The Psycho-Biology of
Language"), and as lists of "stop words" they have been in use since Luhn (1958).
*/

/// The words of each language, small letters, one space before and behind each.
pub const LANGUAGES: [&str; 28] = [
    // English
    " a about above across after again against all almost alone along already also although always am among an \
     and another any anyone anything are around as at away back be became because been before began behind being \
     below best better between both but by came can cannot come could day did do does done down during each early \
     either else end enough even ever every far few find first for found four from full gave get give go goes \
     going gone good got great had half hard has have he her here herself high him himself his how however i if \
     in indeed instead into is it its itself just keep kept kind knew know large last late later least left less \
     let like little live long look lot made main make man many may me men might mine more most much must my \
     myself near need never new next no none nor not nothing now of off often old on once one only onto open or \
     other others our out over own part per put quite rather run said same saw say see seem seen set several \
     shall she should show side since small so some soon still such sure take tell ten than that the their them \
     then there these they thing this those though three through thus time to today together told too took \
     toward two under until up upon us use used using very want was way we well went were what when where \
     whether which while who whom whose why will with within without work world would year yes yet you your add \
     app big bit bug ask air art act age bad bag bar bed boy buy car cut due easy else eye fact fit fix fun get \
     gap guy hit hot idea job key law lay led lie list low map mean met mix name note off oil pay ran raw real \
     red rest run sea self sit six sky son sort step sum sun tax team tag test top try turn type user view wait \
     web win won write ",
    // German
    " ab aber alle allem allen aller alles als also am an andere anderen anderer anders auch auf aus bei beide \
     beiden beim bereits bin bis bist bzw da dabei dadurch dafür dagegen daher damit danach dann daran darauf \
     daraus darin darf darüber darum das dass davon davor dazu dein deine dem den denen denn dennoch der deren \
     des deshalb dessen die dies diese diesem diesen dieser dieses doch dort du durch eben ein eine einem einen \
     einer eines einfach einige einmal er erst erste ersten es etwa etwas euch eurer fast für ganz gar gegen \
     gern geht gibt gilt ging gut habe haben hat hatte hatten heute hier hin hinter ich ihm ihn ihnen ihr ihre \
     ihrem ihren ihrer im immer in indem ins ist ja jede jedem jeden jeder jedes jedoch jemand jetzt kann kein \
     keine keinen konnte könnte können lang lassen lässt macht mal man manche mehr mein meine meist mich mir mit \
     muss musste müssen nach nachdem neben nein neu neue neuen nicht nichts nie noch nun nur ob oben oder oft \
     ohne paar rund sehr sei seien sein seine seinem seinen seiner seit sich sie sind so sobald sogar solche \
     solchen soll sollen sollte sollten sondern sonst sowie statt über um und uns unser unsere unseren unter viel \
     viele vielen vier vom von vor während wann war waren warum was weder weil weit weiter welche wenig weniger \
     wenn wer werde werden wie wieder will wir wird wo wohl wollen worden wurde wurden würde würden zeigt zu \
     zudem zum zur zwar zwei zwischen art bild ende euro fall frau gute haus herr jahr jahre land mann neues tag \
     tage teil weg welt wert ziel zeit ",
    // French
    " à afin ai aient ainsi alors an ans après au aucun aucune aujourd aura aussi autant autre autres aux avait \
     avant avec avez avoir avons ayant beaucoup bien bon bonne c car cas ce ceci cela celle celles celui cent \
     cependant ces cet cette ceux chaque chez ci comme comment contre d dans de début depuis dernier derrière des \
     dès deux devant dire dit dois doit doivent donc dont du elle elles en encore enfin ensuite entre est et \
     étaient était étant été être eu eux faire fait faut fin fois font grand grande hors ici il ils j jamais jour \
     jusqu l la là le les leur leurs lieu lors lorsque lui m ma mais mal me même mêmes mes mieux mise moi moins \
     mon n ne ni nom non nos notre nous nouveau nouvelle on ont ou où par parce parfois parmi pas pendant peu \
     peut peuvent peut-être plus plusieurs plutôt point pour pourquoi pouvez pouvoir première premier près puis \
     puisque qu quand que quel quelle quelles quelque quelques quels qui quoi rien s sa sans se selon sera seront \
     ses seul seule si sinon soit son sont sous souvent suis sur t tandis tant te tel telle temps tes toi ton \
     toujours tous tout toute toutes très trois trop tu un une vais vers veut via vie voici voilà voir vont vos \
     votre vous vrai y ",
    // Spanish
    " a acá además ahí ahora al algo alguien algún alguna algunas alguno algunos allí ante antes año años aquel \
     aquella aquello aquellos aquí así aún aunque bajo bastante bien bueno buena cada casi caso cierto como cómo \
     con contra cosa cosas cual cuál cuales cualquier cuando cuándo cuanto da dan de debe deben decir del dentro \
     desde después día días dice dicho donde dónde dos durante e el él ella ellas ellos en entonces entre era \
     eran eres es esa esas ese eso esos esta está están estaba estar estas este esto estos estoy fin forma fue \
     fuera fueron gran grande ha había habían haber hace hacen hacer hacia han has hasta hay he hecho hoy incluso \
     ir jamás la las le les lo los luego lugar más mas me mejor menos mi mí mientras mis mismo misma modo momento \
     mucho mucha muchas muchos muy nada nadie ni ningún ninguna no nos nosotros nuestra nuestro nueva nuevo nunca \
     o os otra otras otro otros para parte pero poco por porque primera primero pues puede pueden puedes que qué \
     quien quién quienes quiere se sea sean según ser será si sí sido siempre siendo sigue sin sino sobre solo \
     sólo somos son soy su sus tal también tampoco tan tanto te ten tener tengo ti tiempo tiene tienen toda todas \
     todavía todo todos tras tres tu tú tus tuvo u un una unas uno unos usar uso va van veces ver vez vida ya yo ",
    // Portuguese
    " a à ainda além algo alguém algum alguma algumas alguns ali ano anos antes ao aos apenas após aquela aquele \
     aqueles aquilo aqui as às assim até através bem boa bom cada caso cinco com como contra da daquele dar das \
     de dela dele deles depois desde dessa desse desta deste deve devem dia dias disso disto do dois dos duas \
     durante e é ela elas ele eles em embora enquanto então entre era eram essa essas esse esses esta está estão \
     estas estava este estes estou eu fato faz fazer fez fim foi for fora foram forma grande há hoje isso isto já \
     lá lhe lhes logo lugar maior mais mas me meio melhor menos mesma mesmo meu meus minha modo muita muitas \
     muito muitos na nada não nas nela nele nem nenhum nessa nesse nesta neste ninguém no nos nós nossa nosso \
     nova novo num numa nunca o onde ontem os ou outra outras outro outros para parte pela pelas pelo pelos \
     pessoa pode podem pois por porém porque pouco primeira primeiro qual quais qualquer quando quanto quase que \
     quem quer são se seja sejam sem sempre sendo ser será seu seus sido sim sob sobre só somente somos sua suas \
     tal também tanto tão te tem têm tempo tendo tenha ter teve tinha toda todas todo todos três tu tudo um uma \
     umas uns usar uso vai vão vem ver vez vezes vida você vocês ",
    // Italian
    " a abbiamo ad adesso agli ai al alcuna alcuni alcuno all alla alle allo allora altra altre altri altro anche \
     ancora anni anno anzi appena avere aveva bene c che chi ci ciò circa coi col come con contro cosa così cui \
     da dagli dai dal dall dalla dalle davanti degli dei del dell della delle dello dentro deve devono di dietro \
     dire dopo dove dovrebbe due durante e è ed ecco egli ella era erano esempio essa esse essere essi far fare \
     fatto fino fra fu fuori già giorno gli grande ha hai hanno ho i ieri il in infatti insieme intanto invece io \
     l la là le lei li lì lo loro lui lungo ma mai me meno mentre mi mia mio modo molta molte molti molto ne né \
     negli nei nel nell nella nelle nello nessuno niente noi non nostra nostro nulla nuova nuovo o od oggi ogni \
     ognuno oltre ora ore parte per perché perciò però più poco poi possono possiamo prima primo proprio può pur \
     qua quale quali qualche qualcosa quando quanto quasi quei quel quella quelle quelli quello questa queste \
     questi questo qui quindi sarà se sé sei sempre senza si sì sia siamo siano sono sopra sotto sta stata state \
     stato stesso su sua subito sue sugli sui sul sull sulla sulle suo suoi tal tale tanto te tempo ti tra tre \
     troppo tu tua tuo tutta tutte tutti tutto un una uno uso vari verso vi via vita voi volta vostro ",
    // Dutch
    " aan achter al alle alleen alles als altijd ander andere anders ben bij beter bijna binnen blijft boven daar \
     dan dat de deel den der des deze die dit doen doet door dus een eens eerst eerste elk elke en enige er erg \
     ergens even gaan gaat geen gewoon goed goede had hadden heb hebben heeft heel hem hen het hier hij hoe hun ik \
     in iets is ja je jij jou jouw juist kan keer komen komt kon kunnen kunt laat laten maakt maar maken man me \
     meer meest men met mij mijn mis moet moeten mogen naar na naast nadat niet niets niks nog nooit nu of om \
     omdat onder ons onze ook op over per pas rond samen sinds snel soms steeds te tegen ten ter terwijl tijd toch \
     toe toen tot tussen twee u uit uw van vaak veel via vier vol voor waar waarom wanneer want waren was wat we \
     weer wel weg welke werd werden wie wij wil willen wordt worden zal ze zeer zelf zich zij zijn zo zoals zodat \
     zonder zou zouden ",
    // Romanian
    " a acea această aceasta aceea acel acela acele acest acesta acestea aceste acestor acestui acolo acum ai aici \
     al ale alt alta alte altă am apoi ar are aș așa asta astfel asupra atât atunci au avea avem bine bun ca că \
     cam când care câte către ce cea cei cel cele celor chiar cine ci cu cum da dacă dar dat de deci decât deja \
     deși despre din dintr dintre doar după e ea ei el ele era erau este eu fără face facă fapt făcut fel fi fie \
     fiecare fiind fost i iar îi îl în înainte încă însă între într îmi îți la le li lor lui lucru mai mare mea \
     mei mele mereu mi mod mult multe mulți ne nici nimic noi nou nostru nu o oameni ori orice pe pentru peste \
     poate pot prea prin puțin s sa să sale sau se să-și si și spre sub sunt și-a ta te timp tot toate toată toți \
     trebuie tu un una unde unei unele unii unor unui va vă văd veți voi vor vostru ",
    // Catalan
    " a això al algun alguna algunes alguns allò als altra altre altres amb aquell aquella aquest aquesta aquestes \
     aquests aquí així bé cada cal cap com contra d da dalt de del dels des deu dins dir dos durant el ella elles \
     ells els em en encara enlloc ens entre era és es esdevenir ésser està estan estat et eta fa fan fer fet fins \
     fou ha han has havia hem hi ho i ja jo l la les li llavors lloc lo més meu mateix mentre mi mig molt molta \
     molts n ni no nom només nosaltres nostra nostre o on pas pel pels per però perquè poc pot potser quan quant \
     que què qual quals qualsevol qui s sa se sense ser serà seu seva seves si sí sigui sinó sobre sol són sota \
     sou t també tan tant te tenen tenir teu tot tota totes tots tu un una unes uns us va van vas vos vostè ",
    // Polish
    " a aby ale ani aż bardzo bez będą będzie bo bowiem być był była było były byłby chce choć ci cię co coś czas \
     czego często czy czym czyli dać dla dlatego dnia do dobrze dość dużo dwa dzień dziś gdy gdyby gdzie go i ich \
     ile im inne innych iż ja jak jako jakie jakiś je jeden jedna jednak jedno jego jej jemu jest jestem jeśli \
     jeszcze już każdy kiedy kilka kto kogo który która które których którzy ku lat lata lecz lub ma mają mam mi \
     miał mieć między mimo mnie może można mogą moje mój mu my na nad nam nami nas nasz nasze nawet nic nich nie \
     niej nigdy niż nim no o obok od ok on ona one oni ono oraz po pod podczas ponad ponieważ potem poza pracy \
     przed przede przez przy raz razem roku są się skąd sobie sposób swoje swój ta tak taki takie także tam te \
     tego tej temat temu ten też to tu tych tylko tym tymi ty u w wam wami was we wie więc wiele wszystko \
     wszystkie wtedy wy z za zaś zawsze ze że został żaden żeby ",
    // Czech and Slovak
    " a aby aj ak ako ale alebo ani ano asi až bez bol bola bolo boli bude budeme budete budou budú by byl byla \
     byli bylo být byť co což či čo dál dále dva do dnes ešte hlavně i ich iba ide já jak jako je jeho její jej \
     jejich jen jenž ještě ji jí jich jim iné iný jiné jiný již jsem jsi jsme jsou jste k každý kde kdo kdy keď \
     když ke ktorá ktoré ktorý která které kterou který kto ku má mají majú máme mám máte medzi mezi mi mít mne \
     mnoho moc môže môžete může můžete můj my na nad nám nás náš ne nebo něco nech nechť není než ní nic nich nie \
     nič nové nový o od ode on ona oni ono po pod podle pokud potom potrebné práve právě pre pred před přes při \
     pri pro proč proto protože proti první s sa se si sem sme so som sú sú svůj ta tá tak také takže taky tam \
     táto te tě tedy teda těch ten tento teraz této tieto tím tím to toho tom tomto tomu tu tuto ty tých tým týmto \
     u už v vám vás váš ve vo však všechny všetko vy z za ze zde že že ",
    // Croatian, Serbian and Slovene
    " a ako ali bez bi bila bile bili bilo bio biti bo brez bude budu cijeli co če da dan do dok dva ga gde gdje i \
     ih ili im in ima imaju imam iz iza ja jaz je jedan jedna jedno jer jih joj još ju k ka kad kada kaj kako kao \
     ker ki kod koja koje koji kojih kojoj kojom ko kot lahko li lo ma me među med mi mogu moj može možete mu na \
     nad nakon nam nas naš ne nego neki ni nije nisu niz njegov njih njim no o ob od odnosno on ona oni ono ovaj \
     ova ove ovo oz pa pak po pod pored prema pre pred prej pri prije pro protiv proti s sa sam samo se si smo so \
     ste sto su svaki sve svi svoj š što ta tada taj tako tam te tega tem ten ter ti to toga tu u uz v vam vas već \
     več vi više vse z za zato zbog zelo že ",
    // Hungarian
    " a abban ad addig ahhoz ahogy ahol aki akik akkor alatt által amely amelyek amelyet ami amíg amikor annak \
     arra arról át az azért azok azon azonban azt azután azzal bár be belül benne bizonyos csak de e ebben egy \
     egyes egyik egymás éppen ekkor el elég elő először előtt én ennek erre és eset ez ezek ezen ezért ezt ezzel \
     fel fog föl ha hanem ház hát helyett hiszen hogy hogyan hol így igen ill illetve ilyen ily is itt jó jobb \
     jól kell kellett képes keresztül ki kívül közben között közül le legyen lehet lenne lesz lett ma maga már más \
     meg még mellett mely mert mi mid mikor míg mind minden mindig mint mintha miért mivel most múlva nagy nagyon \
     ne néha nekem nekik neki nélkül nem nincs nap o ő ők olyan ön össze ott pedig például rá s saját sem semmi \
     sok sokkal szerint szét szem talán te tehát teljes több tovább továbbá ti tud után utolsó úgy új ugyan vagy \
     vagyis vagyok valaki valami van vannak való vele velem viszont volna volt voltak vissza ",
    // Turkish
    " acaba ama an ancak artık asla aslında az bana bazı belki ben beni benim beri beş bile bin bir biraz birçok \
     biri birkaç birlikte biz bize bizi bizim böyle bu buna bunda bundan bunlar bunu bunun burada bütün çok çünkü \
     da daha dahi dan de defa değil den diğer diye dolayı dört durum eğer el en et etmek ettiği fakat gerek gibi \
     göre gün ha hâlâ hangi hatta hem henüz hep hepsi her herhangi hiç iç için iki ile ilgili ilk ise iş iyi \
     kadar karşı kendi kendini ki kim kimse kişi kod köy mı mi mu mü nasıl ne neden nerede niçin niye o olan \
     olarak oldu olduğu olduğunu olsa olur on ona ondan onlar onu onun orada öyle önce oysa pek rağmen sadece \
     sana sen seni siz size sizi sizin son sonra su şey şimdi şöyle şu tam tek tüm ut uzun üç üzere üzerinde var \
     ve veya ya yani yapmak yer yeni yıl yine yok yol zaman zaten ",
    // Indonesian and Malay
    " ada adalah agar akan aku anak anda antara apa apabila apakah atas atau awal bab bagai bagaimana bagi bahawa \
     bahkan bahwa baik banyak baru bawah beberapa begitu belum berada berapa besar biasa bila bisa boleh bukan \
     cara dalam dan dapat dari daripada datang demikian dengan depan di dia diri dua empat hal hanya hari harus \
     hingga ia iaitu ialah ini itu jadi jangan jauh jika juga kali kalau kami kamu karena kata kau ke kepada \
     kerana ketika ketiga kini kita kode lagi lain lalu lama lebih lima maka mana masih mau melalui memang \
     mereka merupakan mesti mudah mungkin nama namun nya oleh orang pada para paling perlu pernah pula pun rumah \
     saat saja salah sama sambil sampai sangat satu saya se sebab sebagai sebelum sebuah secara sedang sehingga \
     sejak selain selalu selama seluruh semua sendiri seorang seperti sering serta sesuai sesuatu setelah setiap \
     siapa suatu sudah supaya tahun tak tanpa tapi telah tentang terhadap tersebut tetapi tiap tiga tidak untuk \
     waktu walaupun yaitu yang ",
    // Swedish, Danish and Norwegian
    " af alle allt alltid alt altid andra andre annan annet at att av bara bare begge bli blir blev blive bliver \
     bort bra både da dag de deg dei deim dej del dem den denna denne der dere deres derfor dess dessa dessutom \
     det detta dette dig din dina dine disse dit ditt dock du då där där där eg egen egna ei eit eller ellers en \
     end endast ene enkelt er ett et etter efter eftersom fem fick finns fire fler flera for forbi forrige fra \
     fram frå från få får för före först første ga gang ge gir giver gjør gjøre god gør gøre går gå ha hade han \
     har havde have hele hen henne her hjem hon hos hun hur hva hvad hvem hver hvilken hvis hvor hvordan hvorfor \
     i icke igen ikke ikkje imellem ind ingen inget inn innan inte inom ja jag jeg jo kan kanske ku kun kunde \
     kunne lang lige likt litt man mange med meg mej mellan mellem men mens mer mera mest mig min mindre mine mit \
     mitt mot mycket må måste måtte mått nej nei ned nei ni noe noen nogle noget nok nu ny nye nya när nær når nå \
     några något och og også om op opp oss over pa på samma samme sammen seg selv sen ses si siden sin sina sine \
     sist sit sitt själv skal skall skulle slik så sådan sådana som sted stor store större så til till tid tre \
     två to tog under upp ut utan uten vad var vara vare varje vart ved vel vem verken vet vi vid vil vill ville \
     vilka vilken vår våre være været över år ",
    // Finnish
    " aina ajan alkaa alla ei eikä eivät eli ellei eläin en ennen entä eri esi et ettei että he hei heidän heille \
     hyvin hän häneen hänellä hänen häntä ihan ilman itse ja jo johon joita joka jokin joko jolla jonka jopa jos \
     joskus jossa josta jota jotka jotta juuri jälkeen kaikki kanssa kerran keskellä kohti koko koska koskaan \
     kuin kuinka kuka kun kuten kyllä liian lisäksi luo läpi mihin mikä mikään millä minkä minua minulla minun \
     minä missä mitä mitään moni muita muu muun muut mukaan mutta myös myötä ne niiden niin niissä niitä nuo nyt \
     näin nämä ohi ole oleva oli olin olisi olivat olla on oma oman ovat pitää poikki päin päälle pian saa samaa \
     se sekä sen siellä siihen siinä siis siitä silloin sillä sinun sinä sitten sitä suuri tai taas te teidän \
     tuo tule tulee tällä tämä tämän tänä täällä tässä tästä tätä uusi vaan vai vaikka vain vasta vastaan vielä \
     voi voit voivat vuonna yhdessä yhtä yksi yli ylös ",
    // Russian
    " а без более больше будем будет будете будто будут бы был была были было быть в вам вами вас ваш ваша ваше \
     ваши вдруг ведь во вот впрочем все всё всегда всего всей всем всех всю вы где да даже два две для дни до \
     другие другой его ее её ей ему если есть ещё еще же за здесь и из или им ими иногда их к каждый как какая \
     какие какой ко когда код кого конечно которая которого которой которые который которых кто куда ли лишь \
     лучше между меня мне много могли могу могут может можете можно мой мочь мы на над надо нам нами нас наш не \
     него нее ней некоторые нельзя нет неё ни нибудь никогда них ничего но новый ну нужно о об один одна одни \
     одно около он она они оно от очень перед по под после потом потому почти поэтому при про просто раз разве \
     с сам сама сами самая самый свои своих свой своя себе себя сейчас сказать со совсем собой среди стал так \
     также такая такие такой там те тебе тебя тем теперь то тогда того тоже той только том тому тот три ту тут \
     ты уже хорошо хоть хотя чего чем через что чтоб чтобы чуть чьё эта эти этих это этого этой этом этот эту я ",
    // Ukrainian
    " а але або без бути буде будуть був була були було в вам вами вас ваш ваша ваше ваші ви від він вона вони \
     воно все всі вже де для до ж за завжди з зараз зі і із інші інших й його йому її їй їм їх коли кожен код \
     крім кого який яка яке які яких якщо як ким лише мати має мають між мене мені ми може можете можна можуть \
     на над нам нами нас наш не нею неї немає ні ними них ніколи ніхто нічого ну о об один одна одне однак ось \
     перед під після по поки потім при про проте просто раз разом рік саме свій свої себе сам сама собі со так \
     також такий така таке такі там те тебе теж ти тим тих то тобто тобі того тоді той том тому тоді треба три \
     тут ту у уже хоча хто це цей цих цього цієї ця ці що щоб щось я ",
    // Belarusian and Bulgarian
    " а або ад аднак аж але альбо без бо бы был была быў было быць бъде в ваш вам вас ваш ви вие во все всички вы \
     вже вече г где го да дори два де для до дзе дружэ друга други друг е един една едно ён её за защото з заедно \
     зад і из или им има имат іх і й каб как като калі когато кой която което които къде кога ли лі лише ми може \
     можете можна момент моя мы між много може му на най над нам нас наш не него нея неща ні ние нито но нов няма \
     някои о об обаче он она оно от още пад пак паміж па по под после праз пра при просто пры пред през про първи \
     раз с са сам само се себе си ў след сме со спрямо става сте сам свае свой така такава такъв там те тази твой \
     тези той то това тогава този толькі тоест трябва ту тут ты тя тъй тым у увесь уже ўжо хаця ці че чрез час \
     ще што щом яго яе як яка які якая якія яны я ",
    // Greek
    " α αλλά αν ανά ανάμεσα αντί από αποτελεί απλά αρκετά ας αυτά αυτές αυτή αυτήν αυτό αυτοί αυτόν αυτός αυτού \
     αυτών γι για γιατί δε δεν δηλαδή δύο εάν εγώ εδώ είμαι είναι είχε εκεί εκτός ένα έναν ένας εμείς εν ενός \
     ενώ επειδή επί επίσης εσείς έτσι έχει έχετε έχουμε έχουν έχω έως ή η ήδη ήταν θα ίδια ίδιο ίσως ιδιαίτερα \
     κάθε και καθώς κάποια κάποιο κάποιος κατά κάτι κάτω κι κώδικα λίγο λοιπόν μα μαζί με μέσα μέσω μετά μέχρι μη \
     μην μια μία μόνο μου μπορεί μπορείτε μπορούν να νέα νέο ναι ξανά ο οι όλα όλες όλη όλο όλοι όλους όμως όπου \
     όπως όσο όταν ότι ου όχι πάνω πάντα πάρα παρά πέρα περί περισσότερο πιο ποια ποιο ποιος πολλά πολλές πολύ \
     πόσο που πού πράγμα πρέπει πριν προς πως πώς σαν σας σε σου στα στη στην στις στο στον στους συν σχετικά τα \
     τη την της τι τις το τον του τους των τότε τόσο τρεις ώστε ως ",
    // Hindi
    " अगर अपना अपनी अपने अब आदि आप आपका आपकी आपके आपको इन इनके इस इसका इसकी इसके इसमें इसलिए इसे ई उन उनका उनकी \
     उनके उनको उस उसका उसकी उसके उसे एक ऐसा ऐसे और कई कब कभी कम कर करता करती करते करना करने करें कहा का काफी \
     काम कि किया किसी की कुछ के केवल को कोई कौन क्या क्यों गई गए गया घर चाहिए जब जहाँ जा जाता जाती जाते जाना जाने \
     जैसे जो तक तब तरह तो था थी थे दिन दिया दो दोनों द्वारा न नया नहीं ना नाम नीचे ने पर पहले पास फिर बहुत बाद भी \
     मत मुझे में मेरा मेरे मैं यदि यह यहाँ या ये रहा रही रहे रूप लिए लेकिन लोग व वह वहाँ वाला वाली वाले वे सकता \
     सकती सकते सब सबसे सभी समय साथ से सो हम हमारे हमें ही हुआ हुई हुए हूँ है हैं हो होगा होता होती होते होना होने ",
    // Bengali
    " অথবা অনেক আগে আছে আমরা আমাদের আমার আমি আর আরও আরো আপনার আপনি আপনাকে উপর এ এই এক একটি এখন এখানে এটা এটি এবং এমন \
     এর ও ওই কর করা করে করতে করতে করুন করেন কি কিছু কিন্তু কী কে কেন কোন কোনো খুব গিয়ে ছাড়া ছিল জন্য জন্যে তখন তবে \
     তা তাই তার তাদের তারা তিনি তুমি তো থেকে দিয়ে দুই দ্বারা নতুন না নিয়ে নেই পর পরে পারে পারেন পারবেন প্রতি বা \
     বিভিন্ন ব্যবহার ভাবে ভালো মত মতো মধ্যে মাধ্যমে যখন যদি যা যাতে যায় যে যেমন শুধু সঙ্গে সব সময় সাথে সে সেই সেটি \
     হচ্ছে হতে হবে হয় হয়ে হয়েছে হল হলে ",
    // Arabic
    " أحد أن أنا أنت أنه أنها أو أول أي إذا إلا إلى إن إنه أيضا الآن التي الذي الذين اللغة أثناء أكثر أكثر بأن بعد \
     بعض بل بما به بها بين بينما تم تكون ثم جدا جميع حتى حول حيث حين خلال دون ذلك سوف سيتم شيء صفة ضد ضمن عدم على \
     عليه عليها عن عند عندما غير فإن فقط في فيه فيها قبل قد كان كانت كل كما كنت كيف لا لأن لدى لقد لك لكل لكن لم لن \
     له لها لهذا لو ليس ليست ما ماذا متى مثل مع معظم من منذ منه منها نحن نعم نفس هذا هذه هل هم هنا هناك هو هي وأن \
     وإذا وفي وقد وكان ولا ولكن وليس ومن وهذا وهو وهي يتم يجب يكون يمكن يمكنك ",
    // Persian
    " آن آنها از است اگر اما او ای این اینجا اینکه با باید باشد باشند بر برای بسیار بعد به بود بودن بهتر بی بین پس \
     پیش تا تر تمام تنها تو جا جز چرا چگونه چند چه چون چیزی حال خود خواهد خیلی داد دارد دارند داشت داشته در درباره \
     دو دیگر را راه روی زیر سال سپس شد شدن شده شود شما طور غیر فقط کار کاری کرد کردن کرده کند کنند کنید که کدام کسی \
     گاه گفت ما مانند مثل من مورد می میان نه نیز نیست نمی نام هر هم همان همه همین هنوز هیچ وقتی ولی و هایی های هستند \
     هست یا یک یکی ",
    // Korean
    " 가장 각 간 같은 같이 개 거 거의 것 것은 것을 것이 것입니다 경우 곧 그 그것 그것은 그것을 그가 그녀는 그는 그래서 그러나 \
     그런 그럼 그리고 그의 까지 나 나는 나의 내 너무 네 년 누가 는 다 다른 다시 단 대한 대해 더 더욱 동안 될 두 된 된다 둘 뒤 \
     들 등 등을 등의 따라 때 때문에 또 또는 또한 로 를 만 많은 말 매우 먼저 모두 모든 몇 못 무엇 무엇을 및 바 바로 반드시 밖 \
     번 보다 본 볼 분 사이 새 새로운 서로 세 수 수가 수도 쉽게 시 아니라 아주 아직 안 않고 않는 않은 않습니다 알 앞 약 어떤 \
     어떻게 언제 언제나 얼마나 없는 없다 없습니다 없이 여기 여기에 여러 여러분 예 오늘 온 올 왜 우리 우리가 우리는 우리의 위 위에 \
     위한 위해 은 을 의 이 이것 이것은 이것을 이는 이러한 이런 이렇게 이를 이미 이후 일 있게 있고 있기 있는 있다 있도록 있습니다 \
     있어 있을 자주 잘 저 저는 전 전에 점 정도 제 좀 좋은 주 줄 중 중에 즉 지 지금 집 쪽 참 처음 첫 총 큰 통해 하게 하고 하기 \
     하나 하는 하며 하여 하지만 한 한다 한번 할 함께 항상 해 해야 했다 혹은 후 후에 훨씬 ",
    // Vietnamese
    " ai anh bạn bị biết bởi bao cả các cách cái cần càng chỉ chi cho chúng chưa chứ có coi con còn cùng cũng của cứ \
     do dùng dưới đã đang đây đầu đến để đều đi điều đó đối được em gì giá giữa hai hàm hay hãy hơn hoặc họ hết kể \
     khác khi không kiểu là lại làm lần lên lúc lý mà mã mình mới mỗi một muốn nào này năm nên nếu người nhà nhau \
     nhất như nhưng nhiều những nó nói nơi nữa phải phần qua quá ra rằng rất rồi sao sau sẽ số sử sự ta tại tạo tất \
     thay thành thấy theo thế thể thì thì thứ tin tôi tới trên trong trước từ tự và vài vào vẫn vậy về vì viết việc \
     với xem xuống ý ",
    // Swahili
    " ambao ambayo au baada bado bila bora cha chake chini fanya hadi hali hapa hasa hata hata hii hili hilo hivyo \
     hiyo hizi huo huu huku ili ipo ina jinsi juu ka kabla kama karibu katika kazi kila kisha kitu ku kuhusu kutoka \
     kuwa kwa kwamba kwenye la lakini leo letu mambo mara mbele mtu mwenye mwako na nani nao nchi ndani ndio ni nje \
     nini njia pa pamoja pia sana sasa si siku sisi tu tunaweza unaweza wa wake wako wakati wao watu wetu wewe ya \
     yako yake yao yangu yetu yote za zake zao zote ",
];

/// The words of the languages that a post is in, where `seen` says how often it holds a word: of the language that it
/// holds most of, and of any that it holds half as much of.
pub fn spoken(seen: impl Fn(&str) -> f64) -> Vec<&'static str> {
    let said = |words: &&str| words.split_whitespace().map(&seen).sum::<f64>();
    let counts: Vec<f64> = LANGUAGES.iter().map(said).collect();
    let most = counts.iter().copied().fold(0.0, f64::max);
    let enough = |&(_, count): &(&&str, f64)| count > 0.0 && count * 2.0 >= most;
    LANGUAGES.iter().zip(counts).filter(enough).map(|(words, _)| *words).collect()
}

/// Whether `word`, in small letters, is among `words`.
pub fn is_common(words: &[&str], word: &str) -> bool {
    let word = format!(" {word} ");
    words.iter().any(|words| words.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_known_by_its_own_words() {
        for words in LANGUAGES {
            let seen = |w: &str| if words.contains(&format!(" {w} ")) { 1.0 } else { 0.0 };
            assert_eq!(spoken(seen).first(), Some(&words), "{}", &words[..words.len().min(40)]);
        }
    }

    #[test]
    fn a_post_speaks_the_language_that_its_words_are_of() {
        let post = "der Hafen ist still und das Boot liegt im Wasser, aber niemand ist da";
        let seen = |w: &str| post.split(' ').filter(|p| *p == w).count() as f64;
        let words = spoken(seen);
        assert!(is_common(&words, "wenn") && !is_common(&words, "the") && !is_common(&words, "gue"));
        assert!(!is_common(&words, "") && !is_common(&spoken(|_| 0.0), "the"));
    }

    #[test]
    fn the_words_are_small_and_stand_apart() {
        for words in LANGUAGES {
            assert!(words.starts_with(' ') && words.ends_with(' ') && !words.contains("  "));
            assert_eq!(words, words.to_lowercase());
        }
    }
}
