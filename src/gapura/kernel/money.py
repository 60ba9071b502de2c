"""Rupiah are integers; they become text only for people."""


def rupiah(amount: int) -> str:
    """Rp10.000, as Indonesians write it."""
    return f"Rp{amount:,}".replace(",", ".")
