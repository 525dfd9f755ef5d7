"""No package registry and no path of one machine stands in a committed file."""

import re
from collections.abc import Iterable, Iterator

from checks.committed import Finding, line_of, text_of

RULES = {
    r"\b(?:npmjs|pypi|pythonhosted|yarnpkg|npmmirror)\.(?:org|com|io)\b": "names a package registry",
    r"(?<![\w.:/-])/(?:work|tmp|root|Users|home/\w|opt/(?:pypi|wheels))\b": "names a path of one machine",
}


def findings(paths: Iterable[str]) -> Iterator[Finding]:
    for path in paths:
        text = text_of(path)
        for pattern, sentence in RULES.items():
            for match in re.finditer(pattern, text):
                yield Finding(path, line_of(text, match.start()), f"{match[0]} {sentence}.")
