"""How fast the sealing is, measured on this machine: parts, wraps, new mail, cards, signing in.

.venv/bin/python benchmarks/seal.py --claims 300 --cards 100000

Everything runs on a SQLite office in a temporary folder, by the same deeds as the service.
"""

import argparse
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from sqlmodel import select

from claims.actions.open_mail import open_mail
from claims.model.card import Card, CardShard
from claims.model.tables import random_key
from claims.model.vocabulary import Result
from claims.rules.cards import finds
from claims.store.cards import put_cards, read_cards
from claims.store.database import upgrade
from claims.store.passphrases import key_of_passphrase
from claims.store.seal import context, new_key, new_pair, open_sealed, open_wrap, seal, wrap_to
from claims.store.sealed_files import new_identity, open_whole, seal_file
from tests.cast import HAN, LINH
from tests.make import MadeOffice, make_office

PLAIN = b"x" * 4000
HERE = context("benchmark")


def per_second(deed: Callable[[], object], *, times: int) -> float:
    """How often a deed is done in a second."""
    start = perf_counter()
    for _ in range(times):
        deed()
    return times / (perf_counter() - start)


def sealing() -> dict[str, str]:
    """A part of 4 kB, and a wrap of one key."""
    key, (private, public) = new_key(), new_pair()
    sealed, wrapped = seal(key, PLAIN, context=HERE), wrap_to(public, key, context=HERE)
    deeds: dict[str, Callable[[], object]] = {
        "seal a part of 4 kB, per second": lambda: seal(key, PLAIN, context=HERE),
        "open it, per second": lambda: open_sealed(key, sealed, context=HERE),
        "wrap a key to a public key, per second": lambda: wrap_to(public, key, context=HERE),
        "open it with the private key, per second": lambda: open_wrap(private, wrapped, context=HERE),
    }
    return {name: f"{per_second(deed, times=5000):,.0f}" for name, deed in deeds.items()}


def files(office: MadeOffice, *, mib: int) -> dict[str, str]:
    """A large file into the vault and back; writing waits for the disk after each part."""
    identity, content, folder = new_identity(), b"y" * (mib << 20), random_key()
    start = perf_counter()
    parts = seal_file([content], identity=identity, vault=office.vault, folder=folder, time=0)
    between = perf_counter()
    open_whole(parts, identity=identity, vault=office.vault, folder=folder)
    return {
        f"seal a file of {mib} MiB into the vault, MB per second": f"{len(content) / 1e6 / (between - start):,.0f}",
        "open it, MB per second": f"{len(content) / 1e6 / (perf_counter() - between):,.0f}",
    }


def mail(office: MadeOffice, *, claims: int) -> dict[str, str]:
    """Claims sent one after the other, then opened by one errand."""
    start = perf_counter()
    sent = [office.send(LINH) for _ in range(claims)]
    between = perf_counter()
    keys = {each.claim.id: each.claim.key.hex() for each in sent}
    keys |= {"card": "0c" * 32, "reading": "0d" * 32, "generation": "1"}
    opened = open_mail(office.database, office.office.id, keys=keys, registry=office.registry, now=lambda: office.now)
    assert opened == claims
    return {
        "draft, judge and send claims, per second": f"{claims / (between - start):,.0f}",
        "open new mail, claims per second": f"{claims / (perf_counter() - between):,.0f}",
    }


def cards(office: MadeOffice, *, number: int) -> dict[str, str]:
    """Cards of about 400 bytes: read and searched as each look at the queue does, and one of them changed."""
    key = new_key()
    made = [card(n) for n in range(number)]
    with office.database.deed() as session:
        put_cards(session, office.office.id, card_key=key, cards=made)
    start = perf_counter()
    with office.database.question() as session:
        read = read_cards(session, office.office.id, card_key=key)
    between = perf_counter()
    unsealed = taking_the_seal_off(office, key)
    between_again = perf_counter()
    found = [each for each in read.values() if finds(each, f"person{number - 1}")]
    after = perf_counter()
    assert (len(read), len(found)) == (number, 1)
    with office.database.deed() as session:
        changed = made[0].model_copy(update={"trips": 9})
        put_cards(session, office.office.id, card_key=key, cards=[changed])
    return {
        f"read {number:,} cards, ms": f"{(between - start) * 1000:,.0f}",
        "of it taking the seal off, ms": f"{unsealed * 1000:,.0f}",
        "search them, ms": f"{(after - between_again) * 1000:,.0f}",
        "change one of them, ms": f"{(perf_counter() - after) * 1000:,.0f}",
    }


def taking_the_seal_off(office: MadeOffice, key: bytes) -> float:
    """Seconds for opening all shards, their content left unread."""
    with office.database.question() as session:
        shards = session.exec(select(CardShard)).all()
    start = perf_counter()
    for shard in shards:
        open_sealed(key, shard.sealed, context=context("cards", shard.office_id, shard.id, shard.version))
    return perf_counter() - start


def card(number: int) -> Card:
    """A card of somebody."""
    name = f"Nguyễn Văn Person{number}"
    return Card(
        claim_id=random_key(),
        reference=f"{number:08d}",
        name=name,
        search=("nguyenvan" + f"person{number}", f"응우옌{number}", f"m{number:08d}"),
        language="vi",
        nationality="VNM",
        born="1990-05-01",
        results={"MOJ-AIRPORT-FACES": Result.INSIDE},
        missing=("evidence", "translation"),
        trips=1,
    )


def signing_in(office: MadeOffice) -> dict[str, str]:
    """Seven words and a code; nearly all of it is Argon2id."""
    words = office.sign_ins[HAN.sign_in_name].passphrase
    start = perf_counter()
    office.sign_in(HAN)
    between = perf_counter()
    key_of_passphrase(words, salt=bytes(16))
    return {
        "sign in, seconds": f"{between - start:.2f}",
        "of it Argon2id, seconds": f"{perf_counter() - between:.2f}",
    }


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=300, help="how many claims are sent and opened")
    asked.add_argument("--cards", type=int, default=100_000, help="how many cards are read")
    asked.add_argument("--mib", type=int, default=64, help="how large a file is sealed")
    given = asked.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/office.sqlite"
        upgrade(url)
        office = make_office(url, Path(folder), members=(HAN,))
        try:
            for figures in (
                sealing(),
                files(office, mib=given.mib),
                mail(office, claims=given.claims),
                cards(make_bare(folder), number=given.cards),
                signing_in(office),
            ):
                for name, figure in figures.items():
                    print(f"{name:<58}{figure:>12}")
        finally:
            office.close()


def make_bare(folder: str) -> MadeOffice:
    """A second office, so that its cards are under one key."""
    url = f"sqlite:///{folder}/cards.sqlite"
    upgrade(url)
    return make_office(url, Path(folder, "cards"), members=())


if __name__ == "__main__":
    main()
