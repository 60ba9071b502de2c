"""From the text of a rule to its parts: lexer, LALR grammar, and a sentence when it does not read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedToken, VisitError
from lark.lexer import Lexer

from gapura.engines.rules.lexer import TYPE_NAMES, Scanner, place_of
from gapura.engines.rules.names import KnownNames
from gapura.engines.rules.nodes.base import Node
from gapura.engines.rules.problems import Place, RuleError
from gapura.engines.rules.properties import PROPERTY_NAMES
from gapura.engines.rules.text import Text, say
from gapura.engines.rules.tree import Builder

LONGEST_RULE = 20_000


@dataclass(frozen=True)
class Rule:
    """What the lexer is given: a text and the names in reach at its start."""

    text: str
    scanner: Scanner


class FeelLexer(Lexer):
    """Lets lark read from our scanner."""

    __future_interface__ = 2

    def __init__(self, lexer_conf: Any) -> None:
        self.conf = lexer_conf

    def lex(
        self,
        lexer_state: Any,
        parser_state: Any,
    ) -> Iterator[Token]:
        rule: Rule = lexer_state.text
        for token in rule.scanner.tokens():
            lexer_state.last_token = token
            yield token


_GRAMMAR = (files("gapura.engines.rules") / "grammar.lark").read_text(encoding="utf-8")
_PARSER = Lark(
    _GRAMMAR,
    parser="lalr",
    lexer=FeelLexer,
    start=["expression", "unary_tests"],
    transformer=Builder(),
)


def parse(
    text: str,
    known: KnownNames,
    *,
    start: str,
    types: frozenset[str] = frozenset(),
    members: frozenset[str] = frozenset(),
) -> Node:
    """The root of the rule, or a RuleError with the place."""
    if len(text) > LONGEST_RULE:
        raise RuleError(
            say(
                f"aturan lebih dari {LONGEST_RULE} huruf; pecah menjadi beberapa aturan",
                f"the rule has more than {LONGEST_RULE} characters; split it into several",
            ),
            Place(1, 1),
        )
    is_unary = start == "unary_tests"
    scanner = Scanner(
        text, known, is_unary=is_unary, types=_type_names(types), members=_member_names(members)
    )
    try:
        root: Any = _PARSER.parse(Rule(text, scanner), start=start)
    except UnexpectedToken as unexpected:
        raise _unreadable(unexpected.token, text, scanner) from None
    except VisitError as failed:
        if isinstance(failed.orig_exc, RuleError):
            raise failed.orig_exc from None
        raise
    return _as_node(root)


@lru_cache(maxsize=128)
def _type_names(types: frozenset[str]) -> KnownNames:
    return KnownNames((*TYPE_NAMES, *types))


@lru_cache(maxsize=128)
def _member_names(members: frozenset[str]) -> KnownNames:
    return KnownNames(members, _PROPERTIES)


_PROPERTIES = KnownNames(PROPERTY_NAMES)


def _as_node(root: object) -> Node:
    if not isinstance(root, Node):
        raise TypeError(root)
    return root


def _unreadable(token: Token, text: str, scanner: Scanner) -> RuleError:
    if token.type == "$END":
        return RuleError(_unfinished(text, scanner), place_of(text, len(text.rstrip())))
    return RuleError(_misplaced(token), place_of(text, token.start_pos or 0))


def _unfinished(text: str, scanner: Scanner) -> Text:
    if not text.strip():
        return say("aturan ini kosong; tulis syaratnya", "this rule is empty; write the condition")
    if scanner.open_brackets:
        sign = {"LPAR": "(", "LSQB": "[", "LBRACE": "{"}.get(scanner.open_brackets[-1], "]")
        return say(
            f"aturan berhenti sebelum selesai: kurung {sign} belum ditutup",
            f"the rule stops before it is complete: the bracket {sign} is not closed",
        )
    return say(
        "aturan berhenti sebelum selesai; lengkapi bagian terakhir",
        "the rule stops before it is complete; write the last part",
    )


def _misplaced(token: Token) -> Text:
    shown = str(token) if len(token) <= 40 else str(token)[:40] + "…"
    return say(
        f"“{shown}” tidak dapat dibaca di sini; periksa tanda atau kata sebelumnya",
        f"“{shown}” cannot be read here; check the sign or word before it",
    )
