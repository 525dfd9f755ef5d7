"""Several links of one plan are told apart by what they are for."""

from tests.web.making import Making
from tests.web.site import Browser, Site
from tests.web.test_join_links import NEW, came, made


async def test_a_link_says_what_it_is_for_and_when_it_was_made(
    site: Site, anna: Browser, nobody: Browser, here: Making
) -> None:
    label, links = "Workshop <3. Dezember>", f"/plans/{here.plan}/links"
    shown = "Workshop &lt;3. Dezember&gt;"
    link = await made(anna, here.plan, label=label)
    page = (await anna.get(links)).text
    part = page[page.index(f'id="link-{link}"') :]
    assert shown in part.partition("</li>")[0]
    assert "Angelegt am 14. Apr. 2026." in part.partition("</li>")[0]
    assert shown in (await anna.get(f"{links}/{link}")).text
    guest = await came(site, nobody, link, "Lene")
    await anna.post(f"/plans/{here.plan}/guests/{guest}/ending", {})
    page = (await anna.get(links)).text
    assert shown in page[page.index(f'id="gone-{guest}"') :].partition("</li>")[0]
    answer = await anna.post(links, NEW | {"label": "x" * 81})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["label"])
