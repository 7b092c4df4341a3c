"""Who may use what, as the code declares it: the rows of docs/access.md.

`.venv/bin/python -m tests.access.matrix` prints the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from helpline import actions_door
from helpline.access import Access, Door, Role
from helpline.desk import routes as desk_routes
from helpline.desk.frames import DESK_TYPES
from helpline.public import app as public_app
from helpline.public.frames import CLIENT_TYPES
from helpline.static_files import StaticFiles
from tests.support import ROOT

_NO_FILES = StaticFiles(ROOT / "no-such-folder", None)

HEAD = """# Who may use what

Written from the declarations beside each route (`helpline/*/routes.py`, `helpline/public/app.py`,
`helpline/actions_door.py`) and each frame (`helpline/*/frames.py`); a guard enforces what they say
(`helpline/access.py`). A test compares this page with them (`tests/access/`), another tries every
door and frame with every role that is not named, and a route or frame that says nothing fails the
build. To write it anew: `.venv/bin/python -m tests.access.matrix > docs/access.md`.

* **anyone**: whoever reaches the port. **visitor**: who has an open conversation on this socket.
* **signing in**: who gave the right password and has still to prove, or set up, a second factor.
* **worker**, **lead**, **content_editor**, **auditor**: a signed-in person of the helpline, by the
  desk's cookie.
* **loopback service**: a process of ours on the same machine, by its token.
* **own page**: only with the `Origin` of the face itself, so that no other site acts for
  somebody.
* **fresh proof**: only while it was proven a short while ago who this is
  (`WAYMARK_CONFIRM_MINUTES`): by the sign-in, or again.
* **own chat**: only for a chat that is this worker's; the transaction that acts checks it.
"""


def faces() -> dict[str, list[Door]]:
    """Every door of each face."""
    return {
        "public": public_app.doors(_NO_FILES),
        "desk": desk_routes.doors(_NO_FILES),
        "actions": actions_door.doors(),
    }


def _who(access: Access) -> str:
    return ", ".join(role.value for role in Role if role in access.roles)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _ in head), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]


def page() -> str:
    """docs/access.md."""
    lines = [HEAD]
    for face, doors in faces().items():
        lines += [f"## Routes of the {face} face", ""]
        lines += _table(
            ("route", "who", "own page", "fresh proof", "why"),
            (
                (
                    f"`{door.method} {door.path}`",
                    _who(door.access),
                    "yes" if door.access.own_page else "",
                    "yes" if door.access.fresh else "",
                    door.access.why,
                )
                for door in doors
            ),
        )
        lines.append("")
    lines += ["## Frames of the visitor's socket", ""]
    lines += _table(
        ("frame", "who", "why"),
        ((f"`{name}`", _who(kind.access), kind.access.why) for name, kind in CLIENT_TYPES.items()),
    )
    lines += ["", "## Frames of the desk's socket", ""]
    lines += _table(
        ("frame", "who", "own chat", "why"),
        (
            (f"`{name}`", _who(kind.access), "yes" if kind.own_chat else "", kind.access.why)
            for name, kind in DESK_TYPES.items()
        ),
    )
    lines += ["", *_matrix()]
    return "\n".join([*lines, ""])


def _matrix() -> list[str]:
    """Each door and frame by each role, at a glance."""
    everybody = [role for role in Role if role is not Role.ANYONE]
    rows = [
        (f"`{door.method} {door.path}` ({face})", door.access)
        for face, doors in faces().items()
        for door in doors
    ]
    rows += [(f"visitor's `{name}`", kind.access) for name, kind in CLIENT_TYPES.items()]
    rows += [(f"desk's `{name}`", kind.access) for name, kind in DESK_TYPES.items()]
    body = (
        (
            name,
            *("yes" if {role, Role.ANYONE} & access.roles else "" for role in everybody),
        )
        for name, access in rows
    )
    return [
        "## The whole matrix",
        "",
        *_table(("route or frame", *(role.value for role in everybody)), body),
    ]


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 - a command for a terminal
