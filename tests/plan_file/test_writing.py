"""How a plan file looks, and that no text can break out of its place."""

from datetime import date

import pytest
import yaml

from tracker.domain.note import NoteKind
from tracker.domain.ownership import Answer, OwnerRole
from tracker.domain.party import PartySort
from tracker.domain.refusals import Invalid
from tracker.domain.stage import StageKind
from tracker.plan_file.document import (
    CheckEntry,
    MeetingEntry,
    NoteEntry,
    OwnerEntry,
    PartyEntry,
    PlanDocument,
    StageEntry,
    StepEntry,
)
from tracker.plan_file.reading import read_plan_file
from tracker.plan_file.writing import write_plan_file
from tracker.plan_file.yaml_values import yaml_text

FULL = PlanDocument(
    region="Hessen",
    title="Inklusion: jetzt",
    states=("Hessen", "Rheinland-Pfalz"),
    goal="Gesund bleiben",
    language="de",
    agreed=date(2025, 10, 30),
    period="6 Monate",
    contact="anna@example.org",
    deputy="Bernd",
    themes=("Gesundheit", "Flucht und Migration"),
    parties=(
        PartyEntry("KMU", PartySort.GROUP),
        PartyEntry("Müller, Söhne", PartySort.ORGANISATION),
        PartyEntry("Runde (Süd)", PartySort.GROUP),
    ),
    meeting=MeetingEntry("Folgetreffen", "12. März 2026"),
    notes=(
        NoteEntry(NoteKind.WISH, "Mehr Zeit\n\n- und Ruhe"),
        NoteEntry(NoteKind.GOAL, "Gesunde Betriebe"),
        NoteEntry(NoteKind.QUESTION, "Wer fehlt?"),
    ),
    steps=(
        StepEntry(
            title="Kontakte knüpfen",
            mark="k7m2p9x4wd3h",
            owners=(
                OwnerEntry("KMU", OwnerRole.INVOLVE),
                OwnerEntry("Anna", OwnerRole.WITH, Answer.DECLINED, PartySort.PERSON),
                OwnerEntry("Müller, Söhne", OwnerRole.LEAD, Answer.ACCEPTED),
            ),
            deadline="in 6 Monaten",
            themes=("Flucht und Migration", "Gesundheit"),
            stage="In Arbeit",
            goal="Gesunde Betriebe",
            needed="einen Raum",
            checklist=(CheckEntry("Raum suchen", done=True), CheckEntry("Einladen")),
            text="Zuerst:\n\n## anrufen\n- [ ] und fragen  ",
        ),
        StepEntry(title="Themen bestimmen", done=True, stage="Erledigt", result="Fünf Themen\nstehen."),
    ),
)

GERMAN = """\
---
region: Hessen
states: [Hessen, Rheinland-Pfalz]
title: "Inklusion: jetzt"
goal: Gesund bleiben
language: de
agreed: 2025-10-30
period: "6 Monate"
contact: anna@example.org
deputy: Bernd
themes: [Gesundheit, Flucht und Migration]
parties: [KMU, "Müller, Söhne (Organisation)", Runde (Süd) (Gruppe), Anna (Person)]
meeting:
  title: Folgetreffen
  due: "12. März 2026"
---

## Ziele

- Gesunde Betriebe

## Schritte

- [ ] Kontakte knüpfen {#k7m2p9x4wd3h}
  - Wer: "Müller, Söhne" (zugesagt)
  - Mit: Anna (abgesagt)
  - Einzubinden: KMU
  - Bis wann: in 6 Monaten
  - Thema: Gesundheit, Flucht und Migration
  - Stand: In Arbeit
  - Ziel: Gesunde Betriebe
  - Wir brauchen: einen Raum
  - Bemerkung: Zuerst:

    ## anrufen
    - [ ] und fragen
  - [x] Raum suchen
  - [ ] Einladen
- [x] Themen bestimmen
  - Ergebnis: Fünf Themen
    stehen.

## Offene Fragen

- Wer fehlt?

## Wünsche

- Mehr Zeit

  - und Ruhe
"""

