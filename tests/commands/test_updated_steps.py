"""A table that says something else about many steps: worked out before, written at once, undone as one Change."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from tests.importing import worked_out
from tests.planning import Planning
from tests.statements import statements
from tests.store.test_search import found
from tracker.commands import checklists, parties, reversals, stages, steps, table_imports
from tracker.commands.prepared_change import Outdated
from tracker.domain.check import Check
from tracker.domain.completion import Completion
from tracker.domain.member import Membership
from tracker.domain.ownership import Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import Party
from tracker.domain.permissions import Role
from tracker.domain.step import Step
from tracker.tables.proposal import Choice

HEADS = "Was\tWer\tBis wann\tStand\tBemerkung\tThema\tErgebnis\n"
LINE = "{0}\tIHK\tMai 2027\tläuft\tMit {1}\tOrte\t\n"


def test_only_what_the_lines_say_is_changed_and_all_of_it_as_one_change(planning: Planning) -> None:
    one, other = planning.step("Saal", words="im April 2027"), planning.step("Flyer")
    planning.do(steps.retell, other, None, "bleibt", None)
    before = planning.rev
    take_over(planning, HEADS + LINE.format("saal", "Beamer\n- [ ] Stühle".replace("\n", " ")))
    step = planning.one(Step, one)
    assert (step.title, step.text, step.deadline_words) == ("saal", "Mit Beamer - [ ] Stühle", "Mai 2027")
    assert step.stage_id == planning.stages["working"]
    assert (step.title_rev, step.text_rev, step.deadline_rev, step.rev) == (before + 1,) * 4
    assert [one.role for one in planning.all(Ownership)] == ["lead"]
    assert (planning.rev, planning.one(Step, other).text) == (before + 1, "bleibt")
    assert found(planning, "beamer") == {one}


def test_moved_to_done_it_is_completed_and_moved_away_it_is_not_any_more(planning: Planning) -> None:
    step = planning.step("Saal")
    take_over(planning, "Was\tStand\tErgebnis\nSaal\tErledigt\tAula\n")
    assert [one.result for one in planning.all(Completion)] == ["Aula"]
    take_over(planning, "Was\tStand\nSaal\tläuft\n")
    assert not planning.all(Completion)
    planning.do(reversals.undo, planning.rev)
    [done] = planning.all(Completion)
    assert (done.step_id, done.result) == (step, "Aula")


def test_lines_of_a_checklist_come_to_those_that_are_there(planning: Planning) -> None:
    step = planning.step("Saal")
    planning.do(checklists.add, step, "Stühle")
    take_over(planning, 'Was\tBemerkung\nSaal\t"- [x] stühle\n- [ ] Tische"\n')
    checks = sorted(planning.all(Check), key=lambda check: check.order_key)
    assert [(check.text, check.done) for check in checks] == [("Stühle", True), ("Tische", False)]


def test_two_lines_about_one_step_are_one_effect_and_can_be_undone(planning: Planning) -> None:
    step = planning.step("Saal")
    before = standing(planning)
    table = HEADS + LINE.format("Saal", "a") + LINE.format("Saal", "b").replace("IHK", "HWK")
    planning.do(table_imports.adopt, *worked_out(planning, table, {3: Choice.UPDATE}))
    assert sorted(one.role for one in planning.all(Ownership)) == ["lead", "with"]
    assert planning.one(Step, step).text == "Mit b"
    assert [one.now for one in planning.last_effects() if one.field == "text"] == ["Mit b"]
    planning.do(reversals.undo, planning.rev)
    assert standing(planning) == before


def test_an_owner_who_has_said_yes_in_the_table_can_be_undone_as_well(planning: Planning) -> None:
    take_over(planning, "Was\tWer\nSaal\tIHK (zugesagt)\n")
    assert [one.answer for one in planning.all(Ownership)] == ["accepted"]
    planning.do(reversals.undo, planning.rev)
    assert planning.titles("gathered") == []


def test_what_others_do_elsewhere_in_the_plan_is_not_in_the_way(planning: Planning) -> None:
    step = planning.step("Saal")
    preview, prepared = worked_out(planning, HEADS + LINE.format("Saal", "Beamer"))
    planning.step("Schneller")
    planning.do(table_imports.adopt, preview, prepared)
    assert planning.one(Step, step).rev == planning.one(Step, step).text_rev == planning.rev
    assert len(planning.titles("gathered")) == 1


@pytest.mark.parametrize("quicker", ["step", "stage", "party", "rights"])
def test_what_others_changed_of_it_meanwhile_makes_it_start_over(planning: Planning, quicker: str) -> None:
    step = planning.step("Saal")
    shown = planning.do(parties.add_party, "IHK").made
    preview, prepared = worked_out(planning, HEADS + LINE.format("Saal", "Beamer"))
    if quicker == "step":
        planning.do(steps.retell, step, "Aula", None, None)
    elif quicker == "stage":
        planning.do(stages.trash, planning.stages["working"], planning.stages["gathered"])
    elif quicker == "party":
        planning.do(parties.remove, Party, shown)
    else:
        planning.database.write_now(lambda session: now_edits(session, planning.people.anna))
    with pytest.raises(Outdated):
        planning.do(table_imports.adopt, preview, prepared)
    assert planning.one(Step, step).text == ""


def test_the_writer_runs_a_few_statements_however_many_steps_are_changed(planning: Planning) -> None:
    counts = []
    for many in (3, 5, 200):  # the first time the party is new
        take_over(planning, "Was\tWer\n" + "".join(f"{many}/{n}\tKammer\n" for n in range(many)))
        lines = (f"{many}/{n}\tRat\tMai 2027\tläuft\n" for n in range(many))
        preview, prepared = worked_out(planning, "Was\tWer\tBis wann\tStand\n" + "".join(lines))
        with statements(thread="writer") as heard:
            planning.do(table_imports.adopt, preview, prepared)
        counts.append(len(heard))
    assert counts[1] == counts[2]


def now_edits(session: Session, member: Participant) -> None:
    """Whoever facilitated the region only edits there from now on."""
    mine = select(Membership).where(col(Membership.member_id) == member.id)
    session.execute(mine).scalars().one().role = Role.EDITOR
    session.flush()


def take_over(planning: Planning, table: str) -> None:
    planning.do(table_imports.adopt, *worked_out(planning, table))


def standing(planning: Planning) -> list[Any]:
    """All rows that an import may touch, without the revs at which they were changed."""
    tables: tuple[type[SQLModel], ...] = (Step, Ownership, Check, Completion)
    rows = [one.model_dump() for table in tables for one in planning.all(table)]
    return [{key: value for key, value in row.items() if not key.endswith("rev")} for row in rows]
