"""Runs a named computation of librosa once for each line of standard input, and answers "done".
sys.argv: a file of float32 samples, mono, 22,050 Hz."""
import sys

import librosa
import numpy as np
from scipy import stats

y = np.fromfile(sys.argv[1], np.float32)
sr = 22050
twice = librosa.resample(y, orig_sr=sr, target_sr=2 * sr)
F = librosa.feature


def mel_mfcc():
    return F.mfcc(S=librosa.power_to_db(F.melspectrogram(y=y, sr=sr, n_mels=128)), n_mfcc=20)


def nine(S=None):
    S = np.abs(librosa.stft(y)) if S is None else S
    P = S**2
    return [
        F.mfcc(S=librosa.power_to_db(F.melspectrogram(S=P, sr=sr, n_mels=128)), n_mfcc=20),
        F.chroma_stft(S=P, sr=sr), F.spectral_centroid(S=S, sr=sr), F.spectral_bandwidth(S=S, sr=sr),
        F.spectral_rolloff(S=S, sr=sr), F.spectral_contrast(S=S, sr=sr), F.spectral_flatness(S=S),
        F.zero_crossing_rate(y), F.rms(S=S),
    ]


def fma518():
    S = np.abs(librosa.stft(y))
    C = np.abs(librosa.cqt(y, sr=sr, tuning=None))
    cens = F.chroma_cens(C=C, bins_per_octave=12)
    P = S**2
    features = [
        cens, F.chroma_cqt(C=C, bins_per_octave=12), F.tonnetz(chroma=cens),
        F.mfcc(S=librosa.power_to_db(F.melspectrogram(S=P, sr=sr, n_mels=128)), n_mfcc=20),
        F.chroma_stft(S=P, sr=sr), F.spectral_centroid(S=S, sr=sr), F.spectral_bandwidth(S=S, sr=sr),
        F.spectral_rolloff(S=S, sr=sr), F.spectral_contrast(S=S, sr=sr), F.zero_crossing_rate(y), F.rms(S=S),
    ]
    rows = np.vstack(features)
    return np.concatenate([
        rows.mean(1), rows.std(1), stats.skew(rows, axis=1), stats.kurtosis(rows, axis=1),
        np.median(rows, axis=1), rows.min(1), rows.max(1),
    ])


computations = {
    "MelMfcc": mel_mfcc,
    "NineSpectral": nine,
    "Fma518": fma518,
    "Hpss": lambda: librosa.effects.hpss(y),
    "OnsetAndBeats": lambda: librosa.beat.beat_track(y=y, sr=sr),
    "PitchShift": lambda: librosa.effects.pitch_shift(y, sr=sr, n_steps=2),
    "Resample": lambda: librosa.resample(twice, orig_sr=2 * sr, target_sr=sr),
}

print("ready", librosa.__version__, flush=True)
for line in sys.stdin:
    computations[line.strip()]()
    print("done", flush=True)
