"""Plain words about the police: reporting, what they do with it, and what can be done if they do
not act (`actions/plainly.py` says how they are used). The first that fits counts."""

from __future__ import annotations

import re

from actions.routing import Topics, words

_OFFICER = "(?:officer|pc|copper|police(?:man|woman)?|polis|bobby|sergeant|sgt|101)"

POLICE: Topics = (
    (
        words(
            "complain\\w* .{0,20}(?:police|officers?|the force|the met|psni|polis)\\b.{0,30}"
            "(?:nowhere|nothing|reject\\w*|closed|knocked back|not upheld|dismissed|turned down)",
        ),
        "utter_police_review",
    ),
    (
        words("(?:text )?relay(?: uk| what| number)?(?= (?:what|is|how)|\\W*$)", "1800[01]"),
        "utter_police_deaf",
    ),
    (
        words(
            "report (?:a |the |my |him|her)?(?:husband |ex |partner )?(?:police|cop|policeman"
            "|police ?officer)\\b", "report(?:ing)? (?:someone|somebody) in the police",
        ),
        "utter_obstacles_police_report",
    ),
    (
        words(
            "(?:can'?t|cannot|not can|no can|can not) (?:phone|ring|call|speak to|talk to) "
            "(?:the )?(?:police|polis|999|101|anyone)",
        ),
        "utter_police_ways",
    ),
    (
        words(
            "(?:if i|what if i) (?:complain|report|tell).{0,30}(?:will|would|wud|does) (?:he|she"
            "|they) (?:know|find out|be told)",
        ),
        "utter_police_afraid",
    ),
    (
        words("(?:ddim|dim|sai|sain) (?:\\w+ )?(?:isio|eisiau|ishe|moyn) .{0,20}heddlu"),
        "utter_police_not_now",
    ),
    (
        re.compile(r"^\W*(?:i )?(?:can'?t|cant|cannot) (?:talk|speak|ring|call)\W*$", re.I),
        "utter_police_quiet",
    ),
    (
        words("ombuds\\w+", "pirc", "iopc", "who (?:checks|polices|investigates) the police"),
        "utter_police_review",
    ),
    (
        words(
            "(?:rang|phoned|called|tried) 101(?! times) .{0,20}(?:times|again|nothing)",
            "case (?:looked at|opened|reviewed) again",
            "re-?open (?:my|the|a|her|his) case",

            f"{_OFFICER} .{{0,20}}(?:civil matter|words of advice|come off|nothing"
            f" (?:they|we|he|she)"
            "(?: can| could)? do|just (?:block|ignore)|domestic|get over)",
            f"{_OFFICER} .{{0,12}}(?:said|told|says|tells) .{{0,12}}(?:block|ignore|come off)",
            "it'?s (?:just )?a civil matter", "nfa'?d?", "no further action",
            "fobbed (?:me|us|her|him) (?:off|aff)",
            "report(?:ed)? it .{0,25}(?:heard (?:nowt|nothing)|no one|nobody|still nothing)",
            "heard (?:nowt|nothing) (?:since|back)",
        ),
        "utter_police_no_action",
    ),
    (
        words(
            "(?:101|police|polis) .{0,30}(?:on hold|gave up|no one (?:picks|picked)"
            "|couldn'?t get through"
            "|didn'?t (?:pick|answer))",
            "(?:can'?t|cant|cannot|hate|don'?t) (?:do |use |speak on |go on )?(?:the"
            " )?phones?,? .{0,30}"
            "(?:police|report)",
            "(?:stammer|stutter)\\w* .{0,60}(?:police|polis|report|phone|ring|call)",
        ),
        "utter_police_ways",
    ),
    (
        words("(?:know|knows|find out) it was me .{0,30}(?:police|polis|report\\w*)"),
        "utter_police_afraid",
    ),
    (
        words(
            "(?:just )?want (?:it|this) (?:on (?:the |a )?record|logged|noted)",
            "don'?t want (?:him|her|them) (?:arrested|charged|in (?:prison|jail|trouble))",
            "dont want (?:him|her|them) (?:arrested|charged|in (?:prison|jail|trouble))",
        ),
        "utter_police_not_now",
    ),
    (
        words(
            "(?:police|polis) (?:look|go|read|search) through",
            "police .{0,20}(?:all )?my messages",
            "(?:take|keep|seize|want) (?:your|my|ur) phone off (?:you|me|u)",
            "(?:police|polis|they) .{0,15}(?:take|keep|seize) (?:my|her|his) phone",
        ),
        "utter_police_evidence",
    ),
    (
        words(
            "trace (?:it|the number|the call|who|him|her|them)\\b",
            "(?:withheld|unknown|no caller id) .{0,25}(?:trace|find)",
            "who(?:'?s| is) behind (?:an?|the|this|that|these) .{0,20}(?:account"
            "|profile|number|acc)",
            "burner (?:account|acc|phone|number)s?",
        ),
        "utter_police_who",
    ),
    (
        words(
            "(?:told|warned|know) when (?:he|she|they)(?:'?s| is| are| gets?| get)? (?:being"
            " )?(?:released|let out|out of (?:prison|jail))",
            "(?:what|which) .{0,20}(?:rights|entitled to) .{0,30}victim", "rights as a victim",
            "entitled to as a victim", "victims?'?s? (?:code|rights)",
        ),
        "utter_rights_code",
    ),
)  # fmt: skip
