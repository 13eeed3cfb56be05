using System.Diagnostics;
using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Augmentation.Transforms;
using Workbench.Benchmarks.Librosa;
using Workbench.Features;
using Workbench.Features.Spectra;

namespace Workbench.Benchmarks;

/// <summary>
/// How many times faster than librosa and, where it has the same, NWaves, on one thread? Thirty seconds of the demo corpus at 22,050 Hz.
/// They take turns in the same run, librosa in a Python process that answers within microseconds, so that a busy machine slows all alike;
/// medians are compared.
/// </summary>
internal sealed class FeatureComparison : IDisposable
{
    /// <summary>Runs of a turn, so that each finds its own data in the caches rather than the other's, as in a loop over songs.</summary>
    private const int Runs = 5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    private readonly FeatureExtractor melMfcc = Frames(new Mfcc());
    private readonly FeatureExtractor nineSpectral = Frames(
        new Mfcc(), new ChromaStft(), new SpectralCentroid(), new SpectralBandwidth(), new SpectralRolloff(), new SpectralContrast(),
        new SpectralFlatness(), new ZeroCrossingRate(), new Rms());
    private readonly FeatureExtractor fma518 = new(FeatureSpec.Fma518);
    private readonly BeatTracker beats = new();
    private readonly DrawnTransform shift = new PitchShift(2, 2).Draw(new(0));
    private readonly AudioClip clip = DemoSongs.ThirtySeconds();
    private readonly AudioClip twice;
    private readonly LibrosaWorker? librosa;
    private readonly List<(string Name, Func<Computation, Action?> Find)> others = [];

    private FeatureComparison()
    {
        twice = Resampler.Resample(clip, 2 * clip.SampleRate);
        try
        {
            librosa = new(clip.Channel(0));
            others.Add(($"librosa {librosa.Version}", computation => () => librosa.Run(computation)));
        }
        catch (InvalidOperationException missing)
        {
            Console.WriteLine($"Without librosa: {missing.Message}");
        }
        others.Add(($"NWaves {NWavesLibrary.Version}", new NWavesLibrary(clip, twice).Find));
    }

    /// <summary>Prints a table.</summary>
    /// <param name="filter">Part of the names of the computations to compare; null for all.</param>
    /// <param name="turns">Turns of each.</param>
    public static void Run(string? filter, int turns)
    {
        using FeatureComparison comparison = new();
        Console.WriteLine($"{"computation",-16} {"Workbench ms",14}"
            + string.Concat(comparison.others.Select(other => $" {$"{other.Name} ms",20} {"ratio",8}")));
        foreach (var computation
            in Enum.GetValues<Computation>().Where(c => filter is null || $"{c}".Contains(filter, StringComparison.OrdinalIgnoreCase)))
            comparison.Compare(computation, turns);
    }

    /// <inheritdoc/>
    public void Dispose() => librosa?.Dispose();

    private void Compare(Computation computation, int turns)
    {
        Action?[] works = [() => Compute(computation), .. others.Select(other => other.Find(computation))];
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < WarmUp;)
            foreach (var work in works)
                work?.Invoke();
        var times = Array.ConvertAll(works, _ => new double[turns]);
        for (var turn = 0; turn < turns; turn++)
            foreach (var (i, work) in works.Index())
                times[i][turn] = work is null ? double.NaN : Time(work);
        double[] medians = [.. times.Select(Median)];
        Console.WriteLine(FormattableString.Invariant($"{computation,-16} {medians[0],14:F2}") + string.Concat(medians[1..].Select(median =>
            double.IsNaN(median) ? $" {"-",20} {"-",8}" : FormattableString.Invariant($" {median,20:F1} {median / medians[0],7:F1}x"))));
    }

    private object Compute(Computation computation) => computation switch
    {
        Computation.MelMfcc => melMfcc.Extract(clip),
        Computation.NineSpectral => nineSpectral.Extract(clip),
        Computation.Fma518 => fma518.Extract(clip),
        Computation.Hpss => HarmonicPercussive.Separate(clip),
        Computation.OnsetAndBeats => beats.Track(clip),
        Computation.PitchShift => shift.Apply(clip),
        Computation.Resample => Resampler.Resample(twice, clip.SampleRate),
        _ => throw new ArgumentOutOfRangeException(nameof(computation), computation, null),
    };

    private static FeatureExtractor Frames(params Feature[] features) => new(new() { Features = [.. features], Statistics = [] });

    private static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        for (var run = 0; run < Runs; run++)
            work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / Runs;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
