"""A QR code as the path of an SVG, drawn by our own template: nothing of it is markup made elsewhere."""

from itertools import groupby

import segno

from tracker.pages import QrView

MARGIN = 4  # modules of white around it, as readers of such codes expect


def qr_of(text: str) -> QrView:
    """The code of a text, in squares of one."""
    rows = segno.make_qr(text, error="m").matrix
    runs = []
    for y, row in enumerate(rows):
        x = 0
        for dark, modules in groupby(row):
            length = len(list(modules))
            if dark:
                runs.append(f"M{x + MARGIN} {y + MARGIN}h{length}v1h-{length}z")
            x += length
    return QrView(len(rows) + 2 * MARGIN, "".join(runs))
