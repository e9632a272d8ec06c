"""Learning: memory, the queue and the rehearsal. Knows nothing of performance."""
