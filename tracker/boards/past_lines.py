"""The history in sentences of the reader's language: who did what, and what went from one value to another."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tracker.boards.answers import answer_words
from tracker.boards.authors import author
from tracker.domain.change import Effect, Verb, came_and_went
from tracker.domain.deadline import Deadline
from tracker.domain.ownership import Answer
from tracker.domain.stage import StageKind
from tracker.language.dates import day_text
from tracker.language.deadlines import deadline_text
from tracker.language.texts import text
from tracker.pages.history import PastPart
from tracker.store.past import Names, PastChange

LONGEST = 120  # characters of a text inside a sentence
MOST_PARTS = 8  # of one Change; an import or a removed stage touches hundreds of steps
SUBJECTS = {
    "deadline": "step",
    "themes": "step",
    "owner": "step",
    "check": "step",
    "link": "step",
    "comment": "step",
    "follow": "step",
    "contact": "plan",
    "visibility": "plan",
    "handed": "plan",
}  # by first word of a verb, if not that word

_SHOWN_AS_TEXT = (
    *("title", "text", "needed", "goal", "period", "name"),
    *("starts", "place", "link", "host", "agenda", "contact", "deputy"),
)


class Teller:
    """Says Changes in one language, knowing the names of what they mention."""

    def __init__(self, locale: str, names: Names) -> None:
        self.locale, self.names = locale, names

    def sentence(self, change: PastChange) -> str:
        """Who did what to which step, note, party …"""
        who = author(self.locale, change.by, self.names.people)
        if (n := _many(change)) and change.verb == Verb.STEP_ADDED:
            return self._t("history.steps_added", who=who, n=n)
        what = self._t("history.steps", n=n) if n else self._what(subject_of(change))
        key = f"history.{change.verb}"
        if change.verb == Verb.CHANGE_REVERSED and (subject := subject_of(change)):
            what = self._t(f"history.about_{subject.kind}", what=what)
        if change.verb == Verb.OWNER_ANSWERED and _taken_back(change):
            key = "history.answer_taken_back"
        if change.verb == Verb.STEP_PLACED and not self._moves(change):
            key = "history.step_reordered"
        return self._t(key, who=who, what=what)

    def parts(self, change: PastChange) -> list[PastPart]:
        """What went from one value to another, of the thing the sentence is about."""
        subject = subject_of(change)
        if subject is None:
            return []
        about = [e for e in change.effects if (e.kind, e.id) == (subject.kind, subject.id)]
        if change.verb in (Verb.STEP_ADDED, Verb.STEP_COPIED, Verb.STEP_ARRIVED, Verb.NOTE_ADDED):
            about = [e for e in about if e.field not in ("title", "text")]  # the sentence says it
        parts = (part for effect in about for part in self._parts(effect))
        return [part for part in parts if part.was != part.now][:MOST_PARTS]

    def _what(self, subject: Effect | None) -> str:
        if subject is None:
            return ""
        if subject.kind == "step":
            number, title = self.names.steps.get(subject.id, (None, ""))
            key = "history.step" if number else "history.step_gone"
            return self._t(key, number=number, title=short(title))
        if subject.kind == "stage":
            return self._stage(subject.id)
        known = {"note": self.names.notes, "party": self.names.parties, "theme": self.names.themes}
        return short(known.get(subject.kind, {}).get(subject.id, ""))

    def _parts(self, effect: Effect) -> Iterator[PastPart]:
        both = (effect.was, effect.now)
        match effect.field:
            case "stage_id":
                yield self._part("stage", self._stage(effect.was), self._stage(effect.now))
            case "deadline":
                yield self._part("deadline", self._deadline(effect.was), self._deadline(effect.now))
            case "owner":
                yield self._part("owner", self._owner(effect.was), self._owner(effect.now))
            case "check":
                yield self._part("check", self._check(effect.was), self._check(effect.now))
            case "link" if effect.kind == "step":
                yield self._part("link", *(_link(kept) for kept in both))
            case "follow_up":
                yield self._part("follow_up", *(self._follow_up(kept) for kept in both))
            case "comment":
                said = (_quoted(self.locale, kept and kept["text"]) for kept in both)
                yield self._part("comment", *said)
            case "themes":
                yield self._part("themes", self._themes(effect.was), self._themes(effect.now))
            case "goal_id":
                notes = self.names.notes
                yield self._part(
                    "goal_id", short(notes.get(effect.was, "")), short(notes.get(effect.now, ""))
                )
            case "completion":
                yield from self._said("result", effect.was and effect.was["result"], effect.now, "result")
            case "drop":
                yield from self._said("reason", effect.was and effect.was["reason"], effect.now, "reason")
            case "contact_id" | "deputy_id" | "handed":
                yield self._part(effect.field.removesuffix("_id"), *(self._member(id) for id in both))
            case "visibility":
                yield self._part("visibility", *(self._t(f"history.visibility_{kept}") for kept in both))
            case "sign_up":
                is_open = (self._t("history.sign_up_is_open") if kept else "" for kept in both)
                yield self._part("sign_up", *is_open)
            case "signed_up":
                yield self._part("signed_up", *map(str, both))
            case "split":
                yield self._part("split", "", str(effect.now))
            case "to_plan" | "from_plan" if name := self.names.plans.get(effect.now["plan"]):
                yield self._part(effect.field, "", short(name))
            case "reason":
                yield self._part("reason", "", short(effect.now))
            case field if field in _SHOWN_AS_TEXT:
                yield from self._said(field, effect.was, {field: effect.now}, field)

    def _said(self, field: str, was: str | None, kept: Any, name: str) -> Iterator[PastPart]:
        now = kept[name] if kept else ""
        if was or now:
            yield self._part(field, _quoted(self.locale, was), _quoted(self.locale, now))

    def _part(self, field: str, was: str, now: str) -> PastPart:
        return PastPart(self._t(f"history.field.{field}"), was, now)

    def _stage(self, id: str | None) -> str:
        name = self.names.stages.get(id or "", "")
        return self._t(f"stage.{name}") if name in list(StageKind) else name

    def _deadline(self, kept: Any) -> str:
        return deadline_text(self.locale, Deadline.from_json(kept)) if kept else ""

    def _owner(self, kept: Any) -> str:
        if not kept:
            return ""
        role, answer = (
            self._t(f"step.role_{kept['role']}"),
            answer_words(self.locale, kept["answer"], kept.get("how", "")),
        )
        name = self.names.parties.get(kept["party"], self._t("say.somebody"))
        in_charge = kept.get("in_charge")
        who = [self._t("step.in_charge", who=self._member(in_charge))] if in_charge else []
        return f"{name} ({', '.join([role, answer, *who])})"

    def _follow_up(self, kept: Any) -> str:
        if not kept:
            return ""
        who, asked = (
            self.names.parties.get(kept[one], self._t("say.somebody")) for one in ("asker", "party")
        )
        key = "history.followed_up" if kept["done"] else "history.follows_up"
        return self._t(
            key, who=who, asked=asked, day=day_text(self.locale, date.fromisoformat(kept["until"]))
        )

    def _member(self, id: str | None) -> str:
        return self.names.people.get(f"m:{id}", self._t("say.somebody")) if id else ""

    def _check(self, kept: Any) -> str:
        key = "history.ticked" if kept and kept["done"] else "history.quoted"
        return self._t(key, words=short(kept["text"])) if kept else ""

    def _themes(self, ids: Sequence[str]) -> str:
        return ", ".join(sorted(name for id in ids if (name := self.names.themes.get(id))))

    def _moves(self, change: PastChange) -> bool:
        subject = subject_of(change)
        return any(e.field == "stage_id" and e.id == (subject and subject.id) for e in change.effects)

    def _t(self, key: str, **values: object) -> str:
        return text(self.locale, key, **values)


def subject_of(change: PastChange) -> Effect | None:
    """The effect on what the Change is about: of an undo, on what was undone; None for a plan's beginning, and
    for many steps at once."""
    if _many(change):
        return None
    kind = SUBJECTS.get(first := change.verb.partition("_")[0], first)
    effects = [effect for effect in change.effects if effect.kind != "change"]
    if change.verb == Verb.CHANGE_REVERSED:
        # the last one comes first in an undo
        return next(iter(effects), None)
    # the last, because a list that had to be spread anew begins with the order keys of other steps
    return next((effect for effect in reversed(effects) if effect.kind == kind), None)


def _many(change: PastChange) -> int:
    """How many steps were added at once, or came and went with an undo; 0 for one and for all else."""
    if change.verb not in (Verb.STEP_ADDED, Verb.CHANGE_REVERSED):
        return 0
    n = max(map(len, came_and_went(change.effects)))
    return n if n > 1 else 0


def _taken_back(change: PastChange) -> bool:
    kept = [effect.now for effect in change.effects if effect.field == "owner" and effect.now]
    return bool(kept) and kept[0]["answer"] == Answer.ASKED


def short(words: str | None) -> str:
    """The first line, cut where it gets long."""
    line = (words or "").strip().split("\n", 1)[0]
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _link(kept: Any) -> str:
    if not kept:
        return ""
    address = short(kept["address"])
    return f"{kept['label']} ({address})" if kept["label"] else address


def _quoted(locale: str, words: str | None) -> str:
    return text(locale, "history.quoted", words=short(words)) if words else ""
