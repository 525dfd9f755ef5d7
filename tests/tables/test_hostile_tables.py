"""Files made to cost more than they are worth: refused in two seconds and 64 MiB, with line or cell (P17, P20)."""

import io
import re
import resource
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from tests.processor_time import processor_time
from tracker.tables.found import TableRefused
from tracker.tables.reading import LARGEST, read_table

SECONDS, MEMORY = (
    2.0,
    64 * 1024,
)  # of processor time, and KiB of the child; its wall time is the machine's affair
MEBIBYTE = 1024 * 1024
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(sheet: bytes, strings: bytes = b"", declared: bytes = b"") -> bytes:
    """A workbook whose sheet is what is given."""
    empty, file = Workbook(), io.BytesIO()
    empty.active.append(["Was"])
    empty.save(file)
    with zipfile.ZipFile(file) as parts:
        kept = {name: parts.read(name) for name in parts.namelist()}
    kept["xl/worksheets/sheet1.xml"] = (
        declared
        + b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>'
        % (
            SPACE.encode(),
            sheet,
        )
    )
    if strings:
        kept["xl/sharedStrings.xml"] = b'<sst xmlns="%s">%s</sst>' % (SPACE.encode(), strings)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in kept.items():
            parts.writestr(name, content)
    return packed.getvalue()


def text_cell(name: bytes, words: bytes) -> bytes:
    return b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (name, words)


def rows(count: int, cell: bytes = b"") -> bytes:
    return b"".join(b'<row r="%d">%s</row>' % (line, cell) for line in range(1, count + 1))


def many_parts() -> bytes:
    """A hundred thousand empty parts: the list alone would fill the memory."""
    entry = struct.pack("<4s4H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * 100_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), 4, 0)
    return b"PK\x03\x04" + directory + end


LOL = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'

HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "200 MB": (lambda: bytes(200 * MEBIBYTE), "too_large", ""),
    "50 MB in a cell": (
        lambda: workbook(rows(1, text_cell(b"A1", b"x" * 50 * MEBIBYTE))),
        "long_cell_named",
        "A1",
    ),
    "50 MB in a shared text": (
        lambda: workbook(
            b'<row r="1"><c r="C1" t="s"><v>0</v></c></row>', b"<si><t>%s</t></si>" % (b"x" * 49 * MEBIBYTE)
        ),
        "long_cell_named",
        "C1",
    ),
    "all rows": (lambda: workbook(rows(1_048_576)), "too_many_rows", "20001"),
    "all columns": (
        lambda: workbook(
            b'<row r="1">' + b"".join(text_cell(b"%s1" % name, b"x") for name in (b"A", b"XFD")) + b"</row>"
        ),
        "too_many_columns",
        "XFD1",
    ),
    "all columns, empty": (
        lambda: workbook(
            b"".join(b'<row r="%d">' % line + b'<c s="1"/>' * 16_384 + b"</row>" for line in range(1, 100))
        ),
        "too_many_cells",
        "25",
    ),
    "a zip bomb": (lambda: workbook(b" " * 100 * MEBIBYTE), "too_much_unpacked", "50"),
    "a hundred thousand parts": (many_parts, "broken_workbook", ""),
    "entities": (lambda: workbook(rows(1, text_cell(b"A1", b"&b;")), declared=LOL), "declares", ""),
    "a file of ours": (lambda: workbook(rows(1, text_cell(b"A1", b"&x;")), declared=OUTSIDE), "declares", ""),
    "a long attribute": (lambda: workbook(b'<row r="1" x="%s"/>' % (b"x" * 48 * MEBIBYTE)), "too_much", ""),
    "depth": (lambda: workbook(b"<a>" * 5_000_000), "", ""),
    "one shared text everywhere": (
        lambda: workbook(
            rows(20_000, b'<c t="s"><v>0</v></c>' * 15), b"<si><t>%s</t></si>" % (b"x" * 19_000)
        ),
        "too_much_text",
        "",
    ),
    "cut off": (lambda: workbook(rows(10))[:-300], "broken_workbook", ""),
    "a formula": (lambda: workbook(b'<row r="3"><c r="B3"><f>1+1</f><v>2</v></c></row>'), "formula", "B3"),
    "several formulas": (
        lambda: workbook(
            b'<row r="3"><c r="B3"><f>1+1</f><v>2</v></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        ),
        "formulas",
        "B3, C3",
    ),
    "many formulas": (
        lambda: workbook(rows(12, b"<c><f>1+1</f><v>2</v></c>")),
        "formulas_more",
        "A1, A2, A3, A4, A5, A6, A7, A8, A9, A10",
    ),
    "an error": (lambda: workbook(b'<row r="3"><c r="B3" t="e"><v>#REF!</v></c></row>'), "error_cell", "B3"),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "old_workbook", ""),
    "a PDF": (lambda: b"%PDF-1.7\n" + bytes(1000), "no_table", ""),
    "an open quote": (lambda: b'Was;Wer\nEins;IHK\n"Zwei;HWK\nDrei;VHS\n', "open_quote", "3"),
    "an open quote before much": (lambda: b'Was;Wer\n"Zwei;' + b"x;y\n" * 200_000, "long_cell_or_quote", "2"),
    "a long cell in a CSV": (lambda: b"Was;Wer\nEins;" + b"x" * 3 * MEBIBYTE, "long_cell", "2"),
    "many rows in a CSV": (lambda: b"Was;Wer\n" + b"a;b\n" * 300_000, "too_many_rows", ""),
    "many columns in a CSV": (lambda: b"Was;Wer\n" + b"a;" * 1_000 + b"\n", "too_many_columns", "BI2"),
    "nothing but separators": (lambda: b";" * 4 * MEBIBYTE, "", ""),
    "nothing but quotes": (lambda: b'"' * 4 * MEBIBYTE, "", ""),
    "signs that are no text": (lambda: b"Was;Wer\nEins;\x81\x8d\n", "not_text", "2"),
    "zeros": (lambda: b"Was;Wer\n" + bytes(5) + b"\n", "not_text", ""),
    "blanks": (lambda: b" \n \n", "empty", ""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_costs_little(name: str) -> None:
    make, code, where = HOSTILE[name]
    file = make()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with processor_time() as spent, pytest.raises(TableRefused) as refused:
        read_table(file)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime + spent.seconds
    assert used <= SECONDS + 0.5, refused.value.code
    if code:
        assert refused.value.code == code
        assert where in " ".join(refused.value.values.values())


@pytest.mark.parametrize(
    "name",
    ["50 MB in a cell", "one shared text everywhere", "a hundred thousand parts", "a zip bomb", "entities"],
)
def test_the_child_takes_no_more_memory_than_it_may(name: str) -> None:
    # RUSAGE_CHILDREN would count what the parent had before the child became another program
    told = "from tracker.tables.child import main; main(); print(open('/proc/self/status').read())"
    said = subprocess.run(
        [sys.executable, "-c", told], input=HOSTILE[name][0](), capture_output=True, check=False
    )
    peak = re.search(rb"VmHWM:\s+(\d+) kB", said.stdout)
    assert peak
    assert int(peak[1]) <= MEMORY


def test_the_largest_file_that_is_let_in_is_five_mebibytes() -> None:
    line = b"Ein Schritt;" + b"x" * 1_000 + b"\n"
    file = b"Was;Bemerkung\n" + line * ((LARGEST - 14) // len(line))
    assert len(read_table(file).rows) == file.count(b"\n")
    with pytest.raises(TableRefused, match="too_large"):
        read_table(file + bytes(LARGEST + 1 - len(file)))
