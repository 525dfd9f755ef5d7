"""An open step as the templates write it: texts and deadline with a base, commands without, parts to be refreshed."""

from dataclasses import dataclass

from tests.browser.modules.fixture_board import BOARD, FEED, PLAN

STEP = f"{BOARD}/steps/a1"


@dataclass
class StepPage:
    """The drawer's fragment; change a field and render again."""

    title: str = "Title a1"
    text: str = "a text"
    words: str = "May"
    owners: str = "nobody"
    base: int = 1

    def html(self) -> str:
        return (
            f'<article class="editor" data-step="a1" data-rev="{self.base}">'
            f'<a href="{BOARD}" data-drawer-close>close</a>{self._texts()}{self._deadline()}'
            f'<section id="fresh-owners" data-fresh="owners">{self.owners}</section>'
            f'{_form("/comments", "")}<textarea name="text" aria-label="comment"></textarea>'
            "<button>say it</button></form>"
            f'{_form("/themes", "")}<label><input type="checkbox" name="themes" value="t1" checked>t1</label>'
            '<label><input type="checkbox" name="themes" value="t2">t2</label><button>set themes</button></form>'
            f'{_form("/ownerships/o1/answer", "")}<button name="answer" value="accepted">accept</button></form>'
            "</article>"
        )

    def _texts(self) -> str:
        return (
            f'{_form("", f"{self.base}")}<h1 class="unseen" id="step-name">{self.title}</h1>'
            f'<label>title <input name="title" value="{self.title}"></label>'
            '<p class="field__error" data-error-for="title" hidden></p>'
            f'<textarea name="text" aria-label="text">{self.text}</textarea>'
            '<p class="field__error" data-error-for="text" hidden></p><button>save texts</button></form>'
        )

    def _deadline(self) -> str:
        return (
            f'{_form("/deadline", f"{self.base}")}<input id="step-words" name="words" value="{self.words}"'
            f' aria-label="words" hx-get="/deadlines?plan={PLAN}" hx-trigger="input changed delay:20ms"'
            ' hx-target="#step-words-read" hx-swap="innerHTML" hx-sync="replace">'
            '<div id="step-words-read" data-fresh="understood"></div>'
            '<input name="reason" aria-label="reason"><button>save deadline</button></form>'
        )


def clash(name: str, mine: str, theirs: str, base: int) -> str:
    """The panel with both texts and three ways out."""

    def way(said: str, mark: str, button: str) -> str:
        return f'{_form("", f"{base}")}<textarea name="{name}" {mark}>{said}</textarea><button>{button}</button></form>'

    return (
        f'<section class="clash" role="alert" data-clash="{name}"><h2>both</h2>'
        f'{way(mine, "hidden", "take mine")}<p>{theirs}</p><a href="{STEP}" data-clash-theirs>take theirs</a>'
        f"{way(mine + theirs, 'data-clash-merged', 'save merged')}</section>"
    )


def _form(noun: str, base: str) -> str:
    kept = f'<input type="hidden" name="_base" value="{base}">' if base else ""
    return (
        f'<form method="post" action="{STEP}{noun}" data-command data-feed="{FEED}">'
        f'<input type="hidden" name="_token" value="t"><input type="hidden" name="_key" value="k">{kept}'
    )
