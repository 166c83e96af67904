"""Papers of a draw (检查文书): what stands on them, and Word files made from templates that the office can change."""
