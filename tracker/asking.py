"""How a command on the terminal gets done: by the running server, or here when none runs."""

from typing import Any


def operate(operation: str, work: Any = None, /, **arguments: Any) -> Any:
    """Let the running server do it, or do it here when none runs."""
    from tracker.control import carry_out
    from tracker.lock import lock_files
    from tracker.settings import read_settings

    settings = read_settings()

    def alone(name: str, arguments: Any, work: Any) -> Any:
        from tracker.operations import operate_alone

        return operate_alone(settings, name, arguments, work)

    return carry_out(lock_files(settings), operation, arguments, alone, work)


def operate_long(operation: str, /, **arguments: Any) -> Any:
    """The same for what takes its time: told on the terminal, and cancelled by Ctrl and C with a sentence."""
    from tracker.terminal import shown

    with shown() as work:
        return operate(operation, work, **arguments)
