"""Rupiah are integers; they become text only for people."""


def rupiah(amount: int) -> str:
    """Rp10.000, as Indonesians write it; what is taken off is −Rp10.000."""
    sign = "\u2212" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")
