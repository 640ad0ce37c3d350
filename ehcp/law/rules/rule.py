"""The shape of a rule of the house's list: what the law says, where, and how far that was read."""

from dataclasses import dataclass
from enum import StrEnum

from ehcp.law.citations import Citation, Citations


class Verified(StrEnum):
    """How far the source of a rule was read."""

    READ = "read"  # in its own text
    QUOTED = "quoted"  # as somebody else quotes it
    SECONDARY = "secondary"  # as a reputable source tells it
    RECOLLECTION = "recollection"  # not confirmed: to be checked before it is enforced


class Asks(StrEnum):
    """What a rule asks of a record: that it refuses, warns, shows, or has a place for it."""

    REFUSE = "refuse"
    WARN = "warn"
    SHOW = "show"
    RECORD = "record"


@dataclass(frozen=True)
class Source:
    """A provision, a judgment or a practice, and how far it was read.

    `beside`: it is not the text of the rule, but one that ran parallel before it, or says no more
    than that there is such a text.
    """

    citation: Citation | Citations
    verified: Verified
    beside: bool = False


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule, in our own words.

    Refusals, warnings and shown texts name the rule they carry. `by` are the commands and
    events, by name, that carry it without refusing anything; `through` the rules whose
    refusals or warnings carry this one as well. `left` says what is left to people, or to
    another part of the program, and why.
    """

    id: str
    says: str
    sources: tuple[Source, ...]
    asks: tuple[Asks, ...]
    by: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    left: str = ""

    @property
    def doubted(self) -> bool:
        """Whether none of its text has been read, nor been quoted in its own words."""
        own = {source.verified for source in self.sources if not source.beside}
        return own.isdisjoint((Verified.READ, Verified.QUOTED))


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of the list: the rules that share a letter."""

    letter: str
    title: str
    rules: tuple[Rule, ...]


def read(citation: Citation | Citations) -> Source:
    """Return a source that was read in its own text."""
    return Source(citation, Verified.READ)


def read_beside(citation: Citation | Citations) -> Source:
    """Return what was read and is not the text of the rule itself."""
    return Source(citation, Verified.READ, beside=True)


def quoted(citation: Citation | Citations) -> Source:
    """Return a source that was read as somebody else quotes it."""
    return Source(citation, Verified.QUOTED)


def secondary(citation: Citation | Citations) -> Source:
    """Return a source that a reputable other source tells of."""
    return Source(citation, Verified.SECONDARY)


def recollection(citation: Citation | Citations) -> Source:
    """Return a source that nobody has confirmed."""
    return Source(citation, Verified.RECOLLECTION)
