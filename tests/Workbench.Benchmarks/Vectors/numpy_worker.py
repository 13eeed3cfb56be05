"""Answers the three nearest of all songs by brute force for each line of standard input, the number of a query.
sys.argv: files of songs and queries in float32, numbers of a vector."""
import sys
import time

import numpy as np

songs, queries = (np.fromfile(name, np.float32).reshape(-1, int(sys.argv[3])) for name in sys.argv[1:3])
print("ready", np.__version__, flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    similarities = songs @ queries[int(line)]
    nearest = np.argpartition(similarities, -3)[-3:]
    print("done", time.perf_counter() - start, *nearest, flush=True)
