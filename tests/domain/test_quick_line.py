"""One line says title, deadline, owners and themes; what is unclear stays in the title."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.quick_line import Named, QuickLine, Reading, is_table, lines_of, read_line

TODAY = date(2026, 5, 4)
IHK = Named("p1", "IHK Kassel", "organisation")
KAMMER = Named("p2", "Handwerkskammer Köln", "organisation")
KMU = Named("p3", "KMU", "group")
ANNA, ANTON = Named("p4", "Anna Weiß", "person"), Named("p5", "Anton", "person")
VERNETZUNG, TOOLS = Named("t1", "Vernetzung"), Named("t2", "Tools & Methoden")
READING = Reading(TODAY, (IHK, KAMMER, KMU, ANNA, ANTON), (VERNETZUNG, TOOLS))


def shown(line: QuickLine) -> tuple[str, str, list[str], list[str]]:
    """Title, deadline's words, names; what is new has a + before it."""
    names = [[("" if one.id else "+") + one.name for one in some] for some in (line.owners, line.themes)]
    return line.title, line.words, names[0], names[1]


@pytest.mark.parametrize(
    ("line", "title", "words", "owners", "themes"),
    [
        (
            "Kick-off voraussichtlich im Mai @IHK #Vernetzung",
            *("Kick-off", "voraussichtlich im Mai", ["IHK Kassel"], ["Vernetzung"]),
        ),
        ("Kick-off probably in May @IHK", "Kick-off", "probably in May", ["IHK Kassel"], []),
        ("Kick-off", "Kick-off", "", [], []),
        ("Einladung schicken bis Freitag", "Einladung schicken", "bis Freitag", [], []),
        ("Send the invitation by Friday", "Send the invitation", "by Friday", [], []),
        ("Raum suchen, Mitte Juni", "Raum suchen", "Mitte Juni", [], []),
        ("Raum suchen – Ende KW 24", "Raum suchen", "Ende KW 24", [], []),
        ("Raum suchen: Q3 2026", "Raum suchen", "Q3 2026", [], []),
        ("@IHK Kassel Raum suchen 15.6.", "Raum suchen", "15.6.", ["IHK Kassel"], []),
        ("Raum @ihk kassel suchen im Juni", "Raum suchen", "im Juni", ["IHK Kassel"], []),
        ("Raum suchen bis 15. Mai, 18 Uhr", "Raum suchen", "bis 15. Mai, 18 Uhr", [], []),
        ("Newsletter laufend", "Newsletter", "laufend", [], []),
        ("Stand zeigen bis zum nächsten Treffen", "Stand zeigen", "bis zum nächsten Treffen", [], []),
        ("Flyer @Handwerkskammer Koeln", "Flyer", "", ["Handwerkskammer Köln"], []),
        ("Flyer @handwerks", "Flyer", "", ["Handwerkskammer Köln"], []),
        ("Flyer @KMU @IHK", "Flyer", "", ["KMU", "IHK Kassel"], []),
        ("Flyer (@IHK)", "Flyer (@IHK)", "", [], []),
        ("Flyer @IHK, @KMU", "Flyer", "", ["IHK Kassel", "KMU"], []),
        ("Flyer @IHK @IHK Kassel", "Flyer", "", ["IHK Kassel"], []),
        ("Flyer @Volkshochschule", "Flyer", "", ["+Volkshochschule"], []),
        ('Flyer @"VHS Region Kassel" im Mai', "Flyer", "im Mai", ["+VHS Region Kassel"], []),
        ('Flyer @"IHK Kassel"', "Flyer", "", ["IHK Kassel"], []),
        ("Flyer #Ehrenamt", "Flyer", "", [], ["+Ehrenamt"]),
        ("Flyer #tools & methoden", "Flyer", "", [], ["Tools & Methoden"]),
        ("Flyer #Tools im Mai", "Flyer", "im Mai", [], ["Tools & Methoden"]),
        # several could be meant
        ("Flyer @An", "Flyer @An", "", [], []),
        ("Flyer @Ann", "Flyer", "", ["Anna Weiß"], []),
        # addresses, numbers, lone marks
        ("Mail an info@ihk.de", "Mail an info@ihk.de", "", [], []),
        ("Punkt #3 klären", "Punkt #3 klären", "", [], []),
        ("Flyer @ #", "Flyer", "", [], []),
        ("Flyer im Mai @", "Flyer", "im Mai", [], []),
        ("Flyer @ Köln", "Flyer @ Köln", "", [], []),
        # words that are no deadline
        ("Bericht 2026", "Bericht 2026", "", [], []),
        ("Bericht bis 2026", "Bericht", "bis 2026", [], []),
        ("Ask what we may", "Ask what we may", "", [], []),
        ("Kaffee am Morgen", "Kaffee am Morgen", "", [], []),
        ("Planung Sommer 2027", "Planung Sommer 2027", "", [], []),
        ("Aufräumen ab Mai", "Aufräumen ab Mai", "", [], []),
        ("Nicht vor Mai", "Nicht vor Mai", "", [], []),
        ("Begrüßung der KW 12", "Begrüßung", "der KW 12", [], []),
        # nothing to do: nothing was meant
        ("im Mai", "im Mai", "", [], []),
        ("@IHK im Mai", "@IHK im Mai", "", [], []),
        ("#Vernetzung", "#Vernetzung", "", [], []),
    ],
)
def test_a_line_says(line: str, title: str, words: str, owners: list[str], themes: list[str]) -> None:
    assert shown(read_line(line, READING)) == (title, words, owners, themes)


