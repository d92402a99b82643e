"""The forms of citations in brackets, in many languages, and what cites nothing."""

import pytest

from gulagreader.text.citation_shape import Shape
from gulagreader.text.citation_shapes import shape_of
from gulagreader.text.quotations import find_citations

CITING = """
Applebaum 45
Applebaum, p. 45
Applebaum, 45
Applebaum 2003
Applebaum, 2003
Applebaum 2003, 45
Applebaum 2003: 45
Applebaum 2003, p. 45
Applebaum 2003, pp. 45-6
Applebaum, 2003, pp. 45–46
Applebaum, 2003, ch. 3
Applebaum 2003a
Applebaum 2003, 2007
Applebaum (2003), 45
Applebaum (2003, 45)
Applebaum n.d.
Applebaum, forthcoming
Getty, Rittersporn and Zemskov 1993
Getty, Rittersporn & Zemskov, 1993, p. 1022
Getty et al. 1993
Getty et al., 1993, p. 4
Adler 2002; Dobson 2009
Adler 2002, 45; Dobson 2009, 12
see Adler 45
see also Adler 2002, 45–47
cf. Adler 2002
see, for example, Adler 2002; Dobson 2009
e.g., Adler 2002
qtd. in Adler 45
quoted in Adler 2002, 45
as cited in Adler, 2002, p. 45
cited by Adler 45
Ginzburg, qtd. in Applebaum 45
Ginzburg, quoted in Applebaum 2003, 45
Stalin qtd. in Conquest 112
ibid.
Ibid., 45
ibid., p. 45
Ibid. 45
op. cit., p. 45
Adler, op. cit., p. 45
Adler, op. cit., 45
loc. cit.
Ebd., S. 45
ebd.
ebenda, S. 4
a.a.O., S. 4
там же
Там же, с. 45
Там же. С. 45
там само, с. 45
Указ. соч. С. 45
idem, p. 45
ivi, p. 45
tamże, s. 45
dz. cyt., s. 45
tamtéž, s. 45
ibíd., p. 45
p. 45
pp. 45–47
S. 45
S. 45 f.
S. 45ff.
с. 45
стр. 45
С. 45–47
s. 45
str. 45
vol. 2, p. 45
vol. 2, 45
т. 2, с. 45
Bd. 2, S. 45
ch. 3
chap. 3
chapter 3
гл. 3
Kap. 3
cap. 3
Vgl. Adler 2002, S. 45
vgl. Adler 2002: 45
zit. nach Adler 2002, S. 45
zitiert nach: Adler, S. 45
zit. n. Adler 2002
siehe Adler 2002
voir Adler 2002, p. 45
cité par Adler, p. 45
cité dans Adler 2002
d’après Werth 2007, p. 45
см. Петров 1998
ср. Петров 1998, с. 45
цит. по: Петров 1998, с. 45
цит. по: Петров, 1998: 45
Петров 1998: 45
Петров, 1998, с. 45
Петров, с. 45
Солженицын А. И. Архипелаг ГУЛАГ. М., 1990. С. 45
Солженицын А.И. Архипелаг ГУЛАГ. Т. 1. М., 1990. С. 45
Солженицын, «Архипелаг ГУЛАГ», т. 1, с. 45
А. Солженицын, Архипелаг ГУЛАГ, с. 45
Шаламов В. Колымские рассказы. М.: Наука, 1992. С. 12
Земсков и др. 1993
Shalamov, Kolyma Tales, 45
Shalamov, Kolyma Tales 45
Shalamov, *Kolyma Tales*, 45
Shalamov, *Kolyma Tales* 45
Shalamov, “Dry Rations,” 45
Shalamov, “Dry Rations” 45
Solzhenitsyn, The Gulag Archipelago, vol. 2, p. 45
Solzhenitsyn, *The Gulag Archipelago*, 2:45
Solzhenitsyn, Gulag 2: 45
*Kolyma Tales*, 45
*Kolyma Tales* 45
“Dry Rations” 45
Kolyma Tales 45
Kolyma Tales, p. 45
The Gulag Archipelago, vol. 2, 45
The Gulag Archipelago, p. 45
Gulag Archipelago 45
Anne Applebaum, Gulag: A History (New York: Doubleday, 2003), 45
Anne Applebaum, *Gulag: A History* (New York: Doubleday, 2003), p. 45
Anne Applebaum, Gulag, 2003, p. 45
Miriam Dobson, Khrushchev's Cold Summer, 2009, p. 12
Petrov, Letters from the north, p. 45
Petrov, Letters from the north, 1998, p. 45
Ginzburg, Journey into the whirlwind, 45
von Geldern 1999
James von Geldern, “Prisoners Return,” Seventeen Moments in Soviet History
de Beauvoir 45
O'Brien 1999, 45
O’Brien 45
Rossi 1989, s.v. 'zek'
GARF, f. 9401, op. 1, d. 12
GARF, f. 9401, op. 1, d. 12, l. 5
GARF f. 9401 op. 1 d. 12 l. 5
GARF f. R-9401, op. 1a, d. 12, ll. 5-6
GARF. F. 9401. Op. 1. D. 12. L. 5
ГАРФ, ф. 9401, оп. 1, д. 12
ГАРФ. Ф. 9401. Оп. 1. Д. 12. Л. 5
ГАРФ. Ф. Р-9401. Оп. 1а. Д. 12. Л. 5–6 об.
РГАНИ, ф. 3, оп. 1, д. 5, л. 12
РГАСПИ. Ф. 17. Оп. 3. Д. 1024. Л. 5
ЦА ФСБ, ф. 2, оп. 1, д. 5
АП РФ. Ф. 3. Оп. 24. Д. 409. Л. 1
TsKhSD, f. 89, op. 18, d. 12
TsA FSB RF, f. 2, op. 5, d. 12
RGASPI 17/3/1024
RGASPI 17/3/1024/5
GARF 9401/1/12, 5
RGANI, fond 3, opis 1, delo 5
GARF, fond 9401, opis' 1, delo 12, list 5
Hoover Institution Archives, Nicolaevsky Collection, box 3, folder 5
Hoover Institution Archives, B. I. Nicolaevsky Collection, Box 3, Folder 5
Hoover, box 3, folder 5
HIA, Nicolaevsky, box 3
NARA, RG 59, box 12
TNA, FO 371/1234
FO 371/1234
PRO FO 371/1234
BArch, R 58/1234, Bl. 5
Bundesarchiv, R 58/1234
Archive of Memorial, f. 2, op. 1, d. 5
Архив «Мемориала», ф. 2, оп. 1
Memorial Archive, f. 1, op. 1, d. 4
f. 9401, op. 1, d. 12
ф. 9401, оп. 1, д. 12, л. 5
ЦДАГО України, ф. 1, оп. 24, спр. 5, арк. 12
ГДА СБУ, ф. 13, спр. 5
AAN, sygn. 295/12
Decree of 1941, art. 5
Decree of 27 March 1953
Decree of 27 March 1953, art. 4
decree of 7 August 1932
Order No. 00447, 30 July 1937
NKVD Order No. 00447, 30 July 1937
Order No. 00447 of 30 July 1937
Politburo resolution, 2 July 1937
Приказ НКВД № 00447 от 30 июля 1937 г.
Указ от 27 марта 1953 г.
Указ от 27 марта 1953 г., ст. 4
Постановление Политбюро от 2 июля 1937 г.
Criminal Code, art. 58-10
Criminal Code of the RSFSR, art. 58-10
Constitution of 1936, art. 125
Constitution, art. 125
Art. 58-10 UK RSFSR
ст. 58-10 УК РСФСР
УК РСФСР, ст. 58-10
Befehl Nr. 00447 vom 30. Juli 1937
Pravda, 28 March 1953
Pravda, March 28, 1953
Pravda, March 28, 1953, p. 1
*Pravda*, 28 March 1953
Pravda 28 March 1953
Правда, 28 марта 1953 г.
«Правда», 28 марта 1953
Правда. 1953. 28 марта
Правда. 1953. 28 марта. С. 1
Izvestiia, 28 March 1953
New York Times, 5 March 1953
The New York Times, March 5, 1953, p. A1
*New York Times*, 5 March 1953
Le Monde, 6 mars 1953
Der Spiegel 12/1974
Die Zeit, 5. März 1953
Novyi mir, no. 11, 1962
Novyi Mir 11 (1962)
Новый мир. 1962. № 11. С. 8–74
Новый мир, 1962, № 11
El País, 5 de marzo de 1953
Gazeta Wyborcza, 5 marca 1993
interview with the author, 12 June 2004
author's interview, 12 June 2004
Interview with Anna Petrova, 12 June 2004
letter to his wife, 3 May 1949
letter to Gorky, 3 May 1929
Gorky, letter to Stalin, 3 May 1929
Ginzburg, diary, 4 May 1950
diary entry, 4 May 1950
diary, 4 May 1950
personal communication, May 5, 2003
A. Petrova, personal communication, May 5, 2003
письмо жене, 3 мая 1949 г.
дневник, 4 мая 1950
Tagebuch, 4. Mai 1950
Brief an Maria, 3. Mai 1949
lettre à sa femme, 3 mai 1949
film, 1984, dir. Abuladze
Repentance, dir. Abuladze, 1984
Abuladze, *Repentance*, 1984, 01:02:15
*Repentance*, dir. Tengiz Abuladze, 1984
*Repentance*, 01:02:15
Matt. 5:3
Matthew 5:3–10
1 Cor. 13:4-7
Rev. 21:4
Ps. 23:4
Мф. 5:3
Откр. 21:4
Hamlet 3.2.45
Applebaum 2003, appendix
Applebaum, Introduction
Adler 45, my emphasis
Adler 2002, 45; emphasis added
Adler 2002, for both
Adler 2002, 45n12
Adler 2002, 45–6, 78
Adler 45, 78
Adler, xii
Adler xii–xiv
ch. 3 of Applebaum
Adler [1999] 2002, 45
Khlevniuk (ed.), 2004, p. 45
Kozlov, ed., 2013
Kozlov (Hg.), 2013, S. 45
Kokurin, Petrov (red.) 2000, s. 5
Werth, p. 45-46
Werth 2007, t. 2, p. 45
Müller 1999, S. 45 f.
Müller/Schmidt 1999, S. 45
Müller u.a. 1999
Müller und Schmidt 1999: 45
García y López 1999: 45
García, 1999, pág. 45
Kowalski, 1999, s. 45
Novák 1999, s. 45
Smith, A. 2003
Smith, A., 2003, p. 5
Smith, A. B., & Jones, C. (2003)
Gheith and Jolluck, 2011, pp. 45-46
UN 1948, art. 5
FRUS 1955–57, vol. 24, doc. 5
Memorial 1998, 45
Supreme Soviet 1953, art. 2
Conquest, Great Terror, p. 45
Getty, Rittersporn, Zemskov 1993, 1022–23
fn. 12
note 12
прим. 4
Anm. 4
Solzhenitsyn, pt. III, ch. 5
part V, ch. 12
2003, p. 45
2003: 45
1998, с. 45
2003, 45
Geldern, par. 3
Geldern, para. 3
Geldern § 3
Stalin, Sochineniia, vol. 13, p. 45
Сталин И. В. Соч. Т. 13. С. 45
Сталин, Сочинения, т. 13, с. 45
Applebaum, Gulag, chap. 3
Mandelstam, Hope against Hope, p. 45
Nadezhda Mandelstam 45
Nadezhda Mandelstam, 45
Evgenia Ginzburg 1967, 45
"""
BEHIND_A_QUOTATION = """
Applebaum
45
45–46
xxxi
Art. 58
Article 58-10
from *The Gulag Archipelago*
*Kolyma Tales*
Ginzburg, Into the Whirlwind
Order No. 00447
Seventeen Moments in Soviet History
diary
Ivan Petrov, 5 May 1953
45, 47
2:45
Geldern and Siegelbaum
The Gulag Archipelago
see chapter 3
letter to Stalin
Solzhenitsyn, The Gulag Archipelago
von Geldern, 17 Moments
"""
NO_CITATION = """
1879–1953
Khrushchev, 1894–1971
Nikita Khrushchev, 1894–1971
born 1918
d. 1953
b. 1907
b. 1907, d. 1953
born in Kiev, 1907
died 1953
NKVD
MVD
ГУЛАГ
Cheka
Komsomol
March 1921
Moscow
Soviet Union
the Gulag
who was arrested in 1937
see below
see above
my translation
emphasis added
emphasis mine
in 1953
from 1930 to 1953
circa 1930
about 45 people
45 km
45%
12 years
5,000 prisoners
Article 58 prisoners
the secret police
like many others
at the age of 56
aged 45
laughs
sic
World War II
World War 2
Main Camp Administration
State Political Directorate
GULAG, 1930–1960
1930s
early 1930s
summer 1953
spring of 1953
winter, 1941
June 22, 1941
5 March 1953
28 марта 1953 г.
1918–2008
Moscow: Nauka, 1990
Cornell University Press, 2009
Yes
e.g. bread
i.e. the camp
i.e. Stalin
that is, the dead
or zek
Photo: TASS
Photo by Ivan Petrov
left
Kolyma region
Soviet secret police
Lavrentiy Beria, Minister of Internal Affairs, 1953
with 45 others
20th Party Congress
Twentieth Party Congress, 1956
Moscow and Leningrad
Vorkuta, Norilsk, Kolyma
$45
3 out of 5
a, b and c
Perm-36
US
USA
USSR
ум. 1953
род. 1907
расстрелян в 1937
1937–1938 гг.
geb. 1907
gest. 1953
né en 1907
now Saint Petersburg
formerly Leningrad
Russian: лагерь
in Russian
Великая Отечественная война
Народный комиссариат внутренних дел
"""


