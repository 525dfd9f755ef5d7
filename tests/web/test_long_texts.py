"""A form without script: a text that is too long is refused at its field, and comes back whole."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser

LONG = {200: "Höchstens 200 Zeichen, es sind 201.", 10_000: "Höchstens 10.000 Zeichen, es sind 10.001."}
PLACES = (
    ("/steps/{step}", "step", "title", 200),
    ("/steps/{step}", "step", "text", 10_000),
    ("/steps/{step}", "step", "needed", 200),
    ("/steps/{step}/comments", "comment", "text", 10_000),
    ("/steps/{step}/checklist", "check-new", "text", 200),
    ("/steps", "step-new", "lines", 200),
    ("/notes", "note-new", "text", 10_000),
    ("/notes/{note}", "note-{note}", "text", 10_000),
)


@pytest.mark.parametrize(("path", "noun", "field", "most"), PLACES)
async def test_it_comes_back_whole_with_a_sentence(
    here: Making, bernd: Browser, path: str, noun: str, field: str, most: int
) -> None:
    known = {"step": here.made.step, "note": here.made.note}
    typed = "ä" * (most + 1)
    fields = {field: typed, "_key": f"{'k' * 20}-{noun.format(**known)}"}
    fields |= {"_base": here.rev} if "{" in path else {"kind": "idea"} if path == "/notes" else {}
    answer = await bernd.form(f"/plans/{here.plan}{path.format(**known)}", fields)
    assert answer.status_code == 422
    assert LONG[most] in answer.text
    assert typed in answer.text


async def test_no_field_is_cut_by_the_browser(here: Making, bernd: Browser) -> None:
    at = f"/plans/{here.plan}"
    for page in (at, f"{at}/edit", f"{at}/steps/{here.made.step}", f"{at}/meetings", "/", "/search"):
        assert "maxlength" not in (await bernd.get(page)).text
