"""Who is who at a plan, region or network, for tests of templates."""

from tracker.pages import ContactsView, MemberRow, PostView


def members(said: str) -> list[MemberRow]:
    """One, from above."""
    return [MemberRow(f"Anna{said}", f"a@example.org{said}", "editor", "network")]


def contacts(said: str) -> ContactsView:
    """One of those with a role there, and words of a plan file."""
    posts = [PostView("contact", f"Anna{said}", "a"), PostView("deputy", f"Bernd{said}", f"Bernd{said}")]
    return ContactsView(posts, [("a", f"Anna{said}"), ("c", f"Clara{said}")], may_name=True)
