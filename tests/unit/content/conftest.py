"""The project's own content, loaded once."""

import pytest

import content
import content.directory
import content.responses


@pytest.fixture(scope="session")
def directory() -> content.Directory:
    return content.directory.load(content.DATA)


@pytest.fixture(scope="session")
def facts(directory: content.Directory) -> dict[str, str]:
    return dict(directory.facts)


@pytest.fixture(scope="session")
def words(facts: dict[str, str]) -> content.Responses:
    return content.responses.load(content.DATA, facts)
