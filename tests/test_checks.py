"""Each check of our own turns red for the fault it is there for, and only for that."""

import pytest

from checks import addresses, changelog, committed, ignored, sizes, templates
from checks.committed import committed as committed_files


@pytest.mark.parametrize(
    ("template", "word"),
    [
        ("<p style='color: red'></p>", "class"),
        ("<style>p {}</style>", "static/styles"),
        ("<script>x</script>", "static/behaviours"),
        ('<button onclick="x()"></button>', "handler"),
        ('<form hx-on::after-request="x()"></form>', "hx-on"),
        ('<a hx-trigger="click[x]"></a>', "filter"),
        ('<a href="javascript:x()"></a>', "Script in an attribute"),
        ("{{ step.title|safe }}", "safe"),
        ("{% autoescape false %}{% endautoescape %}", "autoescape"),
        ("<p>Erledigt</p>", "locales"),
        ('<input placeholder="Suchen">', "locales"),
    ],
)
def test_a_fault_in_a_template_is_found_in_its_line(template: str, word: str) -> None:
    found = list(templates.faults(f"<p>\n</p>\n{template}"))
    assert {line for line, _ in found} == {3}
    assert any(word in sentence for _, sentence in found)


@pytest.mark.parametrize(
    "template",
    [
        '<script type="module" src="{{ entry }}"></script>',
        '<p class="on" data-once="x" {% if only == "x" %}hidden{% endif %}>{{ t("step.done") }} · 3</p>',
        '{# a remark on style="x" #}<!-- another --><a title="{{ t("a.b") }}" href="{{ url }}">&nbsp;</a>',
        '{% block name %}board{% endblock %}{% if a > 1 and safe %}<i data-a="a > b"></i>{% endif %}',
    ],
)
def test_a_sound_template_passes(template: str) -> None:
    assert list(templates.faults(template)) == []


def test_a_long_function_is_red_and_a_long_template_a_note_first() -> None:
    body = "    pass\n" * sizes.FUNCTION_LINES
    assert [finding.line for finding in sizes.long_functions("a.py", f"\ndef f():\n{body}")] == [2]
    assert list(sizes.long_functions("a.py", f"def f():\n{body[9:]}")) == []
    reds = {
        lines: [finding.red for finding in sizes.too_long("a", "x\n" * lines, (60, 120))]
        for lines in (60, 61, 121)
    }
    assert reds == {60: [], 61: [False], 121: [True]}


def test_an_address_of_a_registry_or_a_machine_is_found(tmp_path, monkeypatch) -> None:
    registry, folder = ".".join(["pypi", "org"]), "/" + "tmp/x"
    (tmp_path / "a.md").write_text(f"fine: /usr/bin, a/tmp\nhttps://{registry}/simple\n{folder}\n")
    monkeypatch.setattr(committed, "ROOT", tmp_path)
    assert [finding.line for finding in addresses.findings(["a.md"])] == [2, 3]


def test_a_fetched_file_that_would_be_committed_is_found() -> None:
    found = ignored.findings(["static/vendor/htmx.min.js", "static/styles/base.css"])
    assert [finding.path for finding in found] == ["static/vendor/htmx.min.js"]


@pytest.mark.parametrize(("text", "red"), [("## 1.2.0\n\n## 1.1.0", 0), ("# All\n\n## 1.1.0", 1), ("", 1)])
def test_the_newest_entry_of_the_changelog_has_the_version_of_the_package(text: str, red: int) -> None:
    assert len(list(changelog.newest_entry(text, "1.2.0"))) == red


def test_what_a_commit_would_hold_is_listed_without_what_was_fetched() -> None:
    names = committed_files()
    assert "run" in names
    assert not any(name.startswith((".venv", ".git/", "static/vendor")) for name in names)
