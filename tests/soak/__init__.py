"""A month with many clients, lived through by the real bot."""
