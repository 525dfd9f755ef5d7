"""Plans of a given size. Their words come from the five example plans: equal ones would pack better than real ones."""

from itertools import cycle, islice
from pathlib import Path

import tracker
from tracker.domain.party import PartySort
from tracker.plan_file.document import OwnerEntry, PartyEntry, PlanDocument, StepEntry
from tracker.plan_file.reading import read_plan_file
from tracker.plan_file.stages import usual_stages

EXAMPLES = Path(tracker.__file__).parent / "examples"
THEMES, OWNERS, NOTES = 6, 8, 17  # 17 shares no factor with the number of titles: the pairs are many
DEADLINES = ("bis Ende März", "KW 11", "Q2 2027", "15. Dezember", "voraussichtlich im Mai", "Mitte Juni")


def plan_of(steps: int) -> PlanDocument:
    """A plan with so many steps, each with two themes, one owner and a deadline, spread over the usual stages."""
    examples = [read_plan_file(path.read_text("utf-8")) for path in sorted(EXAMPLES.glob("*.md"))]
    themes = _first(THEMES, [theme for plan in examples for theme in plan.themes])
    owners = _first(OWNERS, [party.name for plan in examples for party in plan.parties])
    notes = _first(NOTES, [note.text for plan in examples for note in plan.notes])
    titles = [step.title for plan in examples for step in plan.steps]
    stages = usual_stages("de")
    return PlanDocument(
        region=examples[0].region,
        title=str(steps),
        goal=examples[0].goal,
        themes=tuple(themes),
        parties=tuple(PartyEntry(name, PartySort.ORGANISATION) for name in owners),
        notes=examples[0].notes,
        steps=tuple(
            StepEntry(
                title=f"{title}: {notes[number % len(notes)]}",
                owners=(OwnerEntry(owners[number % len(owners)]),),
                deadline=DEADLINES[number % len(DEADLINES)],
                themes=(themes[number % len(themes)], themes[(number + 1) % len(themes)]),
                stage=stages[number * len(stages) // steps].name,
            )
            for number, title in enumerate(islice(cycle(titles), steps))
        ),
    )


def _first(count: int, names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))[:count]
