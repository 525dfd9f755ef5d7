"""Somebody who wants to be forgotten: who that is, and the mark that they were."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from tracker.domain.change import Effect, read_effects, write_effects
from tracker.domain.columns import utc_column
from tracker.domain.trace import Erasing, What
from tracker.domain.traces import traces

ELISION = "…"  # in place of a name or address in words that stay
_ONLY_SIGNS = re.compile(r"[\W_]*")


class Erasure(SQLModel, table=True):
    """Who was erased, by key alone: an older backup that is put back forgets them again."""

    who: str = Field(primary_key=True)
    at: datetime = Field(sa_column=utc_column())


@dataclass(frozen=True, slots=True)
class Person:
    """A member, a guest, or a party without login that is a person, and everything they are found by."""

    key: str
    """`m:`, `g:` or `p:` and the id."""
    parties: frozenset[str] = frozenset()
    """Ids of the parties that stand for them."""
    addresses: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()
    """Ids of the plans in which these are their names; elsewhere somebody else may be called so."""
    regions: frozenset[str] = frozenset()
    """The same of regions."""

    @property
    def id(self) -> str:
        """Of the member, guest or party."""
        return self.key[2:]

    def spelled(self, what: What) -> list[str]:
        """What is looked for: in words a name of one word only behind its "@", for "Anna" alone may be anybody."""
        is_sure = {name: what is What.NAME or len(name.split()) > 1 for name in self.names}
        names = {name if is_sure[name] else f"@{name}" for name in self.names}
        return sorted(self.addresses | names, key=len, reverse=True)

    def without(self, words: str, what: What, *, is_known: bool) -> str:
        """The words without their address and, where they are known, their name; what names people may end empty."""
        spelled = self.spelled(what) if is_known else sorted(self.addresses)
        if not spelled:
            return words
        either = "|".join(map(_pattern, spelled))
        # "Anna Beispiels" is her too
        left = re.sub(rf"(?<!\w)(?:{either})(?:['’]?s)?(?!\w)", ELISION, words, flags=re.IGNORECASE)
        is_empty = left != words and what is What.NAME and _ONLY_SIGNS.fullmatch(left)
        return "" if is_empty else left


def _pattern(spelled: str) -> str:
    # "@Anna" ends as "@…", the end of an address does not
    return rf"(?<=(?<!\w)@){re.escape(spelled[1:])}" if spelled.startswith("@") else re.escape(spelled)


def without_person(effects: str, person: Person, plan_id: str) -> str:
    """The effects of a Change as they would be, had nobody ever written down who that is."""
    left = [_without(effect, person, plan_id in person.plans) for effect in read_effects(effects)]
    return write_effects(left)


def _without(effect: Effect, person: Person, is_known: bool) -> Effect:
    if (effect.kind, effect.field) == ("party", "name") and effect.id in person.parties:
        return replace(effect, was=ELISION, now=ELISION)
    what = What.NAME if (effect.kind, effect.field) in _NAMES else What.WORDS

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return person.without(value, what, is_known=is_known)
        if isinstance(value, dict):
            return {name: clean(one) for name, one in value.items()}
        return [clean(one) for one in value] if isinstance(value, list) else value

    return replace(effect, was=clean(effect.was), now=clean(effect.now))


_NAMES = {(trace.table, trace.column) for trace in traces(Erasing.CLEANED) if trace.what is What.NAME}
