"""A Change as one sentence in the reader's language: for live regions and toasts."""

from collections.abc import Mapping

from tracker.domain.change import Verb, came_and_went
from tracker.domain.stage import StageKind
from tracker.language.texts import text
from tracker.store.changes import FoundChange

LONGEST = 60  # characters of a title inside a sentence


def say(
    locale: str,
    change: FoundChange,
    titles: Mapping[str, str],
    stages: Mapping[str, str],
    places: Mapping[str, str],
) -> str:
    """The sentence `say.<verb>`.

    `titles` are of steps and notes by id, `stages` names or kinds of stages by id, `places` the stages of steps.
    """
    # the last, because a list that had to be spread anew begins with the order keys of other steps
    about = next((effect.id for effect in reversed(change.effects) if effect.id in titles), "")
    title = titles.get(about, "")
    if change.verb.startswith("stage_"):
        came_to = (effect.id for effect in reversed(change.effects) if effect.kind == "stage")
    else:
        came_to = (str(effect.now) for effect in change.effects if effect.field == "stage_id")
    placed = next(came_to, places.get(about, ""))
    stage = stages.get(placed, "")
    came, _ = came_and_went(change.effects)
    many = change.verb == Verb.STEP_ADDED and len(came) > 1
    return text(
        locale,
        "say.steps_added" if many else f"say.{change.verb}",
        n=len(came),
        actor=change.actor or text(locale, "say.somebody"),
        title=_short(title),
        stage=text(locale, f"stage.{stage}") if stage in list(StageKind) else stage,
    )


def _short(title: str) -> str:
    line = title.split("\n", 1)[0]
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
