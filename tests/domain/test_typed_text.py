"""P17: what people type is cleaned and counted alike everywhere, or refused at its field."""

import unicodedata

import pytest

from tracker.domain.refusals import Invalid
from tracker.domain.typed_text import NAME, STAGE_NAME, TEXT, TITLE, long_text, one_line

FAMILY = "👨‍👩‍👧‍👦"  # seven code points that are one picture
FLAG = "🇩🇪"
TOWER = "e" + "\u0301" * 4


def reason(text: str, limit: int = TITLE) -> str:
    with pytest.raises(Invalid) as refused:
        one_line("title", text, limit)
    assert refused.value.field == "title"
    return refused.value.reason


@pytest.mark.parametrize("limit", [TITLE, NAME, STAGE_NAME])
def test_the_limit_is_counted_in_code_points_after_composing(limit: int) -> None:
    assert len(one_line("title", "e\u0301" * limit, limit)) == limit
    assert reason("e\u0301" * (limit + 1), limit) == "too_long"


@pytest.mark.parametrize("picture", [FAMILY, FLAG, "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️", "1️⃣"])
def test_pictures_of_several_signs_stay_whole_up_to_the_limit(picture: str) -> None:
    times, rest = divmod(TITLE, len(picture))
    full = picture * times + "x" * rest
    assert one_line("title", full, TITLE) == full
    assert reason(full + picture) == "too_long"


def test_a_text_has_its_own_limit() -> None:
    assert len(long_text("text", "ä" * TEXT)) == TEXT
    with pytest.raises(Invalid):
        long_text("text", "ä" * (TEXT + 1))


@pytest.mark.parametrize("text", ["a\x00b", "\x00", "a\ud800b", "\udfff", "\ud83d\ude00"])
def test_what_is_no_text_is_refused(text: str) -> None:
    assert reason(text) == "not_text"
    with pytest.raises(Invalid):
        long_text("text", text)


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "\u202e", "\ufeff\u200e"])
def test_what_is_empty_after_cleaning_is_refused_where_something_is_needed(text: str) -> None:
    assert reason(text) == "empty"
    assert one_line("goal", text, TITLE, required=False) == ""


@pytest.mark.parametrize("text", ["\u200d", "\u200b \u200b", "\u0301", "\ufe0f\u00ad"])
def test_a_title_that_shows_nothing_is_as_good_as_empty(text: str) -> None:
    assert reason(text) == "empty"
    assert one_line("goal", text, TITLE, required=False) == ""
    assert long_text("text", text) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Kick-off \t im\nMai ", "Kick-off im Mai"),
        ("Mode\u202eration", "Moderation"),
        ("\u2066a\u2069\u200eb\u200f", "ab"),
        ("a\x07b\x1b[1mc\x7f", "ab[1mc"),
        ("a\u2028b\u2029c\u00a0d", "a b c d"),
    ],
)
def test_a_line_is_one_line_without_control_and_direction_signs(typed: str, kept: str) -> None:
    assert one_line("title", typed, TITLE) == kept


def test_a_text_keeps_its_lines() -> None:
    assert long_text("text", "\n  a\r\nb\rc\u2028d\te\n\n") == "a\nb\nc\nd\te"


def test_taking_signs_away_leaves_the_rest_composed() -> None:
    assert one_line("title", "e\u200e\u0301", TITLE) == "é"
    assert len(one_line("title", "e\u200e\u0301" * TITLE, TITLE)) == TITLE
    assert unicodedata.is_normalized("NFC", long_text("text", "e\u200e\u0301"))


@pytest.mark.parametrize(
    "tower",
    [
        TOWER + "\u0302",
        "a" + "\u0300\u0301\u0302\u0303\u034f" * 3,  # an invisible joiner after every fourth mark
        "a" + "\u0488" * 5,  # signs around a letter
        "a" + "\u0302\u0303\u200d\u0302\u0303\u0308" * 2,
    ],
)
def test_marks_that_climb_out_of_the_line_are_refused(tower: str) -> None:
    assert reason(tower) == "too_many_marks"
    with pytest.raises(Invalid):
        long_text("text", tower)


@pytest.mark.parametrize("text", ["Tiếng Việt", "ภาษาไทยที่นี่", "हिन्दी", TOWER, "שָׁלוֹם", "नि\u200dक्षि"])
def test_marks_of_real_languages_pass(text: str) -> None:
    assert one_line("title", text, TITLE) == unicodedata.normalize("NFC", text)
