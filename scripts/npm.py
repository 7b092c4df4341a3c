"""`python3 -m scripts.npm run check`: npm in web/, with the Node that set-up found or brought."""

import os
import subprocess
import sys

from scripts import console
from scripts.web_parts import WEB, find_node


def main() -> int:
    node = find_node()
    environment = {**os.environ, "PATH": node.path}
    return subprocess.run(
        [node.npm, *sys.argv[1:]], cwd=WEB, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    console.finish(main)
