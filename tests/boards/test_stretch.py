"""One reading answers everybody: who stands later in it is told the same as from a reading of their own."""

import asyncio
import json
from threading import Event

import pytest
from sqlalchemy import Engine, event

from tests.boards.asking import ask
from tests.boards.scenes import VERBS, a_scene
from tests.planning import Planning
from tracker.boards.boards import Boards
from tracker.boards.delta import Asked, stretch
from tracker.boards.drawing import Drawing
from tracker.boards.messages import Delta, NoSuchFeed
from tracker.boards.wall import WallDrawing
from tracker.commands import steps
from tracker.rendering import Rendering
from tracker.store.purging import purge_steps


@pytest.mark.parametrize("view", ["board", "row", "wall"])
def test_each_rev_of_a_stretch_is_answered_as_if_it_had_been_asked_for_alone(
    planning: Planning, rendering: Rendering, view: str
) -> None:
    scene = a_scene(planning)
    begin = planning.rev
    for _, do in VERBS:
        do(scene)
    drawing = WallDrawing(rendering) if view == "wall" else Drawing(rendering)
    asked = Asked(planning.plan_id, begin, planning.epoch, view, "de", planning.day)
    found = planning.database.read_now(stretch, drawing, asked)
    assert not isinstance(found, NoSuchFeed)
    for since in range(begin, planning.rev + 2):
        assert found.after(since, planning.epoch) == ask(planning, drawing, since, view=view), since
    assert found.after(begin, "another") == ask(planning, drawing, begin, epoch="another", view=view)


def test_a_stretch_with_a_gap_answers_those_behind_it(planning: Planning, rendering: Rendering) -> None:
    gone, drawing = planning.step("Weg"), Drawing(rendering)
    planning.do(steps.trash, gone)
    planning.database.write_now(lambda session: purge_steps(session, [gone], planning.time.now))
    planning.step("Da")
    asked = Asked(planning.plan_id, 0, planning.epoch, "board", "de", planning.day)
    found = planning.database.read_now(stretch, drawing, asked)
    assert not isinstance(found, NoSuchFeed)
    for since in range(4):
        assert found.after(since, planning.epoch) == ask(planning, drawing, since), since
    assert isinstance(found.after(2, planning.epoch), Delta)


async def test_those_whose_commands_were_committed_together_are_answered_from_one_reading(
    boards: Boards, planning: Planning
) -> None:
    epoch, day = planning.epoch, planning.day
    sent = await _committed_together(planning, 8)
    readings: list[object] = []
    hear = readings.append
    event.listen(Engine, "begin", hear)
    try:
        answers = await asyncio.gather(
            *(boards.delta(planning.feed, rev - 1, epoch, "board", "de", day) for rev in sent)
        )
    finally:
        event.remove(Engine, "begin", hear)
    messages = [json.loads(answer.message) for answer in answers if isinstance(answer, Delta)]
    assert [(one["frm"], one["rev"], len(one["ops"])) for one in messages] == [
        (rev - 1, sent[-1], sent[-1] - rev + 1) for rev in sent
    ]
    assert len(readings) == 1


async def _committed_together(planning: Planning, count: int) -> list[int]:
    """The revs of as many commands that came while the writer was busy."""
    busy = Event()
    before = asyncio.ensure_future(planning.database.write(lambda session: busy.wait(10)))
    sent = [asyncio.ensure_future(planning.send(steps.add, str(n))) for n in range(count)]
    asyncio.get_running_loop().call_soon(busy.set)  # after each has put its command into the writer's queue
    await before
    return [written.revs[planning.feed] for written in await asyncio.gather(*sent)]
