"""Pictures for clients: values in, bytes out."""
