"""What was sent or could not be: the demonstration's mailbox, failed emails, documents to download."""
