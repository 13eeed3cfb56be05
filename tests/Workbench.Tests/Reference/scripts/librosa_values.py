"""Makes values/librosa: what librosa computes from the synthetic signals of signals.py.

Run with librosa 0.11.0, NumPy 1.24.2, SciPy 1.10.1, Python 3.11, and Debian's libsoxr 0.1.3 bound with ctypes in place of the
package soxr; `python3 librosa_values.py` writes the files anew. Signals are mono at 22,050 Hz, 16 bit, read as float32; frames of
2,048 samples each 512, hann, zeros around the clip. An array of a clip is [bands, frames], float32; fma518 holds the 518 columns of
FMA's tables in their order, float64.
"""
import hashlib
import json
import pathlib

import librosa
import numpy as np
import scipy.stats

import signals

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "values" / "librosa"
RATE = signals.RATE
F = librosa.feature


def statistics(rows):
    """FMA's seven statistics of each row, in the order of their names; in float64."""
    rows = rows.astype(np.float64)
    return {
        "kurtosis": scipy.stats.kurtosis(rows, axis=1), "max": rows.max(axis=1), "mean": rows.mean(axis=1),
        "median": np.median(rows, axis=1), "min": rows.min(axis=1), "skew": scipy.stats.skew(rows, axis=1), "std": rows.std(axis=1),
    }


def fma518(features):
    """Sorted by feature, statistic and number, as FMA's features.py sorts them."""
    return np.concatenate([values for _, rows in sorted(features.items()) for _, values in sorted(statistics(rows).items())])


def values(y):
    D = librosa.stft(y)
    S = np.abs(D)
    mel = F.melspectrogram(y=y, sr=RATE, n_mels=128)
    log_mel = librosa.power_to_db(mel, ref=1.0, amin=1e-10, top_db=80)
    chroma_cqt, cens = F.chroma_cqt(y=y, sr=RATE), F.chroma_cens(y=y, sr=RATE)
    C = np.abs(librosa.cqt(y, sr=RATE, n_bins=84, bins_per_octave=12, tuning=None))
    fma_cens = F.chroma_cens(C=C, sr=RATE, bins_per_octave=12)
    harmonic, percussive = librosa.decompose.hpss(D)
    tempo, beats = librosa.beat.beat_track(y=y, sr=RATE)
    fma = {
        "chroma_cens": fma_cens, "chroma_cqt": F.chroma_cqt(C=C, sr=RATE, bins_per_octave=12),
        "chroma_stft": F.chroma_stft(S=S**2, sr=RATE), "mfcc": F.mfcc(S=log_mel, n_mfcc=20), "rmse": F.rms(S=S),
        "spectral_bandwidth": F.spectral_bandwidth(S=S, sr=RATE), "spectral_centroid": F.spectral_centroid(S=S, sr=RATE),
        "spectral_contrast": F.spectral_contrast(S=S, sr=RATE, n_bands=6), "spectral_rolloff": F.spectral_rolloff(S=S, sr=RATE),
        "tonnetz": F.tonnetz(chroma=fma_cens, sr=RATE), "zcr": F.zero_crossing_rate(y),
    }
    arrays = {
        "stft_mag_first20": S[:, :20], "mel128": mel, "logmel128": log_mel, "mfcc20": F.mfcc(y=y, sr=RATE, n_mfcc=20),
        "chroma_stft": F.chroma_stft(y=y, sr=RATE), "chroma_cqt": chroma_cqt, "chroma_cens": cens, "tonnetz": F.tonnetz(y=y, sr=RATE),
        "tonnetz_from_cens": F.tonnetz(chroma=cens, sr=RATE), "spectral_centroid": F.spectral_centroid(y=y, sr=RATE),
        "spectral_bandwidth": F.spectral_bandwidth(y=y, sr=RATE), "spectral_contrast": F.spectral_contrast(y=y, sr=RATE),
        "spectral_rolloff": F.spectral_rolloff(y=y, sr=RATE), "spectral_flatness": F.spectral_flatness(y=y), "rms": F.rms(y=y),
        "rms_from_stft": F.rms(S=S), "zcr": F.zero_crossing_rate(y), "onset_strength": librosa.onset.onset_strength(y=y, sr=RATE),
        "beats": beats, "hpss_energy_harmonic": (np.abs(harmonic) ** 2).sum(axis=0),
        "hpss_energy_percussive": (np.abs(percussive) ** 2).sum(axis=0), "fma_cqt84_mag_first20": C[:, :20],
        "fma_chroma_cqt": fma["chroma_cqt"], "fma_chroma_cens": fma_cens, "fma_tonnetz": fma["tonnetz"],
    }
    in_float64 = {"fma518": fma518(fma), "tempo": np.array([float(np.squeeze(tempo))])}
    return {name: np.ascontiguousarray(array, np.float32) for name, array in arrays.items()} | in_float64


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    hashes = {}
    for name, make in signals.CLIPS.items():
        samples = signals.samples(make())
        hashes[name] = hashlib.sha256(samples.tobytes()).hexdigest()
        y = (samples / 32768).astype(np.float32)
        arrays = values(y)
        if name == "chords_and_drums":
            arrays["time_stretch_1.25"] = librosa.effects.time_stretch(y, rate=1.25)
        np.savez_compressed(FOLDER / f"{name}.npz", **arrays)

    two_seconds = signals.samples(signals.chirp_noise_clicks(rate=44100, seconds=2))
    hashes["chirp_noise_clicks_44100"] = hashlib.sha256(two_seconds.tobytes()).hexdigest()
    y = (two_seconds / 32768).astype(np.float32)
    halved = librosa.resample(y, orig_sr=44100, target_sr=22050, res_type="soxr_hq")
    np.savez_compressed(FOLDER / "resample.npz", chirp_noise_clicks_22050_soxr_hq=halved)

    np.savez_compressed(
        FOLDER / "filters.npz",
        hann_2048=librosa.filters.get_window("hann", 2048).astype(np.float32),
        mel_basis_128x1025=np.ascontiguousarray(librosa.filters.mel(sr=RATE, n_fft=2048, n_mels=128), np.float32),
        chroma_basis_12x1025_tuning0=np.ascontiguousarray(librosa.filters.chroma(sr=RATE, n_fft=2048, tuning=0, n_chroma=12), np.float32))
    about = {"about": "values of librosa_values.py", "librosa": librosa.__version__, "sha256OfSamples": hashes}
    (FOLDER / "signals.json").write_text(json.dumps(about, indent=2) + "\n")


main()
