"""Refusals and faults: told plainly, logged without anything of what was sent."""

import logging

import pytest
from sqlalchemy.exc import OperationalError

from tests.markup import Markup
from tests.web.making import Making
from tests.web.site import Browser, Site
from tracker.language.texts import LOCALES, all_keys
from tracker.store.writing import StorageTrouble
from tracker.web.refusals import STATUS

CANARY = "Kanarienvogel"


@pytest.fixture
def broken_database(site: Site, monkeypatch):
    """Makes every write of the application end with this error."""

    def breaking(error: Exception) -> None:
        async def write(*args: object, **named: object) -> None:
            raise error

        monkeypatch.setattr(site.cast.database, "write", write)

    return breaking


@pytest.mark.parametrize(
    "error", [StorageTrouble("disk full"), OperationalError("INSERT", {"t": CANARY}, Exception())]
)
async def test_trouble_with_storage_is_said_and_trying_again_is_right(
    here: Making, bernd: Browser, broken_database, caplog, error: Exception
) -> None:
    await bernd.token()
    broken_database(error)
    answer = await bernd.post(here.step_address, {"title": CANARY, "base": 1})
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (503, "trouble", "5")
    page = await bernd.form(here.step_address, {"title": CANARY, "_base": 1})
    assert (page.status_code, "Gerade lässt sich nichts speichern" in page.text) == (503, True)
    assert (await bernd.get(f"/plans/{here.plan}")).status_code == 200
    assert CANARY not in caplog.text


async def test_a_fault_of_ours_is_one_line_without_what_was_sent(
    here: Making, bernd: Browser, broken_database, caplog
) -> None:
    await bernd.token()
    broken_database(ZeroDivisionError(CANARY))
    answer = await bernd.post(here.step_address, {"title": CANARY, "base": 1})
    assert (answer.status_code, answer.json()["code"]) == (500, "broken")
    assert "Traceback" not in answer.text
    of_ours = [record for record in caplog.records if not record.name.startswith("http")]
    [line] = [record.getMessage() for record in of_ours if record.levelno >= logging.ERROR]
    assert line.startswith("ZeroDivisionError in POST /plans/{plan:id}/steps/{step:id} at ")
    said = " ".join(record.getMessage() for record in of_ours)
    assert not any(secret in said for secret in (CANARY, here.step, await bernd.token()))


async def test_a_page_that_fails_halfway_says_so_too(
    here: Making, bernd: Browser, site: Site, monkeypatch
) -> None:
    async def fail(*args: object) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(site.app.state.parts.boards, "begun", fail, raising=False)
    page = await bernd.get(f"/plans/{here.plan}")
    assert (page.status_code, CANARY in page.text, "Traceback" in page.text) == (500, False, False)
    assert page.headers["content-security-policy"]


async def test_a_missing_page_is_said_in_the_readers_language(nobody: Browser) -> None:
    for language, title in (("de", "Hier ist nichts"), ("en", "There is nothing here")):
        page = await nobody.get("/nothing", **{"Accept-Language": language})
        assert page.status_code == 404
        assert f'<html lang="{language}"' in page.text
        assert title in page.text


async def test_an_address_that_only_takes_forms_says_so(here: Making, bernd: Browser) -> None:
    for method in ("GET", "HEAD"):
        answer = await bernd.client.request(method, here.step_address + "/placement")
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


async def test_whoever_is_signed_out_meets_the_sign_in_page(here: Making, nobody: Browser) -> None:
    page = await nobody.get(f"/plans/{here.plan}")
    assert (page.status_code, "<h1" in page.text) == (401, True)
    fragment = await nobody.get(here.step_address, **{"HX-Request": "true"})
    assert (fragment.status_code, "<" in fragment.text) == (401, False)


async def test_a_reader_is_told_whom_to_ask(here: Making, guel: Browser) -> None:
    page = await guel.form(here.step_address + "/completion", {})
    assert (page.status_code, "Moderation" in page.text) == (403, True)
    assert f'href="{here.step_address}"' in page.text


OUR_MISTAKE = {"de": "Das war unser Fehler", "en": "This was our mistake"}


@pytest.mark.parametrize(
    ("kind", "body", "status", "sentence"),
    [
        ("application/x-www-form-urlencoded", b"title=%ff", 400, "Das Gesendete ist nicht lesbar."),
        ("application/x-www-form-urlencoded", b"title=" + b"x" * 70_000, 413, "höchstens 64 KiB"),
        ("text/plain", b"title", 415, "Hier wird nur ein Formular oder JSON angenommen."),
    ],
)
async def test_what_a_sender_did_is_not_called_our_mistake(
    here: Making, bernd: Browser, kind: str, body: bytes, status: int, sentence: str
) -> None:
    for language, mistake in OUR_MISTAKE.items():
        headers = {"Origin": bernd.origin, "Content-Type": kind, "Accept-Language": language}
        page = await bernd.client.post(here.step_address, content=body, headers=headers)
        assert page.status_code == status
        assert mistake not in page.text
        assert f'href="{here.step_address}"' in page.text
        if language == "de":
            assert sentence in page.text


