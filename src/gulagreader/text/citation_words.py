"""The words that citations are made of, in the languages of the archives.

Words are separated by blanks, phrases by bars; all are looked up without regard to
case. A star stands for any ending. Words with a full stop need it.
"""


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


MONTHS = _words("""
    jan january januar janvier janner januari gennaio enero janeiro stycznia ledna feb
    february februar février fevrier febbraio febrero fevereiro lutego února februari
    mar march marz märz mars marzo março marca marec března maart apr april avril abril
    aprile kwietnia dubna may mai mayo maggio maio maj maja května mei jun june juni
    juin junio junho giugno czerwca června jul july juli juillet julio julho luglio
    lipca července aug august août agosto sierpnia srpna augusti augustus sep sept
    september septembre septiembre setembro settembre września září oct october okt
    oktober octobre octubre outubro ottobre października října nov november novembre
    noviembre novembro listopada listopadu dec december dez dezember décembre diciembre
    dezembro dicembre grudnia prosince янв январь января фев февраль февраля мар март
    марта апр апрель апреля май мая июнь июня июль июля авг август августа сент сентябрь
    сентября окт октябрь октября ноя нояб ноябрь ноября дек декабрь декабря січня лютого
    березня квітня травня червня липня серпня вересня жовтня листопада грудня
""")
BEFORE_NO_YEAR = _words("n o s б без forthcoming in im в undated")
BEFORE_YEAR = _words("c ca um vers")
PLACES = _words("""
    p p. pp pp. page pages pg pg. pgs pgs. pag. pág. págs. s. ss. str. strona sid. sida
    seite seiten с. сс. c. cc. стр стр. страница страницы blz. side lk. σ. σσ. ch ch.
    chs. chap chap. chaps. chapter chapters chapitre гл. глава главы розд. kap. kapitel
    cap. caps. capítulo capitolo rozdz. hfst. vol vol. vols. volume volumes т. тт. том
    тома t. tt. tome tomo bd. bde. band sv. svazek кн. книга bk. bks. book livre ч.
    часть pt. pts. part parts teil partie parte cz. par. para para. paras. paragraph
    paragraphs § §§ ¶ ¶¶ абз. абзац rn. rdnr. no no. nos. nr nr. n° nº n.º № №№ вып.
    issue issues heft h. núm. num. numéro n. nn. fn fn. fnn. note notes footnote
    footnotes endnote anm. anmerkung прим. примечание сн. сноска przyp. pozn. nota loc
    loc. locs. location kindle v. vv. verse verses sura surah act scene canto stanza min
    min. minute season ep ep. episode line lines ll. zeile sec. стб. kol. col. cols.
    fol. fols. f. ff. л. лл. арк. bl. лист листы list
""")
"""Labels of places in a work."""
MINOR_PLACES = _words("""
    art art. arts. article articles artikel ст. статья статьи статті стаття st. пункт п.
    пп. clause clauses section sections sect. § abs. absatz ziff. paragraf table tables
    tab. fig. figs. figure figures map plate appendix app. annex doc doc. docs. document
    documents dok. dokument док. документ question step item items point slide comment
    entry
""")
"""Labels that a bracket may hold without citing anything: *(Article 58)*."""
PARTS = _words("""
    appendix preface introduction foreword afterword epilogue prologue postscript passim
    abstract conclusion vorwort nachwort einleitung anhang préface avant-propos
    introducción prólogo prefacio prefazione предисловие послесловие введение эпилог
    приложение przedmowa wstęp předmluva
""")
"""Parts of a work that are cited without a number."""
NUMBERS = _words("""
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen twenty первая вторая третья четвертая пятая
""")
SHELF_MARKS = _words("""
    f. f fond fonds ф. ф фонд op. op opis opis' opis’ оп. оп опись d. d dd. д. д дд.
    delo дело дела спр. spr. box boxes bx. folder folders fldr. fol. reel reels carton
    cartons kart. karton coll. collection rg sygn. sign. inv. akte akten papka папка
    dossier file files series ser. сер. acc. ms ms. mss. liasse legajo busta container
    frame frames
""")
"""Labels of the files of archives."""
FONDS = _words("""
    f. fond fonds ф. ф фонд coll. collection box boxes rg sygn. op. оп. opis опись ms.
    reel
""")
"""Those by which a file is known without the name of an archive."""
LEAVES = _words("""
    l. ll. л. лл. арк. ark. bl. list лист листы ob. об. verso recto p. fol. l л a. aa.
    а.
""")
AGAIN = """
    ibid|ib|ibidem|ibíd|ibídem|op cit|loc cit|art cit|id|idem|ivi|ebd
    |ebenda|ebd|a a o|ders|dies|там же|там само|указ соч|назв праця|тамо само
    |tamże|tamtéž|tamtiež|dz cyt|i m|t a|он же|она же|его же|ее же|её же
    |eadem|supra note|above note|supra|aao|tamtez|ибид
"""
"""References to what was cited before."""
LEADS = """
    see|see also|see e g|see for example|see for instance|see especially|see esp
    |see further|cf|compare|confer|but see|qtd in|qtd by|qtd from|quoted in
    |quoted by|quoted from|quoted after|cited in|cited by|cited from|cited after
    |as quoted in|as quoted by|as cited in|as cited by|quoted according to
    |reprinted in|repr in|rpt in|translated in|trans in|reproduced in|printed in
    |published in|recorded in|excerpted from|excerpted in|excerpt from
    |paraphrased from|paraphrasing|quoting|citing|e g|esp|especially|also|and
    |from|in|source|sources|according to|based on|adapted from|taken from|after
    |via|mentioned in|discussed in|described in|reported in|letter in|original in
    |vgl|vgl auch|vgl dazu|siehe|siehe auch|siehe dazu|s a|s o|s u|s auch
    |zit nach|zit n|zit bei|zit in|zitiert nach|zitiert bei|zitiert in|hier nach
    |nach|aus|bei|z b|voir|voir aussi|cité par|citée par|cités par|cité dans
    |citée dans|cité in|cité d’après|cité d'après|d’après|d'après|selon|chez
    |dans|apud|in|cfr|cit in|cit en|cit por|cit da|citato in|citato da
    |citada en|citado en|citado por|citado em|citada em|véase|véase también|vid
    |ver|vedi|veja|según|secondo|tratto da|ср|см|см также|см напр|см например
    |цит по|цит по кн|цит за|цит по изд|цитируется по|цитата по|по кн|по|в кн
    |напр|например|див|див також|цит за|пор|источник|zob|zob też|por|cyt za
    |cyt w|cyt wg|cytat za|cytowane za|za|viz|viz též|srov|cit podle|cit dle
    |cit in|cit v|citováno podle|cit|zie|zie ook|geciteerd in|geciteerd bij|jfr
    |jf|se|citerad i|citeret efter|lásd|idézi|ks
"""
"""What leads to a citation."""
WEAK_LEADS = frozenset(
    [
        "e g",
        "from",
        "in",
        "source",
        "sources",
        "also",
        "and",
        "after",
        "via",
        "aus",
        "bei",
        "nach",
        "по",
        "in",
        "dans",
        "chez",
        "za",
        "se",
        "источник",
        "z b",
        "напр",
    ]
)
"""Those that as often lead to something else."""
EDITORS = """
    ed|eds|editor|editors|ed by|edited by|hg|hgg|hrsg|hrsg v|hrsg von|ред
    |под ред|сост|red|org|orgs|dir|dirs|directed by|reż|реж|regie|regia
    |trans|transl|tr|trans by|translated by|übers|übers v|пер|пер с|a cura di
    |éd|sous la dir de|sous la direction de|comp|comps|compiled by|coord|intro
    |intro by|foreword by|vyd|пер с англ|rev ed
"""
ET_AL = """
    et al|et alii|et alia|и др|и другие|та ін|u a|und andere|i in|i inni|aj
    |a kol|y otros|e altri|e outros|et autres|et coll|and others|и соавт|m fl
    |e a|and colleagues
"""
JOINTS = _words("""
    and und et with y e и та i a og och en ja és
""")
PARTICLES = _words("""
    von van der den de du del della di da la le ten ter zu zur al el bin ibn af dos do
    des vom фон де ван
""")
LAWS = _words("""
    decree decrees order orders prikaz ukaz postanovlenie directive directives
    resolution resolutions protocol protocols statute statutes law laws act code
    constitution ruling judgment verdict indictment memorandum memo circular instruction
    instructions ordinance edict regulation regulations treaty convention decision
    amendment приказ* указ* постановлени* директив* закон* протокол* декрет*
    распоряжени* циркуляр* инструкци* кодекс* конституци* ук упк befehl* erlass dekret
    beschluss* gesetz* verordnung* verfassung stgb strafgesetzbuch décret ordre arrêté
    loi decreto orden ley legge lei rozkaz* dekret* ustawa uchwała zákon nařízení výnos
    наказ* постанов* конституці*
""")
"""Decrees, orders and codes."""
GENRES = _words("""
    letter letters diary diaries interview interviews interviewed memoir memoirs
    reminiscences testimony testimonies telegram cable notebook notebooks speech lecture
    report minutes transcript autobiography petition appeal questionnaire deposition
    film documentary communication email e-mail conversation obituary broadcast podcast
    interrogation письмо письма дневник* интервью беседа беседы воспоминани* мемуар*
    заявлени* телеграмм* доклад* речь записка записки стенограмм* справка донесени*
    показани* щоденник* спогад* brief briefe tagebuch* gespräch erinnerungen bericht
    rede telegramm notiz aussage memoiren lettre lettres journal entretien mémoires
    discours rapport témoignage carta cartas diario entrevista memorias discurso lettera
    lettere intervista diário list listy dziennik wywiad wspomnienia dopis deník
    rozhovor dagboek brev dagbok rozmowa
""")
"""Kinds of writing and of saying that are cited by their day."""
PERIODICALS = _words("""
    pravda izvestia izvestiia izvestija izvestiya trud gazeta vestnik ogonek ogonyok
    ogoniok literaturnaya literaturnaia kommersant vedomosti argumenty rossiiskaia
    rossiyskaya tass samizdat komsomolskaya komsomol'skaia krasnaya krasnaia times post
    guardian herald tribune telegraph observer independent gazette daily newsweek
    chronicle bulletin review quarterly journal magazine weekly atlantic economist
    newspaper reuters afp bbc examiner zeit spiegel welt zeitung zeitschrift faz taz
    stern rundschau tagesspiegel tageszeitung monde figaro libération humanité
    observateur revue annales express país mundo vanguardia abc corriere repubblica
    stampa unità folha público wyborcza rzeczpospolita tygodnik trybuna noviny právo
    slovo vremya vremia правда правде правды известия известиях труд звезда газета
    вестник огонек огонёк знамя ведомости искра комсомольская новости журнал независимая
    коммерсант коммерсантъ мемориал
""")
"""Words of the names of newspapers and journals."""
ARCHIVES = _words("""
    archive archives archiv bundesarchiv staatsarchiv hauptstaatsarchiv hoover barch
    nara national archivum archivio archivo arquivo archiwum archív arkiv архив* гарф
    ргаспи ргани рцхидни цхсд ртсхидни гопапо hia tna pro papers
""")
SCRIPTURE = _words("""
    gen genesis ex exod exodus lev num deut josh judg ruth sam samuel kings kgs chron
    chr ezra neh esther job ps psalm psalms prov proverbs eccl eccles ecclesiastes isa
    isaiah jer jeremiah lam ezek ezekiel dan daniel hos joel amos jonah mic micah hab
    zech mal matt matthew mt mark mk luke lk john jn acts rom romans cor corinthians gal
    galatians eph phil col thess tim heb hebrews jas james pet peter rev revelation
    quran qur'an koran быт исх мф мк лк ин рим кор пс притч иов откр деян mose joh offb
    röm spr éxodo génesis salmo salmos mateo juan
""")
PERIODICAL_NAMES = """
    novyi mir|novy mir|новый мир|nowy mir|literaturnaia gazeta
    |literaturnaya gazeta|литературная газета|новое русское слово|красная звезда
    |slavic review|russian review|chronicle of current events|samizdat chronicle
    |bbc news|der spiegel|die zeit|le monde|el país|la repubblica
    |moskovskie novosti|московские новости|краткий курс
"""
"""Names of newspapers and journals of several words."""
PUBLISHERS = _words("""
    press publishers publishing verlag books éditions editions editorial edizioni
    izdatel'stvo izdatelstvo издательство изд-во wydawnictwo nakladatelství university
""")
"""Who publishes is no author."""
INSTITUTIONS = _words("""
    administration directorate committee congress union party commissariat ministry
    department government army war revolution camps republic region province district
    oblast krai island islands river railway canal front battalion brigade commission
    council bureau office agency police court prison society institute museum league
    organization organisation association federation empire state cabinet kolkhoz
    sovkhoz colony zone factory mine republik partei ministerium regierung armee krieg
    ausschuss lager gefängnis rat verwaltung комиссариат* управлени* парти* министерств*
    союз* комитет* съезд* войн* революци* област* край район* республик* лагер* тюрьм*
    колхоз* совет* армия общество институт ministère parti comité armée guerre prisión
    partido guerra ministero partito
""")
"""What bears the names of institutions and regions."""
