"""Links by which somebody joins a plan without account, as facilitators make and show them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import join_links
from tracker.domain.berlin import BERLIN
from tracker.domain.join_link import LONGEST_LIFE, MOST_GUESTS, JoinLink, code_of, secret_of
from tracker.domain.participant import Participant
from tracker.domain.permissions import ROLES, WITHOUT_MEMBERSHIP, Action, Role, highest
from tracker.domain.plan import Visibility
from tracker.domain.refusals import Invalid, NotFound
from tracker.domain.sign_in import hash_of
from tracker.language.dates import moment_day
from tracker.pages import GuestRow, LinkRow, LinksPage, LinkState, MemberRow, WallLinkPage
from tracker.store.join_links import addresses_left, gone_guests_of, guests_of, labels_of, links_of, maker_may
from tracker.store.members import members_of
from tracker.web.carry_out import carry_out_beside
from tracker.web.fields import Nothing
from tracker.web.incoming import Again, Sent, posted
from tracker.web.network_pages import member_rows
from tracker.web.parts import parts_of
from tracker.web.qr import qr_of
from tracker.web.seen_plans import seen_plan
from tracker.web.showing import form_of
from tracker.web.showing import show as show_page
from tracker.web.taken_out import added_view, taken_out_view
from tracker.web.who import visitor_of

USUAL_LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class NewLink:
    """`since` and `until` are days, the last one whole; without `since` it counts at once."""

    role: str
    until: str
    most: int
    since: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Revoked:
    """Those who came by it go, unless they are kept."""

    keep: bool = False


async def show(request: Request) -> Response:
    """GET: a plan's links, and who came by them."""
    return await _show(request)


async def show_again(request: Request, again: Again) -> Response:
    """The same with one of its forms refused."""
    return await _show(request, again)


async def show_one(request: Request) -> Response:
    """GET of one link: large, for the wall or for paper."""
    seen, parts = await seen_plan(request, Action.SHARE_PLAN), parts_of(request)
    wanted = request.path_params["join_link"]
    row = next((row for row in await _rows(request) if row.id == wanted and row.counts and row.code), None)
    if row is None:
        raise NotFound()
    base_url = parts.settings.base_url
    address = f"{base_url}/join/{secret_of(parts.settings.secret_key, row.id)}"
    door = f"{base_url}/join".partition("://")[2]
    page = WallLinkPage(seen.link, row, qr_of(address), address, door)
    return show_page(request, "plans/link.html", page, seen)


@posted(show_again)
async def create(request: Request, sent: Sent) -> Response:
    """Make a link."""
    new, parts = _read(sent), parts_of(request)
    expires_at = _midnight("until", new.until, days_later=1)
    starts_at = _midnight("since", new.since) if new.since else None

    def make(session: Session, by: Participant, plan: str, now: datetime) -> str:
        key = parts.settings.secret_key
        link = join_links.make(
            session, by, key, plan, new.role, new.most, now,
            expires_at=expires_at, starts_at=starts_at, label=new.label,
        )  # fmt: skip
        return link.id

    return await _carry_out(request, sent, make)


@posted(show_again)
async def revoke(request: Request, sent: Sent) -> Response:
    """Take a link back."""
    keep, link = sent.read_as(Revoked).keep, request.path_params["join_link"]
    return await _carry_out(
        request, sent, lambda s, by, plan, now: join_links.revoke(s, by, plan, link, now, keep=keep)
    )


@posted(show_again)
async def end_guests(request: Request, sent: Sent) -> Response:
    """Take out all who came by a link."""
    sent.read_as(Nothing)
    link = request.path_params["join_link"]
    return await _carry_out(
        request, sent, lambda s, by, plan, now: join_links.end_guests(s, by, plan, link, now)
    )


@posted(show_again)
async def end_guest(request: Request, sent: Sent) -> Response:
    """Take out one."""
    sent.read_as(Nothing)
    guest = request.path_params["guest"]
    return await _carry_out(
        request, sent, lambda s, by, plan, now: join_links.end_guest(s, by, plan, guest, now)
    )


