"""
The genres of WAV files by a model that `workbench export` wrote; nothing of the workbench is needed.

    predict.py MODEL FILE.wav...   the genres of each file
    predict.py MODEL --check       compares the answers to the folder's samples with those expected

Runs the graph in onnxruntime; without it, the network in numpy (models that hear log-mel frames, or features that are given); and else the
graph in the reference evaluator of the package onnx (1.16 or later), which is slow. --with onnxruntime, numpy or onnx chooses.
"""
import argparse
import json
import os
import re
import sys

try:
    import numpy as np
except ImportError:
    sys.exit("numpy is not installed: pip install numpy")

from numpy_model import NumpyModel, why_not_from_samples
from sound import read_wav

FILTERED_RATE = 44100
LARGEST_DIFFERENCE = 1e-4  # rounding stays below this: the promise of the model's card
NODE_NAME = re.compile("Name:'([^']+)'")


class Graph:
    """The graphs of a folder in a runtime of ONNX."""

    def __init__(self, folder, load):
        self.load, self.folder = load, folder
        self.run_model = load(os.path.join(folder, "model.onnx"))

    def hear(self, samples, rate):
        return self.run_model(["probabilities", "embedding"], {"audio": samples, "sample_rate": np.array(rate, np.int64)})

    def read(self, rows):
        rows = np.array(rows, np.float32)
        return self.run_model(["probabilities", "embedding"], {"features": rows})

    def halve(self, samples):
        path = os.path.join(self.folder, f"resample-{FILTERED_RATE}.onnx")
        return self.load(path)(["resampled"], {"audio": samples})[0] if os.path.exists(path) else None


class Plain:
    """The same by numpy alone."""

    def __init__(self, folder, description):
        self.model, self.description = NumpyModel(folder, description), description

    def hear(self, samples, rate):
        require_sound(samples)
        return self.model.hear(samples)

    def read(self, rows):
        return self.model.read(np.atleast_2d(rows))

    def halve(self, samples):
        return None


class Reference(Graph):
    """The reference evaluator stops where the graph refuses, but does not tell the sentence."""

    def hear(self, samples, rate):
        require_sound(samples)
        return super().hear(samples, rate)


def require_sound(samples):
    if not len(samples):
        raise ValueError("The audio has no samples")
    if not np.all(np.abs(samples) <= 1000):  # NaN is not
        raise ValueError("A sample is NaN, infinite or far above full scale 1: decode the audio again")


def choose_runtime(name, folder, description):
    begins_at_features = description["start"] == "features"
    reason = None if begins_at_features else why_not_from_samples(description)
    if name in (None, "onnxruntime"):
        try:
            import onnxruntime
            onnxruntime.set_default_logger_severity(4)  # what a graph refuses is told once, by us
            return Graph(folder, lambda path: onnxruntime.InferenceSession(path).run)
        except ImportError:
            if name:
                raise ValueError("onnxruntime is not installed: pip install onnxruntime") from None
    if name == "numpy" or name is None and reason is None:
        if reason:
            raise ValueError(reason)
        return Plain(folder, description)
    try:
        import onnx
        from onnx.reference import ReferenceEvaluator
        if tuple(int(number) for number in onnx.__version__.split(".")[:2]) < (1, 16):
            raise ImportError  # what a loop gives is a list there
        return Reference(folder, lambda path: ReferenceEvaluator(path).run)
    except ImportError:
        raise ValueError(reason or "onnx 1.16 or later is not installed: pip install onnx") from None


def hear(runtime, description, path, say=lambda text: None):
    if description["start"] == "features":
        raise ValueError("this model begins at the features of a song, which this program cannot extract. Ask it with: workbench predict")
    samples, rate, channels = read_wav(path)
    wanted = description["sampleRate"]
    if channels > 1:
        say(f"{path}: the mean of its {channels} channels")
    if len(samples) < rate:
        say(f"{path}: {len(samples)} samples are hardly a sound; take the answer with care")
    if rate == FILTERED_RATE != wanted:
        resampled = runtime.halve(samples)
        if resampled is not None:
            samples, rate = resampled, wanted
    if rate != wanted:
        raise ValueError(f"it has {rate} Hz, and the model hears {wanted} Hz. Bring it there: ffmpeg -i SONG -ar {wanted} SONG.wav")
    return runtime.hear(samples, rate)


def show(runtime, description, path):
    probabilities, _ = hear(runtime, description, path, print)
    print(path)
    of_one = description.get("task") == "singleLabel"  # a song has one genre: the likeliest
    likeliest = int(np.argmax(probabilities))
    for i in np.argsort(-np.asarray(probabilities), kind="stable"):
        p, threshold = probabilities[i], description["thresholds"][i]
        is_said = i == likeliest if of_one else p >= threshold
        print(f"  {'*' if is_said else ' '} {p:.3f} {description['classes'][i]}" + ("" if of_one else f" (said from {threshold:.3f} on)"))


def check(runtime, description, folder):
    samples = os.path.join(folder, "samples")
    with open(os.path.join(samples, "expected.json"), encoding="utf-8") as file:
        expected = json.load(file)
    worst = 0.0
    for sample in expected:
        rows = sample.get("features")
        if rows is None:
            answer = hear(runtime, description, os.path.join(samples, sample["file"]))
        else:
            answer = runtime.read(rows if description["model"].get("segmentFrames") else rows[0])
        probability, embedding = (np.abs(np.subtract(a, sample[name])).max() for a, name in zip(answer, ("probabilities", "embedding")))
        embedding /= max(1, np.abs(sample["embedding"]).max())  # it has no scale of its own
        print(f"{sample['file']}: probabilities differ by {probability:.1e}, the embedding by {embedding:.1e}")
        worst = max(worst, probability, embedding)
    print(f"largest difference {worst:.1e} of {len(expected)} samples, allowed {LARGEST_DIFFERENCE:.1e}")
    return 0 if expected and worst <= LARGEST_DIFFERENCE else 1


def explain(error):
    """A sentence. Of what a graph refuses it is the name of the node that stopped the run."""
    refusal = NODE_NAME.search(str(error))
    return refusal[1] if refusal else str(error) or type(error).__name__


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", metavar="MODEL", help="a folder that `workbench export` wrote")
    parser.add_argument("files", metavar="FILE.wav", nargs="*")
    parser.add_argument("--check", action="store_true", help="compare the samples of the folder with the answers expected of them")
    parser.add_argument("--with", dest="runtime", choices=["onnxruntime", "numpy", "onnx"])
    arguments = parser.parse_args()
    if arguments.check == bool(arguments.files):
        parser.error("name WAV files, or --check")
    try:
        path = os.path.join(arguments.model, "model.json")
        if not os.path.exists(path):
            raise ValueError(f"{arguments.model} holds no model.json. Name a folder that was made by: workbench export RUN --out FOLDER")
        with open(path, encoding="utf-8") as file:
            description = json.load(file)
        runtime = choose_runtime(arguments.runtime, arguments.model, description)
        if arguments.check:
            return check(runtime, description, arguments.model)
    except (ValueError, OSError, RuntimeError) as error:
        print(explain(error), file=sys.stderr)
        return 1
    code = 0
    for path in arguments.files:
        try:
            show(runtime, description, path)
        except Exception as error:  # every runtime has errors of its own, and the next file may be right
            print(f"{path}: {explain(error)}", file=sys.stderr)
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
