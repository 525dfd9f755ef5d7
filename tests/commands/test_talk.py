"""Links and comments of a step."""

import pytest

from tests.planning import Planning
from tracker.commands import reversals, steps, talk
from tracker.domain.comment import MOST_COMMENTS, Comment
from tracker.domain.link import MOST_LINKS, Link
from tracker.domain.refusals import Clash, Forbidden, Full, Gone, Invalid, NotFound
from tracker.store.cards import find_cards
from tracker.store.talk import comments_of, links_of


def texts(planning: Planning, step: str) -> list[str]:
    return [comment.text for comment in planning.database.read_now(comments_of, step)]


def test_links_stand_in_the_order_in_which_they_came(planning: Planning) -> None:
    step = planning.step()
    one = planning.do(talk.link, step, "https://example.org/1", " Der  Plan ").made
    planning.do(talk.link, step, "example.org/2")
    found = planning.database.read_now(links_of, step)
    assert [(link.label, link.address) for link in found] == [
        ("Der Plan", "https://example.org/1"),
        ("", "https://example.org/2"),
    ]
    planning.do(talk.remove_link, step, one)
    [effect] = planning.last_effects()
    assert (effect.kind, effect.id, effect.field, effect.now) == ("step", step, "link", None)
    assert effect.was["address"] == "https://example.org/1"
    assert len(planning.database.read_now(links_of, step)) == 1


def test_a_comment_is_its_authors_and_the_facilitators(planning: Planning) -> None:
    step, people = planning.step(), planning.people
    mine = planning.do(talk.comment, step, "Ich frage\r\nnach", by=people.bernd).made
    theirs = planning.do(talk.comment, step, "Gern", by=people.deniz).made
    planning.do(talk.rewrite_comment, step, mine, "Ich frage heute nach", None, by=people.bernd)
    for command, args in ((talk.rewrite_comment, ("Nein", None)), (talk.remove_comment, ())):
        with pytest.raises(Forbidden):
            planning.do(command, step, mine, *args, by=people.deniz)
        with pytest.raises(Forbidden):
            planning.do(command, step, theirs, *args, by=people.bernd)
        with pytest.raises(Forbidden):
            planning.do(command, step, theirs, *args, by=people.guel)
    planning.do(talk.rewrite_comment, step, theirs, "Sehr gern", None, by=people.anna)
    assert [(c.text, c.by, c.edited_by) for c in planning.database.read_now(comments_of, step)] == [
        ("Ich frage heute nach", people.bernd.key, people.bernd.key),
        ("Sehr gern", people.deniz.key, people.anna.key),
    ]
    planning.do(talk.remove_comment, step, mine, by=people.bernd)
    planning.do(talk.remove_comment, step, theirs, by=people.anna)
    assert texts(planning, step) == []


def test_a_reader_says_nothing(planning: Planning) -> None:
    step = planning.step()
    with pytest.raises(Forbidden):
        planning.do(talk.comment, step, "Hallo", by=planning.people.guel)
    with pytest.raises(Forbidden):
        planning.do(talk.link, step, "https://example.org", by=planning.people.guel)


def test_whoever_took_a_comment_back_may_undo_that_and_nobody_else_but_the_facilitator(
    planning: Planning,
) -> None:
    step, people = planning.step(), planning.people
    mine = planning.do(talk.comment, step, "Doch nicht", by=people.deniz).made
    planning.do(talk.remove_comment, step, mine, by=people.deniz)
    rev = planning.rev
    with pytest.raises(Forbidden):
        planning.do(reversals.undo, rev, by=people.bernd)
    planning.do(reversals.undo, rev, by=people.deniz)
    [back] = planning.database.read_now(comments_of, step)
    assert (back.id, back.text, back.by) == (mine, "Doch nicht", people.deniz.key)
    planning.do(reversals.undo, planning.rev, by=people.anna)
    assert texts(planning, step) == []


def test_a_card_counts_what_was_said(planning: Planning) -> None:
    step = planning.step()
    for text in ("eins", "zwei"):
        planning.do(talk.comment, step, text)
    [card] = planning.database.read_now(find_cards, planning.plan_id)
    assert card.counts.comments == 2
    [card] = planning.database.read_now(find_cards, planning.plan_id, [step])
    assert (card.counts.comments, card.counts.checks) == (2, 0)


