"""The Japanese language as plans write it: normalised text, years, numbers, endings of sentences."""
