"""The claims of the source text, one file each, as studies that can fail.

A file states beforehand what is contrasted, where, by which outcome, in which direction the text
expects it, and which mechanism is taken away to see whether it is what does it.
"""
