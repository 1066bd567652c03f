"""The benchmark: this build beside Hugo, MkDocs and a plain copy, over the same errors. Run with `make bench`."""
