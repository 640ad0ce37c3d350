"""What the settings say of evidence files: where they lie, and who scans them."""

from ehcp.config import BadSettings, Settings
from ehcp.documents.filing import Filing, filing
from ehcp.documents.place import BadPlace, Place


def filing_of(found: Settings) -> Filing | None:
    """Return what files are kept with; None where none are kept. Raises BadSettings."""
    if found.clamd and not found.files:
        raise BadSettings("EHCP_CLAMD: It scans the files of EHCP_FILES: set that too.")
    try:
        return filing(found.files, found.clamd)
    except (BadPlace, OSError) as error:
        raise BadSettings(f"EHCP_FILES: {error}") from None


def place_or_usage(found: Settings) -> Place:
    """Return where files lie. Raises BadSettings where the settings do not say."""
    kept = filing_of(found)
    if kept is None:
        raise BadSettings("EHCP_FILES: Say where evidence files lie: a folder, or s3://bucket.")
    return kept.place
