"""Smaller pictures: a screenshot with at most 256 colours, as a PNG with a palette."""

import base64
import struct
import zlib
from typing import Any

from playwright.sync_api import Page

# The commonest as they are, for they fill areas; of the others none that is close to another: so rare but telling ones
# keep their place.
_PIXELS = """async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const { width, height } = image;
  const pen = new OffscreenCanvas(width, height).getContext("2d");
  pen.drawImage(image, 0, 0);
  const pixels = new Uint32Array(pen.getImageData(0, 0, width, height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const colours = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const parts = (colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
  const apart = (a, b) => parts(a).reduce((sum, part, n) => sum + (part - parts(b)[n]) ** 2, 0);
  const nearest = (palette, colour) => {
    let best = 0;
    palette.forEach((one, n) => { if (apart(one, colour) < apart(palette[best], colour)) best = n; });
    return best;
  };
  let palette, close = 8;
  do {
    palette = [];
    for (const colour of colours) {
      if (palette.length > 256) break;
      const isNew = palette.length < 64 || apart(palette[nearest(palette, colour)], colour) > close;
      if (isNew) palette.push(colour);
    }
    close *= 1.5;
  } while (palette.length > 256);
  const places = new Map(colours.map((colour) => [colour, nearest(palette, colour)]));
  const rows = Uint8Array.from(pixels, (pixel) => places.get(pixel));
  const reader = new FileReader();
  await new Promise((done) => { reader.onload = done; reader.readAsDataURL(new Blob([rows])); });
  return { width, height, palette: palette.flatMap(parts), rows: reader.result.split(",")[1] };
}"""


def smaller(page: Page, png: bytes) -> bytes:
    """The same picture in fewer bytes; `page` is any page that may run scripts, and stays as it is."""
    found: dict[str, Any] = page.evaluate(_PIXELS, base64.b64encode(png).decode())
    width, height, pixels = found["width"], found["height"], base64.b64decode(found["rows"])
    rows = (b"\0" + pixels[start : start + width] for start in range(0, width * height, width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [(b"IHDR", head), (b"PLTE", bytes(found["palette"])), (b"IDAT", zlib.compress(b"".join(rows), 9))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in [*parts, (b"IEND", b"")])


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
