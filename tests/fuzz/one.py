"""One harness under the fuzzer, which never comes back: `python -m tests.fuzz.one NAME FOLDER -max_total_time=600 CORPUS`.

Our own code and the parsers in Python beneath it are watched for coverage. This is where they are loaded to be watched.
"""

import sys
from contextlib import ExitStack
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["claims", "tomllib", "werkzeug", "wtforms", "shamir_mnemonic", "webauthn"]):
    from tests.fuzz.table import HARNESSES


def main() -> None:
    """Everything after the folder goes to libFuzzer; the last of it is the corpus, to which the seeds are added."""
    program, name, folder, *order = sys.argv
    harness = HARNESSES[name]
    for number, seed in enumerate(harness.seeds()):
        (Path(order[-1]) / f"seed-{number:03}").write_bytes(seed)
    open_until_the_end = ExitStack()
    take = open_until_the_end.enter_context(harness.open(Path(folder)))

    def once(content: bytes) -> None:
        harness.answers(take, content)

    atheris.Setup([program, *order], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
