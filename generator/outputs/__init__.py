"""What is published beside the pages: one file a kind of output."""