def test_the_deadline_is_read_against_today_and_the_next_meeting() -> None:
    read = read_line("Kick-off im Mai", READING).deadline
    assert read
    assert (str(read.first), read.words) == ("2026-05-01", "im Mai")


def test_who_may_not_ask_writes_plain_titles() -> None:
    guest = Reading(TODAY, READING.parties, READING.themes, may_ask=False, may_name=False)
    assert shown(read_line("Flyer @IHK #Tools im Mai", guest)) == ("Flyer @IHK #Tools", "im Mai", [], [])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Kick-off\n\n  Flyer \r\n", ["Kick-off", "Flyer"]),
        ("- [ ] Kick-off\n* Flyer\n•\tRaum\n– Saal", ["Kick-off", "Flyer", "Raum", "Saal"]),
        ("1. Kick-off\n2. Flyer", ["Kick-off", "Flyer"]),
        ("1) Kick-off\n2) Flyer", ["Kick-off", "Flyer"]),
        ("1. Mai Feier\n3. Mai Fest", ["1. Mai Feier", "3. Mai Fest"]),
        ("1. Mai Feier", ["1. Mai Feier"]),
        ("1. Mai Feier\n2. Mai Fest", ["1. Mai Feier", "2. Mai Fest"]),
        ("- Erster\n* Zweiter\n1. Dritter\n2. Vierter", ["Erster", "Zweiter", "Dritter", "Vierter"]),
        ("Erster\n1. Sitzung der Gruppe", ["Erster", "1. Sitzung der Gruppe"]),
        ("1.\tKick-off\no\tFlyer\n\uf0b7\tSaal", ["Kick-off", "Flyer", "Saal"]),
        ("Kick-off - groß", ["Kick-off - groß"]),
        ("", []),
    ],
)
def test_lines_lose_their_bullets(text: str, lines: list[str]) -> None:
    assert lines_of(text) == lines


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("Was\tWer\nPlakate\tAnna", True),
        ("Plakate\tAnna\t12.3.", True),
        ("Nr.\tWas\n1.\tPlakate\tAnna\n2.\tFlyer\tBernd", True),
        ("•\tPlakate\n•\tFlyer", False),
        ("1.\tPlakate\n2.\tFlyer", False),
        ("\tPlakate\n\tFlyer", False),
        ("Plakate\nFlyer", False),
        ("", False),
    ],
)
def test_what_was_copied_out_of_a_table_is_told_from_a_list(text: str, is_it: bool) -> None:
    assert is_table(text) is is_it


words = st.sampled_from(
    [
        "@IHK",
        "@An",
        "#Tools",
        "#x",
        "@",
        "#",
        "im",
        "Mai",
        "bis",
        "15.6.",
        "Raum",
        ",",
        "–",
        '@"a b"',
        "2026",
        "(",
        ".",
    ]
)


@given(st.text(max_size=120) | st.lists(words, max_size=12).map(" ".join))
def test_no_word_is_lost_and_nothing_raises(line: str) -> None:
    read = read_line(line, READING)
    assert read.title or not line.split()
    names = [one.name for one in (*read.owners, *read.themes)]
    assert all(names)
    said = " ".join(line.split())
    assert all(word in said for word in read.title.split())
    assert all(word in said for word in read.words.split())
    if read.deadline:
        assert read.deadline.understood
    assert all(one.id or one.name.split()[0] in said for one in (*read.owners, *read.themes))


@given(st.lists(words, max_size=8).map(" ".join))
def test_a_title_read_again_says_no_more_names(line: str) -> None:
    first = read_line(line, READING)
    again = read_line(first.title, READING)
    if first.owners or first.themes:
        assert not {one.id for one in again.owners} & {one.id for one in first.owners if one.id}


def test_a_name_is_named_once() -> None:
    assert read_line("Flyer @IHK @ihk", READING).owners == (Named("p1", "IHK Kassel", "organisation"),)
