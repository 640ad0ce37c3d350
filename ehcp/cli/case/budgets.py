"""`ehcp case budgets`: the personal budget on a day, and what is paid directly."""

from collections.abc import Iterator

import click

from ehcp.application import clock
from ehcp.application.one_case.budgets import BudgetsShown, PaymentShown, budgets_shown
from ehcp.cli.case.reading import reads, say
from ehcp.cli.words import days_in_words
from ehcp.domain.case import Case
from ehcp.domain.plan.budget import BudgetLine
from ehcp.schemas import dump


@click.command()
@reads
def budgets(found: Case, *, machine: bool) -> None:
    """Show the personal budget with its lines and totals, and the direct payments.

    Example: ehcp case budgets 6f1c... --as-at 2026-03-01
    """
    shown = budgets_shown(found, found.as_at or clock.today())
    if say(dump(shown), machine=machine):
        return
    for line in _lines(shown):
        click.echo(line)


def _lines(shown: BudgetsShown) -> Iterator[str]:
    if shown.budget is None:
        yield "No personal budget was in force."
    else:
        yield f"Prepared {days_in_words(shown.budget.prepared)}:"
        yield from (f"  {_line(line)}" for line in shown.budget.lines)
        for total in shown.budget.totals:
            once = f", and {total.once:,.2f} once" if total.once else ""
            yield f"  in all {total.stream}, {total.mechanism}: {total.a_year:,.2f} a year{once}"
    for payment in shown.payments:
        yield f"Direct payment (entry {payment.place}): {_payment(payment)}"
    for review in shown.reviews_due:
        yield f"To be reviewed by {review.due:%-d %B %Y}: entry {review.payment}, {review.limit}"


def _line(line: BudgetLine) -> str:
    often = "once" if line.period == "once" else f"each {line.period}"
    return f"{line.id}  {line.stream}, {line.mechanism}: {line.amount:,.2f} {often}"


def _payment(payment: PaymentShown) -> str:
    words = [payment.standing.replace("-", " ")]
    if payment.amount is not None:
        words.append(f"{payment.amount:,.2f} each {payment.period}")
    if payment.started is not None:
        words.append(f"since {days_in_words(payment.started)}")
    words.append("consented to" if payment.consented else "without a consent that stands")
    return ", ".join(words)
