"""Plan files to begin with."""

HEAD = "---\nregion: Hessen\ntitle: Gesund bleiben\n---\n"
HEAD_LINES = HEAD.count("\n")


def plan(body: str, head: str = "") -> str:
    """A file with more front matter (whole lines) and what stands below it."""
    return HEAD.replace("\n---\n", f"\n{head}---\n") + body


def step(below: str = "", title: str = "Kick-off", head: str = "", box: str = "[ ]") -> str:
    """A file with one step, and lines below it."""
    return plan(f"## Schritte\n- {box} {title}\n{below}", head)
