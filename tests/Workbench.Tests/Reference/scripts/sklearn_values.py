"""Makes values/sklearn: scikit-learn's metrics of made-up predictions, and its logistic regressions of made-up songs.

Run with scikit-learn 1.2.1, NumPy 1.24.2 and SciPy 1.10.1; `python3 sklearn_values.py` writes the files anew. 500 songs have scores
for 12 labels, from frequent to rare; label 11 has no positives, scores have two decimals (those of label 3 one), so that ties
abound, and some songs have no label. 300 songs have probabilities of four classes, in whole 64ths. A decision is a score of 0.5 or
more; null stands for what is not defined.
"""
import json
import pathlib

import numpy as np
from scipy.optimize import brentq
from sklearn import calibration, linear_model, metrics, preprocessing
import sklearn

import signals

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "values" / "sklearn"
SONGS, LABELS, CLASSES = 500, 12, 4
AVERAGES = ["micro", "macro", "samples", "weighted"]


def normal(noise):
    """Nearly: the sum of twelve even draws."""
    return sum(noise.next() for _ in range(12)) / 2


def multi_label():
    noise = signals.Noise(11)
    y, scores = np.zeros((SONGS, LABELS)), np.zeros((SONGS, LABELS))
    for song in range(SONGS):
        for label in range(LABELS):
            share = 0.44 * 0.72**label if label < 11 else 0
            expected = share + 0.01 if share else 0.1  # label 11 is expected, and never there
            y[song, label] = noise.next() / 2 + 0.5 < share
            logit = 0.9 * np.log(expected / (1 - expected)) - 0.5 + (2.2 - 0.05 * label) * y[song, label] + 1.2 * normal(noise)
            scores[song, label] = np.clip(np.round(1 / (1 + np.exp(-logit)), 1 if label == 3 else 2), 0.01, 0.99)
    return y, scores


def multi_class():
    noise = signals.Noise(12)
    y, shares = np.zeros(300), np.zeros((300, CLASSES))
    for song in range(300):
        y[song] = np.floor((noise.next() / 2 + 0.5) * CLASSES)
        weights = np.exp([1.3 * (label == y[song]) + 0.9 * normal(noise) for label in range(CLASSES)])
        whole = np.floor(64 * weights / weights.sum())
        whole[np.argmax(whole)] += 64 - whole.sum()
        shares[song] = whole / 64
    return y, shares


def numbers(values):
    return [None if np.isnan(value) else float(value) for value in values]


def per_label(metric, y, scores, undefined=()):
    return numbers([np.nan if label in undefined else metric(y[:, label], scores[:, label]) for label in range(y.shape[1])])


def roc(y, scores, drop):
    fpr, tpr, thresholds = metrics.roc_curve(y, scores, drop_intermediate=drop)
    return {"fpr": numbers(fpr), "tpr": numbers(tpr), "thresholds": numbers(thresholds)}


def precision_recall(y, scores):
    precision, recall, thresholds = metrics.precision_recall_curve(y, scores)
    return {"precision": numbers(precision), "recall": numbers(recall), "thresholds": numbers(thresholds)}


def next_below(scores, best):
    return float(scores[scores < best].max())


def only(worth, thresholds):
    """The threshold that is better than every other."""
    assert (worth > worth.max() - 1e-9).sum() == 1
    return thresholds[np.argmax(worth)]


def best_thresholds(y, scores):
    """By the curves, and the next score below each."""
    precision, recall, thresholds = metrics.precision_recall_curve(y, scores)
    precision, recall = precision[:-1], recall[:-1]
    fpr, tpr, roc_thresholds = metrics.roc_curve(y, scores, drop_intermediate=False)
    best = {
        "f1": only(2 * precision * recall / (precision + recall), thresholds),
        "youden": only(tpr - fpr, roc_thresholds),
        "precisionAtRecall": only(np.where(recall >= 0.8, precision, -1), thresholds),
    }
    return {rule: {"best": float(value), "next": next_below(scores, value)} for rule, value in best.items()}


