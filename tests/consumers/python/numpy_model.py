"""
An exported model without any runtime of ONNX: model.json says what it is, weights.safetensors holds its numbers. Models that hear log-mel
frames begin at the samples here; others at features that somebody else extracted.
"""
import json
import os
from statistics import NormalDist

import numpy as np


class NumpyModel:
    def __init__(self, folder, description):
        self.description = description
        self.tensors = read_safetensors(os.path.join(folder, "weights.safetensors"))

    def hear(self, samples):
        """Probabilities and embedding of samples at the model's rate."""
        spec = self.description["features"]
        feature, = spec["features"]
        return self.read(log_mel(samples, spec["sampleRate"], spec["fftLength"], spec["hopLength"], feature["bands"]))

    def read(self, rows):
        """Probabilities and embedding of features, [rows, columns], not scaled: the mean over the song's segments."""
        rows = self.scale(np.asarray(rows, np.float64))
        model = self.description["model"]
        length = model.get("segmentFrames")
        inputs = rows if length is None else (image[None] for image in segments(rows, length))  # an image has one channel
        output = f"{len(model['layers'])}"
        embeddings, probabilities = [], []
        for x in inputs:
            x = self.run(model["layers"], x, "")
            embeddings.append(x)
            logits = self.linear(x, output)
            probabilities.append(softmax(logits) if self.description["output"] == "softmax" else 1 / (1 + np.exp(-logits)))
        return np.mean(probabilities, axis=0), np.mean(embeddings, axis=0)

    def scale(self, rows):
        if "scaler.scores" in self.tensors:
            places = zip(self.tensors["scaler.values"].astype(np.float64), self.tensors["scaler.scores"].astype(np.float64))
            return np.stack([by_rank(column, *place) for place, column in zip(places, rows.T)], axis=1)
        if "scaler.quantiles" in self.tensors:
            return np.stack([by_quantiles(q.astype(np.float64), column) for q, column in zip(self.tensors["scaler.quantiles"], rows.T)],
                            axis=1)
        return (rows - self.tensors["scaler.mean"]) / self.tensors["scaler.std"]

    def run(self, layers, x, prefix):
        for i, layer in enumerate(layers):
            x = self.layer(layer, x, f"{prefix}{i}")
        return x

    def layer(self, layer, x, name):
        """One layer for one example: a vector, or an image [channels, height, width]."""
        kind = layer["kind"]
        if kind == "linear":
            return self.linear(x, name)
        if kind == "conv2d":
            padding = layer.get("padding")
            size = layer["kernelSize"]
            return self.conv(x, name, size, layer["stride"], (size - 1) // 2 if padding is None else padding)
        if kind == "batchNorm":
            scale = self.tensors[f"{name}.weight"] / np.sqrt(self.tensors[f"{name}.running_var"] + layer["epsilon"])
            shift = self.tensors[f"{name}.bias"] - scale * self.tensors[f"{name}.running_mean"]
            shape = (-1,) + (1,) * (x.ndim - 1)
            return x * scale.reshape(shape) + shift.reshape(shape)
        if kind == "relu":
            return np.where(x > 0, x, x * layer["negativeSlope"])
        if kind in ("maxPool2d", "averagePool2d"):
            size = layer["size"]
            channels, height, width = x.shape[0], x.shape[1] // size, x.shape[2] // size
            squares = x[:, :height * size, :width * size].reshape(channels, height, size, width, size)
            return squares.max((2, 4)) if kind == "maxPool2d" else squares.mean((2, 4))
        if kind == "globalPool":
            mean, largest = x.mean((1, 2)), x.max((1, 2))
            return {"mean": mean, "max": largest, "both": np.concatenate([mean, largest])}[layer["pool"]]
        if kind == "flatten":
            return x.reshape(-1)
        if kind == "dropout":
            return x
        if kind == "residual":
            return self.run(layer["layers"], x, f"{name}.") + self.run(layer["shortcut"], x, f"{name}.shortcut.")
        raise ValueError(f"layer {name} is of a kind that is not known here: {kind}")

    def linear(self, x, name):
        return self.tensors[f"{name}.weight"] @ x + self.tensors.get(f"{name}.bias", 0)

    def conv(self, x, name, size, stride, padding):
        x = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
        windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), (1, 2))[:, ::stride, ::stride]
        y = np.tensordot(self.tensors[f"{name}.weight"], windows, ((1, 2, 3), (0, 3, 4)))
        return y + self.tensors[f"{name}.bias"][:, None, None] if f"{name}.bias" in self.tensors else y


