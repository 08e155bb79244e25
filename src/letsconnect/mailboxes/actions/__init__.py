"""What can be done with mailboxes."""
