"""Local times, dates and days of the programme. Pure rules."""
