"""Documents in, facts out: readers, outline, head, one component per phenomenon."""
