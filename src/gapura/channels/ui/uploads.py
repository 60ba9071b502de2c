"""A request with files has an end: one form asks for a few files of ten megabytes, no more."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 64 * 1024 * 1024


class CappedRequest(FileUploadHandler):
    """First in line: refuses by the stated length, before a byte is kept."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any) -> None:  # noqa: N803
        if content_length > MOST_BYTES:
            raise RequestDataTooBig("too many bytes in one request")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""
