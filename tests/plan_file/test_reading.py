"""What a plan file may say, in how many ways, and what is understood."""

from datetime import date

import pytest

from tests.plan_file.files import HEAD, plan, step
from tracker.domain.note import NoteKind
from tracker.domain.ownership import Answer, OwnerRole
from tracker.domain.party import PartySort
from tracker.plan_file.document import (
    CheckEntry,
    MeetingEntry,
    NoteEntry,
    OwnerEntry,
    PartyEntry,
    StepEntry,
)
from tracker.plan_file.reading import read_plan_file

LEAD, WITH, INVOLVE = OwnerRole.LEAD, OwnerRole.WITH, OwnerRole.INVOLVE
GERMAN = """\
---
region: Sachsen/Thüringen
states: [Sachsen, Thüringen]
title: "Handwerk: gemeinsam"
goal: Betriebe gewinnen
language: de
agreed: 2025-10-30
period: Q1 2026
contact: anna@example.org
deputy: Bernd
themes: [Handwerk, KMU]
actors: [KMU, "Müller, Söhne (Organisation)", IHK (Köln) (Organisation), Anna (Person)]
meeting: {title: Folgetreffen, due: 12.03.2026}
---

# ZIELE

- Regionale Strukturen
  wiederbeleben

  und neue schaffen
- Voneinander lernen

## Maßnahmen
- [X] Kick-off: Bedarfe klären {#k7m2p9x4wd3h}
  - Wer: "Müller, Söhne" (zugesagt)
  - Mit: "IHK (Köln)", Hochschule (Organisation) (abgesagt), anna (angefragt)
  - Einzubinden: KMU
  - Bis wann: voraussichtlich im Mai
  - Thema: kmu, Handwerk
  - Ziel: regionale strukturen wiederbeleben und neue schaffen
  - Wir brauchen: einen Raum
  - [x] Raum suchen
  - [ ] Einladen
  - Bemerkung: Zuerst so:
    - Liste
      - tiefer

    # Kein Kopf
  - Ergebnis:
    42 kamen.
* [ ] Zweiter
\t- Zuständig: Gül
\t- STAND: in arbeit
\t- Notiz:
\t\tso
\t\t\tauch

## Wünsche
1. Tooldatenbank
"""


def test_everything_a_file_knows() -> None:
    document = read_plan_file(GERMAN)
    assert (document.region, document.states) == ("Sachsen/Thüringen", ("Sachsen", "Thüringen"))
    assert (document.title, document.goal) == ("Handwerk: gemeinsam", "Betriebe gewinnen")
    assert (document.language, document.agreed) == ("de", date(2025, 10, 30))
    assert (document.period, document.contact, document.deputy) == ("Q1 2026", "anna@example.org", "Bernd")
    assert document.meeting == MeetingEntry("Folgetreffen", "12.03.2026")
    assert document.themes == ("Handwerk", "KMU")
    assert document.parties == (
        PartyEntry("KMU", PartySort.GROUP),
        PartyEntry("Müller, Söhne", PartySort.ORGANISATION),
        PartyEntry("IHK (Köln)", PartySort.ORGANISATION),
        PartyEntry("Anna", PartySort.PERSON),
        PartyEntry("Hochschule", PartySort.ORGANISATION),
        PartyEntry("Gül", PartySort.ORGANISATION),
    )
    assert document.stages is None
    assert document.notes == (
        NoteEntry(NoteKind.GOAL, "Regionale Strukturen\nwiederbeleben\n\nund neue schaffen"),
        NoteEntry(NoteKind.GOAL, "Voneinander lernen"),
        NoteEntry(NoteKind.WISH, "Tooldatenbank"),
    )
    assert [(notice.line, notice.code) for notice in document.notices] == [
        (27, "new_party"),
        (43, "new_party"),
    ]


def test_everything_a_step_knows() -> None:
    done, second = read_plan_file(GERMAN).steps
    assert done == StepEntry(
        title="Kick-off: Bedarfe klären",
        mark="k7m2p9x4wd3h",
        done=True,
        stage="Erledigt",
        owners=(
            OwnerEntry("Müller, Söhne", LEAD, Answer.ACCEPTED),
            OwnerEntry("IHK (Köln)", WITH),
            OwnerEntry("Hochschule", WITH, Answer.DECLINED),
            OwnerEntry("Anna", WITH),
            OwnerEntry("KMU", INVOLVE),
        ),
        deadline="voraussichtlich im Mai",
        themes=("Handwerk", "KMU"),
        goal="Regionale Strukturen wiederbeleben und neue schaffen",
        needed="einen Raum",
        checklist=(CheckEntry("Raum suchen", done=True), CheckEntry("Einladen")),
        text="Zuerst so:\n- Liste\n  - tiefer\n\n# Kein Kopf",
        result="42 kamen.",
    )
    assert (done.line, second.line) == (25, 42)
    assert (second.stage, second.done, second.text) == ("In Arbeit", False, "so\n\tauch")
    assert second.owners == (OwnerEntry("Gül", LEAD),)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        *[
            ("Herausforderungen", "challenge"),
            ("challenges:", "challenge"),
            ("ZIELE", "goal"),
            ("Goals", "goal"),
        ],
        *[("Ideen", "idea"), ("Ideas", "idea"), ("Offene Fragen", "question"), ("Questions", "question")],
        *[("Open questions", "question"), ("Ich suche", "need"), ("Needs", "need"), ("Ich biete …", "offer")],
        *[("Offers", "offer"), ("Wuensche", "wish"), ("Wishes", "wish"), ("Themenspeicher", "parked")],
        *[("parked", "parked")],
    ],
)
def test_headings_of_both_languages_are_read(heading: str, kind: str) -> None:
    [note] = read_plan_file(plan(f"### {heading} ##\n- a\n")).notes
    assert note == NoteEntry(NoteKind(kind), "a")


