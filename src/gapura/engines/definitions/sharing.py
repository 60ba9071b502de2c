"""`use: identity` in a package stands for a page, questions or proofs kept in `services/common/`."""

import re
from pathlib import Path as FilePath
from typing import Any

from gapura.engines.definitions.findings import Finding, Path
from gapura.engines.definitions.source import Source, read_yaml
from gapura.engines.rules.text import say

FOLDERS = {"pages": "pages", "questions": "questions", "requirements": "evidence"}
"""The list an item stands in -> the folder of `common/` that `use:` looks into."""

MAX_DEPTH = 3
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def with_shared_parts(source: Source, common: FilePath) -> Source:
    """The same source with every `use:` written out; each part keeps the place it came from."""
    if source.value is None:
        return source
    out = Source(findings=list(source.findings))
    out.value = _Expansion(common, out).copy(source, source.value, (), (), depth=0)
    return out


class _Expansion:
    def __init__(self, common: FilePath, out: Source) -> None:
        self._common = common
        self._out = out

    def copy(self, source: Source, value: Any, path: Path, to: Path, *, depth: int) -> Any:
        self._out.places.setdefault(to, source.places[path])
        if isinstance(value, dict):
            return {
                key: self.copy(source, item, (*path, key), (*to, key), depth=depth)
                for key, item in value.items()
            }
        if not isinstance(value, list):
            return value
        items: list[Any] = []
        for position, item in enumerate(value):
            here = (*path, position)
            if isinstance(item, dict) and "use" in item and _folder(to):
                items += self._shared(source, item, here, (to, len(items)), depth)
            else:
                items.append(self.copy(source, item, here, (*to, len(items)), depth=depth))
        return items

    def _shared(
        self, source: Source, item: dict[str, Any], path: Path, slot: tuple[Path, int], depth: int
    ) -> list[Any]:
        """The items that one `use:` stands for; other keys beside it replace those of the item."""
        to, position = slot
        shared = self._read(source, item["use"], _folder(to), (*path, "use"), depth)
        if shared is None or shared.value is None:
            return []
        own = {key: value for key, value in item.items() if key != "use"}
        if isinstance(shared.value, list):
            if own:
                self._refuse(source, path, "use_with_keys", *_WITH_KEYS)
            return [
                self.copy(shared, part, (i,), (*to, position + i), depth=depth + 1)
                for i, part in enumerate(shared.value)
            ]
        target = (*to, position)
        self._out.places.setdefault(target, source.places[path])
        built = {
            key: self.copy(source, value, (*path, key), (*target, key), depth=depth)
            for key, value in own.items()
        }
        for key, value in shared.value.items():
            if key not in own:
                built[key] = self.copy(shared, value, (key,), (*target, key), depth=depth + 1)
        return [built]

    def _read(
        self, source: Source, name: Any, folder: str, path: Path, depth: int
    ) -> Source | None:
        known = sorted(file.stem for file in (self._common / folder).glob("*.yaml"))
        if not isinstance(name, str) or not _NAME.fullmatch(name) or name not in known:
            names = ", ".join(known) or "–"
            self._refuse(
                source,
                path,
                "unknown_shared_part",
                say(
                    f"`use: {name}` tidak ada di services/common/{folder}/.",
                    f"`use: {name}` is not in services/common/{folder}/.",
                ),
                say(f"Pilih salah satu: {names}.", f"Choose one of: {names}."),
            )
            return None
        if depth >= MAX_DEPTH:
            self._refuse(source, path, "use_too_deep", *_TOO_DEEP)
            return None
        shared = read_yaml(
            self._common / folder / f"{name}.yaml", name=f"common/{folder}/{name}.yaml"
        )
        self._out.findings += shared.findings
        return shared

    def _refuse(self, source: Source, path: Path, code: str, sentence: Any, remedy: Any) -> None:
        place = source.places[path]
        self._out.findings.append(
            Finding(place.file, place.line, place.column, code, sentence, remedy)
        )


def _folder(to: Path) -> str:
    return FOLDERS.get(str(to[-1]), "") if to else ""


_WITH_KEYS = (
    say(
        "`use:` ini berisi beberapa butir, jadi kunci lain di sampingnya tidak dipakai.",
        "This `use:` stands for several items, so the other keys beside it have no effect.",
    ),
    say("Hapus kunci lainnya.", "Delete the other keys."),
)
_TOO_DEEP = (
    say("`use:` saling memanggil terlalu dalam.", "`use:` calls itself too deeply."),
    say("Tulis isinya langsung di sini.", "Write the content out here."),
)
