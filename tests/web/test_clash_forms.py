"""P24 without script: a form of several fields in which one clashed; all that was typed goes with the decision."""

from tests.markup import fields_of
from tests.web.making import Making
from tests.web.site import Browser

TYPED = {"title": "Annas Titel", "text": "Annas\nText", "needed": "Annas Bedarf", "goal": ""}


async def _clash(here: Making, anna: Browser, bernd: Browser, **theirs: str) -> str:
    """The page that answers Anna's whole form after Bernd has changed some of its fields."""
    base = here.rev
    await bernd.post(here.step_address, theirs | {"base": base})
    sent = TYPED | {"_base": base, "_key": "k" * 20 + "-step"}
    answer = await anna.form(here.step_address, sent)
    assert answer.status_code == 409
    return answer.text


async def _stored(here: Making, browser: Browser) -> tuple[str, str, str]:
    step = (await browser.plan(here.plan))["step"][here.step]
    return step["title"], step["text"], step["needed"]


async def test_all_that_was_typed_is_saved_with_the_decision_for_mine(
    here: Making, anna: Browser, bernd: Browser
) -> None:
    page = await _clash(here, anna, bernd, title="Bernds Titel")
    assert await _stored(here, anna) == ("Bernds Titel", "", "")
    answer = await anna.form(here.step_address, fields_of(page, "mine-title-step-form"))
    assert answer.status_code == 303
    assert await _stored(here, anna) == ("Annas Titel", "Annas\nText", "Annas Bedarf")


async def test_all_the_rest_is_saved_with_the_decision_for_theirs(
    here: Making, anna: Browser, bernd: Browser
) -> None:
    page = await _clash(here, anna, bernd, title="Bernds Titel")
    await anna.form(here.step_address, fields_of(page, "theirs-title-step-form"))
    assert await _stored(here, anna) == ("Bernds Titel", "Annas\nText", "Annas Bedarf")


async def test_all_the_rest_is_saved_with_both_in_one(here: Making, anna: Browser, bernd: Browser) -> None:
    page = await _clash(here, anna, bernd, title="Bernds Titel")
    sent = fields_of(page, "merged-title-step-form") | {"title": "Beider Titel"}
    await anna.form(here.step_address, sent)
    assert await _stored(here, anna) == ("Beider Titel", "Annas\nText", "Annas Bedarf")


async def test_the_form_itself_saves_all_of_it_too(here: Making, anna: Browser, bernd: Browser) -> None:
    page = await _clash(here, anna, bernd, title="Bernds Titel")
    await anna.form(here.step_address, fields_of(page, "step-form"))
    assert await _stored(here, anna) == ("Annas Titel", "Annas\nText", "Annas Bedarf")


async def test_two_clashes_are_decided_one_after_the_other_and_saved_together(
    here: Making, anna: Browser, bernd: Browser
) -> None:
    page = await _clash(here, anna, bernd, title="Bernds Titel", text="Bernds Text")
    assert page.count("wird mit der letzten Ihrer Entscheidungen gespeichert.") == 2
    again = await anna.form(here.step_address, fields_of(page, "mine-title-step-form"))
    assert again.text.count("wird mit Ihrer Entscheidung gespeichert.") == 1
    assert "letzten Ihrer Entscheidungen" not in again.text
    assert (again.status_code, 'data-clash="text"' in again.text) == (409, True)
    assert 'data-clash="title"' not in again.text
    assert await _stored(here, anna) == ("Bernds Titel", "Bernds Text", "")
    last = await anna.form(here.step_address, fields_of(again.text, "theirs-text-step-form"))
    assert last.status_code == 303
    assert await _stored(here, anna) == ("Annas Titel", "Bernds Text", "Annas Bedarf")


async def test_a_third_text_between_seeing_and_deciding_clashes_again(
    here: Making, anna: Browser, bernd: Browser, emil: Browser
) -> None:
    page = await _clash(here, anna, bernd, title="Bernds Titel")
    await emil.post(here.step_address, {"title": "Emils Titel", "base": here.rev})
    again = await anna.form(here.step_address, fields_of(page, "mine-title-step-form"))
    assert (again.status_code, "Emils Titel" in again.text) == (409, True)
    await anna.form(here.step_address, fields_of(again.text, "mine-title-step-form"))
    assert await _stored(here, anna) == ("Annas Titel", "Annas\nText", "Annas Bedarf")


async def test_what_i_left_alone_does_not_overwrite_theirs_later(
    here: Making, anna: Browser, bernd: Browser
) -> None:
    base, left = here.rev, {"title": "Ein Schritt", "needed": "", "goal": ""}
    await bernd.post(here.step_address, {"title": "Bernds Titel", "text": "Bernds Text", "base": base})
    sent = left | {"text": "Annas Text", "_base": base, "_key": "k" * 20 + "-step"}
    page = (await anna.form(here.step_address, sent)).text
    await anna.form(here.step_address, fields_of(page, "step-form"))
    assert await _stored(here, anna) == ("Bernds Titel", "Annas Text", "")


async def test_a_decision_that_is_refused_keeps_everything(
    here: Making, anna: Browser, bernd: Browser
) -> None:
    page = await _clash(here, anna, bernd, title="Bernds Titel")
    empty = fields_of(page, "merged-title-step-form") | {"title": " "}
    refused = await anna.form(here.step_address, empty)
    assert refused.status_code == 422
    again = fields_of(refused.text, "step-form")
    assert (again["title"], again["text"], again["needed"]) == (" ", "Annas\nText", "Annas Bedarf")
    await anna.form(here.step_address, again | {"title": "Doch einer"})
    assert await _stored(here, anna) == ("Doch einer", "Annas\nText", "Annas Bedarf")


async def test_a_meeting_keeps_the_agenda_when_its_day_clashed(
    here: Making, anna: Browser, bernd: Browser
) -> None:
    address, base = f"/plans/{here.plan}/meetings/{here.meeting}", here.rev
    await bernd.post(address, {"words": "10.6.2026", "base": base})
    sent = {"words": "11.6.2026", "agenda": "Neues", "place": "Köln", "_base": base}
    answer = await anna.form(address, sent | {"_key": "k" * 20 + f"-meeting-{here.meeting}"})
    assert answer.status_code == 409
    await anna.form(address, fields_of(answer.text, f"theirs-deadline-meeting-{here.meeting}-form"))
    kept = [one for one in (await anna.plan(here.plan))["meetings"] if one["id"] == here.meeting]
    assert [(one["agenda"], one["place"], one["deadline"]["first"]) for one in kept] == [
        ("Neues", "Köln", "2026-06-10")
    ]


async def test_the_reason_goes_with_my_deadline(here: Making, anna: Browser, bernd: Browser) -> None:
    address, base = f"{here.step_address}/deadline", here.rev
    await bernd.post(address, {"words": "Mai", "base": base})
    sent = {"words": "Juni", "reason": "Der Saal ist belegt", "_base": base, "_key": "k" * 20 + "-deadline"}
    page = (await anna.form(address, sent)).text
    assert fields_of(page, "mine-deadline-deadline-form")["reason"] == "Der Saal ist belegt"
    assert fields_of(page, "deadline-form")["reason"] == "Der Saal ist belegt"
    assert "theirs-deadline-deadline-form" not in page
