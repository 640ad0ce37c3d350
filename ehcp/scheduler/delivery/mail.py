"""A message by mail: what falls due, when, and where to look; not whose case it is."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage

from ehcp.law.time_limits import CATALOGUE
from ehcp.scheduler.delivery.line import STEP, bounded, words
from ehcp.scheduler.delivery.message import Message, NotSent
from ehcp.scheduler.delivery.targets import Smtp

TEXT = """{duty}

Due: {due}
Time limit: {limit}
Stage: {stage}
Case: {case}

This message was sent because of the alert settings of {authority}.
"""


DUTIES = {
    "draft-goes": "A draft of a form in which you have written goes after that day: send it, or"
    " save it again.",
    "break-glass": "A case was opened in an emergency. A second person reviews it by that day.",
}
"""What is said of what no time limit of the law is about."""


def written(message: Message, address: str, sender: str, link: str | None) -> EmailMessage:
    """Return the mail."""
    case = link.replace("{case}", str(message.case_id)) if link else str(message.case_id)
    due = f"{message.due:%-d %B %Y}"
    limit = CATALOGUE.get(message.limit_id)
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, address
    mail["Subject"] = f"{message.stage}: {message.limit_id}, due {due}"
    mail["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(
        TEXT.format(
            duty=limit.duty if limit else DUTIES.get(message.limit_id, "A time limit."),
            due=due,
            limit=message.limit_id,
            stage=message.stage,
            case=case,
            authority=message.authority,
        )
    )
    return mail


def send(message: Message, address: str, by: Smtp, link: str | None) -> None:
    """Hand it to the mail server; raise NotSent unless it was taken."""
    mail = written(message, address, by.sender, link)
    try:
        line = _line(by)
        try:
            with bounded(line):
                _hand_over(line, by, mail)
        finally:
            line.close()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise NotSent(words(error)) from None


def _line(by: Smtp) -> smtplib.SMTP:
    ours = by.sender.rpartition("@")[2]
    if by.tls == "tls":
        trust = ssl.create_default_context()
        return smtplib.SMTP_SSL(by.host, by.port, ours, timeout=STEP, context=trust)
    return smtplib.SMTP(by.host, by.port, ours, timeout=STEP)


def _hand_over(line: smtplib.SMTP, by: Smtp, mail: EmailMessage) -> None:
    if by.tls == "starttls":
        line.starttls(context=ssl.create_default_context())
    if by.user is not None:
        line.login(by.user, by.password or "")
    line.send_message(mail)
    with suppress(OSError, smtplib.SMTPException):  # it has been taken: how we part is nothing
        line.quit()
