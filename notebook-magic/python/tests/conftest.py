import pytest

import kelp


@pytest.fixture(scope="session")
def db(tmp_path_factory):
    with kelp.connect(tmp_path_factory.mktemp("data")) as database:
        yield database
