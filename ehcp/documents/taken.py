"""What of a file is not taken, and what to do instead. No message says a word of the file."""

from typing import NoReturn


class NotTaken(Exception):  # noqa: N818 - an answer, not an error
    """A file is not taken, for a reason that `kind` and `title` give; `instead`: what to do."""

    def __init__(self, kind: str, title: str, instead: str) -> None:
        super().__init__(title)
        self.kind = kind
        self.title = title
        self.instead = instead


class CannotTake(Exception):  # noqa: N818 - an answer, not an error
    """No file can be taken or had now: the place of files or the scanner does not answer."""

    def __init__(self, kind: str, title: str) -> None:
        super().__init__(title)
        self.kind = kind
        self.title = title


class NoSuchDocument(LookupError):  # noqa: N818 - named for what it says
    """The case has no such document or upload, or none that this reader may have."""


class WrongOffset(Exception):  # noqa: N818 - an answer, not an error
    """A part does not begin where the ones before it end, which is at `received`."""

    def __init__(self, received: int) -> None:
        super().__init__("The part does not follow those before it.")
        self.received = received


def refuse(kind: str, title: str, instead: str) -> NoReturn:
    """Raise NotTaken."""
    raise NotTaken(kind, title, instead)
