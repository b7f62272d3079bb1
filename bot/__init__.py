"""Anker: a Telegram support bot for clients of a recovery coach."""

__version__ = "0.1.0"
