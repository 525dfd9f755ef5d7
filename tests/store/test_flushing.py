"""What a command changed in rows that it had read is written whole, whichever way it is written."""

import pytest
from sqlmodel import Session

from tests.planning import Planning
from tests.statements import statements
from tracker.commands import plans, steps
from tracker.domain.change import Verb
from tracker.domain.edit import Edit
from tracker.domain.refusals import Invalid
from tracker.domain.step import Step
from tracker.store.flushing import FEW
from tracker.store.steps import find_step


def test_a_few_columns_of_one_row_are_one_statement(planning: Planning) -> None:
    step = planning.step("Alt", words="im Mai 2026")
    with statements() as heard:
        planning.do(steps.retell, step, "Neu", None, None)
    [written] = [one for one in heard if one.startswith("UPDATE step")]
    assert (
        written.partition(" WHERE ")[0].replace(" ", "").count("=") == 3
    )  # the title, its rev, the step's rev
    assert not [one for one in heard if one.startswith("SAVEPOINT")]  # it was alone
    kept = planning.one(Step, step)
    assert (kept.title, kept.title_rev, kept.rev) == ("Neu", 2, 2)
    assert kept.deadline
    assert kept.deadline.words == "im Mai 2026"


@pytest.mark.parametrize("count", [2, FEW, FEW + 1])
def test_each_of_several_rows_is_written(planning: Planning, count: int) -> None:
    ids = [planning.step(str(n)) for n in range(count)]

    def command(session: Session, edit: Edit, plan_id: str) -> None:
        edit.say(Verb.STEP_EDITED)
        for step in [find_step(session, plan_id, id) for id in ids]:
            edit.set("step", step, "title", f"{step.title} neu")

    planning.do(command)
    assert [planning.one(Step, id).title for id in ids] == [f"{n} neu" for n in range(count)]


def test_rows_of_two_tables_and_a_row_that_comes_or_goes_are_written(planning: Planning) -> None:
    step = planning.step()
    planning.do(steps.complete, step, "Gemacht")
    planning.do(steps.complete, step, "Anders gemacht")
    assert planning.last_effects()[0].now["result"] == "Anders gemacht"
    planning.do(plans.edit_head, {"goal": "Ein Ziel", "period": "2026"}, None)
    planning.do(steps.reopen, step)
    done = planning.database.read_now(lambda session: find_step(session, planning.plan_id, step).completion)
    assert done is None


def test_a_command_that_was_alone_and_failed_leaves_nothing(planning: Planning) -> None:
    step = planning.step("Alt")

    def failing(session: Session, edit: Edit, plan_id: str) -> None:
        steps.retell(session, edit, plan_id, step, "Neu", None, None)
        session.flush()
        raise Invalid("title", "empty")

    with pytest.raises(Invalid):
        planning.do(failing)
    assert (planning.one(Step, step).title, planning.rev) == ("Alt", 1)
    planning.do(steps.retell, step, "Wieder neu", None, None)
    assert [change.rev for change in planning.changes()] == [1, 2]
