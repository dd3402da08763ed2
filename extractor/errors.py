"""The errors of the program: few, typed, each with its own exit code and a sentence that says what to do."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line. Stable: other programs depend on them."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    NOT_FOUND = 3
    EMPTY = 4
    UNSUPPORTED = 5
    ENCRYPTED = 6
    DAMAGED = 7
    ENCODING = 8
    NO_TEXT = 9
    TOO_LARGE = 10
    INTERNAL = 70


class ExtractorError(Exception):
    """Base of all errors that a person can do something about. ``message_id`` names its text in ``patterns/messages.toml``."""

    exit_code: ExitCode = ExitCode.INTERNAL
    message_id: str = "internal"

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.message_id, details)


class NotFoundError(ExtractorError):
    """The file does not exist or cannot be opened."""

    exit_code = ExitCode.NOT_FOUND
    message_id = "not-found"


class EmptyInputError(ExtractorError):
    """The file has no content."""

    exit_code = ExitCode.EMPTY
    message_id = "empty"


class UnsupportedInputError(ExtractorError):
    """The file is neither a PDF nor text."""

    exit_code = ExitCode.UNSUPPORTED
    message_id = "unsupported"


class EncryptedError(ExtractorError):
    """The PDF needs a password, or the one given is wrong."""

    exit_code = ExitCode.ENCRYPTED
    message_id = "encrypted"


class DamagedError(ExtractorError):
    """The PDF cannot be parsed."""

    exit_code = ExitCode.DAMAGED
    message_id = "damaged"


class EncodingError(ExtractorError):
    """The text is in an encoding that cannot be told."""

    exit_code = ExitCode.ENCODING
    message_id = "encoding"


class PageRangeError(ExtractorError):
    """``--pages`` asks for pages that the file does not have, or is not a list of pages."""

    exit_code = ExitCode.USAGE
    message_id = "page-range"
