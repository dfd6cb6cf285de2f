"""Making the classifier's data from the project's own utterances (extra `train`); never used at run time."""
