"""What a browser fetches to show a page, followed from the page itself."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from bench.load.http import Reply, ask

PACKED = {"Accept": "text/html", "Accept-Encoding": "gzip"}

_IMPORTS = re.compile(r"""\b(?:from|import)\s*\(?\s*["']([^"']+)["']""")
_IN_STYLES = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def fetch_page(port: int, path: str, headers: Mapping[str, str]) -> dict[str, Reply]:
    """The page and everything it shows or runs, by path, the page first; packed, nothing cached, no favicon."""
    page = ask(port, path, {**PACKED, **headers})
    found, waiting = {path: page}, list(_in_page(page.text()))
    while waiting:
        address = urlsplit(urljoin(path, waiting.pop())).path
        if address not in found:
            found[address] = ask(port, address, PACKED)
            waiting += [urljoin(address, more) for more in _in_file(address, found[address].text())]
    return found


def _in_page(html: str) -> Iterator[str]:
    reader = _Reader()
    reader.feed(html)
    yield from reader.addresses


def _in_file(path: str, text: str) -> list[str]:
    if path.endswith(".js"):
        return [name for name in _IMPORTS.findall(text) if name.startswith((".", "/"))]
    if path.endswith(".css"):
        return [name for name in _IN_STYLES.findall(text) if not name.startswith(("data:", "#"))]
    return []


class _Reader(HTMLParser):
    """Collects the addresses of styles, scripts, pictures and symbols."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        address = given.get("src") if tag in ("script", "img") else given.get("href")
        wanted = tag in ("script", "img", "use") or (
            tag == "link" and given.get("rel") in ("stylesheet", "modulepreload", "preload")
        )
        if wanted and address and not address.startswith("#"):
            self.addresses.append(address)
