"""The law, and the orders of a court: the part of it that was asked for."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Given, Say, Seen
from actions.in_context import InContext
from actions.routing import asked
from actions.today import with_it
from actions.wordings import joined, topics

#: Schemes that people ask for by name, as law or as police work.
BY_NAME = topics("law", "by_name")

#: What a question about the law asks for; the first that fits.
LAW = joined(BY_NAME, topics("law", "law"))

#: What a question about an order asks for; the first that fits.
ORDERS = topics("law", "orders")


class ActionLaw(InContext):
    """Says what the law is where somebody lives, or the part of it that they ask about."""

    def name(self) -> str:
        return "action_law"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(LAW, seen, "utter_law_offence"))
        yield from with_it(seen)


class ActionOrders(InContext):
    """Says which orders there are where somebody lives, or answers the part that they ask about."""

    def name(self) -> str:
        return "action_orders"

    def decide_alone(self, seen: Seen) -> Iterable[Given]:
        yield Say(asked(ORDERS, seen, "utter_law_orders"))
        # How a breach is reported is in each of these answers.
        yield from with_it(seen, "order")
