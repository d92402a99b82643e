"""The words that say who is quoted, in the languages of the archives.

Verbs of saying and writing stand in the forms in which a text reports somebody: the
third person, present and past, and participles behind an auxiliary.
"""

BEGAN = (  # noqa: SIM905 - words read better so
    "began shrugged laughed smiled nodded grinned paused wept fumed enthused beamed"
    " scoffed sniffed begann lachte lächelte nickte seufzte commença sourit rit"
    " comenzó sonrió rio cominciò sorrise начал начала усмехнулся усмехнулась вздохнул"
    " вздохнула улыбнулся улыбнулась zaczął zaczęła westchnął westchnęła uśmiechnął"
    " uśmiechnęła"
).split()
"""Verbs that tell who speaks where a quotation with a comma stands before them."""
STORY = (  # noqa: SIM905 - words read better so
    "grunts mutters whispers shouts cries sighs murmurs snaps exclaims wonders"
    " answers asked replied replies cried whispered shouted muttered exclaimed"
    " answered thought yelled begged sighed screamed murmured growled snapped"
    " interrupted pleaded gasped hissed grunted groaned moaned chuckled barked"
    " bellowed roared mumbled stammered retorted repeated inquired enquired wondered"
    " sobbed croaked спросил спросила ответил ответила отвечал отвечала буркнул"
    " буркнула закричал закричала произнёс произнес произнесла пробормотал"
    " пробормотала шепнул шепнула спросили проворчал проворчала отозвался отозвалась"
    " крикнул крикнула прошептал прошептала подумал подумала воскликнул воскликнула"
    " запитав запитала fragte rief antwortete dachte flüsterte demanda répondit"
    " murmura demandé répondu preguntó respondió gritó chiese rispose domandò"
    " perguntou respondeu zapytał zapytała szepnął szepnęła krzyknął krzyknęła"
    " pomyślał pomyślała zašeptal zašeptala vykřikl vykřikla odpowiedział"
    " odpowiedziała zeptal zeptala odpověděl odpověděla vroeg antwoordde riep frågade"
    " svarade spurgte svarede spurte svarte kysyi vastasi kérdezte felelte întrebat"
    " răspuns"
).split()
"""Verbs of stories, and of questions and answers."""
SAYING = (  # noqa: SIM905 - words read better so
    "said says told tells added adds remarked recalled recalls remembered remembers"
    " continued continues repeated сказал сказала говорил говорила говорит говорят"
    " сообщил сообщила сказав каже говорить розповідає розповів sagte sagt dit disait"
    " raconte dijo dice decía disse dizia powiedział powiedziała mówił mówiła mówi"
    " řekl řekla říká říkal povedal povedala hovorí zei zegt sade säger sa sier sagde"
    " siger sanoi sanoo mondta mondja spus spunea είπε λέει"
).split()
"""Verbs that stories and reports have in common."""
WRITING = (  # noqa: SIM905 - words read better so
    "объясняет объясняют uznał uznała zapowiedział zapowiedziała oświadczył"
    " oświadczyła ocenił oceniła apologised apologized denied denies praised insist"
    " complains complained adds wrote writes argued argues noted notes stated states"
    " declared declares claimed claims explained explains described describes observed"
    " observes announced announces concluded concludes insisted insists reported"
    " reports maintained maintains emphasised emphasized suggests suggested admitted"
    " admits warned warns proclaimed denounced commented comments asserted asserts"
    " mentions mentioned acknowledged ordered demanded promised quotes quoted recounts"
    " recounted believed believes writing saying puts put points pointed testified"
    " testifies confessed protested objected urged stressed stresses joked agreed"
    " agrees responded responds recollected ruled compares compared likens likened"
    " muses mused reflects reflected laments lamented confides confided cautions"
    " cautioned contends contended counters countered concedes conceded reveals"
    " revealed quips quipped boasts boasted recites recited jokes predicts predicted"
    " dictated dictates thinks chanted chants rejected rejects dismissed dismisses"
    " praises criticised criticized condemned condemns advised advises instructed"
    " instructs vowed pledged swore swears recommended recommends demands orders"
    " commanded speaks spoke denounces promises confesses protests objects pleaded"
    " pleads cites cited summed sums asks portrays portrayed characterises"
    " characterised characterizes characterized depicts depicted finds summarises"
    " summarized hints hinted guessed estimates estimated testifying remarks written"
    " defined defines saw sees accused accuses tells announce say write указывает"
    " указал указала рассуждает подчёркивает подчеркивает пояснял сообщает уточнил"
    " уточнила заметил заметила замечает заявляла рассказывают вспоминают пишут"
    " утверждают восклицает цитирует констатирует признаёт признает заключает убеждён"
    " згадує стверджує пояснює пояснив пояснила зазначає наголошує наголосив написав"
    " написала вважає додає додав додала розповіла сказала свідчить писала відзначає"
    " bemerkte bemerkt notiert notierte warnt warnte fordert forderte klagte klagt"
    " ergänzte ergänzt urteilt urteilte nannte zitiert behauptet erinnert fügte"
    " sprechen heißt versicherte versichert gestand gesteht lobte note notait nota"
    " raconter rappelle rappela rappelait estime estimait conclut observe observait"
    " avoue avoua témoigne résume résuma soulignait répète constate constatait évoque"
    " comentó comenta aseguró asegura sostiene sostuvo advirtió admite admitió relata"
    " relató narra insiste insistió concluye concluyó resume resumió lamentó osserva"
    " osservò notò racconta ammette ammise conclude concluse spiega commentò commenta"
    " ribadisce confessa confessò comentou observa observou recordou recorda admitiu"
    " conta zauważa zauważył zauważyła podkreśla podkreślił wyjaśnia wyjaśnił"
    " przyznaje przyznał przyznała opisuje opisywał relacjonuje tłumaczy wspominali"
    " pisali uważa říkal říkala popisuje připomíná vysvětluje vysvětlil poznamenal"
    " poznamenala vypráví vyprávěl tvrdil tvrdila napsali soudí schreven zegden stelt"
    " stelde noemt noemde merkte antwoordt berättar menar menade hävdar hävdade"
    " förklarade forklarede hevder mener mindes писал пишет писали написал отмечал"
    " отмечала отметил отметила отмечает утверждал утверждала утверждает заявил"
    " заявила заявляет вспоминал вспоминала вспоминает рассказал рассказала"
    " рассказывает рассказывал рассказывала подчеркнул подчеркнула пояснил объяснил"
    " объяснила добавил добавила признал признался призналась считает полагает писав"
    " пише зазначив зазначила згадував згадувала schrieb schreibt meinte meint"
    " erklärte erklärt erzählte erzählt betonte betont berichtete berichtet behauptete"
    " erinnerte geschrieben gesagt spricht sprach raconté expliqué rappelé confié"
    " témoigné avoué répété lancé affirmé dénoncé raccontato spiegato ricordato"
    " affermato aggiunto commentato ammesso contado declarado explicado afirmado"
    " recordado señalado asegurado falado lembrado verteld verklaard gezegd geschreven"
    " sagt skrivit écrit écrivit écrivait affirme affirmait déclare déclara déclaré"
    " explique expliqua souligne ajoute ajouta raconta escribió escribe afirmó afirma"
    " declaró declara explicó explica señaló señala contó cuenta recordó recuerda"
    " añadió escrito dicho scrive scrisse scriveva afferma affermò dichiarò dichiara"
    " spiegò ricorda raccontò aggiunse detto scritto dichiarato escreveu escreve"
    " afirmou declarou explicou contou lembra napisał napisała pisał pisała pisze"
    " stwierdził stwierdziła twierdzi dodał dodała wspominał wspominała wspomina"
    " opowiada napsal napsala psal psala píše uvedl uvedla tvrdí prohlásil prohlásila"
    " dodal dodala vzpomíná vzpomínal napísal napísala schreef schrijft vertelde"
    " vertelt verklaarde verklaart skrev skriver berättade fortæller forteller"
    " kirjoitti kirjoittaa kertoi kertoo írta írja jelentette scris scrie declarat"
    " afirmat έγραψε γράφει"
).split()
"""Verbs of documents, of witnesses and of those who report them."""
CALLING = (  # noqa: SIM905 - words read better so
    "called calls named termed terms dubbed labelled labeled labels referred refers"
    " назвал назвала называл называла nannte nennt nazwał nazwała nazval nazvala"
    " называет nazywa nazývá appelle appelait qualifie qualifié qualifiée qualifiés"
    " llama llamó chiama chiamò назвав називає"
).split()
"""Verbs that lead to a name as often as to words."""