def test_limits(planning: Planning, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (MOST_COMMENTS, MOST_LINKS) == (500, 30)
    step = planning.step()
    for text, reason in (("", "empty"), (" \n ", "empty"), ("x" * 10_001, "too_long")):
        with pytest.raises(Invalid) as refused:
            planning.do(talk.comment, step, text)
        assert (refused.value.field, refused.value.reason) == ("text", reason)
    with pytest.raises(Invalid) as refused:
        planning.do(talk.link, step, "https://example.org", "x" * 201)
    assert refused.value.field == "label"
    monkeypatch.setattr("tracker.domain.comment.MOST_COMMENTS", 1)
    monkeypatch.setattr("tracker.domain.link.MOST_LINKS", 1)
    planning.do(talk.comment, step, "x" * 10_000)
    planning.do(talk.link, step, "https://example.org")
    with pytest.raises(Full):
        planning.do(talk.comment, step, "noch einer")
    with pytest.raises(Full):
        planning.do(talk.link, step, "https://example.org/2")


def test_both_are_found_at_their_own_step_only(planning: Planning) -> None:
    step, other = planning.step(), planning.step("anderer")
    comment = planning.do(talk.comment, step, "Hier").made
    link = planning.do(talk.link, step, "https://example.org").made
    for command, id in ((talk.remove_comment, comment), (talk.remove_link, link)):
        with pytest.raises(NotFound):
            planning.do(command, other, id)
    assert planning.one(Comment, comment).step_id == planning.one(Link, link).step_id == step


def test_a_step_off_the_board_is_not_commented(planning: Planning) -> None:
    step = planning.step()
    comment = planning.do(talk.comment, step, "Noch da").made
    planning.do(steps.trash, step)
    for command, args in (
        (talk.comment, ("x",)),
        (talk.link, ("https://e.org",)),
        (talk.remove_comment, (comment,)),
    ):
        with pytest.raises(Gone):
            planning.do(command, step, *args)


def test_a_link_is_changed_where_it_stands_and_undone(planning: Planning) -> None:
    step = planning.step()
    link = planning.do(talk.link, step, "https://example.org/1", "Der Plan").made
    rev = planning.rev
    planning.do(talk.rewrite_link, step, link, "example.org/2", None, rev)
    planning.do(talk.rewrite_link, step, link, None, "", rev)  # another field: nobody is overwritten
    [found] = planning.database.read_now(links_of, step)
    assert (found.id, found.label, found.address) == (link, "", "https://example.org/2")
    rev = planning.rev
    planning.do(talk.rewrite_link, step, link, "https://example.org/2", "", rev)
    assert planning.rev == rev
    planning.do(reversals.undo, rev)
    assert planning.one(Link, link).label == "Der Plan"
    with pytest.raises(Invalid):
        planning.do(talk.rewrite_link, step, link, "javascript:alert(1)", None, None)
    with pytest.raises(Forbidden):
        planning.do(talk.rewrite_link, step, link, None, "Meiner", None, by=planning.people.guel)


def test_two_who_change_a_link_or_a_comment_at_once_see_both(planning: Planning) -> None:
    step, bernd = planning.step(), planning.people.bernd
    link = planning.do(talk.link, step, "https://example.org/1", "Der Plan").made
    said = planning.do(talk.comment, step, "Ich frage nach", by=bernd).made
    base = planning.rev
    planning.do(talk.rewrite_link, step, link, "https://example.org/2", "Unser Plan", base, by=bernd)
    with pytest.raises(Clash) as clash:
        planning.do(talk.rewrite_link, step, link, "https://example.org/3", "Der Plan", base)
    # the label was sent as it had been read: that is no clash
    assert [(one.field, one.mine, one.theirs, one.was, one.by) for one in clash.value.clashes] == [
        ("address", "https://example.org/3", "https://example.org/2", "https://example.org/1", "Bernd")
    ]
    planning.do(talk.rewrite_comment, step, said, "Ich frage morgen nach", base, by=bernd)
    with pytest.raises(Clash) as clash:
        planning.do(talk.rewrite_comment, step, said, "Er fragt nach", base)
    assert [(one.kind, one.id, one.theirs) for one in clash.value.clashes] == [
        ("comment", said, "Ich frage morgen nach")
    ]
    planning.do(talk.rewrite_comment, step, said, "Er fragt nach", planning.rev)
    assert texts(planning, step) == ["Er fragt nach"]
