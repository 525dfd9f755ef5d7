"""Long parts of a page, compressed once and put into every viewer's page as they are.

A gzip body (RFC 1952) is one deflate stream (RFC 1951). A part that was compressed for itself and ended with a full
flush lies on a byte boundary and refers to nothing before it, so parts can stand one after the other in any order. The
checksum of a long part is found once, and then put together with what stands before it.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence

LEVEL = 1  # for a board of 500 steps: 1.4 ms, 45 kB; level 6 takes 2.5 times as long for a fifth less
_END = b"\x03\x00"  # an empty last block
LONG = 16 * 1024  # bytes; the checksum of fewer is found again sooner than put together
_POLYNOMIAL, _ONE, _X = (
    0xEDB8_8320,
    1 << 31,
    1 << 30,
)  # of CRC-32; its bits are read from the highest power down


class Packed:
    """Text as bytes and the same deflated."""

    __slots__ = ("_check", "deflated", "plain")

    def __init__(self, text: str) -> None:
        self._check: tuple[int, int] | None = None
        self.plain = text.encode()
        packer = zlib.compressobj(LEVEL, wbits=-zlib.MAX_WBITS)
        self.deflated = packer.compress(self.plain) + packer.flush(zlib.Z_FULL_FLUSH)

    @classmethod
    def joined(cls, parts: Sequence["Packed"]) -> "Packed":
        """Several, one after the other."""
        made = cls.__new__(cls)
        made._check = None
        made.plain = b"".join([part.plain for part in parts])
        made.deflated = b"".join([part.deflated for part in parts])
        return made

    def checked_after(self, before: int) -> int:
        """The checksum of all up to here, `before` being that of what stands before this part."""
        if len(self.plain) < LONG:
            return zlib.crc32(self.plain, before)
        if self._check is None:
            self._check = zlib.crc32(self.plain), _power(8 * len(self.plain))
        own, moved = self._check
        return _times(moved, before) ^ own


class GzipBody:
    """The body of an answer with `Content-Encoding: gzip` whose parts become known one by one."""

    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x04\xff"  # gzip, deflate, no name, no time, fastest, any system

    def __init__(self) -> None:
        self._check = self._size = 0

    def part(self, part: Packed) -> bytes:
        """The next one."""
        self._check, self._size = part.checked_after(self._check), self._size + len(part.plain)
        return part.deflated

    def end(self) -> bytes:
        """After the last."""
        return _END + struct.pack("<II", self._check, self._size & 0xFFFF_FFFF)


def gzip_body(parts: Iterable[Packed]) -> bytes:
    """The same when all are known."""
    body = GzipBody()
    return b"".join([body.head, *map(body.part, parts), body.end()])


def _power(n: int) -> int:
    """x to the n, modulo the polynomial: times this is what n bits that follow make of a checksum."""
    power, square = _ONE, _X
    while n:
        if n & 1:
            power = _times(square, power)
        square, n = _times(square, square), n >> 1
    return power


def _times(one: int, other: int) -> int:
    product = 0
    while one:
        if one & _ONE:
            product ^= other
        one = (one << 1) & 0xFFFF_FFFF
        other = (other >> 1) ^ (_POLYNOMIAL if other & 1 else 0)
    return product
