"""Fits scikit-learn's classifiers for each line of standard input, and answers "done".
sys.argv: a folder. A line: columns, labels, whether a song has one label, tables asked. The folder holds songs and asked0, asked1, ... as
float32 and truth as bytes, and gets what each classifier says of each table as float64: LogisticRegression0, ..."""
import sys
import warnings

import numpy as np
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

warnings.simplefilter("ignore", ConvergenceWarning)  # MLPClassifier ends after its 200 epochs
folder = sys.argv[1]


def read(name, dtype, columns):
    return np.fromfile(f"{folder}/{name}", dtype).reshape(-1, columns)


def classifiers(single):
    each = (lambda model: model) if single else OneVsRestClassifier
    return {
        "LogisticRegression": each(LogisticRegression(C=1, max_iter=3000)),
        "SVC": each(SVC(C=1)),
        "MLPClassifier": MLPClassifier((512, 256), random_state=0),
    }


def scores(model, table):
    # An SVC decides by its decision function; its probabilities are fitted to that (Platt) and need not agree with what it decides.
    answers = model.predict_proba(table) if hasattr(model, "predict_proba") else model.decision_function(table)
    return np.column_stack([-answers, answers]) if answers.ndim == 1 else answers  # two labels, one a song


print("ready", sklearn.__version__, flush=True)
for line in sys.stdin:
    columns, labels, single, asked = map(int, line.split())
    songs = read("songs", np.float32, columns).astype(np.float64)
    truth = read("truth", np.uint8, labels)
    for name, classifier in classifiers(single).items():
        model = make_pipeline(StandardScaler(), classifier).fit(songs, truth.argmax(1) if single else truth)
        for i in range(asked):
            scores(model, read(f"asked{i}", np.float32, columns).astype(np.float64)).astype(np.float64).tofile(f"{folder}/{name}{i}")
    print("done", flush=True)
