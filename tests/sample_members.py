"""Who is who at a plan, region or network, for tests of templates."""

from collections.abc import Sequence
from typing import Any

from tracker.pages import (
    ContactsView,
    FormView,
    HandedView,
    HandoverPage,
    MemberRow,
    NamesPart,
    NetworkPage,
    OutlookView,
    PathLink,
    PostView,
    RegionPage,
    RegionRow,
    TakenOutView,
)
from tracker.pages.views import PartyView


def members(said: str) -> list[MemberRow]:
    """One from above, and one who can be taken out and belongs elsewhere too."""
    return [
        MemberRow(f"Anna{said}", f"a@example.org{said}", "editor", "network"),
        MemberRow(f"Bernd{said}", f"b@example.org{said}", "reader", id="h1", also=(f"Hessen{said}",)),
    ]


def persons(said: str, parties: Sequence[PartyView]) -> dict[str, list[tuple[str, str]]]:
    """Who answers for each organisation: one, and nobody for every second."""
    chambers = [one.id for one in parties if one.sort == "organisation"]
    return {id: [("a", f"Anna{said}")] * (n % 2) for n, id in enumerate(chambers, 1)}


def names(kind: str, said: str, shown: Sequence[Any]) -> NamesPart[Any]:
    """Some of very many, after words were looked for."""
    ways = f"?{kind}=x", f"?{kind}=x&{kind}_from=100"
    return NamesPart(kind, shown, f"wort{said}", 51, 50 + len(shown), 500, 3_000, *ways)


def handover(said: str, form: FormView) -> HandoverPage:
    """Everything that can be handed over, with a deputy."""
    people = [("a", f"Anna{said}"), ("b", f"Bernd{said}"), ("c", f"Clara{said}")]
    things = (
        "roles",
        "posts",
        "steps",
        "questions",
        "awaited",
        "meetings",
        "answers_for",
        "links",
        "sign_ups",
    )
    outlook = OutlookView(
        member=f"Anna{said}",
        successor=f"Bernd{said}",
        handed=[HandedView(what, n, [f"{what}{said}"] * n) for n, what in enumerate(things, 1)],
        role="facilitator",
        stays="region",
        hosts=[f"Anna{said}"],
        invites=True,
        hears=True,
        tells=True,
        idle_deputy=f"Clara{said}",
        history=[PathLink(f"Plan{said}", "/plans/p/history")],
        is_empty=False,
    )
    chosen = {"member": "a", "successor": "b", "email": f"b@example.org{said}", "name": said, "deputy": "c"}
    gone = [("g", f"Ehemals{said}")]
    return HandoverPage(f"Hessen{said}", "/regions/r", (), people, gone, people, chosen, outlook, [], form)


def contacts(said: str) -> ContactsView:
    """One of those with a role there, and words of a plan file."""
    posts = [PostView("contact", f"Anna{said}", "a"), PostView("deputy", f"Bernd{said}", f"Bernd{said}")]
    return ContactsView(posts, [("a", f"Anna{said}"), ("c", f"Clara{said}")], may_name=True)


def member_pages(said: str, region: RegionPage, form: FormView) -> dict[str, tuple[str, object]]:
    """The pages about who is who."""
    regions, name = [RegionRow("r", f"Hessen{said}", "forum", f"Anna{said}", 2)], f"Netzwerk{said}"
    network = NetworkPage(
        "n", name, regions, members(said), True, True, contacts(said), form, TakenOutView(said, said, "/x")
    )
    return {
        "handover": ("networks/handover.html", handover(said, form)),
        "network": ("networks/network.html", network),
        "region": ("regions/region.html", region),
    }
