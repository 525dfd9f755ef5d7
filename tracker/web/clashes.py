"""Two texts for one field, side by side: what each person changed, and a proposal that holds both."""

import re
from difflib import SequenceMatcher
from itertools import pairwise

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tracker.domain.note import Note
from tracker.domain.refusals import FieldClash
from tracker.pages import ClashView
from tracker.web.parts import parts_of

MOST_WORDS = 2_000  # in all three texts together: comparing more takes longer than anybody waits

LEAST_KEPT = 0.3  # of the words; below it a text counts as written anew

Runs = list[tuple[str, str]]
Part = tuple[int, int, str]  # these words of the ancestor were replaced by this text

_WORD = re.compile(r"\w+")
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_ONE_TEXT = ("note", "stage", "check", "comment")  # kinds
_OWN_NOUNS = {"deadline": "/deadline", "result": "/completion"}  # fields of a step
_NAMES = {"deadline": "words", "goal_id": "goal"}


async def clash_views(request: Request, clashes: list[FieldClash]) -> list[ClashView]:
    """What the page with both texts shows."""
    plan = f"/plans/{request.path_params['plan']}"
    return [
        await parts_of(request).database.read(_choice_view, plan, clash)
        if clash.field == "goal_id"
        else await run_in_threadpool(_view, plan, clash, request.path_params.get("step", ""))
        for clash in clashes
    ]


def merged(was: str, mine: str, theirs: str) -> str:
    """Both edits in one text where they do not touch; else theirs and mine, one after the other."""
    both = f"{theirs}\n{mine}" if "\n" in theirs + mine else f"{theirs} / {mine}"
    if _too_long(was, mine, theirs):
        return both
    old = _words(was)
    # the same edit made by both is made once
    edits = sorted({*_edits(old, _words(mine)), *_edits(old, _words(theirs))})
    touching = any(_touch(one, other) for one, other in pairwise(edits))
    return both if touching else _applied(old, edits)


def runs(was: str, now: str) -> Runs:
    """What became of `was`: pieces that stayed (`same`), came (`ins`), went (`del`); written anew it is whole."""
    if _too_long(was, now) or _is_rewritten(was, now):
        return [("same", now)]
    old, new = _words(was), _words(now)
    found: Runs = []
    for how, a, b, c, d in _matcher(old, new).get_opcodes():
        if how == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        found += [(kind, "".join(words)) for kind, words in (("del", old[a:b]), ("ins", new[c:d])) if words]
    return found


def _is_rewritten(was: str, now: str) -> bool:
    """Whether so little stayed that marks would only shred the text: then it is shown whole."""
    old, new = _WORD.findall(was), _WORD.findall(now)
    kept = sum(block.size for block in _matcher(old, new).get_matching_blocks())
    return bool(old and new) and kept < LEAST_KEPT * max(len(old), len(new))


def _view(plan: str, clash: FieldClash, step: str) -> ClashView:
    action = {
        "step": f"{plan}/steps/{clash.id}" + _OWN_NOUNS.get(clash.field, ""),
        "check": f"{plan}/steps/{step}/checklist/{clash.id}",
        "link": f"{plan}/steps/{step}/links/{clash.id}",
        "comment": f"{plan}/steps/{step}/comments/{clash.id}",
        "note": f"{plan}/notes/{clash.id}",
        "stage": f"{plan}/stages/{clash.id}",
        "meeting": f"{plan}/meetings/{clash.id}",
        "plan": plan,
    }[clash.kind]
    return ClashView(
        field=clash.kind if clash.kind in _ONE_TEXT else clash.field,
        by=clash.by,
        mine=clash.mine,
        theirs=clash.theirs,
        mine_runs=runs(clash.was, clash.mine),
        theirs_runs=runs(clash.was, clash.theirs),
        merged="" if clash.field == "address" else merged(clash.was, clash.mine, clash.theirs),
        action=action,
        name=_NAMES.get(clash.field, clash.field),
        column=clash.field,
    )


def _choice_view(session: Session, plan: str, clash: FieldClash) -> ClashView:
    """Two goals were chosen: there is nothing to merge."""

    def shown(goal: str) -> list[tuple[str, str]]:
        note = session.get(Note, goal) if goal else None
        return [("same", note.text if note else "–")]

    return ClashView(
        field="serves",
        by=clash.by,
        mine=clash.mine,
        theirs=clash.theirs,
        mine_runs=shown(clash.mine),
        theirs_runs=shown(clash.theirs),
        merged="",
        action=f"{plan}/steps/{clash.id}",
        name=_NAMES[clash.field],
        column=clash.field,
    )


def _words(text: str) -> list[str]:
    return _WORDS.findall(text)


def _too_long(*texts: str) -> bool:
    return sum(len(_words(text)) for text in texts) > MOST_WORDS


def _matcher(old: list[str], new: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, old, new, autojunk=False)


def _edits(old: list[str], new: list[str]) -> list[Part]:
    steps = _matcher(old, new).get_opcodes()
    return [(a, b, "".join(new[c:d])) for how, a, b, c, d in steps if how != "equal"]


def _touch(one: Part, other: Part) -> bool:
    return other[0] < one[1] or other[0] == one[0]


def _applied(old: list[str], edits: list[Part]) -> str:
    pieces, at = [], 0
    for first, last, text in edits:
        pieces += [*old[at:first], text]
        at = last
    return "".join(pieces + old[at:])
