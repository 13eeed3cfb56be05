"""Has nbclient execute a notebook in the kernel that it names, and writes it with what came out, also of a failure.

execute_notebook.py NOTEBOOK OUTPUT
"""
import os
import sys

import nbclient
import nbformat

source, executed = sys.argv[1:]
notebook = nbformat.read(source, as_version=4)
try:
    nbclient.NotebookClient(notebook, timeout=900, resources={"metadata": {"path": os.path.dirname(source)}}).execute()
finally:
    nbformat.validate(notebook)
    nbformat.write(notebook, executed)
