"""Why another server could not be asked, in the words of the system."""

from __future__ import annotations

import os
import socket
import ssl


def in_the_way(error: BaseException | None) -> str:
    """What was in the way, as the system calls it; empty where it only has a name of its own."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    if isinstance(error, socket.gaierror):
        return error.strerror or ""
    if isinstance(error, OSError) and not isinstance(error, ssl.SSLError) and error.errno:
        return os.strerror(error.errno)
    return ""
