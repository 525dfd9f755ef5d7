"""Ways to work with a window: by keys alone, and by taps alone; and what it was in fact worked with."""

from tests.browser.screens import Screen

MOST_TABS = 150  # to whatever can be reached on a board of few steps

# what the windows were worked with, kept over all pages
POINTERS = """addEventListener('pointerdown', ({ pointerType }) => {
  const before = sessionStorage.getItem('pointers') ?? '';
  sessionStorage.setItem('pointers', `${before} ${pointerType}`);
}, true);"""


class Keys:
    """What can be done without a mouse."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self.press = screen.page.keyboard.press
        self.type = screen.page.keyboard.type

    async def go_to(self, selector: str) -> None:
        """Tab until the focus is there."""
        at = "(selector) => Boolean(document.activeElement?.matches(selector))"
        for _ in range(MOST_TABS):
            if await self._screen.page.evaluate(at, selector):
                return
            await self.press("Tab")
        raise AssertionError(f"not reached by Tab: {selector}")

    async def open(self, selector: str) -> None:
        """Go there and press Enter."""
        await self.go_to(selector)
        await self.press("Enter")

    async def follow(self, selector: str) -> None:
        """Press Enter on a link and be on its page."""
        await self.go_to(selector)
        async with self._screen.page.expect_navigation():
            await self.press("Enter")

    async def write(self, selector: str, words: str) -> None:
        """Put these words in the place of what stands in a field."""
        await self.go_to(selector)
        await self.press("Control+a")
        await self.type(words)


class Taps:
    """What can be done with a finger; words come from the phone's own keyboard."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self.tap = screen.page.tap

    async def write(self, selector: str, words: str) -> None:
        """Tap into a field and type."""
        await self.tap(selector)
        await self._screen.page.keyboard.type(words)


async def pointers(screen: Screen) -> set[str]:
    said: str = await screen.page.evaluate("() => sessionStorage.getItem('pointers') ?? ''")
    return set(said.split())
