"""Settings: read in one place, refused with the name of each that is wrong."""

from dataclasses import fields
from pathlib import Path

import pytest

from helpline.config import Config
from helpline.errors import ConfigError
from helpline.settings import SETTINGS

PRODUCTION = {
    "WAYMARK_MODE": "production",
    "WAYMARK_SERVICE_KEY": "a" * 43,
    "WAYMARK_PUBLIC_ORIGIN": "https://chat.example.org",
    "WAYMARK_DESK_ORIGIN": "https://desk.example.org",
}
WRONG = {
    "WAYMARK_MODE": "test",
    "WAYMARK_PUBLIC_PORT": "70000",
    "WAYMARK_DESK_PORT": "http",
    "WAYMARK_PUBLIC_ORIGIN": "chat.example.org",
    "WAYMARK_DESK_ORIGIN": "https://desk.example.org/path",
    "WAYMARK_SITES": "https://a.example b.example",
    "WAYMARK_NEUTRAL_SITE": "weather",
    "WAYMARK_SERVICE_KEY": "short",
    "WAYMARK_ALWAYS_ON_SHIFT": "maybe",
    "WAYMARK_ENGINE_TIMEOUT": "-1",
    "WAYMARK_GATHER_MS": "soon",
}


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Config.from_environment({}) == Config()


def test_every_field_has_a_setting_with_a_meaning() -> None:
    assert [setting.field for setting in SETTINGS] == [field.name for field in fields(Config)]
    assert all(setting.variable.startswith("WAYMARK_") for setting in SETTINGS)
    assert all(setting.meaning for setting in SETTINGS)


@pytest.mark.parametrize("variable", WRONG)
def test_a_wrong_setting_is_named(variable: str) -> None:
    with pytest.raises(ConfigError) as refused:
        Config.from_environment({variable: WRONG[variable]})
    assert [problem.partition(":")[0] for problem in refused.value.problems] == [variable]


def test_all_wrong_settings_are_named_at_once() -> None:
    with pytest.raises(ConfigError) as refused:
        Config.from_environment(WRONG)
    assert {problem.partition(":")[0] for problem in refused.value.problems} == set(WRONG)


@pytest.mark.parametrize("missing", ["SERVICE_KEY", "PUBLIC_ORIGIN", "DESK_ORIGIN"])
def test_production_refuses_to_start_without(missing: str) -> None:
    given = {name: value for name, value in PRODUCTION.items() if name != f"WAYMARK_{missing}"}
    with pytest.raises(ConfigError, match=f"WAYMARK_{missing}"):
        Config.from_environment(given)


def test_production_refuses_somebody_always_on_shift() -> None:
    assert Config.from_environment(PRODUCTION).mode == "production"
    with pytest.raises(ConfigError, match="WAYMARK_ALWAYS_ON_SHIFT"):
        Config.from_environment({**PRODUCTION, "WAYMARK_ALWAYS_ON_SHIFT": "1"})


def test_serving_needs_the_engines_token() -> None:
    assert Config().problems_of_serving() == ["WAYMARK_ENGINE_TOKEN: is missing"]
    assert Config(engine_token="t").problems_of_serving() == []


def test_sockets_are_for_the_own_origin_only() -> None:
    local = Config(public_port=9080, desk_port=9081)
    assert local.own_origins("public") == {"http://localhost:9080", "http://127.0.0.1:9080"}
    assert local.own_origins("desk") == {"http://localhost:9081", "http://127.0.0.1:9081"}
    named = Config.from_environment(PRODUCTION)
    assert named.own_origins("public") == {"https://chat.example.org"}
    assert named.own_origins("desk") == {"https://desk.example.org"}


def test_keys_never_lie_in_the_database_of_the_conversations(tmp_path: Path) -> None:
    config = Config(data_dir=tmp_path, database_url="postgresql+asyncpg://u:p@db/waymark")
    assert config.main_database == "postgresql+asyncpg://u:p@db/waymark"
    assert config.key_database == f"sqlite+aiosqlite:///{tmp_path / 'keys.db'}"


def test_a_config_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Config().engine_token = "other"  # type: ignore[misc]
