"""Somebody makes light of it, at work, at school or at home: the words that can answer it."""

from __future__ import annotations

from actions.routing import words

_SAYS = "(?:say|says|saying|said|thinks?|reckons?|laugh|laughs|tells?|told|goes|went)"
#: How people make light of it.
_LIGHT = (
    "(?:laugh\\w*|jok(?:e|es|ed|ing)|banter|flatter\\w*|overreact\\w*|nothing|ignor\\w*|fuss"
    "|drama\\w*|serious\\w*|compliment|sweet|romantic|cute|sort it out|teasing|silly|attention"
    "|harmless|get over it|just (?:likes|fancies|being)|boys will be boys|making it up"
    "|believes? me|my (?:own )?fault)"
)
_CLOSE = (
    "(?:mum|mam|mom|mother|dad|father|da|parents|sisters?|brothers?|nan|family|friends?|mates?"
    "|husband|wife|partner|boyfriend|girlfriend|bestie|everyone)"
)

#: Somebody around them makes light of it; each with the words that can answer it.
MADE_LIGHT_OF = (
    (
        words(
            "(?:boss|manager|hr|supervisor|employer|matron|team leader|colleagues?|at work|my work)"
            " "
            f".{{0,40}}{_LIGHT}",
            "(?:comes with|part of) the job",
        ),
        "utter_challenging_work",
    ),
    (
        words(
            "(?:teachers?|tutor|lecturers?|professor|head ?teacher|head of year|school|college"
            "|uni(?:versity)?) "
            f".{{0,40}}{_LIGHT}",
        ),
        "utter_challenging_school",
    ),
    (
        words(
            f"{_CLOSE} (?:just |all |only |keeps? |always )*{_SAYS}.{{0,40}}{_LIGHT}",
            f"{_CLOSE} (?:just |all |only |keeps? |always )*laugh\\w*",
        ),
        "utter_challenging_family",
    ),
    (
        words("(?:make|makes|making) (?:light|fun) of (?:it|me)", "takes? (?:it|me) seriously"),
        "utter_challenging_start",
    ),
)
