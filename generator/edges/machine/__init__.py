"""The machine: clock, processes, locks, git, and the program itself."""
