"""Several processes on one database: who is there, and who leads."""
