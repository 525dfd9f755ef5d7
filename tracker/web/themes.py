"""Themes: what a plan shows, and what a step is about."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tracker.commands import parties, steps
from tracker.domain.party import Theme
from tracker.domain.refusals import Invalid
from tracker.web.carry_out import carry_out
from tracker.web.fields import Id, Nothing
from tracker.web.incoming import Sent, posted
from tracker.web.names import rename
from tracker.web.plan_pages import show_edit_again
from tracker.web.step_pages import show_step_again


@dataclass(frozen=True, slots=True)
class NewTheme:
    """One of the same name in the network is used again."""

    name: str


@dataclass(frozen=True, slots=True)
class StepThemes:
    """The whole set; none is none."""

    themes: tuple[Id, ...] = ()


@posted(show_edit_again)
async def create(request: Request, sent: Sent) -> Response:
    """Let a plan show a theme."""
    return await carry_out(request, sent, parties.add_theme, sent.read_as(NewTheme).name)


@posted(show_step_again)
async def set_of_step(request: Request, sent: Sent) -> Response:
    """Say what a step is about."""
    themes, step = list(sent.read_as(StepThemes).themes), request.path_params["step"]
    if sent.is_json and "themes" not in sent.fields:
        raise Invalid(
            "themes", "empty"
        )  # a form sends nothing for none; a script that says nothing has forgotten it
    return await carry_out(request, sent, steps.set_themes, step, themes)


@posted(show_edit_again)
async def rewrite(request: Request, sent: Sent) -> Response:
    """Rename a theme, in every plan that shows it."""
    return await rename(request, sent, Theme, request.path_params["theme"])


@posted(show_edit_again)
async def remove(request: Request, sent: Sent) -> Response:
    """No longer show a theme on this plan."""
    sent.read_as(Nothing)
    return await carry_out(request, sent, parties.remove, Theme, request.path_params["theme"])
