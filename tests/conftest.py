"""What every test may use."""

import pytest
from hypothesis import settings

# A busy machine is no failure; a test that hangs is ended by its own time limit.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="write the pages of tests/text/golden anew; read the diff before a commit",
    )


@pytest.fixture
def rewrite_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the golden texts are to be written and not compared."""
    return bool(request.config.getoption("--rewrite-golden"))
