"""A public desk that people can talk to."""

import os

# numpy's own threads fight with the models' for the cores: a product of 0.1 ms took 11 (decision 0003).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
