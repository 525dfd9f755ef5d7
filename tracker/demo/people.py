"""Who one can be in a demo, and how one gets in."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select
from sqlmodel import Session, col

from tracker.commands.memberships import put_membership
from tracker.commands.networks import add_network, member_by_address, put_region
from tracker.commands.sign_ins import make_link, make_token
from tracker.domain.folding import sort_key
from tracker.domain.network import Network
from tracker.domain.sign_in import AccessToken, SignInLink
from tracker.store.members import find_member

EXAMPLES = Path(__file__).parents[1] / "examples"
NETWORK = "Demografie-Netzwerk"
TOKEN = "demo"


@dataclass(frozen=True, slots=True)
class Person:
    """One of the people in examples/people.toml; `there` is the role in `region`, `role` the one everywhere else."""

    name: str
    email: str
    role: str
    region: str = ""
    there: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """How one gets in as somebody: the secret of a link for browsers, a token for scripts."""

    person: Person
    link: str
    token: str


def people() -> list[Person]:
    """Everybody in the demo, whoever coordinates first."""
    return [Person(**row) for row in tomllib.loads((EXAMPLES / "people.toml").read_text("utf-8"))["people"]]


def add_people(session: Session, now: datetime) -> Network:
    """The network with everybody in it."""
    first, *rest = people()
    network = add_network(session, NETWORK, first.email, first.name, now)
    for person in rest:
        member = member_by_address(session, person.email, person.name, now)
        put_membership(session, member, person.role, network_id=network.id)
        if person.region:
            region = put_region(session, network.id, person.region)
            put_membership(session, member, person.there, region_id=region.id)
    return network


def find_network(session: Session) -> Network | None:
    """The demo's network; None while nothing is there."""
    named = select(Network).where(col(Network.name_key) == sort_key(NETWORK))
    found: Network | None = session.execute(named).scalars().first()
    return found


def open_doors(session: Session, now: datetime) -> list[Door]:
    """A fresh link and token for each; the links may be used again until `close_doors`."""
    close_doors(session)
    doors = []
    for person in people():
        if member := find_member(session, person.email):
            link = make_link(session, member, now, reusable=True)
            doors.append(Door(person, link, make_token(session, member, TOKEN, now)))
    return doors


def close_doors(session: Session) -> None:
    """Links that may be used again exist only while a demo runs."""
    session.execute(delete(SignInLink).where(col(SignInLink.reusable)))
    session.execute(delete(AccessToken).where(col(AccessToken.name) == TOKEN))
