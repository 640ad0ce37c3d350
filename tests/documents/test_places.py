"""A folder and a bucket: what is put there is there whole, once, under the prefix of its owner."""

import os
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

import pytest

from ehcp.documents.place import Place
from ehcp.documents.taken import CannotTake
from tests.documents.bucket import bucket
from tests.store.events import A, B

SMALL, LARGE = b"small", os.urandom(12_000_000)
"""What is sent at once, and what a library sends in several parts."""


@pytest.fixture(params=["folder", "bucket"])
def place(request, tmp_path, monkeypatch):
    if request.param == "folder":
        yield Place(str(tmp_path / "files"))
        return
    with bucket() as (url, objects):
        in_bucket(monkeypatch, url)
        yield Place("s3://evidence/ehcp")
        assert all(path.startswith("/evidence/ehcp/") for path in objects)


def in_bucket(monkeypatch, url: str) -> None:
    for name, said in {
        "AWS_ENDPOINT": url,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "eu-west-2",
    }.items():
        monkeypatch.setenv(name, said)


def read(place: Place, key: str) -> bytes:
    size = place.size(key)
    assert size is not None
    return b"".join(place.chunks(key, 0, size))


@pytest.mark.parametrize("data", [SMALL, LARGE], ids=["small", "large"])
def test_what_is_put_is_there_whole(place, data):
    key = Place.of_part(A, uuid4())
    assert place.size(key) is None
    place.put(key, BytesIO(data))
    assert read(place, key) == data
    assert b"".join(place.chunks(key, 2, 5)) == data[2:5]
    place.drop(key)
    assert (place.size(key), place.digest(key)) == (None, None)
    place.drop(key)  # what is gone may go again


def test_what_is_kept_is_kept_once_and_put_right_where_it_was_damaged(place):
    digest = sha256(SMALL).digest()
    key = Place.of_file(A, digest)
    place.keep(key, BytesIO(SMALL), digest)
    place.keep(key, BytesIO(SMALL), digest)
    assert place.digest(key) == digest
    place.put(key, BytesIO(b"damaged"))
    place.keep(key, BytesIO(SMALL), digest)
    assert read(place, key) == SMALL


def test_what_is_one_authoritys_is_not_anothers(place):
    digest = sha256(SMALL).digest()
    place.keep(Place.of_file(A, digest), BytesIO(SMALL), digest)
    assert place.digest(Place.of_file(B, digest)) is None


def test_bytes_that_are_not_there_are_not_read(place):
    with pytest.raises(FileNotFoundError):
        list(place.chunks(Place.of_part(A, uuid4()), 0, 10))


def test_a_bucket_that_does_not_answer_takes_nothing(monkeypatch):
    with bucket() as (url, _):
        in_bucket(monkeypatch, url)
        place = Place("s3://evidence")
    with pytest.raises(CannotTake) as away:
        place.size(Place.of_part(A, uuid4()))
    assert away.value.kind == "files-not-reached"
