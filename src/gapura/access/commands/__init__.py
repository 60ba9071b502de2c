"""Every write about accounts, officers and absences."""

from gapura.access.commands.absences import end_absence, set_absence
from gapura.access.commands.codes import confirm_code, request_code
from gapura.access.commands.emails import (
    confirm_email_change,
    request_email_change,
    stop_email_change,
)
from gapura.access.commands.officers import (
    add_officer,
    add_post,
    appoint,
    end_post,
    send_invitation,
)
from gapura.access.commands.passwords import give_password, request_password_reset, set_password
from gapura.access.commands.profiles import set_profile
from gapura.access.commands.signing_in import sign_in_officer, sign_in_resident, sign_out

__all__ = [
    "add_officer",
    "add_post",
    "appoint",
    "confirm_code",
    "confirm_email_change",
    "end_absence",
    "end_post",
    "give_password",
    "request_code",
    "request_email_change",
    "request_password_reset",
    "send_invitation",
    "set_absence",
    "set_password",
    "set_profile",
    "sign_in_officer",
    "sign_in_resident",
    "sign_out",
    "stop_email_change",
]
