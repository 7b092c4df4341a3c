"""Which responses can be said at all: by a rule, by an answer or a choice, by our own code, or by
the wordings that it listens for."""

from __future__ import annotations

import re
from pathlib import Path

from content.differences import rules
from content.directory import Directory
from content.responses import Responses
from content.sayings import answers
from content.wording import PLACEHOLDER

#: Whose source may name a response.
SPEAKERS = ("actions", "bot", "helpline")
LEADS = ("on_yes", "on_no", "on_unsafe")
#: The choice that says one response: `/event_chosen=utter_x`.
CHOSEN = "/event_chosen="
_NAMED = re.compile(r'"(utter_[a-z]+_[a-z0-9_]+)"')
#: `f"utter_safety_{kind}"`: one of a family.
_FAMILY = re.compile(r'f"(utter_[a-z_]+_)\{')
#: Facts that are only ever quoted; services stand on cards, and `own` is used by the code.
_QUOTED = ("law.", "tech.")
_NO_RESPONSES = {"utter_action", "utter_message"}


def leads_to(responses: Responses) -> dict[str, set[str]]:
    """For each response, those that its answers and its choices lead to."""
    found: dict[str, set[str]] = {}
    for name in responses.names():
        to = found.setdefault(name, set())
        for one in responses.variations(name):
            to |= {str(one.metadata[key]) for key in LEADS if key in one.metadata}
            payloads = [button["payload"] for button in one.buttons]
            to |= {p.removeprefix(CHOSEN) for p in payloads if p.startswith(CHOSEN)}
    return found


def named_in_code(root: Path, responses: Responses) -> set[str]:
    """Names of responses that our own code says."""
    found: set[str] = set()
    for path in (path for folder in SPEAKERS for path in (root / folder).rglob("*.py")):
        if ".venv" not in path.parts:
            source = path.read_text(encoding="utf-8")
            found |= set(_NAMED.findall(source))
            families = tuple(_FAMILY.findall(source))
            found |= {name for name in responses.names() if families and name.startswith(families)}
    return found - _NO_RESPONSES


def unreached(responses: Responses, data_dir: Path, root: Path) -> list[str]:
    """Responses that nobody will ever read, as nothing leads to them."""
    leads = leads_to(responses)
    reached: set[str] = set()
    ahead = {action for _, action in rules(data_dir)} | named_in_code(root, responses)
    ahead |= set(answers(data_dir))
    while ahead:
        name = ahead.pop()
        if name in leads and name not in reached:
            reached.add(name)
            ahead |= leads[name]
    return sorted(set(responses.names()) - reached)


def unquoted(facts: Directory, data_dir: Path) -> list[str]:
    """Facts that somebody has to confirm again and again, and that nobody reads."""
    quoted: set[str] = set()
    for path in data_dir.rglob("*.yml"):
        if path.parent.name != "directory":
            quoted |= set(PLACEHOLDER.findall(path.read_text(encoding="utf-8")))
    return [key for key in facts.stated if key.startswith(_QUOTED) and key not in quoted]
