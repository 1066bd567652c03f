"""The editor of `serve --edit`: forms in the browser, on this machine, that write through the same splices."""
