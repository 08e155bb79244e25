"""What can be asked of mailboxes."""
