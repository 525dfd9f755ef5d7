"""The commands that keep everything of an installation and bring it back."""

from pathlib import Path
from typing import Annotated

import typer

WHO_COMES_IN = (
    "Whoever signed out since stays out; tokens and links that were taken back or made since let nobody in."
)
NOBODY_COMES_IN = (
    "There was no database to compare with: everybody signs in again, and tokens, addresses of calendars "
    "and links to join by are made anew."
)


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it.", dir_okay=False)],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace the file if it is there already.")
    ] = False,
) -> None:
    """Write everything to one file, checked, also while the server runs."""
    from tracker.backups import back_up
    from tracker.operations import sentences
    from tracker.settings import read_settings
    from tracker.terminal import shown

    with shown() as work, sentences():
        schema = back_up(read_settings(), file, work, overwrite=overwrite)
    typer.echo(f"{file}  {_size(file)}, checked (schema {schema})")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.", exists=True, dir_okay=False)],
) -> None:
    """Put everything back as it was in a backup; what was there before is kept. The server must not run."""
    from tracker.backups import restore
    from tracker.operations import sentences
    from tracker.settings import read_settings
    from tracker.terminal import shown

    with shown() as work, sentences():
        done = restore(read_settings(), file, work)
    typer.echo(f"{done.database} is as it was in {file}.")
    if done.before:
        typer.echo(f"What was there before is kept as {done.before}.")
    typer.echo(WHO_COMES_IN if done.compared else NOBODY_COMES_IN)


def _size(file: Path) -> str:
    return f"{file.stat().st_size / 1024 / 1024:,.1f} MiB"
