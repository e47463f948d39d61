"""`Assessment` -> what people and programs read; one file per format, each a pure function of the assessment."""
