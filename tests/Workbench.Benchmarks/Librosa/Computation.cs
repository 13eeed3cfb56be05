namespace Workbench.Benchmarks.Librosa;

/// <summary>What all sides compute from a clip; librosa's side is in <c>librosa_worker.py</c>.</summary>
public enum Computation
{
    /// <summary>128 mel bands in dB, then 20 MFCC.</summary>
    MelMfcc,

    /// <summary>MFCC, chroma, centroid, bandwidth, roll-off, contrast, flatness, zero crossings and RMS, from one spectrogram.</summary>
    NineSpectral,

    /// <summary>The 518 columns of the FMA tables, from one spectrogram and one constant-Q transform, statistics included.</summary>
    Fma518,

    /// <summary>Harmonic and percussive part as sound.</summary>
    Hpss,

    /// <summary>Onset strength, tempo and beats.</summary>
    OnsetAndBeats,

    /// <summary>Two semitones up, the length kept.</summary>
    PitchShift,

    /// <summary>From 44,100 to 22,050 Hz.</summary>
    Resample,
}
