"""Sends mail over TLS: the server's certificate is checked, and nothing is said before that, not even to log in."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
import time
from email.message import EmailMessage
from email.policy import SMTP

from ...model.announce import Smtp
from .delivery import PAUSES, NotSentError, Pauses, UnsureError, attempts

_SECONDS = 30
"""How long the server may take for one answer."""


class MailServer:
    """A mail server. The connection is made for the first message and kept until `close`."""

    def __init__(self, smtp: Smtp, password: str | None, pauses: Pauses = PAUSES, seconds: float = _SECONDS) -> None:
        self._smtp = smtp
        self._password = password
        self._pauses = pauses
        self._seconds = seconds
        self._server: smtplib.SMTP | None = None

    def send(self, message: EmailMessage, sender: str, to: str) -> None:
        """Send a message to one address; raise NotSentError or UnsureError if that fails."""
        data = message.as_bytes(policy=SMTP)
        attempts(lambda: self._once(data, sender, to), time.sleep, self._pauses)

    def close(self) -> None:
        """End the connection, if there is one; that it fails changes nothing about what was sent."""
        server, self._server = self._server, None
        if server is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _once(self, data: bytes, sender: str, to: str) -> None:
        try:
            server = self._server = self._server or self._connected()
            for answer in (server.mail(sender), server.rcpt(to)):
                _expect(answer)
        except NotSentError:
            self.close()
            raise
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            self.close()
            raise _not_sent(error, self._smtp) from error
        try:
            _expect(server.data(data))
        except NotSentError:
            self.close()
            raise
        except smtplib.SMTPDataError as error:
            self.close()
            raise _not_sent(error, self._smtp) from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise UnsureError("the mail server did not say whether it took the message") from error

    def _connected(self) -> smtplib.SMTP:
        smtp, context = self._smtp, ssl.create_default_context()
        if smtp.starttls:
            server = smtplib.SMTP(smtp.host, smtp.port, timeout=self._seconds)
            server.starttls(context=context)
        else:
            server = smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=self._seconds, context=context)
        if smtp.user is not None and self._password is not None:
            server.login(smtp.user, self._password)
        return server


def _expect(answer: tuple[int, bytes]) -> None:
    code, text = answer
    if not 200 <= code < 300:
        raise NotSentError(_answer(code, text), passing=code < 500)


def _not_sent(error: Exception, smtp: Smtp) -> NotSentError:
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = f"the certificate of {smtp.host} is not valid: {error.verify_message}"
        return NotSentError(reason, passing=False)
    if isinstance(error, UnicodeError):
        reason = f"the name {smtp.host}, its user, the password or an address is not valid; use ASCII characters"
        return NotSentError(reason, passing=False)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return NotSentError(f"{smtp.host} refused the user '{smtp.user}' or the password", passing=False)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return NotSentError(f"{smtp.host} does not support TLS, or a login, on port {smtp.port}", passing=False)
    if isinstance(error, smtplib.SMTPResponseException):
        return NotSentError(_answer(error.smtp_code, error.smtp_error), passing=error.smtp_code < 500)
    return NotSentError(f"{smtp.host} cannot be reached by TLS on port {smtp.port}", passing=True)


def _answer(code: int, text: bytes | str) -> str:
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    line = "".join(one if one.isprintable() else " " for one in said)[:200]
    return f"the mail server answered {code} {line}"
