"""Templates hold no script, style, unescaped text or sentence of their own.

The Content-Security-Policy blocks inline script and style in the browser; here it shows before."""

import re
from collections.abc import Iterable, Iterator

from checks.committed import Finding, line_of, text_of

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
NAME = re.compile(r"(?<=%\})[a-z_-]+(?=\{%-? *endblock)")  # a block that fills an attribute further out
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"</?[a-zA-Z!](?:\"[^\"]*\"|'[^']*'|[^>\"'])*>")

IN_JINJA = {
    r"\|\s*safe\b": "'safe' lets text become markup; give the template markup that was made safe.",
    r"\bautoescape\s+false\b": "autoescape stays on.",
}
IN_TAGS = {
    r"^<style\b": "Styles stand in static/styles.",
    r"^<script\b(?!.*\ssrc=)": "Scripts stand in static/behaviours.",
    r"\sstyle\s*=": "An inline style is blocked in the browser; give the element a class.",
    r"\son\w+\s*=": "An inline handler is blocked in the browser; bind it by a data- attribute.",
    r"\s(?:data-)?hx-on\b": "hx-on is an inline handler and is blocked in the browser.",
    r"\s(?:data-)?hx-trigger\s*=\s*[\"'][^\"']*\[": "A trigger filter needs eval: the request is never sent.",
    r"=\s*[\"']?\s*(?:javascript|js):": "Script in an attribute is blocked in the browser.",
    r"\s(?:aria-label|alt|placeholder|title)\s*=\s*[\"'][^\"']*[^\W\d_]{2}": "Texts stand in tracker/locales.",
}
WORD = re.compile(r"(?<!&)\b[^\W\d_]{2,}")


def findings(paths: Iterable[str]) -> Iterator[Finding]:
    for path in paths:
        for line, sentence in sorted(faults(text_of(path))):
            yield Finding(path, line, sentence)


def faults(template: str) -> Iterator[tuple[int, str]]:
    """Line and sentence of each fault, in no order."""
    for part in JINJA.finditer(template):
        yield from _matches(IN_JINJA, part[0], line_of(template, part.start()))
    markup = COMMENT.sub(_blank, JINJA.sub(_blank, NAME.sub(_blank, template)))
    for tag in TAG.finditer(markup):
        yield from _matches(IN_TAGS, tag[0], line_of(markup, tag.start()))
    text = TAG.sub(_blank, markup)
    for word in WORD.finditer(text):
        yield line_of(text, word.start()), f"'{word[0]}': texts stand in tracker/locales."


def _matches(rules: dict[str, str], part: str, first_line: int) -> Iterator[tuple[int, str]]:
    for pattern, sentence in rules.items():
        if match := re.search(pattern, part, re.DOTALL):
            yield first_line + line_of(part, match.start()) - 1, sentence


def _blank(match: re.Match[str]) -> str:
    # the rest keeps its lines
    return re.sub(r"[^\n]", " ", match[0])
