"""The errors of the program: few, typed, each with its own exit code and a sentence that says what to do.

The sentences stand in ``patterns/messages.toml`` in both languages; ``message`` fills in the details.
"""

from __future__ import annotations

import re
from enum import IntEnum

from extractor.knowledge import toml

_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


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
    NOT_WRITABLE = 10
    TOO_LARGE = 11
    PARTIAL = 12
    CLUSTER = 13
    MISSING_PACKAGE = 14
    MODEL_MISSING = 15
    INTERNAL = 70
    INTERRUPTED = 130
    TERMINATED = 143


def shown(text: object) -> str:
    """A text from a document or a file's name as it may go to a terminal: control characters, which a terminal obeys
    (colours, titles, the direction of writing), and bytes that are no character are written out.
    """
    return _UNSHOWN.sub(lambda m: m[0].encode("unicode_escape", "surrogatepass").decode("ascii"), str(text))


def one_line(text: object) -> str:
    """A text as :func:`shown`, as a part of one line of a list: what would end the line or part its columns, too."""
    return shown(text).replace("\n", "\\n").replace("\t", "\\t")


def message(section: str, message_id: str, lang: str, **details: object) -> str:
    """The sentence ``section.message_id`` in the language, details filled in. ``KeyError`` for an unknown id."""
    template: str = toml("messages")[section][message_id][lang]
    return template.format(**details)


def counted(message_id: str, lang: str, count: int) -> str:
    """The sentence of ``words`` with a number, in the singular or the plural (``….one``), digits grouped as usual."""
    table = toml("messages")["words"]
    form = f"{message_id}-one" if count == 1 and f"{message_id}-one" in table else message_id
    return message("words", form, lang, count=number(count, lang))


def number(value: float, lang: str) -> str:
    """A number as people of the language write it: ``1.234`` and ``4,2`` in Indonesian, ``1,234`` and ``4.2`` in
    English.
    """
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))


def reason_in(reason: str, lang: str) -> str:
    """What the system said went wrong, in the language of the user; what nobody translated as it was said."""
    said = toml("messages")["system"].values()
    return next((str(texts[lang]) for texts in said if texts["en"] == reason), reason)


class ExtractorError(Exception):
    """Base of all errors that a person can do something about; ``details`` fill in its sentence."""

    exit_code: ExitCode = ExitCode.INTERNAL
    message_id: str = "internal"

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.say("en"))

    def say(self, lang: str) -> str:
        """The error as one sentence for a person, in ``id`` or ``en``."""
        return message("errors", self.message_id, lang, **{k: _detail(k, v, lang) for k, v in self.details.items()})

    def __reduce__(self) -> tuple[object, ...]:
        # keyword-only details do not survive pickling (worker processes) by themselves
        return _rebuild, (type(self), self.details)


def _detail(name: str, value: object, lang: str) -> object:
    """A detail as it stands in a sentence."""
    if isinstance(value, float):
        return f"{value:g}".replace(".", "," if lang == "id" else ".")
    if not isinstance(value, str):
        return value
    return shown(reason_in(value, lang) if name == "reason" else value).replace("\n", " ")


def _rebuild(cls: type[ExtractorError], details: dict[str, object]) -> ExtractorError:
    return cls(**details)


class NotFoundError(ExtractorError):
    """The file does not exist or cannot be opened. Details: ``name``, ``reason``."""

    exit_code = ExitCode.NOT_FOUND
    message_id = "not-found"


class EmptyInputError(ExtractorError):
    """The file has no content. Details: ``name``."""

    exit_code = ExitCode.EMPTY
    message_id = "empty"


class UnsupportedInputError(ExtractorError):
    """The file is neither a PDF nor text. Details: ``name``."""

    exit_code = ExitCode.UNSUPPORTED
    message_id = "unsupported"


class WebPageError(UnsupportedInputError):
    """A web page was saved under a document's name. Details: ``name``."""

    message_id = "web-page"


class OfficeFileError(UnsupportedInputError):
    """The file is one of a word processor or a spreadsheet, or an archive. Details: ``name``."""

    message_id = "office-file"


class PortfolioError(UnsupportedInputError):
    """The PDF is only the cover of other files that are attached to it. Details: ``name``."""

    message_id = "portfolio"


class XfaFormError(UnsupportedInputError):
    """The PDF is a dynamic form (XFA), whose only page asks for another program. Details: ``name``."""

    message_id = "xfa-form"


class EncryptedError(ExtractorError):
    """The PDF needs a password, or the one given is wrong. Details: ``name``."""

    exit_code = ExitCode.ENCRYPTED
    message_id = "encrypted"


class DamagedError(ExtractorError):
    """The PDF cannot be parsed. Details: ``name``."""

    exit_code = ExitCode.DAMAGED
    message_id = "damaged"


class DamagedPictureError(DamagedError):
    """The picture cannot be decoded. Details: ``name``."""

    message_id = "damaged-picture"


class EncodingError(ExtractorError):
    """The text is in an encoding that cannot be told. Details: ``name``."""

    exit_code = ExitCode.ENCODING
    message_id = "encoding"


class PageListError(ExtractorError):
    """The list of pages cannot be understood. Details: ``pages``."""

    exit_code = ExitCode.USAGE
    message_id = "page-list"


