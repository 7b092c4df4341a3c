"""Rasa's rules, and nothing that overrules them.

Rasa's own RulePolicy obeys three intents before any rule: `restart`, `back` and
`session_start`. One of our intents is called `restart` ("can we start again?"), and it must get
the answer that its rule says, like every other intent.
"""

from __future__ import annotations

from rasa.core.policies.rule_policy import DEFAULT_RULES, RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.trackers import DialogueStateTracker

#: What is said when no rule fits: numbers and a way to a person, never silence.
FALLBACK = "utter_safety_fallback"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class WaymarkRules(RulePolicy):
    """RulePolicy without Rasa's default intents, and with a fallback that is said once."""

    @staticmethod
    def get_default_config() -> dict[str, object]:
        return {**RulePolicy.get_default_config(), "core_fallback_action_name": FALLBACK}

    @staticmethod
    def _find_action_from_default_actions(
        tracker: DialogueStateTracker,
    ) -> tuple[str | None, str | None]:
        # After a fallback that is a response no rule says "now listen", so the policy would say
        # it again until Rasa's limit of actions stops it.
        if tracker.latest_action_name == FALLBACK:
            return ACTION_LISTEN_NAME, DEFAULT_RULES + FALLBACK
        return None, None
