using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Options;
using NWaves.Filters.Fda;
using NWaves.Operations;
using NWaves.Signals;
using NWaves.Windows;
using Workbench.Audio;
using Workbench.Benchmarks.Librosa;

namespace Workbench.Benchmarks;

/// <summary>What NWaves, the library of sound of .NET, has of the computations.</summary>
/// <param name="clip">Mono, 22,050 Hz.</param>
/// <param name="twice">The same at 44,100 Hz.</param>
internal sealed class NWavesLibrary(AudioClip clip, AudioClip twice)
{
    private const int FftLength = 2048, HopLength = 512;

    private readonly float[][] bank = FilterBanks.MelBankSlaney(128, FftLength, clip.SampleRate);
    private readonly DiscreteSignal signal = new(twice.SampleRate, twice.Channel(0).ToArray());

    /// <summary>Its own version.</summary>
    public static string Version => typeof(DiscreteSignal).Assembly.GetName().Version!.ToString(3);

    /// <summary>Its side of a computation; null where it has none that does the same.</summary>
    public Action? Find(Computation computation) => computation switch
    {
        Computation.MelMfcc => () => Mfcc(),
        Computation.Resample => () => Operation.Decimate(signal, 2), // the fastest of its ways
        _ => null,
    };

    /// <summary>In librosa's frames; a new extractor a song, as its state asks for.</summary>
    private List<float[]> Mfcc()
    {
        MfccExtractor extractor = new(new()
        {
            SamplingRate = clip.SampleRate,
            FrameSize = FftLength,
            HopSize = HopLength,
            FeatureCount = 20,
            FilterBank = bank,
            DctType = "2N",
            NonLinearity = NonLinearityType.ToDecibel,
            LogFloor = 1e-10f,
            Window = WindowType.Hann,
        });
        return extractor.ComputeFrom([.. new float[FftLength / 2], .. clip.Channel(0), .. new float[FftLength / 2]]);
    }
}
