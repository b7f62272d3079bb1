"""What rooms share about a client: wishes, course, consents, what a coach sees, going for good."""
