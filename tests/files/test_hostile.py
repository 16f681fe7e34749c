"""Files made to do harm are refused in a sentence, within 2 seconds of work and 256 MB."""

import resource
import subprocess
import sys

import pytest

from carewright.files.limits import BadFile
from tests.files.hostile import HOSTILE, read_all

SECONDS = 2
MEGABYTES = 256


@pytest.mark.parametrize("harm", HOSTILE)
def test_a_hostile_file_is_refused(harm):
    name, content = HOSTILE[harm]()

    with pytest.raises(BadFile) as refused:
        read_all(name, content)

    assert refused.value.faults[0].field == "file"
    assert refused.value.sentence.endswith(".")


@pytest.mark.skipif(sys.platform != "linux", reason="limits of time and memory are set as Linux has them")
@pytest.mark.parametrize("harm", HOSTILE)
def test_refusing_it_takes_little_time_and_memory(harm, tmp_path):
    name, content = HOSTILE[harm]()
    file = tmp_path / "file"
    file.write_bytes(content)
    del content

    done = subprocess.run(
        [sys.executable, "-m", "tests.files.hostile", name, str(file)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_limited,
    )

    assert done.stdout.startswith("refused: "), done.stdout + done.stderr


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1_000_000, MEGABYTES * 1_000_000))
