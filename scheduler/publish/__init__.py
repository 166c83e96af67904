"""Publication (公示): the static public site and the tables that leave the office.

``view`` says what is public; ``site`` renders it; ``folder`` puts it in place; ``files`` and ``tables_out`` make the
downloads.
"""
