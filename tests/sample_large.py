"""A plan of a size that few have."""

from datetime import date, datetime

from tracker.commands.imports import import_plan
from tracker.domain.participant import NOBODY
from tracker.domain.party import PartySort
from tracker.plan_file.document import OwnerEntry, PartyEntry, PlanDocument, StepEntry
from tracker.plan_file.stages import usual_stages
from tracker.store.database import Database

OWNERS = ("IHK", "Stadt")


def a_large_plan(
    database: Database, region_id: str, steps: int, now: datetime, today: date, *, names: int = 0
) -> str:
    """The id of a plan with so many steps, in all stages but the last, and so many more parties and themes."""
    stages = usual_stages("de")
    document = PlanDocument(
        region="Ruhr",
        title=f"{steps} Schritte",
        themes=("Tools", *(f"Feld nr{n}x" for n in range(names))),
        parties=tuple(
            PartyEntry(name, PartySort.ORGANISATION)
            for name in (*OWNERS, *(f"Bäckerei nr{n}x" for n in range(names)))
        ),
        steps=tuple(
            StepEntry(
                title=f"Schritt nr{n}x & mehr",
                owners=(OwnerEntry(OWNERS[n % 2]),),
                deadline="bis Ende März" if n % 3 else "",
                themes=("Tools",) if n % 5 else (),
                stage=stages[n * (len(stages) - 1) // steps].name,
            )
            for n in range(steps)
        ),
    )
    made = database.write_now(
        lambda session: import_plan(session, NOBODY, document, now, today, region_id=region_id)
    )
    return made.value.plan_id
