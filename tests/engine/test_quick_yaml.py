"""What bot/quick_yaml.py puts in the place of Rasa's reading reads the same, and stays quick."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.engine.engine_process import ROOT

#: Whatever may look like something else than a word, and what Rasa fills in itself.
WORDS = (
    "yes", "no", "on", "off", "~", "null", "", "true", "False", "12", "0x1F", "0o17", "017",
    "1_000", "1.5", ".5", "-.inf", ".NaN", "1e3", "12:30", "2026-11-29", "${WAYMARK_TEST_WORD}",
    "a ${WAYMARK_TEST_WORD} b", "${", "$5", "é", "plain", "two words", "'quoted'", '"12"',
)  # fmt: skip
DOMAIN = """\
version: "3.1"
intents: [greet, affirm, "no"]
slots:
  nation: {type: text, influence_conversation: false, mappings: [{type: custom}]}
responses:
  utter_hello:
  - text: "Hello {name}, 24 hours: 0808 802 0300"
    condition: [{type: slot, name: nation, value: "no"}]
  - custom: {kind: card, number: 12, open: no, at: "12:30"}
actions: [action_one]
session_config: {session_expiration_time: 0, carry_over_slots_to_new_session: true}
"""
SCRIPT = """
import json, sys
from rasa.shared.core.domain import Domain
from rasa.shared.utils.io import read_yaml
from ruamel.yaml.resolver import VersionedResolver
from bot import quick_yaml

folder, lines = sys.argv[1], json.loads(sys.argv[2])

made, init = [], VersionedResolver.__init__
def kept(self, *given, **named):
    made.append(self)
    init(self, *given, **named)
VersionedResolver.__init__ = kept

def looked_through():
    # How long the lists are in which the kind of a word is looked for, once many were read.
    made.clear()
    read_yaml("\\n".join(f"- not {n}" for n in range(500)))
    lists = [known for one in made for known in one._version_implicit_resolver.values()]
    return max(len(one) for known in lists for one in known.values())

def all_of_it():
    domain = Domain.from_directory(folder)
    read = [repr(read_yaml(line)) for line in lines]
    return [domain.as_dict(), domain.fingerprint(), read, looked_through()]

before = all_of_it()
quick_yaml.install()
quick_yaml.trust_the_model()
print(json.dumps([before, all_of_it()]))
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> list[list[object]]:
    """Domain, its fingerprint, words, and lengths of lists: as Rasa reads them, and as we do."""
    folder: Path = tmp_path_factory.mktemp("domain")
    (folder / "domain.yml").write_text(DOMAIN)
    lines = [f"- {word}" for word in WORDS] + [f"key: {{{word or 'x'}: 1}}" for word in WORDS[:9]]
    done = subprocess.run(
        [
            str(ROOT / "bot/.venv/bin/python"),
            "-W",
            "ignore",
            "-c",
            SCRIPT,
            folder,
            json.dumps(lines),
        ],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "WAYMARK_TEST_WORD": "filled", "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    both: list[list[object]] = json.loads(done.stdout.splitlines()[-1])
    return both


def test_every_word_and_the_domain_are_read_as_rasa_reads_them(read: list[list[object]]) -> None:
    before, after = read
    assert "filled" in str(before[2])
    assert after[2] == before[2]
    assert after[:2] == before[:2]


def test_reading_does_not_get_slower_with_every_word(read: list[list[object]]) -> None:
    before, after = read
    assert int(str(before[3])) > 400, "ruamel.yaml has mended it: this patch can go"
    assert int(str(after[3])) < 40
