"""Who is who at a plan, region or network, for tests of templates."""

from collections.abc import Sequence

from tracker.pages import ContactsView, MemberRow, PostView
from tracker.pages.views import PartyView


def members(said: str) -> list[MemberRow]:
    """One, from above."""
    return [MemberRow(f"Anna{said}", f"a@example.org{said}", "editor", "network")]


def persons(said: str, parties: Sequence[PartyView]) -> dict[str, list[tuple[str, str]]]:
    """Who answers for each organisation: one, and nobody for every second."""
    chambers = [one.id for one in parties if one.sort == "organisation"]
    return {id: [("a", f"Anna{said}")] * (n % 2) for n, id in enumerate(chambers, 1)}


def contacts(said: str) -> ContactsView:
    """One of those with a role there, and words of a plan file."""
    posts = [PostView("contact", f"Anna{said}", "a"), PostView("deputy", f"Bernd{said}", f"Bernd{said}")]
    return ContactsView(posts, [("a", f"Anna{said}"), ("c", f"Clara{said}")], may_name=True)