def _read(sent: Sent) -> NewLink:
    """A number that is none, or less than none, is told what it can be, as one that is too high. Raises Invalid."""
    try:
        return sent.read_as(NewLink)
    except Invalid as invalid:
        if invalid.field == "most" and invalid.reason == "wrong_type":
            raise Invalid("most", "how_many", limit=MOST_GUESTS) from None
        raise


async def _carry_out(
    request: Request, sent: Sent, command: Callable[[Session, Participant, str, datetime], str | None]
) -> Response:
    by, plan, now = (
        visitor_of(request).participant,
        request.path_params["plan"],
        parts_of(request).clock.now(),
    )
    return await carry_out_beside(
        request, sent, lambda session: command(session, by, plan, now) or "", then=f"/plans/{plan}/links"
    )


def _members(session: Session, plan: str, role: Role) -> list[MemberRow]:
    return member_rows(session, members_of(session, plan_id=plan), role)


def _gone(session: Session, plan: str, now: datetime) -> list[GuestRow]:
    labels = labels_of(session, plan)
    return [
        GuestRow(guest.id, guest.name, labels.get(guest.link_id or "", ""))
        for guest in gone_guests_of(session, plan, now)
    ]


def _midnight(field: str, typed: str, *, days_later: int = 0) -> datetime:
    """The first moment of a day in Berlin. Raises Invalid."""
    try:
        day = date.fromisoformat(typed) + timedelta(days=days_later)
        return datetime.combine(day, time(), BERLIN).astimezone(UTC)
    except OverflowError:
        raise Invalid(field, "link_life", limit=LONGEST_LIFE.days) from None
    except ValueError:
        raise Invalid(field, "not_a_day") from None


async def _show(request: Request, again: Again | None = None) -> Response:
    seen, day = await seen_plan(request, Action.SHARE_PLAN), parts_of(request).clock.day()
    page = LinksPage(
        plan=seen.link,
        path=seen.path,
        links=await _rows(request),
        gone=await parts_of(request).database.read(_gone, seen.link.id, parts_of(request).clock.now()),
        reached_at=await parts_of(request).database.read(addresses_left, seen.link.id),
        members=await parts_of(request).database.read(_members, seen.link.id, seen.role),
        offered=[
            role
            for role in ROLES
            if role not in WITHOUT_MEMBERSHIP and highest([role, seen.role]) is seen.role
        ],
        is_public=seen.found.plan.visibility == Visibility.PUBLIC,
        first_day=day.isoformat(),
        usual_day=(day + USUAL_LIFE).isoformat(),
        last_day=(day + LONGEST_LIFE).isoformat(),
        most=MOST_GUESTS,
        form=form_of(request, again=again, back=f"/plans/{seen.link.id}/links"),
        taken_out=await taken_out_view(request, seen.link.id, f"/plans/{seen.link.id}/memberships"),
        added=await added_view(request, seen.link.id),
    )
    return show_page(request, "plans/links.html", page, seen, status=again.status if again else 200)


async def _rows(request: Request) -> list[LinkRow]:
    parts, locale, plan = parts_of(request), visitor_of(request).locale, request.path_params["plan"]
    key, now = parts.settings.secret_key, parts.clock.now()

    def read(session: Session) -> list[LinkRow]:
        guests = guests_of(session, plan, now)
        return [
            LinkRow(
                id=link.id,
                role=link.role,
                label=link.label,
                made=moment_day(locale, link.created_at),
                state=_state(session, link, now),
                code=code_of(key, link.id) if hash_of(secret_of(key, link.id)) == link.hash else "",
                since=moment_day(locale, link.starts_at) if link.starts_at else "",
                until=last_day(locale, link),
                joined=link.joined,
                most=link.most,
                guests=[GuestRow(guest.id, guest.name) for guest in guests if guest.link_id == link.id],
            )
            for link in links_of(session, plan, now)
        ]

    return await parts.database.read(read)


def last_day(locale: str, link: JoinLink) -> str:
    """The last day on which a link counts."""
    return moment_day(locale, link.expires_at - timedelta(seconds=1))


def _state(session: Session, link: JoinLink, now: datetime) -> LinkState:
    if not link.counts(now):
        return "revoked" if link.revoked_at else "over"
    if not maker_may(session, link):
        return "no_maker"
    return "later" if link.starts_at and now < link.starts_at else "open"
