"""The formatter: brings a source into its canonical order and layout; comments stay."""
