"""Small programs for whoever works on Anker; not part of the bot."""
