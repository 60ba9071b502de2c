"""Errors are sentences for a person: what happened, why, what to do next."""


class Refused(Exception):
    """The city cannot do this now. `sentence` is shown as it is; `code` is stable for machines."""

    status = 422

    def __init__(self, sentence: object, *, code: str = "refused") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code

    def __str__(self) -> str:
        return str(self.sentence)


class Conflict(Refused):
    """Somebody else was first."""

    status = 409


class Forbidden(Refused):
    """This actor may not. Says nothing that the actor may not know."""

    status = 403


class NotFound(Refused):
    """There is no such thing, or the actor may not know that there is."""

    status = 404


class TooMany(Refused):
    """Too often; `seconds` says how long to wait."""

    status = 429

    def __init__(self, sentence: object, *, seconds: int, code: str = "too-many") -> None:
        super().__init__(sentence, code=code)
        self.seconds = seconds
