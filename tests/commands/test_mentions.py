"""Who is named with an @ in comments and texts: kept by id, found by whom they name."""

from datetime import timedelta

from tests.planning import Planning
from tracker.commands import ownerships, parties, reversals, steps, talk
from tracker.domain.mention import in_runs
from tracker.domain.party import Party
from tracker.domain.step import Step
from tracker.store.mentions import FoundMention, mentions_of, names_at


def of_bernd(planning: Planning, **more: object) -> list[FoundMention]:
    bernd = planning.people.bernd.id
    return planning.database.read_now(lambda s: mentions_of(s, bernd, [planning.plan_id], **more))  # type: ignore[arg-type]


def with_bernd(planning: Planning) -> str:
    """A step, in a plan that shows Bernd."""
    planning.do(ownerships.take, planning.step("Schon Bernds"), by=planning.people.bernd)
    return planning.step("Worum es geht")


def bernds_party(planning: Planning, step: str) -> str:
    planning.do(ownerships.take, step, by=planning.people.bernd)
    return str(planning.last_effects()[0].now["party"])


def test_a_comment_names_somebody_until_it_is_taken_back(planning: Planning) -> None:
    step = with_bernd(planning)
    made = planning.do(talk.comment, step, "Weiß das @bernd?").made
    [found] = of_bernd(planning)
    assert (found.step_id, found.comment_id, found.by) == (step, made, planning.people.anna.key)
    assert (found.title, found.said) == ("Worum es geht", "Weiß das @bernd?")
    planning.do(talk.remove_comment, step, made)
    assert of_bernd(planning) == []
    planning.do(reversals.undo, planning.rev)
    assert [one.comment_id for one in of_bernd(planning)] == [made]


def test_who_is_no_party_of_the_plan_or_only_begins_alike_is_not_named(planning: Planning) -> None:
    step = with_bernd(planning)
    for text in ("@Berndine", "x@Bernd", "@Clara", "Bernd", "@ Bernd", "@"):
        planning.do(talk.comment, step, text)
    assert of_bernd(planning) == []
    planning.do(talk.comment, step, "(@Bernd)")
    planning.do(talk.comment, step, "@Bernd, @Bernd: danke")
    assert len(of_bernd(planning)) == 2


def test_of_several_names_the_longest_is_meant(planning: Planning) -> None:
    step = with_bernd(planning)
    planning.do(parties.add_party, "Bernd AG", "organisation")
    planning.do(talk.comment, step, "Fragt @Bernd AG.")
    assert of_bernd(planning) == []
    planning.do(talk.comment, step, "Fragt @Bernd alle")
    assert len(of_bernd(planning)) == 1


def test_nobody_is_told_what_they_wrote_themselves(planning: Planning) -> None:
    step = with_bernd(planning)
    planning.do(talk.comment, step, "Ich, @Bernd, mache das", by=planning.people.bernd)
    assert of_bernd(planning) == []


def test_another_name_changes_nothing_and_is_shown(planning: Planning) -> None:
    step = with_bernd(planning)
    party = bernds_party(planning, step)
    text = "Danke, @Bernd!"
    made = planning.do(talk.comment, step, text).made
    before = planning.one(Step, step).rev
    planning.do(parties.rename, Party, party, "Bernhard")
    assert len(of_bernd(planning)) == 1
    names = planning.database.read_now(names_at, step)
    assert in_runs(text, names[made]) == [("Danke, ", False), ("@Bernhard", True), ("!", False)]
    assert planning.one(Step, step).rev > before
    planning.do(talk.rewrite_comment, step, made, f"{text} Und nun?", None)
    assert len(of_bernd(planning)) == 1


def test_in_other_words_somebody_is_named_from_then_on_and_who_was_named_stays_so(planning: Planning) -> None:
    step, before = with_bernd(planning), planning.time.now
    made = planning.do(talk.comment, step, "Wer weiß das?").made
    planning.time.now = before + timedelta(days=1)
    planning.do(talk.rewrite_comment, step, made, "@Bernd weiß das?", None)
    planning.time.now = before + timedelta(days=2)
    planning.do(talk.rewrite_comment, step, made, "@Bernd weiß das.", None)
    found = [of_bernd(planning, since=before + timedelta(hours=hours)) for hours in (23, 25)]
    assert list(map(len, found)) == [1, 0]
    planning.do(talk.rewrite_comment, step, made, "Schon gut", None)
    assert of_bernd(planning) == []


def test_a_steps_text_names_somebody_while_the_step_is_on_the_board(planning: Planning) -> None:
    step = with_bernd(planning)
    planning.do(steps.retell, step, None, "- **@Bernd** fragen", None)
    assert [(one.comment_id, one.said) for one in of_bernd(planning)] == [("", "- **@Bernd** fragen")]
    planning.do(steps.trash, step)
    assert of_bernd(planning) == []
    planning.do(steps.restore, step)
    assert len(of_bernd(planning)) == 1
    planning.do(steps.retell, step, None, "", None)
    assert of_bernd(planning) == []


def test_what_goes_to_another_plan_names_whom_it_named(planning: Planning) -> None:
    step = with_bernd(planning)
    planning.do(ownerships.take, step, by=planning.people.bernd)
    planning.do(steps.retell, step, None, "Mit @Bernd", None)
    planning.do(talk.comment, step, "@Bernd: auch dort")
    there = planning.another_plan()
    planning.move(step, there)
    assert of_bernd(planning) == []
    planning.enter(there)
    assert len(of_bernd(planning)) == 2
