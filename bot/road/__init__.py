"""The road to Telegram: how a call is made, and who goes first."""
