"""Usage errors of the command line, in the user's language, and how the program ends.

Comes in: the exceptions of click. Goes out: sentences of ``patterns/messages.toml`` and exit codes. Separate because
click tells its errors in English, and answers Ctrl-C with the code of a finding.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from extractor.errors import ExitCode, message, shown

_LANGUAGES = ("id", "en")
_SAFE_PATH = "PYTHONSAFEPATH"


class TranslatedGroup(click.Group):
    """A group of commands that tells usage errors in the language of ``--lang`` or ``EXTRACT_LANG``."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **kwargs: Any) -> Any:
        """See :meth:`click.Command.main`. Ends the process, also where click would return."""
        given = list(sys.argv[1:] if args is None else args)
        kwargs["standalone_mode"] = False
        lang = _language(given)
        try:
            with _safe_path():
                code = super().main(given, *more, **kwargs)
        except click.ClickException as error:
            _tell(error, lang)
            sys.exit(ExitCode.USAGE)
        except (click.Abort, KeyboardInterrupt):
            click.echo(f"extract: {message('words', 'stopped', lang)}", err=True)
            sys.exit(ExitCode.INTERRUPTED)
        sys.exit(code if isinstance(code, int) else ExitCode.OK)


@contextmanager
def _safe_path() -> Iterator[None]:
    """Processes that start inside find no modules in the folder that the user works in (a ``copy.py`` of his own would
    stand in for Python's). The environment is a host program's afterwards as it was before.
    """
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = before or "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


def _language(args: Sequence[str]) -> str:
    """The language of a command line that could not be understood."""
    wanted = os.environ.get("EXTRACT_LANG", "id")
    for k, arg in enumerate(args):
        if arg == "--lang" and k + 1 < len(args):
            wanted = args[k + 1]
        elif arg.startswith("--lang="):
            wanted = arg.partition("=")[2]
    return wanted if wanted in _LANGUAGES else "id"


def _tell(error: click.ClickException, lang: str) -> None:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "extract"
    if command.endswith(" file"):  # the command that needs no name
        command = command.removesuffix(" file")
    click.echo(f"extract: {_sentence(error, lang)}", err=True)
    click.echo(message("usage", "help", lang, command=command), err=True)


def _sentence(error: click.ClickException, lang: str) -> str:
    """What is wrong with the command line."""
    if isinstance(error, click.NoSuchOption):
        return message("usage", "no-such-option", lang, name=shown(error.option_name))
    if isinstance(error, click.MissingParameter):
        return message("usage", "missing", lang, name=_name(error))
    if isinstance(error, click.BadParameter):
        return _bad_value(error, lang)
    if isinstance(error, click.BadOptionUsage):
        return message("usage", "option-usage", lang, name=shown(error.option_name))
    return message("usage", "wrong", lang)


def _bad_value(error: click.BadParameter, lang: str) -> str:
    kind = error.param.type if error.param is not None else None
    name = _name(error)
    if isinstance(kind, click.Choice):
        return message("usage", "choice", lang, name=name, values=", ".join(map(str, kind.choices)))
    if isinstance(kind, (click.IntRange, click.FloatRange)):
        most = "…" if kind.max is None else kind.max
        return message("usage", "range", lang, name=name, least=kind.min, most=most)
    if isinstance(kind, click.Path):
        word = "folder" if kind.dir_okay and not kind.file_okay else "path"
        return message("usage", word, lang, name=name)
    return message("usage", "value", lang, name=name)


def _name(error: click.BadParameter) -> str:
    """The option or argument that a person knows."""
    if error.param is None:
        return "?"
    return error.param.opts[-1] if isinstance(error.param, click.Option) else error.param.human_readable_name.upper()