def by_rank(values, places, scores):
    """What values become on the straight lines between the places of a column."""
    distinct = np.append(True, places[1:] > places[:-1])
    return np.interp(values, places[distinct], scores[distinct])


def by_quantiles(quantiles, values):
    """The place of values among the quantiles of a column, as the normal distribution has them; half-way among equal ones."""
    if quantiles[0] == quantiles[-1]:
        return np.zeros(len(values))
    values = values.astype(np.float32).astype(np.float64)  # as the library has them
    below, up_to = np.searchsorted(quantiles, values, "left"), np.searchsorted(quantiles, values, "right")
    last = len(quantiles) - 1
    low, high = quantiles[np.clip(up_to - 1, 0, last)], quantiles[np.clip(below, 0, last)]
    gap = np.where(high > low, high - low, 1)
    place = np.where(below < up_to, (below + up_to - 1) / 2, up_to - 1 + (values - low) / gap)
    share = np.clip(place / last, 1e-7, 1 - 1e-7)
    share[values <= quantiles[0]], share[values >= quantiles[-1]] = 1e-7, 1 - 1e-7
    return np.array([NormalDist().inv_cdf(float(s)) for s in share])


def why_not_from_samples(description):
    """Why the samples of a song are not enough here; None if they are."""
    spec = description["features"]
    if [f["kind"] for f in spec["features"]] == ["logMel"] and not spec["statistics"] and not spec.get("table"):
        return None
    return "this model needs features that only its ONNX graph computes from samples: pip install onnxruntime"


def read_safetensors(path):
    """The tensors of a file, float32 each."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        content = file.read()
    return {name: np.frombuffer(content[slice(*tensor["data_offsets"])], "<f4").reshape(tensor["shape"])
            for name, tensor in header.items() if name != "__metadata__"}


def log_mel(samples, rate, length, hop, bands):
    """[frames, bands] in dB, at most 80 below the loudest: librosa's power_to_db(melspectrogram(y)), in float64."""
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(length) / length)
    filters = mel_filters(rate, length, bands)
    padded = np.pad(samples.astype(np.float64), length // 2)
    starts = hop * np.arange(1 + len(samples) // hop)
    power = [np.abs(np.fft.rfft(padded[start:start + length] * window)) ** 2 @ filters for start in starts]
    decibels = 10 * np.log10(np.maximum(power, 1e-10))
    return np.maximum(decibels, decibels.max() - 80)


def mel_filters(rate, length, bands):
    """[bins, bands]: triangles of area 1 on Slaney's mel scale, linear up to 1000 Hz and logarithmic above."""
    hz_per_mel, log_step = 200 / 3, np.log(6.4) / 27
    knee = 1000 / hz_per_mel
    top = knee + np.log(rate / 2 / 1000) / log_step if rate > 2000 else rate / 2 / hz_per_mel
    mels = np.linspace(0, top, bands + 2)
    edges = np.where(mels < knee, mels * hz_per_mel, 1000 * np.exp(log_step * (mels - knee)))
    low, centre, high = edges[:-2], edges[1:-1], edges[2:]
    hz = np.arange(length // 2 + 1)[:, None] * rate / length
    rising, falling = (hz - low) / (centre - low), (high - hz) / (high - centre)
    return np.maximum(0, np.minimum(rising, falling)) * 2 / (high - low)


def segments(frames, length):
    """[bands, length] each: from the first frame to the last, evenly spaced; a shorter song is heard over and over."""
    count = max(1, -(-len(frames) // length))
    for i in range(count):
        start = i * (len(frames) - length) // (count - 1) if i else 0
        yield frames[(start + np.arange(length)) % len(frames)].T


def softmax(logits):
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()
