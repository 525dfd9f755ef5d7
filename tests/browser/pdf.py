"""What stands in a PDF that Chromium made: the size of its pages and their text. Just enough, and no library."""

import re
import unicodedata
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"/Length (\d+).*?stream\r?\n", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)> ?Tj|\[([^\]]*)\] ?TJ|(\bET\b)")
_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")


@dataclass(frozen=True)
class Sheet:
    """One page: width and height in millimetres, and its text without blanks and hyphens."""

    width: int
    height: int
    text: str


def read_pdf(pdf: bytes) -> list[Sheet]:
    """The pages in order."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return [_sheet(objects, page) for page in pages]


def plain(text: str) -> str:
    """A text as `Sheet.text` has it: lines may be broken anywhere, with a hyphen or without; ligatures apart."""
    return re.sub(r"[\s\u00ad\u2010-]", "", unicodedata.normalize("NFKC", text))


def _sheet(objects: dict[int, bytes], page: bytes) -> Sheet:
    box = re.search(rb"/MediaBox \[([^\]]*)\]", page)
    contents = re.search(rb"/Contents (\d+) 0 R", page)
    assert box is not None
    assert contents is not None
    width, height = (round(float(side) / 72 * 25.4) for side in box[1].split()[2:])
    fonts = {name: _letters(objects, int(at)) for name, at in re.findall(rb"/(F\d+) (\d+) 0 R", page)}
    return Sheet(width, height, plain(_text(_unpacked(objects[int(contents[1])]), fonts)))


def _text(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    said, letters = [], dict[int, str]()
    for font, one, several, _ in _SHOWN.findall(content):
        letters = fonts[font] if font else letters
        codes = one or b"".join(re.findall(rb"<([0-9A-Fa-f]+)>", several))
        said += [letters.get(int(codes[at : at + 4], 16), "?") for at in range(0, len(codes), 4)]
    return "".join(said)


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    found = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    table = _unpacked(objects[int(found[1])]) if found else b""
    letters = {int(code, 16): _decoded(text) for code, text in _PAIR.findall(table)}
    for first, last, text in _RANGE.findall(table):
        start = int(text, 16)
        for n in range(int(last, 16) - int(first, 16) + 1):
            letters[int(first, 16) + n] = chr(start + n)
    return letters


def _decoded(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be")


def _unpacked(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    assert stream
    content = body[stream.end() : stream.end() + int(stream[1])]
    return zlib.decompress(content) if b"/FlateDecode" in body else content
