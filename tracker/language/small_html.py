"""The one way from what people type to markup: bold, lists and links of a longer text, and nothing else.

Markdown-it reads a few of its rules with HTML switched off; nh3 then lets through only the tags named here.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape, unescape

import nh3
from markdown_it import MarkdownIt

from tracker.domain.mention import Spelled, in_runs

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
SCHEMES = {"http", "https", "mailto"}

_RULES = ["list", "emphasis", "link", "newline", "escape"]
_TAG = re.compile(r"(<[^>]*>)")
_ADDRESS = re.compile(
    r"""\[[^\[\]\n]*\]\([^()\n]*\)|(?<![\w/<])(?<!\]\()((?:https?://|mailto:)[^\s<>\[\]\\"„“”«»]+)""",
    re.IGNORECASE,
)  # a link that was typed as one stays
_AFTER = ".,;:!?*'…"  # ends a sentence, not an address
_SIGN = re.compile(r"[*`!]")  # of Markdown, in an address
_PLAIN = ("<p>", "</p>", "<br />", "<br>")


@lru_cache(2_048)
def small_html(text: str) -> str:
    """The text as HTML; lines stay lines, addresses become links."""
    # underscores belong to addresses and names here, stars make words bold
    html = _markdown.render(_with_links(text).replace("_", r"\_"))
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "*": set()},  # else title and lang pass
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )


def with_names(html: str, names: Mapping[Spelled, str]) -> str:
    """The same with the names of the mentioned marked, called as they are called by now."""
    if not names:
        return html
    parts = _TAG.split(html)  # every second is a tag
    return "".join(part if n % 2 else _marked(unescape(part), names) for n, part in enumerate(parts))


def has_markup(text: str) -> bool:
    """Whether it shows anything that its letters alone would not."""
    html = small_html(text)
    for tag in _PLAIN:
        html = html.replace(tag, "")
    return "<" in html


def _marked(text: str, names: Mapping[Spelled, str]) -> str:
    runs = ((escape(said, quote=False), is_name) for said, is_name in in_runs(text, names))
    return "".join(f'<span class="mention">{said}</span>' if is_name else said for said, is_name in runs)


def _with_links(text: str) -> str:
    """The text with each bare address as the link that people could have typed: the renderer then judges it."""
    return _ADDRESS.sub(_as_link, text)


def _as_link(found: re.Match[str]) -> str:
    if not found[1]:
        return found[0]
    address = found[1].rstrip(_AFTER)
    closing = min(len(address) - len(address.rstrip(")")), address.count(")") - address.count("("))
    if closing > 0:
        address = address[:-closing].rstrip(_AFTER)
    if not address.partition(":")[2].strip("/"):
        return found[0]
    said = _SIGN.sub(r"\\\g<0>", address.removeprefix("mailto:"))
    to = _SIGN.sub(lambda sign: f"%{ord(sign[0]):02X}", address)
    return f"[{said}](<{to}>){found[0][len(address) :]}"


def _is_ours(url: str) -> bool:
    return url.partition(":")[0].lower() in SCHEMES


_markdown = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": 6}).enable(_RULES)
_markdown.validateLink = _is_ours  # type: ignore[method-assign]
