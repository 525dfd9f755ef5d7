"""Why a Change in the history cannot be undone, in one sentence of the reader's language."""

from tracker.domain.change import Effect
from tracker.domain.refusals import Irreversible, Refusal
from tracker.language.texts import text

_TOLD = (
    *("deadline", "title", "text", "needed", "placed", "owner", "follow_up", "themes", "goal_id"),
    *("check", "link", "comment", "completion", "present", "name", "contact_id", "work"),
)
_SAME = {
    "order_key": "placed",
    "stage_id": "placed",
    "order": "placed",
    "shown": "present",
    "trashed": "present",
    "drop": "present",
    "deputy_id": "contact_id",
}
"""Fields that are told like another one."""


def reason(locale: str, refusal: Refusal, who: str) -> str:
    """The sentence; `who` has changed it since, empty when they are gone. Empty for what is a matter of rights."""
    if not isinstance(refusal, Irreversible):
        return ""
    if refusal.reason != "changed_by_somebody":
        return text(locale, f"refusal.undo.{refusal.reason}")
    effect = refusal.values.get("effect")
    what = _SAME.get(effect.field, effect.field) if isinstance(effect, Effect) else "work"
    key = f"history.since_{what}" if what in _TOLD else "history.since"
    return text(locale, key, who=who or text(locale, "say.somebody"))