async def test_a_refusal_about_no_field_is_said_above_the_form_that_keeps_what_was_typed(
    here: Making, bernd: Browser
) -> None:
    fields = {"title": "Bleibt stehen", "colour": "red", "_base": here.rev, "_key": "k" * 20 + "-step"}
    page = await bernd.form(here.step_address, fields)
    assert page.status_code == 422
    assert "Das Gesendete enthält ein Feld, das es hier nicht gibt." in page.text
    assert "Bleibt stehen</textarea>" in page.text


async def test_a_reader_at_the_trash_is_told_for_whom_it_is(here: Making, guel: Browser) -> None:
    page = await guel.get(f"/plans/{here.plan}/trash")
    assert page.status_code == 403
    assert "Diese Seite ist für alle, die an diesem Plan mitarbeiten." in page.text
    assert f'href="/plans/{here.plan}"' in page.text


@pytest.mark.parametrize("away", ["trashing", "drop"])
@pytest.mark.parametrize(
    ("noun", "fields"),
    [
        ("", {"title": "Mein Titel", "text": "Mein Text\nin Zeilen", "needed": "Mein Bedarf", "goal": ""}),
        ("/comments", {"text": "Mein Kommentar"}),
        ("/deadline", {"words": "Mitte Mai"}),
        ("/checklist", {"text": "Mein Punkt"}),
        ("/links", {"address": "https://example.org/mein", "label": "Meine Seite"}),
        ("/ownerships", {"name": "Die Neuen", "sort": "group", "role": "involve"}),
    ],
)
async def test_what_was_sent_to_a_step_that_is_gone_stands_on_the_page(
    here: Making, anna: Browser, bernd: Browser, away: str, noun: str, fields: dict[str, str]
) -> None:
    base = here.rev
    await bernd.post(f"{here.step_address}/{away}", {"reason": "Nicht mehr nötig"} if away == "drop" else {})
    page = await anna.form(here.step_address + noun, fields | {"_base": base})
    assert page.status_code == 410
    assert '<h2 id="typed">Das hatten Sie geschrieben</h2>' in page.text
    shown = [one.text for one in Markup(page.text).tagged("textarea")]
    assert shown == [said for name, said in fields.items() if said and name not in ("sort", "role")]
    assert f'href="/plans/{here.plan}/trash"' in page.text


async def test_what_was_sent_to_something_removed_or_without_the_right_stands_there_too(
    here: Making, anna: Browser, guel: Browser
) -> None:
    comment = f"{here.step_address}/comments/{here.made.comment}"
    refused = await guel.form(f"{here.step_address}/comments", {"text": "Güls Kommentar"})
    await anna.post(f"{comment}/removal", {})
    removed = await anna.form(comment, {"text": "Neu gesagt", "_base": here.rev})
    for page, status, said in ((refused, 403, "Güls Kommentar"), (removed, 404, "Neu gesagt")):
        assert page.status_code == status
        assert [one.text for one in Markup(page.text).tagged("textarea")] == [said]


async def test_where_nothing_was_typed_nothing_is_shown(here: Making, anna: Browser, bernd: Browser) -> None:
    stage = here.place.stages["waiting"]
    await bernd.post(f"{here.step_address}/trashing", {})
    page = await anna.form(f"{here.step_address}/placement", {"stage": stage})
    assert (page.status_code, [one.text for one in Markup(page.text).tagged("textarea")]) == (410, [])


async def test_a_form_without_referer_leads_back_to_where_it_belongs(here: Making, bernd: Browser) -> None:
    for path, page in (
        (here.step_address + "/completion", here.step_address),
        (f"/plans/{here.plan}/notes", f"/plans/{here.plan}"),
    ):
        fields = {"kind": "idea", "text": "Eine Karte"} if path.endswith("notes") else {}
        answer = await bernd.form(path, fields)
        assert (answer.status_code, answer.headers["location"]) == (303, page)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_refusal_has_a_sentence(locale: str) -> None:
    codes = {*STATUS, "trouble", "broken", "method"}
    assert {f"refusal.{code}" for code in codes} - {"refusal.invalid", "refusal.irreversible"} <= all_keys(
        locale
    )
