"""Plain words about orders, the law and what goes to court (`actions/plainly.py` says how they are
used). The first that fits counts."""

from __future__ import annotations

from actions.routing import Topics, words

_ORDER = (
    "(?:restraining order|non ?-?mol\\w*|injunction|interdict|spo|stalking protection order"
    "|non ?-?harassment order|bail conditions?|court order)"
)

#: Children and what was agreed about them: before all about orders.
CONTACT: Topics = (
    (
        words(
            "my ex .{0,20}(?:the |my |our )?(?:kids|children|daughter|son)", "handovers?",
            "(?:gets?|has|have|stop|refuse|supervised|child) contact", "contact (?:cent(?:re|er)"
            "|order|arrangements?|every|weekends?)", "every other (?:weekend|saturday|sunday)",
        ),
        "utter_safety_planning_children",
    ),
)  # fmt: skip

#: Whether it is a breach: before all about the police.
BREACH: Topics = (
    (
        words(
            "(?:is|does|would) (?:that|it|this) (?:a |be a |count as |be )?(?:a )?"
            "(?:breach\\w*|break\\w*)"
            "(?: (?:of )?(?:his |her |their |the )?(?:bail|order|non ?mol))?",
            "break(?:ing|s)? (?:his |her |their |the )?(?:bail|order|conditions?)",
        ),
        "utter_orders_broken",
    ),
)  # fmt: skip

LAW: Topics = (
    (
        words(
            f"{_ORDER} .{{0,40}}(?:and|but|yet|he|she|they).{{0,4}} (?:still|keeps?"
            f"|sent|texted|rang|came)",
            f"(?:breach\\w*|broke\\w*|ignor\\w*) .{{0,20}}{_ORDER}",
        ),
        "utter_orders_broken",
    ),
    (
        words("deep ?fak\\w*", "nudif\\w*"),
        "utter_law_online",
    ),
    (
        words("(?:did|does|has|have|got) .{0,12}\\bform (?:for|with)\\b"),
        "utter_police_past",
    ),
    (
        words("(?:serve|serves|served) .{0,20}(?:papers|order)", "(?:gets|get) the papers"),
        "utter_orders_before",
    ),
    (
        words(
            "(?:walked|walks|got off) (?:scot[- ]?)?free",
            "(?:trial|case|court) (?:is |has )?(?:ended|over|finished|done)\\b",
            "(?:judge|court|trial|case) .{0,60}(?:gets?|got|is let) off",
            "(?:gets?|got|is let) off .{0,30}(?:judge|court|trial|protect\\w*)",
            "not guilty .{0,40}(?:protect\\w*|keep|safe|order)",
        ),
        "utter_orders_after_court",
    ),
    (
        words(
            "(?:diff\\w*|same thing|versus|vs) .{0,20}harr?ass?ment .{0,10}stalking",
            "(?:diff\\w*|same thing|versus|vs) .{0,20}stalking .{0,10}harr?ass?ment",
            "harr?ass?ment (?:and|n|or|vs|versus) stalking", "malicious comm\\w*",
        ),
        "utter_law_apart",
    ),
    (
        words(
            "(?:stand|stand up|speak|go|be) in court", "in the dock",
            "(?:required|have|need|made|forced|supposed) to (?:give evidence|be a witness|testify)",
            "give evidence (?:in (?:person|court)|against)",
        ),
        "utter_law_court",
    ),
    (
        words(
            "(?:most|least|max\\w*) (?:he|she|they) (?:could|can|would|might|will) get",
            "how long (?:would|will|wud|could|might|does) (?:he|she|they) (?:get|go"
            " down|be inside)",
        ),
        "utter_law_sentence",
    ),
    (
        words(
            "(?:twice|two times|once) (?:count|enough)",
            "prove? .{0,20}(?:meant|intended) to", "proof (?:that )?(?:he|she|they)"
            " (?:meant|intended)",
        ),
        "utter_law_counts",
    ),
    (
        words(
            "slurs? .{0,40}(?:worse|law|legal\\w*|crime|count)",
            "because i'?m (?:gay|trans|black|muslim|jewish|disabled) .{0,40}(?:worse"
            "|law|legal\\w*|crime)",
        ),
        "utter_law_hate",
    ),
)  # fmt: skip
