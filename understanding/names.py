"""The names a reading can hold: the fixed ones, in the order the specification lists them, and
those of a charity's own topics.

Training data, tests, metrics and the desk use the fixed names; docs/understanding.md says what each
one means and where its borders are. A topic's name is read from where the topic stands: an intent
that `domain.yml` lists beside these (docs/content-guide.md).
"""

from __future__ import annotations

INTENTS: tuple[str, ...] = (
    "greet", "goodbye", "thank", "affirm", "deny", "unsure", "ask_about_assistant",
    "ask_confidentiality", "delete_my_data", "restart", "clarify", "change_language",
    "give_feedback", "out_of_scope",
    "immediate_danger", "suicidal_thoughts", "safe_exit", "talk_to_human", "request_harmful_help",
    "am_i_being_stalked", "disclose_stalking", "describe_feelings", "doubt_or_self_blame",
    "barrier_to_help", "situation_changed", "supporter_concern", "own_behaviour_concern",
    "professional_enquiry",
    "ask_what_is_stalking", "ask_law", "ask_protective_orders", "ask_report_to_police",
    "ask_evidence", "ask_risk", "ask_safety_planning", "ask_support_services", "self_refer",
    "ask_awareness",
    "ask_online_safety", "ask_location_sharing", "ask_tracking_device", "ask_spyware",
    "ask_account_security", "ask_social_media_privacy", "ask_image_abuse",
    "ask_contact_response", "ask_connected_devices",
)  # fmt: skip

ALERTS: tuple[str, ...] = (
    "immediate_danger", "suicidal_thoughts", "child_in_danger", "threat_by_visitor",
    "someone_else_typing", "harmful_request",
)  # fmt: skip

INDICATORS: tuple[str, ...] = (
    "following", "loitering", "unwanted_contact", "unwanted_gifts", "online_monitoring",
    "account_intrusion", "impersonation", "tracking_device", "spyware", "threat_to_harm",
    "threat_of_suicide", "physical_violence", "sexual_violence", "weapon", "property_damage",
    "home_intrusion", "third_party_contact", "proxy_helpers", "children_involved", "image_abuse",
    "escalation", "breach_of_order", "former_partner", "fear",
)  # fmt: skip

OUT_OF_SCOPE = "out_of_scope"

EVENT = "event_"
"""Intents that begin so are sent by the helpline; no words are read as one of them."""

ALERT_OF_INTENT: dict[str, str] = {
    "immediate_danger": "immediate_danger",
    "suicidal_thoughts": "suicidal_thoughts",
    "request_harmful_help": "harmful_request",
}
"""Intents which, read with high confidence, raise an alert of their own."""
