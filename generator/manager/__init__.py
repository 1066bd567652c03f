"""What commands say and pages do not: the overview, the difference, one error; and their forms as text."""
