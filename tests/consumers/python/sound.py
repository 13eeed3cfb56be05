"""Reads WAV files of 16-bit integers or 32-bit floats."""
import os
import struct

import numpy as np

CONVERT = "Make one of 16 bits: ffmpeg -i SONG -c:a pcm_s16le SONG.wav"
PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE
MOST_BYTES = 10**9  # an hour and a half of stereo; samples and what is computed of them take ten times as much memory


def read_wav(path):
    """The mean of the channels as float32, full scale 1; the sample rate in Hz; the number of channels."""
    size = os.path.getsize(path)
    if size > MOST_BYTES:
        raise ValueError(f"it has {size // 10**6} MB, and at most {MOST_BYTES // 10**6} are heard at once. Cut a piece out of it.")
    with open(path, "rb") as file:
        content = file.read()
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise ValueError(f"no WAV file. {CONVERT}")
    chunks, at = {}, 12
    while at + 8 <= len(content) and b"data" not in chunks:
        name, size = struct.unpack_from("<4sI", content, at)
        chunks[name] = content[at + 8:at + 8 + size]  # a stream's size is unknown: what there is
        at += 8 + size + size % 2  # chunks begin at even places
    form, data = chunks.get(b"fmt ", b""), chunks.get(b"data")
    if len(form) < 16 or data is None:
        raise ValueError(f"the WAV file is damaged, it has no {'samples' if data is None else 'format'}. {CONVERT}")
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    if kind == EXTENSIBLE and len(form) >= 26:
        kind, = struct.unpack_from("<H", form, 24)
    if not channels or not rate:
        raise ValueError(f"the WAV file is damaged, it has {channels} channels at {rate} Hz. {CONVERT}")
    if (kind, bits) == (PCM, 16):
        samples = np.frombuffer(data[:len(data) // 2 * 2], "<i2") / np.float32(32768)
    elif (kind, bits) == (FLOAT, 32):
        samples = np.frombuffer(data[:len(data) // 4 * 4], "<f4")
    else:
        raise ValueError(f"its samples have {bits} bits and are of kind {kind}. {CONVERT}")
    frames = samples[:len(samples) // channels * channels].reshape(-1, channels)
    return frames.mean(axis=1, dtype=np.float32), rate, channels
