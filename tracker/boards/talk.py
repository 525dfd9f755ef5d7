"""The links and comments of a step, as its page shows them."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from sqlmodel import Session

from tracker.boards.authors import author
from tracker.domain.comment import Comment
from tracker.domain.link import Link
from tracker.domain.mention import Spelled
from tracker.language.dates import moment_text
from tracker.pages.hanging import CommentView, LinkView
from tracker.store.changes import names_of
from tracker.store.talk import comments_of, links_of

FEW = 10  # comments beside a step; the others stand on a page of their own
SHORT = 1_000  # characters of a comment there

Named = Mapping[str, Mapping[Spelled, str]]


def link_views(session: Session, step_id: str) -> list[LinkView]:
    """The links, the oldest first."""
    return [_link(link) for link in links_of(session, step_id)]


def comment_views(
    session: Session, step_id: str, locale: str, named: Named, *, every: bool
) -> list[CommentView]:
    """The comments whole, or the last few with their beginnings; the oldest first. `named`: as `names_at` found."""
    found = comments_of(session, step_id, None if every else FEW)
    names = names_of(session, {who for one in found for who in (one.by, one.edited_by)})
    return [_comment(one, names, named.get(one.id, {}), locale, None if every else SHORT) for one in found]


def plain_links(links: Sequence[Link]) -> list[dict[str, str]]:
    """Links for scripts."""
    return [{"id": one.id, "label": one.label, "address": one.address} for one in links]


def plain_comments(comments: Sequence[Comment], names: dict[str, str]) -> list[dict[str, str]]:
    """Comments for scripts, with the names of their authors."""
    return [
        {"id": one.id, "text": one.text, "by": names.get(one.by, ""), "at": one.at.isoformat()}
        for one in comments
    ]


def _link(link: Link) -> LinkView:
    parts = urlsplit(link.address)
    host = (parts.hostname or parts.path).removeprefix("www.")
    label = link.label or link.address.removeprefix("mailto:")
    return LinkView(link.id, label, link.address, host, link.label)


def _comment(
    comment: Comment,
    names: dict[str, str],
    mentioned: Mapping[Spelled, str],
    locale: str,
    limit: int | None,
) -> CommentView:
    is_cut = limit is not None and len(comment.text) > limit
    shown = f"{comment.text[:limit]} …" if is_cut else comment.text
    return CommentView(
        id=comment.id,
        author=comment.by,
        by=author(locale, comment.by, names),
        text=shown,
        named=mentioned,
        at=moment_text(locale, comment.at),
        edited_by=author(locale, comment.edited_by, names) if comment.edited_by else "",
        is_cut=is_cut,
    )
