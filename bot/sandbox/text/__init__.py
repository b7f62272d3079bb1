"""Text as Telegram sees it: UTF-16 lengths, entities, parse modes, trimming."""
