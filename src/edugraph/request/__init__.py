"""Requests: what is wanted of the plans, said once as a value (``value``) and answered by one query (``rows``)."""
