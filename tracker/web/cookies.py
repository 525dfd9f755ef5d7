"""Cookies: who is signed in, what a signed-out form proves its origin with, and how somebody wants a page drawn."""

import re
import secrets
from collections.abc import Mapping, Sequence

from starlette.requests import HTTPConnection
from starlette.responses import Response

from tracker.domain.claim import KEPT, SECRET_LENGTH
from tracker.domain.ids import LENGTH
from tracker.domain.join_link import LONGEST_LIFE
from tracker.domain.sign_in import MEMBER_SESSION
from tracker.pages.common import Look
from tracker.settings import Settings

_SECRET = re.compile(r"[\w-]{22}", re.ASCII)  # what new_secret makes
_MARK = re.compile(rf"([0-9a-z]{{{LENGTH}}})([\w-]{{{SECRET_LENGTH}}})", re.ASCII)
_MOST_MARKS = 5  # a browser has been that many guests; the oldest are forgotten
_MARKED = LONGEST_LIFE + 2 * KEPT  # the server decides how long one counts
_YEAR = 365 * 24 * 3600  # seconds
_LOOKS: Mapping[str, Look] = {"light": "light", "dark": "dark"}


def session_secret(settings: Settings, connection: HTTPConnection) -> str:
    """The secret in the session's cookie; empty when there is none or it is damaged."""
    return _secret_in(connection, _name(settings, "session"))


def visit_secret(settings: Settings, connection: HTTPConnection) -> str:
    """The random text that a signed-out browser got with its first page; empty when it has none."""
    return _secret_in(connection, _name(settings, "visit"))


def new_visit_secret() -> str:
    """A fresh one: 128 random bits."""
    return secrets.token_urlsafe(16)


def set_session(settings: Settings, response: Response, secret: str) -> None:
    """Signed in from now on; the server ends it, whatever the browser keeps."""
    _set(settings, response, "session", secret, int(MEMBER_SESSION.total_seconds()))


def set_visit(settings: Settings, response: Response, secret: str) -> None:
    """Until the browser is closed."""
    _set(settings, response, "visit", secret, None)


def set_language(settings: Settings, response: Response, language: str) -> None:
    """What was chosen, also after signing out."""
    response.set_cookie("language", language, _YEAR, secure=settings.https, httponly=True, samesite="lax")


def guest_marks(settings: Settings, connection: HTTPConnection) -> list[tuple[str, str]]:
    """As whom somebody was here without account in this browser, the latest first: id of the guest, and its secret."""
    kept = connection.cookies.get(_name(settings, "guests"), "").split(".")
    return [(found[1], found[2]) for one in kept if (found := _MARK.fullmatch(one))]


def set_guest_marks(settings: Settings, response: Response, marks: Sequence[tuple[str, str]]) -> None:
    """Keep these in mind instead, as far as there are not too many."""
    kept = ".".join(id + secret for id, secret in list(dict(marks).items())[:_MOST_MARKS])
    _set(settings, response, "guests", kept, int(_MARKED.total_seconds()) if kept else 0)


def look(connection: HTTPConnection) -> Look:
    """Light or dark, if that was chosen."""
    return _LOOKS.get(connection.cookies.get("look", ""), "auto")


def frame_open(connection: HTTPConnection, plan: str, *, first: bool) -> bool:
    """Whether this browser shows what the plan is about, at a `first` visit as is said; a script sets it, as it does
    with the look."""
    known = connection.cookies.get("folds", "").split(".")
    return f"{plan}+" in known or (first and f"{plan}-" not in known)


def forget_session(settings: Settings, response: Response) -> None:
    """Signed out; nobody who comes after them claims what they did without account."""
    for name in ("session", "guests"):
        response.delete_cookie(_name(settings, name), secure=settings.https, httponly=True, samesite="lax")


def _name(settings: Settings, name: str) -> str:
    # __Host-: no neighbour under the same domain can set it
    return f"__Host-{name}" if settings.https else name


def _secret_in(connection: HTTPConnection, name: str) -> str:
    secret = connection.cookies.get(name, "")
    return secret if _SECRET.fullmatch(secret) else ""


def _set(settings: Settings, response: Response, name: str, value: str, seconds: int | None) -> None:
    response.set_cookie(
        _name(settings, name), value, seconds, path="/", secure=settings.https, httponly=True, samesite="lax"
    )
