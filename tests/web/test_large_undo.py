"""The undo of a large import is worked out before the writer is asked; that changes what it costs, not what it does."""

from typing import Any

import pytest

from tests.cast import TODAY
from tests.sample_large import a_large_plan
from tests.web.making import Making
from tests.web.site import Browser, Site
from tests.web.test_imports import preview
from tracker.commands.prepared_change import Outdated, PreparedChange
from tracker.commands.prepared_reversals import is_large, prepare_undo
from tracker.commands.reversals import undo, undo_prepared

MANY = 400  # steps: more than enough to be looked at before
STAGES = ("offen", "läuft", "erledigt")
KINDS = ("steps", "stages", "notes", "parties", "themes")


async def test_prepared_or_not_an_undo_and_its_undo_bring_about_the_same(
    here: Making, anna: Browser, site: Site
) -> None:
    await anna.post(f"/plans/{here.plan}/steps", {"title": "Schritt 7", "words": "Mai 2027"})
    before = await standing(anna, here)
    during, first = await imported(anna, here, "Schritt"), here.rev
    again, second = await imported(anna, here, "Schritt", day=2, who="Rat"), here.rev
    for rev, earlier, later in ((second, during, again), (first, before, during)):
        states = []
        for is_prepared in (True, False, True):
            for expected in (earlier, later):
                rev = here.rev if states else rev
                if is_prepared:
                    undone(site, here, undo_prepared, prepared_undo(site, here, rev))
                else:
                    undone(site, here, undo, rev)
                states.append((await standing(anna, here), expected))
        for now, expected in states:
            assert now["steps"] == expected["steps"]
            assert now["themes"] == expected["themes"]
        assert states[0][0] == states[2][0] == states[4][0]
        assert states[1][0] == states[3][0] == states[5][0]
        undone(site, here, undo, here.rev)


async def test_what_somebody_changes_after_it_was_prepared_is_still_in_the_way(
    here: Making, anna: Browser, bernd: Browser, site: Site
) -> None:
    await imported(anna, here, "Vorhaben")
    plan = await anna.plan(here.plan)
    prepared = prepared_undo(site, here, plan["rev"])
    step = next(step for step in plan["steps"] if step["title"] == "Vorhaben 9")
    await bernd.post(f"/plans/{here.plan}/steps/{step['id']}", {"title": "Neu gesagt", "base": plan["rev"]})
    answer = await anna.post(f"/plans/{here.plan}/reversals", {"rev": plan["rev"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "irreversible")
    assert "Bernd" in answer.json()["sentence"]
    with pytest.raises(Outdated):
        undone(site, here, undo_prepared, prepared)
    assert "Neu gesagt" in [one["title"] for one in (await anna.plan(here.plan))["steps"]]


async def test_through_the_front_door_it_is_one_change(here: Making, anna: Browser) -> None:
    before = await standing(anna, here)
    await imported(anna, here, "Baustein")
    rev = here.rev
    answer = await anna.post(f"/plans/{here.plan}/reversals", {"rev": rev})
    assert answer.status_code == 200, answer.text
    assert here.rev == rev + 1
    assert (await standing(anna, here))["steps"] == before["steps"]


async def test_so_is_the_undo_of_removing_a_large_stage(anna: Browser, site: Site) -> None:
    place = site.cast.nrw
    plan = a_large_plan(site.cast.database, place.region, 4 * MANY, TODAY, TODAY.date())
    before = await anna.plan(plan)
    first, second = (stage["id"] for stage in before["stages"][:2])
    removed = await anna.post(f"/plans/{plan}/stages/{first}/trashing", {"into": second})
    assert removed.status_code == 200, removed.text
    during = await anna.plan(plan)
    assert len(during["stages"]) == len(before["stages"]) - 1
    given = (site.cast.anna.participant, plan, during["rev"])
    assert site.cast.database.read_now(is_large, *given)
    assert site.cast.database.read_now(prepare_undo, *given, *site.cast.clock.both())
    for expected in (before, during, before):
        rev = (await anna.plan(plan))["rev"]
        assert (await anna.post(f"/plans/{plan}/reversals", {"rev": rev})).status_code == 200
        now = await anna.plan(plan)
        assert now["rev"] == rev + 1
        assert _without_revs([now[kind] for kind in KINDS]) == _without_revs(
            [expected[kind] for kind in KINDS]
        )


async def test_whoever_may_not_undo_it_may_not_either_when_it_was_looked_at(
    here: Making, anna: Browser, guel: Browser
) -> None:
    await imported(anna, here, "Punkt")
    rev = here.rev
    assert (await guel.post(f"/plans/{here.plan}/reversals", {"rev": rev})).status_code == 403
    assert here.rev == rev


async def imported(
    anna: Browser, here: Making, named: str, day: int = 1, who: str = "Kammer"
) -> dict[str, Any]:
    """Many steps with all that a table can say of them, and how the plan stands then."""
    lines = (
        f"{named} {n}\t{who} {n % 9}\t{n % 28 + day}.5.2027\tOrte {n % 3}\t{STAGES[(n + day) % 3]}\t{who}\n"
        for n in range(MANY)
    )
    heads = "Was\tWer\tBis wann\tThema\tStand\tBemerkung\n"
    address = await preview(anna, f"/plans/{here.plan}", heads + "".join(lines))
    assert (await anna.post(f"{address}/adoption", {})).status_code == 200
    return await standing(anna, here)


async def standing(who: Browser, here: Making) -> dict[str, Any]:
    """All that stands in the plan, without the revs at which it was changed."""
    plan = await who.plan(here.plan)
    return {kind: sorted(map(repr, map(_without_revs, plan[kind]))) for kind in KINDS}


def _without_revs(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_revs(one) for key, one in value.items() if not key.endswith("rev")}
    return [_without_revs(one) for one in value] if isinstance(value, list) else value


def prepared_undo(site: Site, here: Making, rev: int) -> PreparedChange:
    database, by = site.cast.database, site.cast.anna.participant
    assert database.read_now(is_large, by, here.plan, rev)
    prepared = database.read_now(prepare_undo, by, here.plan, rev, *site.cast.clock.both())
    assert prepared
    return prepared


def undone(site: Site, here: Making, command: Any, *args: Any) -> None:
    site.cast.database.write_now(
        lambda session, edit: command(session, edit, here.plan, *args),
        feeds=(here.place.feed,),
        by=site.cast.anna.participant,
    )
