"""What makes the layouts that pages are filled into: MkDocs with its theme, or the plain engine."""
