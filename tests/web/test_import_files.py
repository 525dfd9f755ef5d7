"""Files that no table comes out of: each is refused with what is wrong with it."""

import pytest

from tests.web.making import Making
from tests.web.site import Browser
from tests.web.test_imports import workbook

FORMULAS = [["=1+1", "IHK"] for _ in range(12)]
MANY = ", ".join(f"A{line}" for line in range(2, 12))


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (workbook(["Was", "Wer"], ["Anfangen", "IHK"], ["=1+1", "HWK"]), "Zelle A3 enthält eine Formel."),
        (workbook(["Was", "Wer"], *FORMULAS[:2]), "Die Zellen A2, A3 enthalten Formeln."),
        (workbook(["Was", "Wer"], *FORMULAS), f"Die Zellen {MANY} und 2 weitere enthalten Formeln."),
        (b"", "Die Datei ist leer."),
        (b" \n", "Die Datei ist leer."),
    ],
)
async def test_a_file_is_refused_with_what_is_wrong(
    here: Making, bernd: Browser, file: bytes, sentence: str
) -> None:
    answer = await bernd.client.post(
        f"/plans/{here.plan}/imports",
        data={"_token": await bernd.token(), "_key": "0123456789abcdef-import"},
        files={"file": ("plan.xlsx", file)},
        headers={"Origin": bernd.origin},
    )
    assert answer.status_code == 422
    assert sentence in answer.text


async def test_a_form_without_a_file_asks_for_one(here: Making, bernd: Browser) -> None:
    fields = {"_token": await bernd.token(), "_key": "0123456789abcdef-import", "file": ""}
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"{"; filename=" + chr(34) * 2 if name == "file" else ""}'
        f"\r\n\r\n{value}\r\n"
        for name, value in fields.items()
    ]
    answer = await bernd.client.post(
        f"/plans/{here.plan}/imports",
        content="".join(parts) + "--x--\r\n",
        headers={"Origin": bernd.origin, "Content-Type": "multipart/form-data; boundary=x"},
    )
    assert answer.status_code == 422
    assert "Bitte wählen Sie eine Datei." in answer.text
