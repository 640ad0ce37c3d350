"""The page of settings, as they are declared: `python -m ehcp.cli.running.settings_page`."""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from typing import Any

from ehcp.config import Settings

ABOUT = """\
# Settings

What differs from one installation to another stands in the environment. `ehcp serve`,
`ehcp work` and `ehcp migrate` read it once, when they start; what cannot be meant is said, and
they end with exit status 2.

Each may also stand in a file: `EHCP_PAGE_KEY_FILE=/run/secrets/page_key` says in which. Secrets
are best kept so. They are shown in no log and in no message. There is no default secret.
"""
LEFT_OUT = """
Each web process counts for itself how often somebody asks: with two, and two machines, a limit
may be reached up to four times as late.

## Several providers

`EHCP_OIDC_PROVIDERS` names a file, where people of one authority are signed in by several
providers, or those of several authorities by their own:

```yaml
- issuer: https://login.microsoftonline.com/TENANT/v2.0
  audience: api://ehcp
  subject: oid              # the claim that says who somebody is; without it, sub
  authority: E10000014      # whose people it signs in
  prefix: "staff:"          # before the subject in the record: needed where there are several
- issuer: https://id.schools.example
  audience: ehcp
  authority_claim: council  # or a claim says which of these it is
  authorities: [E10000014, E09000001]
  prefix: "schools:"
```
"""


def page() -> str:
    """Return the page, in Markdown."""
    rows = "\n".join(_rows())
    return f"{ABOUT}\n| name | what it says | left out |\n|---|---|---|\n{rows}\n{LEFT_OUT}"


def _rows() -> Iterator[str]:
    for field in fields(Settings):
        says, secret = field.metadata["says"], field.metadata["secret"]
        note = " A secret." if secret else ""
        yield f"| `EHCP_{field.name.upper()}` | {says}.{note} | {_left_out(field)} |"


def _left_out(field: Field[Any]) -> str:
    told = field.metadata["unset"]
    if told is not None:
        return str(told)
    default = None if field.default is MISSING else field.default
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 - the page
