"""The running service that the journeys of one file share."""

from collections.abc import Iterator

import pytest

from tests.journeys.running import Service, running_service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Web and worker of a real office."""
    with running_service(tmp_path_factory.mktemp("service")) as running:
        yield running
