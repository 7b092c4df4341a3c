"""Reads the project's own Python without importing it: what is imported, called, assigned."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def modules(package: str) -> list[Path]:
    """Every Python file of a package; fails if the package is not there."""
    found = sorted(
        path for path in (ROOT / package).rglob("*.py") if "__pycache__" not in path.parts
    )
    found = [path for path in found if ".venv" not in path.parts]
    assert found, f"{package}/ holds no Python files"
    return found


@cache
def tree(path: Path) -> ast.Module:
    """The file, parsed."""
    assert path.is_file(), f"{path.relative_to(ROOT)} is missing"
    return ast.parse(path.read_text(), filename=str(path))


def name_of(path: Path) -> str:
    """helpline/public/app.py → helpline.public.app"""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    """The full names a file imports, wherever in it, relative ones resolved."""
    found: set[str] = set()
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            found.add(base)
            found.update(f"{base}.{alias.name}" for alias in node.names)
    return found


def importing(package: str, forbidden: str) -> list[str]:
    """Files of a package that import `forbidden` or anything below it, as lines for a message."""
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(package)
        for name in sorted(imports(path))
        if name == forbidden or name.startswith(f"{forbidden}.")
    ]


def dotted(node: ast.AST) -> str:
    """`a.b.c` for that expression; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return f"{base}.{node.attr}" if base else ""
    return ""


def at_module_level(path: Path) -> Iterator[ast.AST]:
    """Everything that runs when the file is imported: no bodies of functions."""
    waiting: list[ast.AST] = list(tree(path).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


@cache
def tracked() -> tuple[str, ...]:
    """The files of the repository: what git tracks, and what it would."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(sorted(name for name in set(done.stdout.splitlines()) if (ROOT / name).is_file()))


@cache
def text(name: str) -> str:
    """A file of the repository as text; empty if it is not text."""
    assert (ROOT / name).is_file(), f"{name} is missing"
    try:
        return (ROOT / name).read_text()
    except UnicodeDecodeError:
        return ""
