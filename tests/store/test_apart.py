"""What is read in a process apart comes back as if it were read here; stopped it is gone, and the next one is there."""

import os
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tests.planning import Planning
from tracker.domain.refusals import Invalid
from tracker.domain.step import Step
from tracker.domain.work import Progress, Stopped, Work
from tracker.store.apart import Apart, Died


@pytest.fixture
def apart(planning: Planning) -> Iterator[Apart]:
    one = Apart(planning.database.url)
    yield one
    one.close()


def count_steps(session: Session, more: int, work: Work) -> tuple[int, int]:
    return os.getpid(), session.execute(select(func.count()).select_from(Step)).scalar_one() + more


def refuse(session: Session, work: Work) -> None:
    raise Invalid("lines", "still_asked", n=3)


def write(session: Session, work: Work) -> None:
    session.execute(text("DELETE FROM step"))


def tell_without_end(session: Session, work: Work) -> None:
    n = 0
    while True:
        n += 1
        work.at("checking", n, 0)


def end_itself(session: Session, work: Work) -> None:
    os._exit(1)


def test_it_sees_what_stands_now_from_one_process_that_is_not_this(planning: Planning, apart: Apart) -> None:
    pid, steps = apart.read(count_steps, 10)
    assert (pid != os.getpid(), steps) == (True, 10)
    planning.step("Einer")
    assert apart.read(count_steps, 10) == (pid, 11)


def test_one_that_was_made_ready_is_the_one_that_reads(apart: Apart) -> None:
    warming = [threading.Thread(target=apart.warm) for _ in range(3)]
    for one in warming:
        one.start()
    for one in warming:
        one.join()
    assert apart.read(count_steps, 0)[0] == apart.read(count_steps, 0)[0]
    assert len(apart._free) == 1


def test_a_refusal_comes_with_all_that_it_says(apart: Apart) -> None:
    with pytest.raises(Invalid) as refused:
        apart.read(refuse)
    assert (refused.value.field, refused.value.reason) == ("lines", "still_asked")
    assert refused.value.values == {"n": 3}
    assert apart.read(count_steps, 0)[1] == 0


def test_nothing_can_be_written_from_there(planning: Planning, apart: Apart) -> None:
    planning.step("Bleibt")
    with pytest.raises(DBAPIError):
        apart.read(write)
    assert planning.titles("gathered") == ["Bleibt"]


def test_stopped_it_ends_at_once_and_another_takes_its_place(apart: Apart) -> None:
    first, _ = apart.read(count_steps, 0)
    told: list[Progress] = []
    underway = threading.Event()

    def hear(progress: Progress) -> None:
        told.append(progress)
        underway.set()

    work = Work(hear)
    stopping = threading.Thread(target=lambda: (underway.wait(), work.stop()))
    stopping.start()
    with pytest.raises(Stopped):
        apart.read(tell_without_end, work=work)
    stopping.join()
    assert told[0] == Progress("checking", 1)
    assert apart.read(count_steps, 0)[0] != first


def test_stopped_before_it_began_nothing_is_read(apart: Apart) -> None:
    work = Work()
    work.stop()
    with pytest.raises(Stopped):
        apart.read(count_steps, 0, work=work)


def test_one_that_ends_in_the_middle_is_tried_once_more_and_then_told(apart: Apart) -> None:
    with pytest.raises(Died):
        apart.read(end_itself)
    assert apart.read(count_steps, 2)[1] == 2
