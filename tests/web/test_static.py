"""Styles, scripts, symbols."""

import re

import pytest

from tests.processor_time import processor_time
from tests.web.site import Browser


async def test_what_a_page_names_is_there_and_kept_for_ever(nobody: Browser) -> None:
    page = (await nobody.get("/")).text
    names = re.findall(r'(?:href|src)="(/static/[^"#]+)', page)
    assert names
    for name in set(names):
        answer = await nobody.get(name)
        assert answer.status_code == 200, name
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-encoding"] == "gzip"


async def test_it_comes_unpacked_for_those_who_want_it_so(nobody: Browser) -> None:
    name = re.search(r'/static/[^"]+\.css', (await nobody.get("/")).text)[0]  # type: ignore[index]
    plain, packed = await nobody.get(name, **{"Accept-Encoding": "identity"}), await nobody.get(name)
    assert "content-encoding" not in plain.headers
    assert plain.content == packed.content


@pytest.mark.parametrize(
    "path",
    [
        "../tracker/app.py",
        "..%2f..%2fpyproject.toml",
        "%2e%2e/%2e%2e/etc/passwd",
        "x/styles.css",
        "",
        "/etc/passwd",
        "\\",
        "%00",
    ],
)
async def test_no_address_leads_out_of_the_folder(nobody: Browser, path: str) -> None:
    with processor_time() as spent:
        ranges = ",".join("0-1" for _ in range(500))
        answer = await nobody.get(f"/static/{path}", Range=f"bytes={ranges}")
    assert answer.status_code in (400, 404)
    assert spent.seconds < 0.5
