"""Reads a finished site byte by byte, knowing nothing of what made it, and says what is wrong with it.

It imports only `problems`: what reads a page here shares no code with what wrote it. Text and bytes in, values out;
`generator/edges/publish/verify.py` reads the files.
"""
