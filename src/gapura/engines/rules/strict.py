"""The base of everything parsed from a package: frozen, and no unknown key gets in."""

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
