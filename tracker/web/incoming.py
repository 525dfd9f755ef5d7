"""What was sent with a POST: the fields a command declares, and what stands beside them (key, rev, base, token)."""

import hashlib
import hmac
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from tracker.domain.ids import is_id
from tracker.domain.refusals import AlreadyHere, BaseMissing, Forbidden, Full, Gone, Invalid, NotFound
from tracker.web.accepted import wants_fragment, wants_json
from tracker.web.bodies import JSON, read_values
from tracker.web.fields import read_fields
from tracker.web.own_paths import page_of
from tracker.web.refusals import STATUS, ClashSeen, NotOurPage, SignInFirst
from tracker.web.who import visitor_of

Form = TypeVar("Form")

_BESIDE = ("_token", "_key", "_rev", "_base", "_seen", "base", "next")
_CHOSEN = {  # fields that nobody types
    *(
        "answer",
        "asker",
        "contact",
        "deputy",
        "how",
        "before",
        "into",
        "kind",
        "member",
        "successor",
        "offer",
        "parties",
        "party",
        "plan",
        "plans",
        "rev",
        "role",
        "sort",
    ),
    *("stage", "states", "take", "themes", "keep", "most", "since", "until", "consent", "visibility"),
    *("archived", "years"),
}
_KEY = re.compile(r"[!-~]{1,128}")
_DECISION = re.compile(r"(?:mine|theirs|merged)-[a-z_]+-")
_SEEN = re.compile(r"(?:[a-z_]{1,20}:[0-9]{1,15} ?){0,20}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sent:
    """One request to change something, read whole. `rev` is where the page stands, None when it does not say.

    `seen` says for fields that clashed before, by name, at which rev the other text was shown.
    """

    fields: Mapping[str, Any]
    token: str
    key: str
    rev: int | None
    base: int | None
    next: str
    by_token: bool
    is_json: bool = False
    seen: Mapping[str, int] = field(default_factory=dict)

    def read_as(self, form: type[Form]) -> Form:
        """The fields as the dataclass `form` declares them, and no others. Raises Invalid."""
        return read_fields(form, self.fields)

    @property
    def texts(self) -> list[str]:
        """What somebody typed, without what is chosen from a list; `goal` is a plan's text, or a step's note."""
        typed = [name for name in self.fields if name not in _CHOSEN]
        said = [self.fields[name] for name in typed if name != "goal" or not is_id(self.fields[name])]
        return [value for value in said if isinstance(value, str) and value.strip()]

    def needed_base(self) -> int | None:
        """The rev at which the texts sent were read; a script without one overwrites knowingly. Raises BaseMissing."""
        if self.base is None and not self.by_token:
            raise BaseMissing()
        return self.base

    def body(self, path: str) -> bytes:
        """What a key stands for: the same command sent again, perhaps with a newer token, is the same."""
        meant = {"path": path, "fields": dict(self.fields), "base": self.base, "seen": dict(self.seen)}
        return json.dumps(meant, sort_keys=True, default=_digest).encode()


@dataclass(frozen=True, slots=True)
class Again:
    """A form that was refused and is shown once more, with what was typed."""

    status: int
    refusal: Invalid | Full | ClashSeen | AlreadyHere
    sent: Sent

    @property
    def noun(self) -> str:
        """Which form of the page it was: every form appends its noun to the page's key. A decision between two texts
        belongs to the form that they were typed in."""
        return _DECISION.sub("", self.sent.key.partition("-")[2], count=1)

    @property
    def typed(self) -> dict[str, str]:
        """What stood in its fields."""
        return {name: value for name, value in self.sent.fields.items() if isinstance(value, str)}


Handler = Callable[[Request, Sent], Awaitable[Response]]
ShowAgain = Callable[[Request, Again], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]
ReadValues = Callable[[Request], Awaitable[dict[str, Any]]]


def posted(
    show_again: ShowAgain | None = None, read: ReadValues = read_values
) -> Callable[[Handler], Endpoint]:
    """Make an endpoint of a handler for POST: reads what was sent and checks that it comes from a page of ours.

    `show_again` makes the page with the form when somebody without script is refused; else there is an error page.
    `read` gives the fields of a body that is no ordinary form.
    """

    def endpoint_of(handler: Handler) -> Endpoint:
        @wraps(handler)
        async def endpoint(request: Request) -> Response:
            sent = await read_sent(request, read)
            try:
                return await handler(request, sent)
            except (Invalid, Full, ClashSeen, AlreadyHere) as refusal:
                if show_again is None or wants_json(request) or wants_fragment(request):
                    raise
                return await show_again(request, Again(STATUS[refusal.code], refusal, sent))
            except (Gone, NotFound, Forbidden) as refusal:
                if "plan" in request.path_params:  # the form is gone with the step, or with the right to it
                    refusal.values["typed"] = sent.texts
                raise

        return endpoint

    return endpoint_of


async def read_sent(request: Request, read: ReadValues = read_values) -> Sent:
    """Read the body and what belongs to it. Raises Refusal for everything that is not as it must be."""
    values = await read(request)
    beside = {name: values.pop(name) for name in _BESIDE if name in values}
    visitor, headers = visitor_of(request), request.headers
    if visitor.participant.reads_only:
        raise Forbidden()
    sent = Sent(
        fields=values,
        token=_plain(headers.get("x-token", beside.get("_token", ""))),
        key=_key(*_said("Idempotency-Key", headers, "_key", beside)),
        rev=_number(*_said("Feed-Rev", headers, "_rev", beside)),
        base=_number(*_said("_base", beside, "base", beside)),
        next=_plain(beside.get("next", "")),
        by_token=visitor.by_token,
        seen=_seen(beside.get("_seen", "")),
        is_json=headers.get("content-type", JSON).lower().startswith(JSON),
    )
    if not visitor.by_token and not hmac.compare_digest(sent.token, visitor.token):
        # the session may have ended while somebody was typing: their page then asks to sign in, and keeps the text
        kind = NotOurPage if visitor.signed_in or page_of(request) == "/" else SignInFirst
        raise kind(typed=sent.texts)
    return sent


def _digest(file: bytes) -> str:
    return hashlib.sha256(file).hexdigest()


def _plain(value: object) -> str:
    return value if isinstance(value, str) and value.isascii() else ""


def _said(name: str, values: Mapping[str, Any], otherwise: str, others: Mapping[str, Any]) -> tuple[str, Any]:
    """Under which of two names it came, and what was said there."""
    return (name, values[name]) if name in values else (otherwise, others.get(otherwise, ""))


def _key(name: str, value: object) -> str:
    if value == "":
        return ""
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise Invalid(name, "key", name=name)
    return value


def _seen(value: object) -> dict[str, int]:
    if not isinstance(value, str) or not _SEEN.fullmatch(value):
        raise Invalid("_seen", "seen")
    pairs = (pair.split(":") for pair in value.split())
    return {name: int(rev) for name, rev in pairs}


def _number(name: str, value: object) -> int | None:
    if value is None or value == "":
        return None
    text = str(value)
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise Invalid(name, "number", name=name)
    return int(text)
