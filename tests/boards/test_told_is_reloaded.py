"""Told = reloaded: the board before, with what was told since, is the board loaded fresh, to the character."""

import json

import pytest

from tests.boards.asking import ask, fresh_page, shown_fresh, told, told_since
from tests.boards.replica import Replica
from tests.boards.scenes import VERBS, a_scene
from tests.planning import NOON, Planning
from tracker.boards.boards import Boards
from tracker.boards.drawing import Drawing
from tracker.boards.whole import BoardParts
from tracker.commands.imports import import_plan
from tracker.domain.change import Verb
from tracker.domain.participant import NOBODY
from tracker.domain.plan import Plan
from tracker.language.texts import LOCALES
from tracker.plan_file.reading import read_plan_file
from tracker.rendering import Rendering


def test_every_verb_has_a_case() -> None:
    assert {verb for verb, _ in VERBS} == set(Verb) - {Verb.PLAN_STARTED}  # an imported plan comes below


def test_told_is_reloaded_for_each_verb_and_for_all_at_once(planning: Planning, rendering: Rendering) -> None:
    scene, drawing = a_scene(planning), Drawing(rendering)
    open_pages = {locale: fresh_page(planning, rendering, locale) for locale in LOCALES}
    slept = {locale: fresh_page(planning, rendering, locale) for locale in LOCALES}
    for verb, do in VERBS:
        do(scene)
        assert planning.changes()[-1].verb == verb
        for locale, page in open_pages.items():
            before = page.shown()
            message = told(ask(planning, drawing, page.rev, locale=locale))
            assert page.hear(message)
            assert page.rev == message["rev"] == planning.rev
            assert page.shown() == shown_fresh(planning, rendering, locale), (verb, locale)
            assert page.shown() != before, (verb, locale)
            page.hear(message)  # twice does no harm
            assert page.shown() == shown_fresh(planning, rendering, locale), (verb, locale)
    for locale, page in slept.items():
        page.hear(told(ask(planning, drawing, page.rev, locale=locale)))
        assert page.shown() == open_pages[locale].shown()


@pytest.mark.parametrize("locale", LOCALES)
def test_an_imported_plan_is_told_whole_to_a_page_that_knew_nothing_of_it(
    planning: Planning, rendering: Rendering, locale: str
) -> None:
    document = read_plan_file(
        "---\nregion: Küste\ntitle: Ein Plan\nthemes: [Tools]\nparties: [KMU]\nmeeting: Treffen, 12.06.2026\n---\n"
        "## Ziele\n- Mehr Treffen\n## Schritte\n- [ ] Anfangen\n  - Wer: Kammer\n- [x] Planen\n"
    )
    network = planning.database.read_now(lambda session: session.get_one(Plan, planning.plan_id)).region_id
    imported = planning.database.write_now(
        lambda session: import_plan(session, NOBODY, document, NOON, NOON.date(), region_id=network)
    ).value
    planning.plan_id = imported.plan_id
    page = Replica(rev=0, epoch=planning.epoch)
    page.hear(told_since(planning, rendering, 0, locale=locale))
    whole = shown_fresh(planning, rendering, locale)
    assert {name: html for name, html in whole["lists"].items() if html} == {
        name: html for name, html in page.shown()["lists"].items() if html
    }
    assert whole["frags"] == page.shown()["frags"]


@pytest.mark.parametrize("locale", LOCALES)
async def test_the_snapshot_is_the_board(boards: Boards, planning: Planning, locale: str) -> None:
    a_scene(planning)
    day = planning.day
    board = await boards.board(planning.plan_id, locale, day)
    snapshot = await boards.snapshot(planning.feed, "board", locale, day)
    assert isinstance(board, BoardParts)
    said = json.loads(snapshot.message)  # type: ignore[union-attr]
    cards = {stage: html.decode() for stage, html in board.cards.items()}
    assert said["lists"] == cards | {name: str(html) for name, html in board.frame.lists.items()}
    assert all(html in board.board.plain.decode() for html in cards.values())
    assert said["frags"] == {id: str(html) for id, html in board.frame.frags.items()}
    assert (said["t"], said["feed"], said["rev"], said["epoch"]) == (
        "snapshot", planning.feed, planning.rev, planning.epoch
    )  # fmt: skip
    assert board.frame.steps == 4
    assert set(said["frags"]) == {
        "plan-head",
        "frame-summary",
        "frame-themes",
        "frame-parties",
        "frame-meetings",
    }
