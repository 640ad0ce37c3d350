"""A bucket over HTTP that speaks as much of S3 as a place for files needs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

XML = "http://s3.amazonaws.com/doc/2006-03-01/"


class _Bucket(ThreadingHTTPServer):
    objects: dict[str, bytes]
    parts: dict[str, dict[int, bytes]]


class _Handler(BaseHTTPRequestHandler):
    server: _Bucket
    protocol_version = "HTTP/1.1"

    def _asked(self) -> tuple[str, dict[str, list[str]]]:
        found = urlsplit(self.path)
        return unquote(found.path), parse_qs(found.query, keep_blank_values=True)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, said in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), said)
        self.end_headers()
        self.wfile.write(body)

    def do_PUT(self) -> None:
        key, query = self._asked()
        body = self._body()
        if "partNumber" in query:
            (upload,), (number,) = query["uploadId"], query["partNumber"]
            self.server.parts[upload][int(number)] = body
            self._answer(200, ETag=f'"{number}"')
        elif self.headers.get("If-None-Match") == "*" and key in self.server.objects:
            self._answer(412)
        else:
            self.server.objects[key] = body
            self._answer(200, ETag='"x"')

    def do_POST(self) -> None:
        key, query = self._asked()
        body = self._body()
        if "delete" in query:
            gone = re.findall(r"<Key>([^<]+)</Key>", body.decode())
            for each in gone:
                self.server.objects.pop(f"{key.rstrip('/')}/{each}", None)
            said = "".join(f"<Deleted><Key>{each}</Key></Deleted>" for each in gone)
            self._answer(200, f"<DeleteResult xmlns='{XML}'>{said}</DeleteResult>".encode())
            return
        if "uploads" in query:
            upload = f"u{len(self.server.parts)}"
            self.server.parts[upload] = {}
            said = f"<InitiateMultipartUploadResult xmlns='{XML}'><Bucket>b</Bucket><Key>k</Key>"
            said += f"<UploadId>{upload}</UploadId></InitiateMultipartUploadResult>"
            self._answer(200, said.encode())
            return
        parts = self.server.parts.pop(query["uploadId"][0])
        self.server.objects[key] = b"".join(parts[number] for number in sorted(parts))
        said = f"<CompleteMultipartUploadResult xmlns='{XML}'><ETag>\"x\"</ETag>"
        self._answer(200, f"{said}</CompleteMultipartUploadResult>".encode())

    def do_HEAD(self) -> None:
        key, _ = self._asked()
        if key not in self.server.objects:
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.server.objects[key])))
        self.send_header("Last-Modified", "Mon, 01 Jun 2026 00:00:00 GMT")
        self.send_header("ETag", '"x"')
        self.end_headers()

    def do_GET(self) -> None:
        key, _ = self._asked()
        if key not in self.server.objects:
            self._answer(404)
            return
        whole = self.server.objects[key]
        first, last = self.headers["Range"].removeprefix("bytes=").split("-")
        some = whole[int(first) : int(last) + 1]
        self._answer(
            206,
            some,
            Content_Range=f"bytes {first}-{int(first) + len(some) - 1}/{len(whole)}",
            Last_Modified="Mon, 01 Jun 2026 00:00:00 GMT",
            ETag='"x"',
        )

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def bucket() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Run one; yield its address, and what lies in it by path."""
    with _Bucket(("127.0.0.1", 0), _Handler) as server:
        server.objects, server.parts = {}, {}
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", server.objects
        finally:
            server.shutdown()
            thread.join()
