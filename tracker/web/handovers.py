"""Handing over a coordination: the page with what would go along, and the command."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands.handover_outlook import Wanted, enter_place, look_over
from tracker.commands.handovers import hand_over
from tracker.commands.parties import OtherPlans
from tracker.domain.edit import Edit
from tracker.domain.ids import is_id
from tracker.domain.participant import Participant
from tracker.domain.plan import Plan
from tracker.domain.refusals import Forbidden, Invalid
from tracker.pages import HandoverPage, OutlookView, PathLink
from tracker.store.contacts import people_of, with_above
from tracker.store.holders import find_holder, holders, without_account
from tracker.store.holdings import find_holdings
from tracker.store.plans import feed_of
from tracker.store.writing import StorageTrouble
from tracker.web.answers import answer_made
from tracker.web.contact_views import told_apart
from tracker.web.fields import NO_ID, Id
from tracker.web.handover_views import handed_over_links, outlook_view
from tracker.web.incoming import Again, Sent, posted
from tracker.web.parts import parts_of
from tracker.web.said import field_sentences
from tracker.web.showing import form_of
from tracker.web.showing import show as show_page
from tracker.web.who import visitor_of

TRIES = 3  # somebody may give them something in a further plan meanwhile
FIELDS = ("member", "successor", "email", "name", "deputy")
TYPED = ("email", "name")
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class NewHandover:
    """Ids of members; `email` instead of `successor` for whoever is not here yet, `name` where it is new."""

    member: Id = NO_ID
    successor: Id = NO_ID
    deputy: Id = NO_ID
    email: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    name: str
    holders: Choices
    without_account: Choices
    people: Choices
    outlook: OutlookView | None
    done: list[PathLink] | None
    refusal: Invalid | None


async def show(request: Request) -> Response:
    """GET: `?member=&successor=&deputy=` (or `email` and `name` of the successor) says what would be handed over."""
    return await _show(request, {name: request.query_params.get(name, "") for name in FIELDS})


async def show_again(request: Request, again: Again) -> Response:
    """The same, refused."""
    return await _show(request, {name: again.typed.get(name, "") for name in FIELDS}, again)


@posted(show_again)
async def create(request: Request, sent: Sent) -> Response:
    """Hand it over."""
    kind, id, back = _place(request)
    by, wanted = visitor_of(request).participant, Wanted(**asdict(sent.read_as(NewHandover)))
    parts = parts_of(request)
    now = parts.clock.now()

    def command(session: Session, *edits: Edit) -> str:
        return hand_over(session, by, kind, id, wanted, now, *edits)

    for _ in range(TRIES):
        feeds = await parts.database.read(_feeds, by, kind, id, wanted, now)
        body = sent.body(request.url.path)
        try:
            written = await parts.database.write(command, feeds=feeds, by=by, key=sent.key, body=body)
        except OtherPlans:
            continue
        parts.wake_mailing()
        # whoever has handed over their own coordination could not read the page any more
        then = (
            "/?said=handed_over" if wanted.member == by.id else f"{back}/handovers?done={written.value or ''}"
        )
        # the page it stands on has the chosen people in its address
        return answer_made(request, sent, "", then, anew=True)
    raise StorageTrouble("what is handed over keeps changing")


def _feeds(
    session: Session, by: Participant, kind: str, id: str, wanted: Wanted, now: datetime
) -> tuple[str, ...]:
    place, _ = enter_place(session, by, kind, id)
    holder = find_holder(session, place, wanted.member)
    deputy = bool(wanted.deputy)
    held = find_holdings(session, place, holder, now, deputy=deputy).plans if holder else ()
    return tuple(map(feed_of, held))


def _place(request: Request) -> tuple[str, str, str]:
    """Of the network, region or plan in the address: which it is, its id and its address."""
    known = request.path_params
    kind = next(kind for kind in ("plan", "region", "network") if kind in known)
    return kind, known[kind], f"/{kind}s/{known[kind]}"


async def _show(request: Request, typed: dict[str, str], again: Again | None = None) -> Response:
    kind, id, back = _place(request)
    chosen = {name: said if is_id(said) or name in TYPED else "" for name, said in typed.items()}
    visitor, parts = visitor_of(request), parts_of(request)
    done = request.query_params.get("done", "") if again is None else ""
    asked = (visitor.participant, kind, id, Wanted(**chosen), parts.clock.now(), visitor.locale, done)
    read = await parts.database.read(_read, *asked)
    form = form_of(request, again=again)
    if read.refusal is not None and again is None:
        errors = field_sentences(visitor.locale, read.refusal)
        form = replace(form, noun="handover", errors=errors)
    page = HandoverPage(
        name=read.name,
        back=back,
        path=(),
        holders=read.holders,
        without_account=read.without_account,
        people=read.people,
        chosen=chosen,
        outlook=read.outlook,
        done=read.done,
        form=form,
    )
    status = again.status if again else 200
    return show_page(request, "networks/handover.html", page, status=status)


def _read(
    session: Session,
    by: Participant,
    kind: str,
    id: str,
    wanted: Wanted,
    now: datetime,
    locale: str,
    done: str,
) -> _Read:
    place, own = enter_place(session, by, kind, id)
    outlook, refusal = None, None
    if wanted.member and (wanted.successor or wanted.email.strip()):
        try:
            seen = look_over(session, place, own, wanted, now)
            outlook = outlook_view(session, seen, locale, wanted.deputy, by.id)
        except Forbidden:
            refusal = Invalid("member", "higher_role")
        except Invalid as invalid:
            refusal = invalid
    return _Read(
        place.title if isinstance(place, Plan) else place.name,
        told_apart(holders(session, place)),
        [(one.id, f"{one.name}: {title}") for one, title in without_account(session, place)],
        told_apart(people_of(session, with_above(session, place))),
        outlook,
        handed_over_links(session, place, done) if done else None,
        refusal,
    )
