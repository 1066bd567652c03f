"""What pages show, as frozen values: every decision is made here, templates only print."""
