"""Golden cases: `<rule>/<case>.yml` says what is changed in `base/`, and every problem that the check then finds."""
