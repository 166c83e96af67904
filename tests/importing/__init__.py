"""Reading files: every module of the way in, a corpus with one file per way to be wrong, and real lists."""
