"""Lists of trips as others keep them: CSV, packed CSV, Parquet. This is where their readers are given anything at all."""

import gzip
import io

import pyarrow as pa
import pyarrow.parquet as pq

from claims.rules.records import COLUMNS
from claims.store.trip_csv import CsvTrips
from claims.store.trip_lists import TripList, Unusable
from claims.store.trip_parquet import ParquetTrips
from tests.fuzz.harness import Harness, from_a_file

LINES = (
    b"record,passport,entered,exited\n1,VNM,2015-03-02,2015-03-09\n2,KOR,2015,\n",
    b'\xef\xbb\xbfrecord,claimant,born\r\n"1",a,1988\r\n"2,b,\r\n\r\n3\r\n',
    b"record;entered\n1;2015\n",
    b"record,entered\n1,2015\n\xff,2015\na\x00b,2015",
    b"record\n",
    b"",
)


def read_all(trips: TripList) -> None:
    """Every batch, every column, every record of it; each line is a record or broken, never both."""
    with trips as opened:
        for load in opened.batches(COLUMNS):
            batch = load()
            assert len(batch.lines) == len(batch) == len(batch.names) == len(batch.claimants)
            assert not set(batch.lines.tolist()) & {broken.line for broken in batch.broken}
            assert all(len(column.rows) == len(batch) for column in batch.columns.values())
            for row in range(min(len(batch), 50)):
                batch.record(row)
            assert opened.done() >= 0


def parquet_files() -> list[bytes]:
    """Small ones with texts, dictionaries, blanks, another type, and none of our columns."""
    made = []
    for columns in (
        {"record": ["1", "2"], "entered": ["2015-03-02", None]},
        {"record": pa.array(["1", "2"]).dictionary_encode(), "passport": pa.array(["KOR", "KOR"]).dictionary_encode()},
        {"record": [1, 2], "entered": [2015, 2016]},
        {"other": ["1"]},
    ):
        written = io.BytesIO()
        pq.write_table(pa.table(columns), written, compression="none")
        made.append(written.getvalue())
    return made


HARNESSES = {
    "trips_csv": Harness(
        from_a_file(lambda path: read_all(CsvTrips(path)), name="trips.csv"),
        lambda: [*LINES, gzip.compress(LINES[0], mtime=0)],
        (Unusable,),
        longest=4096,
    ),
    "trips_parquet": Harness(
        from_a_file(lambda path: read_all(ParquetTrips(path)), name="trips.parquet"), parquet_files, (Unusable,)
    ),
}