@pytest.mark.parametrize(
    ("label", "field", "value"),
    [
        *[
            (label, "deadline", "Mai")
            for label in ("Bis wann", "Bis wann?", "Frist", "Termin", "Due", "by when")
        ],
        *[
            (label, "owners", (OwnerEntry("Mai"),))
            for label in ("Wer", "verantwortlich", "Zustaendig", "Owner")
        ],
        *[(label, "owners", (OwnerEntry("Mai", WITH),)) for label in ("Mit", "With")],
        *[(label, "owners", (OwnerEntry("Mai", INVOLVE),)) for label in ("Einzubinden", "Involve")],
        *[(label, "themes", ("Mai",)) for label in ("Thema", "THEME")],
        *[(label, "goal", "Mai") for label in ("Ziel", "goal")],
        *[(label, "text", "Mai") for label in ("Bemerkung", "Notiz", "Text")],
        *[(label, "needed", "Mai") for label in ("Wir brauchen", "Needed")],
        *[(label, "result", "Mai") for label in ("Ergebnis", "Result")],
        *[(label, "stage", "Mai") for label in ("Stand", "Stage")],
    ],
)
def test_labels_of_both_languages_are_read(label: str, field: str, value: object) -> None:
    file = step(f"  - {label}: Mai\n", head="stages: [Neu, Mai]\n", box="[x]")
    assert getattr(read_plan_file(file).steps[0], field) == value


def test_a_byte_order_mark_and_other_line_ends_are_read() -> None:
    windows = b"\xef\xbb\xbf" + GERMAN.replace("\n", "\r\n").encode()
    assert read_plan_file(windows) == read_plan_file(GERMAN) == read_plan_file(GERMAN.replace("\n", "\r"))


def test_empty_fields_of_a_form_say_nothing() -> None:
    [bare] = read_plan_file(step()).steps
    [empty] = read_plan_file(
        step("  - Wer:\n  - Bis wann: \n  - Thema: ,\n  - Bemerkung:\n\n  - Ergebnis:\n")
    ).steps
    assert empty == bare


def test_yaml_guesses_no_types() -> None:
    document = read_plan_file(plan("", "period: 2026\ngoal: yes\nstates: [no, 1e3]\ndeputy: ~\ncontact:\n"))
    assert (document.period, document.goal, document.states) == ("2026", "yes", ("no", "1e3"))
    assert (document.deputy, document.contact) == ("", "")


def test_a_meeting_may_be_just_its_day() -> None:
    assert read_plan_file(plan("", "meeting: im Mai\n")).meeting == MeetingEntry("", "im Mai")


def test_meetings_are_read_with_all_that_is_said_of_them() -> None:
    more = (
        "meeting:\n  title: Kick-off\n  time: 9 Uhr\n  link: https://treffen.example/a?b#c\n"
        'meetings:\n  - due: im Mai\n    place: Rathaus\n    host: IHK\n    agenda: "Auftakt\\n\\n- Lage"\n'
        "  - im Juni\n"
    )
    document = read_plan_file(plan("", more))
    assert document.meeting == MeetingEntry("Kick-off", starts="09:00", link="https://treffen.example/a?b#c")
    assert document.meetings == (
        MeetingEntry(deadline="im Mai", place="Rathaus", host="IHK", agenda="Auftakt\n\n- Lage"),
        MeetingEntry(deadline="im Juni"),
    )


def test_a_deadline_nobody_can_read_is_kept_as_words() -> None:
    words = "sobald es geht, spätestens 03/12 " * 10
    assert read_plan_file(step(f"  - Frist: {words}\n")).steps[0].deadline == words.strip()


def test_a_title_may_look_like_anything() -> None:
    for title in ("Wer: Anna", "[x] doppelt", "- [ ] a", "# b", "a {b}", "{#", 'mit "Zitat"', "1. c"):
        assert read_plan_file(step(title=title)).steps[0].title == title


def test_a_backslash_keeps_a_mark_in_the_title() -> None:
    [kept] = read_plan_file(step(title="a \\{#b}")).steps
    assert (kept.title, kept.mark) == ("a {#b}", None)


def test_a_file_may_be_all_front_matter() -> None:
    document = read_plan_file(HEAD)
    assert (document.region, document.title, document.steps, document.notes) == (
        "Hessen",
        "Gesund bleiben",
        (),
        (),
    )
