"""Read the words of a PDF as a screen reader would: by its fonts' own tables to Unicode."""

import re
from io import BytesIO

import pikepdf


def text_of(content):
    with pikepdf.open(BytesIO(content)) as pdf:
        return "".join(part for page in pdf.pages for part in _parts(page))


def _parts(page):
    fonts = {name: _table(font) for name, font in page.resources.Font.items()}
    table = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            table = fonts[str(operands[0])]
        elif str(operator) == "Tj":
            yield _decoded(bytes(operands[0]), table)
        elif str(operator) == "TJ":
            strings = [part for part in operands[0] if isinstance(part, pikepdf.String)]
            yield "".join(_decoded(bytes(part), table) for part in strings)


def _decoded(glyphs, table):
    return "".join(table.get(glyphs[at : at + 2].hex(), "") for at in range(0, len(glyphs), 2))


def _table(font):
    source = font.ToUnicode.read_bytes().decode("latin-1")
    table = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for glyph, text in re.findall(r"<(\w{4})>\s*<(\w+)>", block):
            table[glyph.lower()] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text in re.findall(r"<(\w{4})>\s*<(\w{4})>\s*<(\w{4})>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                table[f"{int(first, 16) + step:04x}"] = chr(int(text, 16) + step)
    return table
