"""Plans of a network as one zip file: each as text and as a table. The same plans make the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from tracker.commands.exports import plan_document
from tracker.domain.folding import file_name
from tracker.plan_file.writing import write_plan_file
from tracker.tables.sheet import sheet_of

FIRST = (1980, 1, 1, 0, 0, 0)  # not when it was made


class PlanZip:
    """A zip that is taken piece by piece while it grows, and never kept whole."""

    def __init__(self) -> None:
        self._sent = _Sent()
        self._file = zipfile.ZipFile(self._sent, "w")
        self._plans = 0

    def add(self, region: str, title: str, files: Mapping[str, bytes]) -> bytes:
        """Put in the files of a plan, by their endings; the bytes since the last time."""
        self._plans += 1
        path = f"{file_name(region)}/{self._plans:03}-{file_name(title)[:60]}"
        for ending, content in files.items():
            info = zipfile.ZipInfo(f"{path}.{ending}", FIRST)
            self._file.writestr(info, content, zipfile.ZIP_DEFLATED if ending == "md" else zipfile.ZIP_STORED)
        return self._sent.taken()

    def end(self) -> bytes:
        """The last bytes: without them nobody takes it for a zip."""
        self.close()
        return self._sent.taken()

    def close(self) -> None:
        """Let go of it, also when it is not whole."""
        self._file.close()


def plan_files(
    session: Session, plan_id: str, today: date, locale: str, *, with_addresses: bool
) -> dict[str, bytes]:
    """The plan as text, in its own language, and as a workbook in that of `locale`. Raises NotFound."""
    from tracker.tables.xlsx_writing import write_xlsx  # openpyxl takes 0.3 s to import

    plan = plan_document(session, plan_id, today, with_addresses=with_addresses)
    return {"md": write_plan_file(plan).encode(), "xlsx": write_xlsx(sheet_of(plan, locale))}


class _Sent(io.RawIOBase):
    """What was written since somebody last took it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """For `zipfile`."""
        return True

    def write(self, piece: Any) -> int:
        """Keep the bytes until they are taken."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        """The bytes since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