ENGLISH = """\
parties: [KMU, "Müller, Söhne (organisation)", Runde (Süd) (group), Anna (person)]
meeting:
  title: Folgetreffen
  due: "12. März 2026"
---

## Goals

- Gesunde Betriebe

## Steps

- [ ] Kontakte knüpfen {#k7m2p9x4wd3h}
  - Owner: "Müller, Söhne" (accepted)
  - With: Anna (declined)
  - Involve: KMU
  - Due: in 6 Monaten
  - Theme: Gesundheit, Flucht und Migration
  - Stage: In progress
  - Goal: Gesunde Betriebe
  - Needed: einen Raum
  - Text: Zuerst:
"""


def test_a_full_plan_in_german() -> None:
    assert write_plan_file(FULL) == GERMAN


def test_the_same_in_english() -> None:
    assert ENGLISH in write_plan_file(FULL, "en")


def test_a_plan_of_nothing_but_a_title() -> None:
    bare = PlanDocument(region="Hessen", title="Neu", language="en", states=("Hessen",), stages=())
    assert write_plan_file(bare) == "---\nregion: Hessen\ntitle: Neu\nlanguage: en\n---\n"


def test_own_stages_are_listed_with_their_kind() -> None:
    stages = (
        StageEntry("Ideen", StageKind.GATHERED),
        StageEntry("Erledigt", StageKind.WORKING),
        StageEntry("Done", StageKind.DONE),
    )
    steps = (StepEntry(title="a"), StepEntry(title="b", stage="Erledigt"), StepEntry(title="c", stage="Done"))
    written = write_plan_file(PlanDocument(region="R", title="T", stages=stages, steps=steps))
    assert "\nstages: [Ideen (Gesammelt), Erledigt (In Arbeit), Done]\n" in written
    assert written.endswith("- [ ] a\n- [ ] b\n  - Stand: Erledigt\n- [x] c\n")


def test_a_second_lead_is_written_as_a_helper() -> None:
    owners = (OwnerEntry("A"), OwnerEntry("B"), OwnerEntry("A", OwnerRole.WITH))
    written = write_plan_file(
        PlanDocument(region="R", title="T", steps=(StepEntry(title="a", owners=owners),))
    )
    assert written.endswith("  - Wer: A\n  - Mit: B\n")


def test_line_ends_do_not_break_out_of_a_one_line_field() -> None:
    step = StepEntry(title="a\n- [ ] b\r\n## Ziele", needed="x\n- Wer: y", checklist=(CheckEntry("c\n\nd"),))
    document = PlanDocument(region="R\ntitle: x", title="T\n---", steps=(step,))
    again = read_plan_file(write_plan_file(document))
    assert (again.region, again.title) == ("R title: x", "T ---")
    assert [(entry.title, entry.needed) for entry in again.steps] == [("a - [ ] b ## Ziele", "x - Wer: y")]


def test_what_the_domain_would_refuse_is_not_written() -> None:
    with pytest.raises(Invalid):
        write_plan_file(PlanDocument(region="R", title="a" * 201))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "no",
            "Null",
            "2025-10-30",
            "1e3",
            "a: b",
            "a #b",
            "- a",
            "&a",
            "*a",
            "!a",
            "@a",
            "[a]",
            "{a}",
            "%a",
            "~",
        ),
        *(
            '"',
            "'",
            "\\",
            "\\n",
            "a, b",
            "?",
            "|",
            ">",
            "=",
            "<<",
            "Köln",
            "anna@example.org",
            "\ufffe",
            "🎉",
            "a\tb",
        ),
    ],
)
def test_any_reader_of_yaml_takes_a_text_for_the_same_text(text: str) -> None:
    assert yaml.safe_load(f"[{yaml_text(text)}]") == [text]


def test_all_meetings_are_written_the_next_one_by_itself() -> None:
    document = PlanDocument(
        region="NRW",
        title="Plan",
        meeting=MeetingEntry("Kick-off", "im Mai", starts="18:00", place="Rathaus"),
        meetings=(MeetingEntry(deadline="im Juni"), MeetingEntry(host="IHK", agenda="Auftakt\n- Lage")),
    )
    assert write_plan_file(document).split("\n", 4)[4] == (
        'meeting:\n  title: Kick-off\n  due: im Mai\n  time: "18:00"\n  place: Rathaus\n'
        'meetings:\n  - due: im Juni\n  - host: IHK\n    agenda: "Auftakt\\n- Lage"\n---\n'
    )
