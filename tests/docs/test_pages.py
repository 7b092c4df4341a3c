"""Each setting, frame, intent, effect and action is explained in its page, as it is in the code."""

import ast
import re

import pytest

from tests.docs.trees import ROOT, dotted, modules, text, tree


def _settings_rows() -> dict[str, tuple[str, str]]:
    rows = re.findall(r"^\| `(WAYMARK_\w+)` \| (.*?) \| (.*) \|$", text("docs/settings.md"), re.M)
    return {name: (default, meaning) for name, default, meaning in rows}


def test_every_setting_is_in_the_table_as_it_is_in_the_code() -> None:
    from helpline.settings import SETTINGS

    rows = _settings_rows()
    expected = {
        setting.variable: (f"`{setting.default}`" if setting.default else "", setting.meaning)
        for setting in SETTINGS
    }
    wrong = [
        f"| `{name}` | {default} | {meaning} |"
        for name, (default, meaning) in expected.items()
        if rows.get(name) != (default, meaning)
    ]
    assert wrong == [], "docs/settings.md lacks these rows:\n" + "\n".join(wrong)


def test_the_table_holds_no_setting_that_nothing_reads() -> None:
    from helpline.settings import SETTINGS
    from scripts.settings import OWN

    known = {setting.variable for setting in SETTINGS} | OWN.keys() | {"WAYMARK_SOAK"}
    assert _settings_rows().keys() - known == set()


def test_every_variable_of_ours_that_code_names_is_in_the_table() -> None:
    folders = (
        "actions",
        "bench",
        "bot",
        "content",
        "helpline",
        "scripts",
        "signed",
        "understanding",
    )
    files = [
        *(p for f in folders if (ROOT / f).is_dir() for p in modules(f)),
        ROOT / "endpoints.yml",
    ]
    if (ROOT / "bot" / "rasa").is_file():
        files.append(ROOT / "bot" / "rasa")
    named = {
        name
        for path in files
        for name in re.findall(r"\bWAYMARK_[A-Z][A-Z_]*[A-Z]\b", path.read_text())
    }
    assert named - _settings_rows().keys() == set()


@pytest.mark.parametrize(
    ("code", "page"),
    [
        ("helpline/public/frames.py", "docs/protocol.md"),
        ("helpline/desk/frames.py", "docs/desk-protocol.md"),
    ],
)
def test_every_frame_is_in_its_protocols_page(code: str, page: str) -> None:
    types = _frame_types(code)
    assert types, f"{code} names no frame types"
    assert {name for name in types if f"`{name}`" not in text(page)} == set()


def _frame_types(code: str) -> set[str]:
    """The tags of msgspec structs (`tag="say"`), and the `"type": "…"` of frames written out."""
    found: set[str] = set()
    for node in ast.walk(tree(ROOT / code)):
        if isinstance(node, ast.keyword) and node.arg == "tag":
            found.update(_words(node.value))
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if key is not None and _words(key) == ["type"]:
                    found.update(_words(value))
    return found


def _words(node: ast.expr) -> list[str]:
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_every_intent_is_explained_where_it_belongs() -> None:
    from understanding.names import ALERTS, INDICATORS, INTENTS

    page = text("docs/understanding.md")
    assert (len(INTENTS), len(ALERTS), len(INDICATORS)) == (47, 6, 24)
    for names in (INTENTS, ALERTS, INDICATORS):
        assert {name for name in names if not re.search(rf"^\| {name} \|", page, re.M)} == set()


def test_the_engine_knows_the_same_intents() -> None:
    from ruamel.yaml import YAML

    from understanding.corpus import read_topics
    from understanding.names import INTENTS

    domain = YAML(typ="safe").load(text("domain.yml"))
    intents = {next(iter(item)) if isinstance(item, dict) else item for item in domain["intents"]}
    ours = set(re.findall(r"^\| `(event_\w+)` \|", text("docs/engine-protocol.md"), re.M))
    assert intents == {*INTENTS, *read_topics(ROOT / "domain.yml")} | ours


def test_every_effect_is_in_the_engines_page() -> None:
    page = text("docs/engine-protocol.md")
    effects = _effects()
    assert effects, "no effect was found in actions/"
    assert {name for name in effects if f"| `{name}` |" not in page} == set()


def _effects() -> set[str]:
    """`{"type": "…"}` below an `effect`, and the first word of `Effect("…")`."""
    found: set[str] = set()
    for path in modules("actions"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Dict):
                pairs = {
                    w: v
                    for k, v in zip(node.keys, node.values, strict=True)
                    if k
                    for w in _words(k)
                }
                inner = pairs.get("effect")
                if isinstance(inner, ast.Dict):
                    for key, value in zip(inner.keys, inner.values, strict=True):
                        if key is not None and _words(key) == ["type"]:
                            found.update(_words(value))
            elif (
                isinstance(node, ast.Call)
                and dotted(node.func).lower().endswith("effect")
                and node.args
            ):
                found.update(_words(node.args[0]))
    return found


def test_every_action_is_in_a_page_and_in_the_domain() -> None:
    pages = text("docs/engine-protocol.md") + text("docs/actions.md")
    names = {
        word
        for path in modules("actions")
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef) and function.name == "name"
        for node in ast.walk(function)
        if isinstance(node, ast.Constant)
        for word in _words(node)
        if word.startswith("action_")
    }
    assert names, "no action was found in actions/"
    assert {name for name in names if f"`{name}`" not in pages} == set(), "docs/actions.md"
    assert set(re.findall(r"^ +- (action_\w+)$", text("domain.yml"), re.MULTILINE)) == names
