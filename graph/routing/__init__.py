"""Pure decisions, no I/O: what a request asks for, what it may reveal, who may answer it."""
