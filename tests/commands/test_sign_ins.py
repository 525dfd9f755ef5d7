"""P7, P9: links sign in once and for an hour, sessions end on the server, only hashes are stored."""

from datetime import timedelta

import pytest

from tests.planning import NOON, Planning
from tracker.commands import sign_ins
from tracker.domain.member import Guest, Member
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.sign_in import AccessToken, SignInLink, SignInSession, hash_of
from tracker.store.sign_in_sessions import KnownSession, find_session, find_token

HOUR = timedelta(hours=1)


def a_link(planning: Planning, *, reusable: bool = False) -> str:
    return planning.database.write_now(
        lambda s: sign_ins.make_link(s, s.get_one(Member, planning.people.anna.id), NOON, reusable=reusable)
    ).value


def signed_in(planning: Planning, link: str, after: timedelta = timedelta(0)) -> str:
    return planning.database.write_now(lambda s: sign_ins.sign_in(s, link, NOON + after)).value


def known(planning: Planning, secret: str, after: timedelta = timedelta(0)) -> KnownSession | None:
    return planning.database.read_now(find_session, hash_of(secret), NOON + after)


def test_a_link_signs_in_once(planning: Planning) -> None:
    link = a_link(planning)
    session = known(planning, signed_in(planning, link))
    assert session
    assert session.participant == planning.people.anna
    with pytest.raises(NotFound):
        signed_in(planning, link)


def test_a_link_ends_after_an_hour_and_an_invented_one_never_was(planning: Planning) -> None:
    link = a_link(planning)
    for secret, after in ((link, HOUR * 1.001), ("invented", timedelta(0)), ("", timedelta(0))):
        with pytest.raises(NotFound):
            signed_in(planning, secret, after)
    assert signed_in(planning, link, HOUR)


def test_the_link_of_a_demo_may_be_used_again_for_a_day(planning: Planning) -> None:
    link = a_link(planning, reusable=True)
    first, second = signed_in(planning, link), signed_in(planning, link, HOUR * 23)
    assert first != second
    with pytest.raises(NotFound):
        signed_in(planning, link, HOUR * 25)


def test_no_secret_is_stored(planning: Planning) -> None:
    link = a_link(planning)
    cookie = signed_in(planning, link)
    assert [row.hash for row in planning.all(SignInLink)] == [hash_of(link)]
    assert [row.hash for row in planning.all(SignInSession)] == [hash_of(cookie)]
    assert len({link, cookie, a_link(planning)}) == 3


def test_a_session_ends_by_time_and_by_signing_out(planning: Planning) -> None:
    cookie = signed_in(planning, a_link(planning))
    assert known(planning, cookie, timedelta(days=29))
    assert known(planning, cookie, timedelta(days=30)) is None
    assert known(planning, "foreign") is None
    planning.database.write_now(lambda s: sign_ins.sign_out(s, hash_of(cookie)))
    assert known(planning, cookie) is None


def test_a_guests_session_ends_with_the_guest(planning: Planning) -> None:
    guest = Guest(plan_id=planning.plan_id, name="Gast", expires_at=NOON + HOUR)
    cookie = planning.database.write_now(
        lambda s: sign_ins.start_session(s, NOON, expires_at=NOON + HOUR * 10, guest=guest)
    ).value
    session = known(planning, cookie)
    assert session
    assert (session.participant.kind, session.participant.name) == ("guest", "Gast")
    assert known(planning, cookie, HOUR) is None


def test_a_token_acts_for_its_member_until_it_is_revoked(planning: Planning) -> None:
    anna = planning.people.anna
    secret = planning.database.write_now(
        lambda s: sign_ins.make_token(s, s.get_one(Member, anna.id), "Skript", NOON)
    ).value
    assert planning.database.read_now(find_token, hash_of(secret)) == anna
    assert planning.database.read_now(find_token, secret) is None

    def revoke(session: object) -> None:
        session.get_one(AccessToken, planning.all(AccessToken)[0].id).revoked_at = NOON  # type: ignore[attr-defined]

    planning.database.write_now(revoke)
    assert planning.database.read_now(find_token, hash_of(secret)) is None


def test_the_chosen_language_stays_with_session_and_member(planning: Planning) -> None:
    cookie, anna = signed_in(planning, a_link(planning)), planning.people.anna
    planning.database.write_now(lambda s: sign_ins.set_language(s, hash_of(cookie), anna.id, "en"))
    session = known(planning, cookie)
    assert session
    assert session.participant.language == "en"
    assert planning.one(Member, anna.id).language == "en"
    with pytest.raises(Invalid):
        planning.database.write_now(lambda s: sign_ins.set_language(s, hash_of(cookie), anna.id, "fr"))
