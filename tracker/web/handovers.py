"""Handing over a coordination: the page with what would go along, and the command."""

from dataclasses import asdict, dataclass, replace

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from tracker.commands.handovers import Handover, enter_place, hand_over, look_over
from tracker.commands.parties import OtherPlans
from tracker.domain.edit import Edit
from tracker.domain.ids import is_id
from tracker.domain.member import Member
from tracker.domain.participant import Participant
from tracker.domain.plan import Plan
from tracker.domain.refusals import Invalid
from tracker.pages import HandoverPage
from tracker.store.contacts import people_of, with_above
from tracker.store.holdings import find_holdings, holders
from tracker.store.plans import feed_of
from tracker.store.writing import StorageTrouble
from tracker.web.answers import answer_made
from tracker.web.contact_views import told_apart
from tracker.web.fields import NO_ID, Id
from tracker.web.incoming import Again, Sent, posted
from tracker.web.parts import parts_of
from tracker.web.said import field_sentences
from tracker.web.showing import form_of
from tracker.web.showing import show as show_page
from tracker.web.who import visitor_of

TRIES = 3  # somebody may give them something in a further plan meanwhile
FIELDS = ("member", "successor", "deputy")
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The ids of members."""

    member: Id = NO_ID
    successor: Id = NO_ID
    deputy: Id = NO_ID


@dataclass(frozen=True, slots=True)
class _Read:
    name: str
    holders: Choices
    people: Choices
    counts: dict[str, int] | None
    refusal: Invalid | None


async def show(request: Request) -> Response:
    """GET: `?member=&successor=&deputy=` says what would be handed over."""
    return await _show(request, {name: request.query_params.get(name, "") for name in FIELDS})


async def show_again(request: Request, again: Again) -> Response:
    """The same, refused."""
    return await _show(request, {name: again.typed.get(name, "") for name in FIELDS}, again)


@posted(show_again)
async def create(request: Request, sent: Sent) -> Response:
    """Hand it over."""
    kind, id, back = _place(request)
    by, wanted = visitor_of(request).participant, Handover(**asdict(sent.read_as(Wanted)))
    parts = parts_of(request)

    def command(session: Session, *edits: Edit) -> None:
        hand_over(session, by, kind, id, wanted, *edits)

    for _ in range(TRIES):
        feeds = await parts.database.read(_feeds, by, kind, id, wanted.member)
        body = sent.body(request.url.path)
        try:
            await parts.database.write(command, feeds=feeds, by=by, key=sent.key, body=body)
        except OtherPlans:
            continue
        # whoever has handed over their own coordination could not read the page any more
        return answer_made(request, sent, "", "/" if wanted.member == by.id else back)
    raise StorageTrouble("what is handed over keeps changing")


def _feeds(session: Session, by: Participant, kind: str, id: str, member_id: str) -> tuple[str, ...]:
    place, member = enter_place(session, by, kind, id), session.get(Member, member_id)
    held = find_holdings(session, place, member).plans if member else ()
    return tuple(map(feed_of, held))


def _place(request: Request) -> tuple[str, str, str]:
    """Of the network, region or plan in the address: which it is, its id and its address."""
    known = request.path_params
    kind = next(kind for kind in ("plan", "region", "network") if kind in known)
    return kind, known[kind], f"/{kind}s/{known[kind]}"


async def _show(request: Request, typed: dict[str, str], again: Again | None = None) -> Response:
    kind, id, back = _place(request)
    chosen = {name: said if is_id(said) else "" for name, said in typed.items()}
    by, parts = visitor_of(request).participant, parts_of(request)
    read = await parts.database.read(_read, by, kind, id, Handover(**chosen))
    form = form_of(request, again=again)
    if read.refusal is not None and again is None:
        errors = field_sentences(visitor_of(request).locale, read.refusal)
        form = replace(form, noun="handover", errors=errors)
    page = HandoverPage(
        name=read.name,
        back=back,
        path=(),
        holders=read.holders,
        people=read.people,
        chosen=chosen,
        counts=read.counts,
        form=form,
    )
    status = again.status if again else 200
    return show_page(request, "networks/handover.html", page, status=status)


def _read(session: Session, by: Participant, kind: str, id: str, wanted: Handover) -> _Read:
    place = enter_place(session, by, kind, id)
    counts, refusal = None, None
    if wanted.member and wanted.successor:
        try:
            counts = look_over(session, place, wanted).counts()
        except Invalid as invalid:
            refusal = invalid
    return _Read(
        place.title if isinstance(place, Plan) else place.name,
        told_apart(holders(session, place)),
        told_apart(people_of(session, with_above(session, place))),
        counts,
        refusal,
    )
