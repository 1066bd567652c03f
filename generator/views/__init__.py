"""What a page shows, as frozen values: every decision is made here, templates only print."""
