using BenchmarkDotNet.Attributes;
using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Augmentation.Transforms;
using Workbench.Benchmarks.Librosa;
using Workbench.Features;
using Workbench.Features.Spectra;

namespace Workbench.Benchmarks;

/// <summary>
/// How many times faster than librosa, on one thread? Thirty seconds of the demo corpus at 22,050 Hz; librosa runs in a
/// Python process beside this one, which answers within microseconds. The ratio is Workbench / librosa: 0.1 is ten times.
/// </summary>
[SimpleJob(warmupCount: 4, iterationCount: 11)]
[MedianColumn]
public class LibrosaBenchmark : IDisposable
{
    private const int SampleRate = 22_050;

    private readonly FeatureExtractor melMfcc = new(new() { Features = [new Mfcc()], Statistics = [] });
    private readonly FeatureExtractor nineSpectral = new(new()
    {
        Features =
        [
            new Mfcc(), new ChromaStft(), new SpectralCentroid(), new SpectralBandwidth(), new SpectralRolloff(), new SpectralContrast(),
            new SpectralFlatness(), new ZeroCrossingRate(), new Rms(),
        ],
        Statistics = [],
    });
    private readonly FeatureExtractor fma518 = new(FeatureSpec.Fma518);
    private readonly BeatTracker beats = new();
    private readonly DrawnTransform shift = new PitchShift(2, 2).Draw(new(0));
    private AudioClip clip = new(SampleRate, new float[1]);
    private LibrosaWorker? librosa;

    /// <summary>What is computed.</summary>
    [ParamsAllValues]
    public Computation Computation { get; set; }

    [GlobalSetup]
    public void Start()
    {
        clip = DemoSongs.ThirtySeconds();
        librosa = new(clip.Channel(0));
        Console.WriteLine($"// librosa {librosa.Version}");
    }

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        librosa?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public void Librosa() => librosa!.Run(Computation);

    [Benchmark]
    public object Workbench() => Computation switch
    {
        Computation.MelMfcc => melMfcc.Extract(clip),
        Computation.NineSpectral => nineSpectral.Extract(clip),
        Computation.Fma518 => fma518.Extract(clip),
        Computation.Hpss => HarmonicPercussive.Separate(clip),
        Computation.OnsetAndBeats => beats.Track(clip),
        Computation.PitchShift => shift.Apply(clip),
        _ => throw new ArgumentOutOfRangeException(nameof(Computation), Computation, null),
    };
}
