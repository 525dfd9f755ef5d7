"""Where a step stands, as people's tables say it: a stage of the plan, a usual word for one, or a question."""

from collections.abc import Mapping

from tracker.domain.stage import StageKind
from tracker.plan_file.stages import Stages
from tracker.plan_file.vocabulary import Words

# colours are no words for a stage: green may be done or just well on its way, so they are asked about
_USUAL = Words(
    {
        StageKind.GATHERED: {
            "de": (
                "offen",
                "neu",
                "Idee",
                "nicht begonnen",
                "noch nicht begonnen",
                "ausstehend",
                "0 %",
                "0%",
            ),
            "en": ("open", "new", "idea", "not started", "to do", "todo", "backlog"),
        },
        StageKind.AGREED: {
            "de": ("geplant", "beschlossen", "vorgesehen", "in Planung"),
            "en": ("planned", "approved", "scheduled"),
        },
        StageKind.WORKING: {
            "de": ("in Bearbeitung", "läuft", "laufend", "begonnen", "in Umsetzung", "gestartet", "in Gange"),
            "en": ("in work", "working", "started", "ongoing", "doing", "under way"),
        },
        StageKind.WAITING: {
            "de": ("zurückgestellt", "pausiert", "verschoben", "blockiert", "wartend"),
            "en": ("on hold", "paused", "blocked", "postponed"),
        },
        StageKind.DONE: {
            "de": ("fertig", "abgeschlossen", "umgesetzt", "beendet", "100 %", "100%", "x", "ja"),
            "en": ("finished", "completed", "complete", "closed", "yes"),
        },
    }
)


def stage_meant(words: str, stages: Stages, chosen: Mapping[str, str]) -> str | None:
    """The name of the stage that the words mean; None when that has to be asked. `chosen` has answers by words."""
    answer = chosen.get(words)
    if answer and (named := stages.named(answer)):
        return named.name
    if named := stages.named(words):
        return named.name
    kind = _USUAL.key(words)
    return next((entry.name for entry in stages.entries if entry.kind == kind), None)
