"""Networks are tenants: nothing crosses from one to another. A network has regions, a region has plans."""

from enum import StrEnum

from sqlalchemy import JSON, Column
from sqlmodel import Field

from tracker.domain.contacts import Posts
from tracker.domain.folding import sort_key
from tracker.domain.guest_name import typed_name
from tracker.domain.ids import new_id
from tracker.domain.refusals import Invalid


class RegionKind(StrEnum):
    """What a region is: a part of the country, a forum on a subject, or a project."""

    REGION = "region"
    FORUM = "forum"
    PROJECT = "project"


class Network(Posts, table=True):
    """A tenant."""

    id: str = Field(default_factory=new_id, primary_key=True)
    name: str
    name_key: str = Field(unique=True)


class Region(Posts, table=True):
    """A region of a network; `states` are the Länder it covers and may overlap with others."""

    id: str = Field(default_factory=new_id, primary_key=True)
    network_id: str = Field(foreign_key="network.id", index=True)
    name: str
    name_key: str
    kind: str = RegionKind.REGION
    states: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    contact: str = ""
    deputy: str = ""


def start_network(name: str) -> Network:
    """A new network. Raises Invalid."""
    name = typed_name("name", name)
    return Network(name=name, name_key=sort_key(name))


def start_region(network_id: str, name: str, kind: str = "region", states: list[str] | None = None) -> Region:
    """A new region of a network; without states a region covers the one of its own name. Raises Invalid."""
    if kind not in list(RegionKind):
        raise Invalid("kind", "unknown")
    name = typed_name("name", name)
    return Region(
        network_id=network_id, name=name, name_key=sort_key(name), kind=kind, states=states or [name]
    )