def temperature(y, scores):
    """Where the log loss of all cells neither falls nor rises with the factor of the logits."""
    logits = np.log(scores / (1 - scores))
    return 1 / brentq(lambda factor: (logits * (1 / (1 + np.exp(-factor * logits)) - y)).sum(), 0.01, 100, xtol=1e-14)


def calibration_curve(y, scores, bins):
    shares, means = calibration.calibration_curve(y, scores, n_bins=bins)
    return {"true_shares": numbers(shares), "mean_scores": numbers(means)}


def of_several_labels(y, scores):
    decisions = (scores >= 0.5).astype(int)
    kinds = {"precision": metrics.precision_score, "recall": metrics.recall_score, "f1": metrics.f1_score, "jaccard": metrics.jaccard_score}
    area, average_precision = metrics.roc_auc_score, metrics.average_precision_score
    told = {
        "positives": [int(count) for count in y.sum(axis=0)],
        "roc_auc": {
            "per_label": per_label(area, y, scores, undefined=[11]),
            "macro_over_11_defined": area(y[:, :11], scores[:, :11], average="macro"),
            "weighted_labels_0_10": area(y[:, :11], scores[:, :11], average="weighted"),
            "micro_12": area(y, scores, average="micro"),
        },
        "average_precision": {
            "per_label": per_label(average_precision, y, scores, undefined=[11]),
            "macro_labels_0_10": average_precision(y[:, :11], scores[:, :11], average="macro"),
            "micro_12": average_precision(y, scores, average="micro"),
        },
        "log_loss": {"per_label": per_label(lambda t, s: metrics.log_loss(t, s, labels=[0, 1]), y, scores)},
        "brier": {"per_label": per_label(lambda t, s: metrics.brier_score_loss(t, s, pos_label=1), y, scores)},
        "hamming_loss": metrics.hamming_loss(y, decisions),
        "subset_accuracy": metrics.accuracy_score(y, decisions),
        "per_label": {kind: numbers(score(y, decisions, average=None, zero_division=0)) for kind, score in kinds.items()},
        "coverage_error": metrics.coverage_error(y, scores),
        "label_ranking_average_precision": metrics.label_ranking_average_precision_score(y, scores),
        "label_ranking_loss": metrics.label_ranking_loss(y, scores),
        "roc_curves": {
            f"label{label}_{name}": roc(y[:, label], scores[:, label], drop)
            for label in [0, 3] for name, drop in [("all", False), ("dropped", True)]
        },
        "precision_recall_curve_label0": precision_recall(y[:, 0], scores[:, 0]),
        "best_thresholds_label0": best_thresholds(y[:, 0], scores[:, 0]),
        "temperature": temperature(y, scores),
        "calibration_label0": {str(bins): calibration_curve(y[:, 0], scores[:, 0], bins) for bins in [5, 10]},
    }
    for name in ["log_loss", "brier"]:
        told[name]["mean"] = float(np.mean(told[name]["per_label"]))
    for average in AVERAGES:
        told[average] = {kind: score(y, decisions, average=average, zero_division=0) for kind, score in kinds.items()}
    return told


def of_four_classes(y, shares):
    decisions = shares.argmax(axis=1)
    return {
        "accuracy": metrics.accuracy_score(y, decisions),
        "roc_auc_ovr_macro": metrics.roc_auc_score(y, shares, multi_class="ovr", average="macro"),
        "roc_auc_ovr_weighted": metrics.roc_auc_score(y, shares, multi_class="ovr", average="weighted"),
        "f1_macro": metrics.f1_score(y, decisions, average="macro"),
        "f1_micro": metrics.f1_score(y, decisions, average="micro"),
    }