class PageRangeError(ExtractorError):
    """Pages are asked for that the file does not have. Details: ``pages``, ``count``."""

    exit_code = ExitCode.USAGE
    message_id = "page-range"


class ModelMissingError(ExtractorError):
    """The trained entity model is not installed. Details: ``name``."""

    exit_code = ExitCode.MODEL_MISSING
    message_id = "model-missing"


class NotWritableError(ExtractorError):
    """The result cannot be written where it should go. Details: ``name``, ``reason``."""

    exit_code = ExitCode.NOT_WRITABLE
    message_id = "not-writable"


class UnknownKindError(ExtractorError):
    """There is no such document kind. Details: ``name``, ``known``."""

    exit_code = ExitCode.USAGE
    message_id = "unknown-kind"


class NoTextError(ExtractorError):
    """Not one page could be read. Details: ``name``. The command line still writes the output with its findings."""

    exit_code = ExitCode.NO_TEXT
    message_id = "no-text"


class TooLargeError(ExtractorError):
    """The file has more pages than are read at once. Details: ``name``, ``pages``, ``limit``."""

    exit_code = ExitCode.TOO_LARGE
    message_id = "too-large"


class FileTooLargeError(TooLargeError):
    """The file has more bytes than are read at once. Details: ``name``, ``size`` (the limit in megabytes)."""

    message_id = "file-too-large"


class ContentTooLargeError(TooLargeError):
    """A part of the file unpacks to more bytes than are read. Details: ``name``, ``size`` (the limit in megabytes)."""

    message_id = "content-too-large"


class PictureTooLargeError(TooLargeError):
    """The picture has more pixels than are read at once. Details: ``name``."""

    message_id = "picture-too-large"


class TimeLimitError(ExtractorError):
    """Reading the file took longer than it may. Details: ``name``, ``seconds``."""

    exit_code = ExitCode.TOO_LARGE
    message_id = "time-limit"


class MemoryLimitError(ExtractorError):
    """Reading the file needs more memory than it may take. Details: ``name``, ``memory`` (megabytes)."""

    exit_code = ExitCode.TOO_LARGE
    message_id = "memory-limit"


class CrashedError(ExtractorError):
    """A library ended the process that read the file. Details: ``name``, ``reason`` (signal or exit code)."""

    exit_code = ExitCode.DAMAGED
    message_id = "crashed"


class WorkersError(ExtractorError):
    """The processes that read pictures side by side cannot start, or ended. Details: ``name``."""

    exit_code = ExitCode.DAMAGED
    message_id = "workers"


class OwnPatternsError(ExtractorError):
    """A file of an organisation's own patterns is wrong. Details: ``name``, ``line``, ``key``, ``fault`` (a sentence of
    ``patterns`` in ``messages.toml``), ``said`` (what fills it in).
    """

    exit_code = ExitCode.USAGE
    message_id = "own-patterns"

    def say(self, lang: str) -> str:
        """The error as one sentence, with what is wrong in the language too."""
        reason = message("patterns", str(self.details["fault"]), lang, said=shown(self.details["said"]))
        key = shown(self.details["key"]) or "-"
        return message("errors", self.message_id, lang, **{**self.details, "reason": reason, "key": key})


class SameFileError(ExtractorError):
    """The result would take the place of its own source. Details: ``name``."""

    exit_code = ExitCode.USAGE
    message_id = "same-file"


class FolderError(ExtractorError):
    """A folder is named where one file is meant. Details: ``name``."""

    exit_code = ExitCode.USAGE
    message_id = "folder"


class NothingToReadError(ExtractorError):
    """The sources of a batch name no file that can be read. Details: ``names``."""

    exit_code = ExitCode.NOT_FOUND
    message_id = "nothing-to-read"


class LedgerInUseError(ExtractorError):
    """Another run works in the same output folder or with the same ledger. Details: ``name``."""

    exit_code = ExitCode.NOT_WRITABLE
    message_id = "ledger-in-use"


class LedgerDamagedError(ExtractorError):
    """The file is no ledger of this program, or a damaged one. Details: ``name``, ``reason``."""

    exit_code = ExitCode.NOT_WRITABLE
    message_id = "ledger-damaged"


class LedgerNewerError(ExtractorError):
    """The ledger is of a later version of the program. Details: ``name``."""

    exit_code = ExitCode.NOT_WRITABLE
    message_id = "ledger-newer"


class TableTooLargeError(TooLargeError):
    """A text has tables of more cells than are read at once. Details: ``name``, ``cells``, ``limit``."""

    message_id = "table-too-large"


class LedgerPlaceError(ExtractorError):
    """The ledger of a run would lie where no database can. Details: ``name``."""

    exit_code = ExitCode.USAGE
    message_id = "ledger-place"


class ClusterError(ExtractorError):
    """The cluster cannot be reached, or its nodes cannot read. Details: ``name`` (its address), ``reason``."""

    exit_code = ExitCode.CLUSTER
    message_id = "cluster"


class MissingPackageError(ExtractorError):
    """An optional package is not installed. Details: ``name`` (what needs it), ``how`` (to install it)."""

    exit_code = ExitCode.MISSING_PACKAGE
    message_id = "missing-package"


class InstallationError(ExtractorError):
    """A module of the program or of a library cannot be imported. Details: ``reason``."""

    message_id = "installation"


class InternalError(ExtractorError):
    """Something that should not happen: a fault of the program. Details: ``name``, ``reason``."""
