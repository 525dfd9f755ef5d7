"""Styles, scripts and symbols as a browser gets them."""

from tracker.static_files.files import StaticFiles, beside_or_inside

__all__ = ["StaticFiles", "beside_or_inside"]
