"""Find a service in one's own words: stems and pieces of words, ranked apart and then fused."""

import json
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from gapura.catalogue.queries import words as wording
from gapura.engines.rules.text import in_language

LEAST_ALIKE = 0.35
"""Share of a query's pieces that a service must hold when no whole word of it matches."""


@dataclass(frozen=True, slots=True)
class Hit:
    code: str
    title: str
    summary: str
    score: float
    is_open: bool = True


# Reciprocal rank fusion (Cormack 2009, k = 60): two orders whose scores cannot be compared become
# one. ts_rank of a query "a | b" over vectors without weights is share of matches / 1.64493.
_SEARCH = """
WITH asked AS MATERIALIZED (
    SELECT replace((plainto_tsquery('indonesian', %(words)s) && plainto_tsquery('english', %(words)s)
                   )::text, ' & ', ' | ')::tsquery AS words,
           %(pieces)s::tsquery AS pieces
), compared AS (
    SELECT service.code, service.title, service.summary, service.is_open, service.position,
           ts_rank('{0.2, 0.4, 0.7, 1}', found.words, asked.words) AS worded,
           ts_rank('{1, 1, 1, 1}', found.pieces, asked.pieces) * 1.64493 AS alike
    FROM asked, "catalogue_servicesearch" found JOIN "catalogue_publicservice" service
        ON service.jurisdiction_id = found.jurisdiction_id AND service.id = found.service_id
    WHERE found.jurisdiction_id = %(jurisdiction)s AND service.offered_from <= %(today)s
), ranked AS (
    SELECT *, rank() OVER (ORDER BY worded DESC) AS by_word,
           rank() OVER (ORDER BY alike DESC) AS by_piece
    FROM compared WHERE worded > 0 OR alike >= %(least)s
)
SELECT code, title::text, summary::text, is_open,
       CASE WHEN worded > 0 THEN 1.0 / (60 + by_word) ELSE 0 END
           + CASE WHEN alike >= %(least)s THEN 1.0 / (60 + by_piece) ELSE 0 END AS score
FROM ranked ORDER BY score DESC, position, code LIMIT %(limit)s
"""


def search(jurisdiction: str, words: str, language: str, limit: int = 20) -> list[Hit]:
    """Best first; empty when nothing is like what was typed (then show `list_popular`)."""
    asked = wording.asked_words(words)
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _SEARCH,
            {
                "jurisdiction": jurisdiction,
                "words": " ".join(asked),
                "pieces": wording.as_query(asked),
                "least": LEAST_ALIKE,
                "today": timezone.localdate(),
                "limit": limit,
            },
        )
        rows = cursor.fetchall()
    return [
        Hit(
            code=code,
            title=in_language(json.loads(title), language),
            summary=in_language(json.loads(summary), language),
            score=float(score),
            is_open=is_open,
        )
        for code, title, summary, is_open, score in rows
    ]
