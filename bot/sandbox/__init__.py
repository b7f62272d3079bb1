"""The local Telegram: a strict Bot API server for the demo and the tests.

It knows nothing about the bot that it serves. `World` is what a test holds in its hands,
`LocalTelegram` serves it over HTTP, `bot/sandbox/page/` is the chat page.
"""
