using Workbench.Audio;

namespace Workbench.Features.Spectra;

/// <summary>A clip's two parts, each as long as the clip.</summary>
/// <param name="Harmonic">What goes on in time: tones.</param>
/// <param name="Percussive">What is short and spread over frequencies: drums, attacks.</param>
public sealed record HarmonicPercussiveParts(AudioClip Harmonic, AudioClip Percussive);
