"""`python -m sandboxes.mail --smtp 8025 --http 8026`."""

import argparse
from pathlib import Path

from sandboxes.mail.box import Box
from sandboxes.mail.smtp import Post
from sandboxes.mail.web import serve


def main() -> None:
    parser = argparse.ArgumentParser(prog="sandboxes.mail", description=__doc__)
    parser.add_argument("--smtp", type=int, default=8025, help="port of the SMTP server")
    parser.add_argument("--http", type=int, default=8026, help="port of the web page")
    parser.add_argument("--store", type=Path, help="folder that keeps the messages as .eml files")
    parser.add_argument("--down", action="store_true", help="start with the SMTP server off")
    asked = parser.parse_args()
    post = Post(box := Box(asked.store), asked.smtp)
    server = serve(box, post, asked.http)
    if not asked.down:
        post.up()
    print(f"mail: smtp 127.0.0.1:{asked.smtp}, page http://127.0.0.1:{asked.http}/", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("mail: stopped")
    finally:
        post.down()


main()
