"""Who acts: a resident, an officer in a post, a visitor, a partner system, or Gapura itself."""

from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import UUID

Kind = Literal["resident", "officer", "visitor", "partner", "system"]


@dataclass(frozen=True, slots=True)
class Post:
    """A role at an office, held by an officer today."""

    id: UUID
    role: str
    office_id: UUID
    office_kind: str
    office_name: str


@dataclass(frozen=True, slots=True)
class Actor:
    kind: Kind
    jurisdiction: str
    account_id: UUID | None = None
    name: str = ""
    posts: tuple[Post, ...] = ()
    proved_cases: frozenset[UUID] = field(default_factory=frozenset)  # by number and PIN
    channel: str = "web"

    @property
    def ref(self) -> str:
        """`officer:0192…`: what append-only rows keep; never a name."""
        return f"{self.kind}:{self.account_id}" if self.account_id else self.kind

    @property
    def is_officer(self) -> bool:
        return self.kind == "officer"

    def roles(self) -> frozenset[str]:
        return frozenset(post.role for post in self.posts)

    def holds(self, role: str, office_id: UUID | None = None) -> bool:
        return any(
            post.role == role and (office_id is None or post.office_id == office_id)
            for post in self.posts
        )

    def through(self, channel: str) -> "Actor":
        return replace(self, channel=channel)


def system(jurisdiction: str) -> Actor:
    return Actor(kind="system", jurisdiction=jurisdiction, name="Gapura", channel="worker")


def visitor(jurisdiction: str, *, proved_cases: frozenset[UUID] = frozenset()) -> Actor:
    return Actor(kind="visitor", jurisdiction=jurisdiction, proved_cases=proved_cases)
