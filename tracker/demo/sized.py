"""Plans of a given size, for measuring."""

from datetime import date, datetime

from tracker.commands.imports import import_plan
from tracker.domain.ownership import OwnerRole
from tracker.domain.participant import NOBODY
from tracker.domain.party import PartySort
from tracker.plan_file.document import OwnerEntry, PartyEntry, PlanDocument, StepEntry
from tracker.plan_file.stages import usual_stages
from tracker.store.database import Database

THEMES = ("Vernetzung", "Fachkräfte", "Gesundheit", "Tools", "Engagement", "Generationen", "Inklusion", "KMU")
OWNERS = ("Handwerkskammer", "Wirtschaftsförderung", "Hochschule", "Volkshochschule", "Stadtverwaltung")
MONTHS = ("Januar", "März", "Mai", "Juli", "September", "November")


def sized_plan(database: Database, network_id: str, now: datetime, day: date, *, steps: int) -> str:
    """A new plan of so many steps over all stages, each with two themes, an owner and a deadline; its id."""
    document = PlanDocument(
        region="Musterregion",
        title=f"Ein Plan mit {steps} Schritten",
        agreed=day,
        themes=THEMES,
        parties=tuple(PartyEntry(name, PartySort.ORGANISATION) for name in OWNERS),
        steps=tuple(map(_step, range(steps))),
    )
    return database.write_now(
        lambda session: import_plan(session, NOBODY, document, now, day, network_id=network_id)
    ).value.plan_id


def _step(number: int) -> StepEntry:
    stage = usual_stages("de")[number % 5]
    return StepEntry(
        title=f"Schritt {number + 1}: mit den Beteiligten der Region ins Gespräch kommen",
        themes=(THEMES[number % 8], THEMES[(number + 3) % 8]),
        owners=(OwnerEntry(OWNERS[number % 5], OwnerRole.LEAD),),
        deadline=f"im {MONTHS[number % 6]}",
        stage=stage.name,
        done=stage.kind == "done",
    )
