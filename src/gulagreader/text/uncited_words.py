"""Words that tell that a bracket cites nothing, or that one word of it is no author.

Looked up as those of ``citation_words`` are.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


CREDITS = _words("""
    photo photos photograph photographs foto picture pictures image images courtesy
    caption credit фото abbildung bild
""")
"""Words of the credits of pictures."""
STOPS = _words("""
    who whom whose which that was were is are be been had has have did does do said says
    you he she we they it not then later now when where while because although though if
    but so very just only even never always born died dead killed shot arrested executed
    released sentenced aged age married nicknamed called known meaning means named
    literally lit pictured photo photograph picture image courtesy credit click here
    read more below left right который которая которые был была были он она они мы вы я
    родился родилась умер умерла расстрелян арестован это не также geboren gestorben
    gest geb war waren ist sind hat hatte wurde wurden sie nicht auch qui que était
    étaient est né née mort morte elle ils ne pas fue era nació murió nacido nato nata
    morto morta był była byli jest zm urodzony zmarł byl byla narozen zemřel
""")
"""Small words that no citation holds outside the marks of a title."""
ROLES = _words("""
    minister head chief director leader secretary chairman president general commandant
    boss member deputy commissar colonel captain major officer prisoner survivor
    historian writer poet author wife husband son daughter mother father brother sister
    friend student teacher начальник министр секретарь председатель генерал командир
    поэт писатель историк жена муж сын дочь leiter chef direktor vorsitzender historiker
    schriftsteller dichter ministre directeur écrivain historien population total
    approximately about roughly nearly over around circa million thousand percent until
    since between before during
""")
"""Words that tell who somebody is: no citation without a place in a work."""
NO_AUTHORS = _words("""
    a an the this that these see in on at of his her their our my i he she it we article
    articles chapter part figure fig table photo photos picture image map act order
    decree camp section item step page day week note episode season volume comment post
    issue version bug ticket appendix exhibit file question grade class group room
    barrack barracks phase plan war world number line lines sentence paragraph law code
    point points resolution directive january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn fall
    winter early late mid circa born died age aged about around after before until since
    between during gulag gulags cheka komsomol kolyma zek zeks moscow leningrad
    petersburg petrograd siberia solovki vorkuta norilsk magadan perm karaganda ukraine
    kiev russia russian soviet soviets ussr germany german english french british
    american bolshevik bolsheviks menshevik communist communists kulak kulaks politburo
    kremlin pravda izvestia izvestiya duma tsar czar europe america britain england
    france poland italy japan china kazakhstan georgia berlin london paris washington
    north south east west new old left right yes no laughs source emphasis translation
    original above below top bottom photograph courtesy york boston chicago cambridge
    oxford vienna prague warsaw kyiv minsk tbilisi riga vilnius tallinn kazan omsk tomsk
    irkutsk novosibirsk sverdlovsk yekaterinburg kharkov kharkiv odessa odesa rostov
    murmansk arkhangelsk yakutsk yakutia chita khabarovsk vladivostok sakhalin ural
    urals caucasus crimea stalingrad volgograd inta pechora ukhta taishet kengir
    ekibastuz belomor solovetsky butovo kommunarka lubyanka lubianka butyrka donetsk
    lviv lvov estonia latvia lithuania belarus finland sweden spain austria hungary
    romania bulgaria yugoslavia czechoslovakia canada israel mongolia korea turkey india
    stalinism thaw perestroika glasnost amnesty terror purge purges holodomor famine
    collectivization москва ленинград петербург сибирь январь февраль март апрель май
    июнь июль август сентябрь октябрь ноябрь декабрь глава часть статья воркута колыма
    магадан норильск соловки киев париж берлин лондон караганда казань пермь россия ссср
    украина польша гулаг урал moskau sibirien russland warschau prag wien sowjetunion
    deutschland moscou sibérie russie moscú rusia mosca
""")
"""Words that begin a bracket but are not the surname of an author."""
