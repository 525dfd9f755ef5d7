"""Who hears of a no: whoever asked; of what nobody asked, whom one turns to for the plan, the first one first."""

from sqlmodel import Session, SQLModel, select

from tests.boards.test_my_rows import asked, party_of, rows_of
from tests.planning import Planning
from tracker.commands import ownerships, steps
from tracker.domain.member import Membership
from tracker.domain.network import Region
from tracker.domain.participant import Participant
from tracker.domain.plan import Plan
from tracker.pages.rows import MentionRow


def answered_no(planning: Planning, step: str, ownership: str, word: str, by: Participant) -> None:
    planning.do(ownerships.answer, step, ownership, "declined", "app", word, by=by)


def put(planning: Planning, model: type[SQLModel], id: str, **posts: str | None) -> None:
    def command(session: Session) -> None:
        place = session.get_one(model, id)
        for post, member_id in posts.items():
            setattr(place, post, member_id)
        session.flush()

    planning.database.write_now(command)


def noes(planning: Planning, who: Participant, day: int = 0) -> list[tuple[str, str, str]]:
    rows = [row for row in rows_of(planning, who, day) if isinstance(row, MentionRow) and row.is_no]
    return [(row.title, row.by, row.said) for row in rows]


def test_who_asked_hears_of_a_no_and_of_the_word_with_it(planning: Planning) -> None:
    anna, bernd, emil = planning.people.anna, planning.people.bernd, planning.people.emil
    party_of(planning, anna)
    other = party_of(planning, bernd)
    steps_of = {word: planning.step(word or "Ohne Wort") for word in ("Bin im Urlaub, @Anna", "")}
    made = {word: asked(planning, step, other) for word, step in steps_of.items()}
    for word, step in steps_of.items():
        answered_no(planning, step, made[word], word, bernd)
    expected = [("Bin im Urlaub, @Anna", "Bernd", "Bin im Urlaub, @Anna"), ("Ohne Wort", "Bernd", "")]
    assert sorted(noes(planning, anna)) == expected
    rows = [row for row in rows_of(planning, anna) if isinstance(row, MentionRow)]
    assert len({row.id for row in rows}) == len(rows) == 2  # the word that names me is not said twice
    assert all(row.comment for row in rows if row.said)
    assert noes(planning, bernd) == noes(planning, emil) == noes(planning, anna, day=62) == []
    planning.do(ownerships.answer, steps_of[""], made[""], "asked", by=bernd)
    planning.do(steps.complete, steps_of["Bin im Urlaub, @Anna"])
    assert noes(planning, anna) == []


def test_of_what_nobody_asked_the_contact_of_the_plan_hears(planning: Planning) -> None:
    anna, bernd, emil = planning.people.anna, planning.people.bernd, planning.people.emil
    party_of(planning, bernd)
    step, helped = planning.step("Selbst genommen"), planning.step("Gefragt")
    own = str(planning.do(ownerships.take, step, by=bernd).made)
    answered_no(planning, step, own, "Doch nicht", bernd)
    assert noes(planning, anna) == []
    assert noes(planning, emil) == [
        ("Selbst genommen", "Bernd", "Doch nicht")
    ]  # he coordinates, there is no contact
    put(planning, Plan, planning.plan_id, contact_id=emil.id)
    assert noes(planning, emil) == [("Selbst genommen", "Bernd", "Doch nicht")]
    answered_no(planning, helped, asked(planning, helped, party_of(planning, bernd)), "", bernd)
    assert [title for title, *_ in noes(planning, emil)] == ["Selbst genommen"]
    assert [title for title, *_ in noes(planning, anna)] == ["Gefragt"]

    def leave(session: Session) -> None:
        for held in session.exec(select(Membership).where(Membership.member_id == anna.id)):
            session.delete(held)
        session.flush()

    planning.database.write_now(leave)
    assert sorted(title for title, *_ in noes(planning, emil)) == ["Gefragt", "Selbst genommen"]


def test_what_i_record_myself_is_no_news_to_me(planning: Planning) -> None:
    step, other = planning.step("Am Telefon"), party_of(planning, planning.people.bernd)
    answered_no(planning, step, asked(planning, step, other), "", planning.people.anna)
    assert noes(planning, planning.people.anna) == []


def test_in_place_of_whoever_asked_the_first_hears_who_did_not_say_it(planning: Planning) -> None:
    people, plan = planning.people, planning.one(Plan, planning.plan_id)
    all_of_them = [people.anna, people.bernd, people.guel, people.emil]
    step = planning.step("Selbst genommen")
    own = str(planning.do(ownerships.take, step, by=people.bernd).made)
    answered_no(planning, step, own, "Doch nicht", people.bernd)

    def told() -> list[str]:
        return [who.id for who in all_of_them if noes(planning, who)]

    put(planning, Region, plan.region_id, contact_id=people.anna.id)
    put(planning, Plan, plan.id, contact_id=people.bernd.id, deputy_id=people.guel.id)
    assert told() == [people.guel.id]
    put(planning, Plan, plan.id, deputy_id=people.clara.id)  # has no role here
    assert told() == [people.anna.id]
    put(planning, Region, plan.region_id, contact_id=None)
    assert told() == [people.emil.id]  # coordinates the network
