"""Listeners hear of what stands, in the order in which it was committed, and of changed rights."""

import asyncio

import pytest
from sqlmodel import Session

from tests.planning import Planning
from tracker.commands import steps
from tracker.domain.refusals import Forbidden
from tracker.store.outcome import Told, Written
from tracker.store.writing import rights_changed


async def test_listeners_hear_after_the_commit_in_its_order_and_before_the_caller_goes_on(
    planning: Planning,
) -> None:
    heard: list[int] = []

    def listen(told: Told) -> None:
        stored = planning.rev  # read back over another connection
        for feed, rev in told.revs:
            assert feed == planning.feed
            assert rev <= stored
            heard.append(rev)

    planning.database.listen(listen)

    async def work(writer: int) -> None:
        for turn in range(4):
            written: Written[str] = await planning.send(steps.add, f"{writer}-{turn}")
            assert written.revs[planning.feed] in heard

    await asyncio.gather(*(work(writer) for writer in range(8)))
    assert heard == list(range(1, 33))


async def test_changed_rights_are_told_when_they_stand(planning: Planning) -> None:
    told: list[Told] = []
    planning.database.listen(told.append)

    def failing(session: Session) -> None:
        rights_changed(session, "m:failing")
        raise Forbidden()

    with pytest.raises(Forbidden):
        await planning.database.write(failing)
    await planning.database.write(lambda session: rights_changed(session, "m:one", "m:two"))
    assert [(one.revs, one.rights) for one in told] == [([], frozenset({"m:one", "m:two"}))]
