"""Members who are nobody of the cast: they may leave, or be erased."""

from sqlmodel import Session

from tests.cast import Person
from tests.web.site import Site
from tracker.commands import memberships, networks, sign_ins
from tracker.domain.member import Member


async def a_newcomer(site: Site, name: str) -> Person:
    """Somebody who edits the region of NRW, with a browser; whoever is erased was nobody of the cast."""
    database, now, address = site.cast.database, site.cast.clock.now(), f"{name.lower()}@example.org"

    def add(session: Session) -> Member:
        member = networks.member_by_address(session, address, f"{name} Nurhier", now)
        memberships.put_membership(session, member, "editor", region_id=site.cast.nrw.region)
        return member

    member = (await database.write(add)).value
    until = now.replace(year=now.year + 1)
    secret = await database.write(
        lambda s: sign_ins.start_session(
            s, now, member_id=member.id, expires_at=until, device="Firefox, Linux"
        )
    )
    token = await database.write(
        lambda s: sign_ins.make_token(s, s.get_one(Member, member.id), "Auswertung", now)
    )
    return Person(name, None, member.as_participant(), secret.value, token.value)