ACCORDING = (
    r"[Aa]ccording to|[Ii]n the (?:words|view|opinion) of|[Aa]s quoted by|[Tt]o quote"
    r"|[Ll]aut|[Nn]ach (?:Angaben|Ansicht|Meinung|den Worten)(?: von)?"
    r"|[Mm]it den Worten(?: von)?"
    r"|[Ss]elon|[Dd]['’]après|[Ss]egún|[Dd]e acuerdo con|[Ee]n palabras de"
    r"|[Ss]econdo|[Aa] detta di|[Nn]elle parole di|[Ss]egundo|[Dd]e acordo com"
    r"|[Ww]edług|[Zz]daniem|[Ss]łowami|[Pp]odle|[Dd]le|[Pp]odľa|[Ss]lovy"
    r"|[Пп]о (?:словам|мнению|утверждению|выражению)|[Сс]огласно|[Сс]ловами"
    r"|[Зз]а словами|[Нн]а думку|[Vv]olgens|[Ee]nligt|[Ii]følge|[Pp]otrivit|[Κκ]ατά τον"
)
"""Words right before a name that make it the name of who is quoted."""
ACCORDING_WORDS = frozenset(
    (  # noqa: SIM905 - words read better so
        "According according words view opinion quoted quote Laut laut Nach nach"
        " Worten Selon selon après Según según acuerdo palabras Secondo secondo detta"
        " parole Segundo segundo acordo Według według Zdaniem zdaniem Słowami słowami"
        " Podle podle Dle dle Podľa podľa Slovy slovy словам мнению утверждению"
        " выражению Согласно согласно Словами словами думку Volgens volgens Enligt"
        " enligt Ifølge ifølge Potrivit potrivit Κατά κατά"
    ).split()
)
"""One word of each of them, to be looked up first."""
BEHIND_NAME = r"szerint|mukaan|zufolge|aldus"
"""Words behind a name that make it the name of who is quoted."""
AS = (
    r"[Aa]s|[Ww]ie|[Cc]omme|[Cc]omo|[Cc]om['’]|[Cc]ome|[Jj]ak|[Aa]ko|[Кк]ак|[Яя]к"
    r"|[Zz]oals|[Ss]om|[Kk]uten|[Mm]int|[Aa]hogy"
)
"""Words that begin a clause such as *as … puts it*."""
NO_OFFICE = (
    r"he|she|they|it|we|in|to|on|at|of|by|from|with|about|after|before|that|as|and|but"
    r"|er|sie|es|ihm|ihr|ihnen|wir|man|in|zu|an|auf|aus|mit|bei|nach|von|und|als|dass"
    r"|elle|ils|dans|sur|avec|que|et|pour|lui|él|ella|en|con|che|nel|nella|egli"
    r"|on|ona|oni|do|na|po|mu|jej|si|se|že|że|hij|zij|in|aan|han|hon|i|til|till"
    r"|он|она|они|мне|ему|ей|им|нам|в|во|на|о|об|с|к|из|от|что|и|про|він|вона|у|що"
)
"""Words that may stand there behind the verb, but lead to another name."""
FUNCTION_WORDS = frozenset(
    """wie als nach laut selon según segundo secondo según comme como come jak ako как
    як zoals som wenn weil dass daß ob auch noch nur so da dann doch schon hier dort
    mais et ou car donc quand pour dans sur avec sans ce cette ces son sa ses je tu nous
    vous on y pero cuando porque este esta el los las un una yo ella ellos ma se che non
    quando perché questo questa lo gli uno egli lui lei mas porém ele ela o os as um
    uma i a ale gdy kiedy bo to ten ta on ona oni w na po z że který která když protože
    tento tato ona oni ve na po s že en de het een hij zij maar want toen och det den
    men han hun hon når da je mutta kun hän se és azt ezt aki amit de hogy ez az
    egy mert si dar când
    el ea την το ο η οι και что чтобы если это этот эта эти тот та те его её их мы вы
    я ты из от до для без при про об о у к с за над под он она они оно или ни не да
    же бы ли уже ещё потом тогда там тут здесь однако поэтому затем наконец але
    коли бо цей ця вони він вона та й""".split()  # noqa: SIM905 - words read better so
)
"""Words that begin sentences and are no names, beside English ones."""