def _lines(text: str) -> list[str]:
    return text.strip().split("\n")


def _cites(shape: Shape | None) -> bool:
    return shape is not None and shape.strong and shape.only_key is None


@pytest.mark.parametrize("content", _lines(CITING))
def test_a_bracket_cites_whatever_stands_before_it(content: str) -> None:
    assert _cites(shape_of(content))


@pytest.mark.parametrize("content", _lines(BEHIND_A_QUOTATION))
def test_a_bracket_cites_only_behind_a_quotation(content: str) -> None:
    shape = shape_of(content)
    assert shape is not None
    assert not shape.strong


@pytest.mark.parametrize("content", _lines(NO_CITATION))
def test_a_bracket_tells_something_else(content: str) -> None:
    assert shape_of(content) is None


def test_a_town_with_a_year_cites_only_what_has_it_as_its_key() -> None:
    for content in ("Moscow, 1953", "Moscow 1953", "Decree 1953"):
        shape = shape_of(content)
        assert shape is not None
        assert shape.only_key == content.split(",")[0].split()[0]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Applebaum (2003) writes of it.", "(2003)"),
        ("As Applebaum writes (45), the camps grew.", "(45)"),
        ("According to Getty et al. (1993), the figures were lower.", "(1993)"),
        ("Adler's (2002) study says so.", "(2002)"),
        ("Dobson argues that the returnees were feared (112).", "(112)"),
        ("See Adler (2002: 45) for more.", "(2002: 45)"),
        ("Barnes (2011, 4) says more.", "(2011, 4)"),
        ("The list is lost.[^12] It is.", "[^12]"),
        ("The list is lost [note 3].", "[note 3]"),
        ("The list is lost.^1^", "^1^"),
        ("The list is lost.[1](#fn1)", "[1](#fn1)"),
        (
            "The list is lost.[[1]](https://en.wikipedia.org/wiki/X#cite_note-1)",
            "[[1]](https://en.wikipedia.org/wiki/X#cite_note-1)",
        ),
        ("The list is lost [@adler2002, p. 45].", "[@adler2002, p. 45]"),
        ("The list is lost.† Nobody knows.", "†"),
        ("They left (see Adler (2002), 45).", "(see Adler (2002), 45)"),
        ("They left (Adler [1999] 2002, 45).", "(Adler [1999] 2002, 45)"),
        ("They left [Adler 2002, 45].", "[Adler 2002, 45]"),
        ("Это видно [Петров 1998: 45].", "[Петров 1998: 45]"),
        ("Это видно [ГАРФ. Ф. 9401. Оп. 1. Д. 12].", "[ГАРФ. Ф. 9401. Оп. 1. Д. 12]"),
        (
            "They left ([Adler 2002](http://x.org/a), 45).",
            "([Adler 2002](http://x.org/a), 45)",
        ),
        ("They left (*Kolyma Tales*, 45).", "(*Kolyma Tales*, 45)"),
        (
            "“We went home in the spring” (from *Kolyma Tales*).",
            "(from *Kolyma Tales*)",
        ),
        ("“We went home in the spring” (Art. 58-10).", "(Art. 58-10)"),
        ("“We went home in the spring of that year” (45).", "(45)"),
        (
            "They “went home in the spring” (Ginzburg, *Into the Whirlwind*).",
            "(Ginzburg, *Into the Whirlwind*)",
        ),
        (
            'They left.<sup id="x"><a href="#cite">[5]</a></sup> So.',
            '<sup id="x"><a href="#cite">[5]</a></sup>',
        ),
        ("They left.\\[5\\] So.", "\\[5\\]"),
        ("It was so (Siegelbaum).", "(Siegelbaum)"),
        ("Laut Applebaum (2003) war es so.", "(2003)"),
        ("Как показал Земсков (1991), цифры ниже.", "(1991)"),
        ("Werth (2007) montre que c’est faux.", "(2007)"),
        ("Weber (1993: 4), Braun (1995) and others count them.", "(1993: 4)|(1995)"),
        (
            "They left (Overy p. 78, Braithwaite 2006).",
            "(Overy p. 78, Braithwaite 2006)",
        ),
        (
            "They left (Letter of 11 May 1946, in Zima 1996, 54).",
            "(Letter of 11 May 1946, in Zima 1996, 54)",
        ),
        ("Wie Weber (2001) gezeigt hat, war es so.", "(2001)"),
        (
            "The figures (Adler 2002, 45; a lower one is in the appendix) differ.",
            "(Adler 2002, 45; a lower one is in the appendix)",
        ),
    ],
)
def test_citations_are_found_where_they_stand(text: str, cited: str) -> None:
    found = [text[one.start : one.end] for one in find_citations(text)]
    assert found == cited.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "She died in Vorkuta (1951).",
        "Khrushchev (1894–1971) was there.",
        "Stalin (1953) was dead.",
        "The film Repentance (1984) shows it.",
        "Anna Petrova (82) said so.",
        "He went to the camp (Vorkuta).",
        "It was 40 m² large.",
        "He had three sons (2).",
        "His book *Gulag* (Doubleday, 2003) won.",
        "“The Dry Ration” (Norton, 1984) is good.",
        "The police (NKVD) came (in 1937).",
        "In Magadan (Kolyma) it was cold.",
        "He said the group (15) was large.",
        "There were many (about 500) in it.",
        "The secret speech (February 1956) was read.",
        "He was freed (5 March 1953) and left.",
        "[sic] He wrote [in 1953] so [Stalin] did.",
        "The bunk (No. 5) was his.",
        "a * b * c",
        "| a | b |",
        "The order (No. 00447) began it.",
        "They lived in Kolyma (Magadan), Vorkuta (Komi) and Perm.",
        "Gulag (Main Camp Administration) was set up (1930).",
        "the Party (CPSU) (see below) (sic)",
        "The General Secretary (Stalin) signed it.",
        "The poet (Mandelstam) died there.",
        "She (Olga) went.",
        "10^3 and 5^2^",
        "Tolstoy (War and Peace) was read.",
        "The temperature fell (minus 45).",
        "The decree (see Article 58) stood.",
        "The sentence was long (ten years).",
        "The story (1962) made him known.",
        "Ivan Petrov (b. 1907, d. 1953) was a guard.",
        "Ivan Petrov (born 12 May 1907) was a guard.",
    ],
)
def test_what_else_stands_in_brackets_is_no_citation(text: str) -> None:
    assert find_citations(text) == ()
