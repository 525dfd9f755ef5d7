"""Who is named in comments and texts: kept with each of them, and found for whom they name."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, Table, and_, bindparam, delete, func, insert, literal, or_, select
from sqlmodel import Session

from tracker.domain.change import Effect, Verb
from tracker.domain.comment import Comment
from tracker.domain.completion import Drop
from tracker.domain.edit import Edit
from tracker.domain.ids import new_id
from tracker.domain.mention import Mention, Spelled, named_in, spelled
from tracker.domain.participant import Participant
from tracker.domain.party import ContactPerson, Party, PlanParty
from tracker.domain.step import Step

BEGINNING = 300  # characters of the text that goes along
MOST = 100  # found for one person: the newest


@dataclass(frozen=True, slots=True)
class FoundMention:
    """`comment_id` is empty where the step's text names them; `said` is how that text, or the comment, begins."""

    id: str
    plan_id: str
    step_id: str
    comment_id: str
    by: str
    at: datetime
    number: int
    title: str
    rev: int
    """Of the step."""
    said: str


@dataclass(frozen=True, slots=True)
class _Written:
    """A comment, or with no `comment_id` a step's text, as a command leaves it; None when it is gone."""

    step_id: str
    comment_id: str
    text: str | None
    by: str
    at: datetime


def keep_mentions(session: Session, plan_id: str, edit: Edit) -> None:
    """Find anew whom the comments and texts name that this command wrote; called with everything flushed."""
    for one in _written(session, edit):
        _keep(session, plan_id, one)


def mentions_of(
    session: Session, member_id: str, plans: Collection[str], since: datetime | None = None
) -> list[FoundMention]:
    """Where others name the member, or an organisation that they speak for, in these plans, the newest first; with
    `since` only after that moment."""
    if not plans:
        return []
    given = {"plans": sorted(plans), "member": member_id, "me": Participant("member", member_id).key}
    if since is None:
        rows = session.connection().execute(_MINE, given)
    else:
        rows = session.connection().execute(_MINE_SINCE, given | {"since": since})
    return [FoundMention(*row) for row in rows]


def names_at(session: Session, step_id: str) -> Mapping[str, Mapping[Spelled, str]]:
    """What the mentioned are called by now, by comment ("" is the step's text) and by how they are spelled there."""
    found: dict[str, dict[Spelled, str]] = {}
    for comment, words, name in session.connection().execute(_NAMES, {"step": step_id}):
        found.setdefault(comment, {})[spelled(words)] = name
    return found


def _written(session: Session, edit: Edit) -> Iterable[_Written]:
    texts = {effect.id for effect in edit.effects if _is_text(edit, effect)}
    for effect in edit.effects:
        if (effect.kind, effect.field) == ("step", "comment"):
            yield _comment(effect, edit)
    if texts:
        for id, text in session.connection().execute(_TEXTS, {"ids": sorted(texts)}):
            yield _Written(id, "", text, edit.by.key, edit.now)


def _is_text(edit: Edit, effect: Effect) -> bool:
    # what comes from another plan comes with its text
    field = "present" if edit.verb == Verb.STEP_ARRIVED else "text"
    return (effect.kind, effect.field) == ("step", field)


def _comment(effect: Effect, edit: Edit) -> _Written:
    kept = effect.now or effect.was
    if effect.now and effect.was:  # in other words: whoever is named only now, is named now
        return _Written(effect.id, kept["id"], kept["text"], edit.by.key, edit.now)
    text = kept["text"] if effect.now else None
    return _Written(effect.id, kept["id"], text, kept["by"], datetime.fromisoformat(kept["at"]))


def _keep(session: Session, plan_id: str, one: _Written) -> None:
    execute, place = session.connection().execute, {"step": one.step_id, "comment": one.comment_id}
    before = execute(_HERE, place).all()
    if not before and "@" not in (one.text or ""):
        return
    known = [(name, id) for id, name in execute(_SHOWN, {"plan": plan_id})]
    known += [(words, party) for party, words, _, _ in before]  # it may have got another name since
    named = named_in(one.text or "", known)
    if before:
        execute(_REMOVE, place)
    since = {party: (by, at) for party, _, by, at in before}
    new = []
    for party, words in named.items():
        by, at = since.get(party, (one.by, one.at))
        new.append(
            {"id": new_id(), "plan_id": plan_id, "step_id": one.step_id, "comment_id": one.comment_id}
            | {"party_id": party, "words": words, "by": by, "at": at}
        )
    if new:
        execute(_ADD, new)


def _table(model: type) -> Table:
    return model.__table__  # type: ignore[attr-defined, no-any-return]


# Statements are built once: putting one together costs as much as running it.
_MENTION, _PARTY, _PLAN_PARTY = _table(Mention), _table(Party), _table(PlanParty)
_CONTACT = _table(ContactPerson)
_STEP, _DROP, _COMMENT = _table(Step), _table(Drop), _table(Comment)
_IDS: BindParameter[str] = bindparam("ids", expanding=True)

_AT = and_(_MENTION.c.step_id == bindparam("step"), _MENTION.c.comment_id == bindparam("comment"))
_HERE = select(_MENTION.c.party_id, _MENTION.c.words, _MENTION.c.by, _MENTION.c.at).where(_AT)
_REMOVE, _ADD = delete(_MENTION).where(_AT), insert(_MENTION)
_TEXTS = select(_STEP.c.id, _STEP.c.text).where(_STEP.c.id.in_(_IDS))
_SHOWN = (
    select(_PARTY.c.id, _PARTY.c.name)
    .join(_PLAN_PARTY, _PLAN_PARTY.c.party_id == _PARTY.c.id)
    .where(_PLAN_PARTY.c.plan_id == bindparam("plan"))
)
_NAMES = (
    select(_MENTION.c.comment_id, _MENTION.c.words, _PARTY.c.name)
    .join(_PARTY, _PARTY.c.id == _MENTION.c.party_id)
    .where(_MENTION.c.step_id == bindparam("step"))
)
_SAID = func.substr(func.coalesce(_COMMENT.c.text, _STEP.c.text), 1, literal(BEGINNING))
_SPOKEN_FOR = select(_CONTACT.c.party_id).where(_CONTACT.c.member_id == bindparam("member"))
_MINE = (
    select(_MENTION.c.id, _MENTION.c.plan_id, _MENTION.c.step_id, _MENTION.c.comment_id)
    .add_columns(_MENTION.c.by, _MENTION.c.at, _STEP.c.number, _STEP.c.title, _STEP.c.rev, _SAID)
    .join(_PARTY, _PARTY.c.id == _MENTION.c.party_id)
    .join(_STEP, _STEP.c.id == _MENTION.c.step_id)
    .outerjoin(_DROP, _DROP.c.step_id == _STEP.c.id)
    .outerjoin(_COMMENT, _COMMENT.c.id == _MENTION.c.comment_id)
    .where(or_(_PARTY.c.member_id == bindparam("member"), _PARTY.c.id.in_(_SPOKEN_FOR)))
    .where(_MENTION.c.by != bindparam("me"))
    .where(_MENTION.c.plan_id.in_(bindparam("plans", expanding=True)))
    .where(_STEP.c.trashed_at.is_(None), _DROP.c.step_id.is_(None))
    .order_by(_MENTION.c.at.desc(), _MENTION.c.id)
    .limit(MOST)
)
_MINE_SINCE = _MINE.where(_MENTION.c.at > bindparam("since"))
