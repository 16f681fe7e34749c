"""The outbox: email and letters, kept in the transaction of the command that causes them, sent after it."""