def logistic():
    """Fits of 240 songs, six columns of different scales, by one of three classes and by three yes or no."""
    noise = signals.Noise(13)
    z = np.array([[normal(noise) for _ in range(6)] for _ in range(240)])
    x = np.float32(z * 10.0 ** np.arange(-2, 4) + 3 * np.arange(6))
    scores = z[:, :3] + [0.8, 0, -0.4] + np.array([[normal(noise) for _ in range(3)] for _ in range(240)])
    classes, several = scores.argmax(axis=1), scores > 0.2
    scaled = preprocessing.StandardScaler().fit_transform(np.float64(x))

    def fit(y, c, weights=None):
        model = linear_model.LogisticRegression(C=c, class_weight=weights, tol=1e-10, max_iter=100_000)
        return model.fit(scaled, y)

    fits = {"softmax_1": fit(classes, 1), "softmax_balanced_0.01": fit(classes, 0.01, "balanced"), "softmax_100": fit(classes, 100)}
    told = {name: {"weights": model.coef_.tolist(), "biases": model.intercept_.tolist()} for name, model in fits.items()}
    independent = [fit(column, 1) for column in several.T]
    told["sigmoid_1"] = {"weights": [model.coef_[0].tolist() for model in independent],
                         "biases": [float(model.intercept_[0]) for model in independent]}
    told |= {
        "kernel": kernel_fit(scaled, classes, 240, 10), "kernel_50": kernel_fit(scaled, classes, 50, 1),
        "kernel_several_50": kernel_fit(scaled, several, 50, 1),
    }
    return {"x": x.tolist(), "classes": classes.tolist(), "several": several.tolist(), "fits": told}


def centers(labels, count):
    """Songs by their rarest label, the rarest first: each has an equal share of what is left, spread evenly."""
    if len(labels) <= count:
        return list(range(len(labels)))
    frequency = labels.sum(axis=0)
    rarest = [min((frequency[label], label) for label in np.flatnonzero(song))[1] if song.any() else -1 for song in labels]
    groups = sorted(([song for song in range(len(labels)) if rarest[song] == label] for label in set(rarest)),
                    key=lambda group: (len(group), rarest[group[0]]))
    chosen = []
    for i, group in enumerate(groups):
        share = min(len(group), (count - len(chosen)) // (len(groups) - i))
        chosen += [group[(2 * k + 1) * len(group) // (2 * share)] for k in range(share)]
    return chosen


def kernel_fit(scaled, y, count, c):
    """Probabilities of a regression over Nystroem's features, of all songs or some, by classes or by yes and no."""
    labels = y if y.ndim == 2 else y[:, None] == np.arange(3)
    chosen, gamma = centers(labels, count), 0.5 / scaled.shape[1]
    values, vectors = np.linalg.eigh(metrics.pairwise.rbf_kernel(scaled[chosen], gamma=gamma))
    kept = values > 1e-11
    features = metrics.pairwise.rbf_kernel(scaled, scaled[chosen], gamma=gamma) @ vectors[:, kept] / np.sqrt(values[kept])

    def fit(y):
        return linear_model.LogisticRegression(C=c, tol=1e-10, max_iter=100_000).fit(features, y).predict_proba(features)

    return {"centers": chosen, "probabilities": (fit(y) if y.ndim == 1 else np.stack([fit(label)[:, 1] for label in y.T], 1)).tolist()}


def main():
    y, scores = multi_label()
    classes, shares = multi_class()
    told = {"about": "values of sklearn_values.py", "sklearn": sklearn.__version__} | of_several_labels(y, scores)
    told["multiclass"] = of_four_classes(classes, shares)
    FOLDER.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(FOLDER / "predictions.npz", multilabel_y=y, multilabel_scores=scores, multiclass_y=classes, multiclass_proba=shares)
    (FOLDER / "logistic.json").write_text(json.dumps(logistic()) + "\n")
    (FOLDER / "metrics.json").write_text(json.dumps(told, indent=2) + "\n")


main()
