"""Every dialog of the desk is put before the checker of accessibility by some browser test: one
that is added and not looked at is found here, without a browser.
"""

import ast
import re
from pathlib import Path

from tests.docs.trees import ROOT, tree

#: By file of web/desk/src and heading: a state of a browser test in which it is open.
LOOKED_AT = {
    "alerts-list reviewed-heading": "reviewed alerts",
    "assessing-panel assessing-heading": "an assessment filled in",
    "cases-panel cases-heading": "the list of cases",
    "confirm-who confirm-heading-${this.own}": "proving who it is",
    "content-list content-heading": "words and facts",
    "figures-view figures-heading": "figures",
    "intelligence-view patterns-heading": "patterns",
    "link-case link-heading": "a chat that was linked to a case",
    "own-settings own-heading": "settings",
    "partners-panel partners-heading": "the list of partners",
    "picker pick-heading": "replies",
    "reminders second-heading": "the second person's look",
    "rota-view rota-heading": "rota, lead",
    "second-person override-second-heading": "the second person's look at an override",
    "security-panel security-heading": "my sign-in",
    "team-list team-heading": "team",
    "view-dialogs dialog-heading": "closing a chat",
    "view-keys dialog-heading": "keys",
    "view-limits dialog-heading": "how many chats at once",
    "view-move dialog-heading": "questions before a move",
    "view-override dialog-heading": "questions before an override",
    "view-pass dialog-heading": "to whom a chat is passed on",
}
_DIALOG = re.compile(r"<dialog\b[^>]*?aria-labelledby=\"([^\"]+)\"", re.DOTALL)


def _states(path: Path) -> set[str]:
    """What a browser test calls what it lets the checker look at."""
    return {
        argument.value
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"looks_at", "looks_at_chat"}
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_every_dialog_of_the_desk_is_looked_at() -> None:
    sources = sorted((ROOT / "web" / "desk" / "src").glob("*.ts"))
    dialogs = {
        f"{path.stem} {heading}"
        for path in sources
        for heading in _DIALOG.findall(path.read_text("utf-8"))
    }
    assert sum(path.read_text("utf-8").count("<dialog") for path in sources) == len(dialogs)
    assert dialogs == set(LOOKED_AT)
    tests = (ROOT / "tests" / "browser").glob("*.py")
    states = set().union(*map(_states, tests))
    assert set(LOOKED_AT.values()) - states == set()
