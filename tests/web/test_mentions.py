"""Who is named in a comment or a text stands out there, under the name they have by now."""

from tests.web.making import Making
from tests.web.site import Browser


async def test_names_stand_out_and_nothing_else_does(here: Making, bernd: Browser, guel: Browser) -> None:
    await bernd.post(here.step_address + "/ownerships", {"take": True})
    await bernd.post(here.step_address + "/comments", {"text": "<b> @Bernd & @Niemand <i>"})
    await bernd.form(here.step_address, {"text": "- **@Bernd** & mehr @Bernd <u>", "_base": here.rev})
    page = (await guel.get(here.step_address)).text
    assert '&lt;b&gt; <span class="mention">@Bernd</span> &amp; @Niemand &lt;i&gt;' in page
    name = '<span class="mention">@Bernd</span>'
    assert f"<strong>{name}</strong> &amp; mehr {name} &lt;u&gt;" in page


async def test_an_editor_sees_names_beside_the_field_too(here: Making, bernd: Browser) -> None:
    await bernd.post(here.step_address + "/ownerships", {"take": True})
    await bernd.form(here.step_address, {"text": "Mit @Bernd", "_base": here.rev})
    assert 'Mit <span class="mention">@Bernd</span>' in (await bernd.get(here.step_address)).text
