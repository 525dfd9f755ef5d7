"""German and English: as chosen, as signed in, as the browser prefers."""

import pytest

from tests.web.site import Browser, Site


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("en-GB,en;q=0.9,de;q=0.8", "en"),
        ("de", "de"),
        ("fr", "de"),
        ("fr,en;q=0.1", "en"),
        ("", "de"),
        ("en;q=x", "de"),
    ],
)
async def test_a_browser_gets_the_language_it_prefers(nobody: Browser, accepted: str, language: str) -> None:
    page = await nobody.get("/", **{"Accept-Language": accepted})
    assert f'<html lang="{language}"' in page.text


async def test_what_was_chosen_counts_more(nobody: Browser) -> None:
    answer = await nobody.form("/language", {"language": "en", "next": "/imprint"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/imprint")
    assert '<html lang="en"' in (await nobody.get("/", **{"Accept-Language": "de"})).text


async def test_a_member_keeps_the_choice_in_every_browser(site: Site, emil: Browser) -> None:
    await emil.form("/language", {"language": "en"})
    async with site.browser(site.cast.emil, **{"Accept-Language": "de"}) as other:
        assert '<html lang="en"' in (await other.get("/")).text
    await emil.form("/language", {"language": "de"})
    assert '<html lang="de"' in (await emil.get("/")).text


async def test_a_guest_keeps_it_for_the_session(deniz: Browser) -> None:
    await deniz.form("/language", {"language": "en"})
    assert '<html lang="en"' in (await deniz.get("/")).text
    await deniz.form("/language", {"language": "de"})


async def test_another_language_is_refused(nobody: Browser) -> None:
    assert (await nobody.form("/language", {"language": "tlh"})).status_code == 422


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example", "/\\evil.example", "\\/evil.example", "https://evil.example", "javascript:alert(1)",
        "%2f%2fevil.example", "/\t/evil.example", "/ /evil.example", " //evil.example", "evil.example",
        "/\r\nLocation: https://evil.example", "/ä", "http:/evil.example", "?next=//evil", "#x", "/" + "x" * 3000,
        "///evil.example",
    ],
)  # fmt: skip
async def test_the_way_back_leads_nowhere_else(nobody: Browser, wanted: str) -> None:
    answer = await nobody.form("/language", {"language": "de", "next": wanted})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    "referer", ["https://evil.example/x", "{base}.evil.example/x", "{base}@evil.example/", "{base}//evil"]
)
async def test_nor_does_a_forged_referer(nobody: Browser, referer: str) -> None:
    headers = {"Referer": referer.format(base=nobody.origin)}
    assert (await nobody.form("/language", {"language": "de"}, **headers)).headers["location"] == "/"
