using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Augmentation.Transforms;

namespace Workbench.Benchmarks;

/// <summary>
/// How many times faster than rubberband is a pitch shift by two semitones? Thirty seconds of the demo corpus at 22,050 Hz: below
/// 750 ms is forty times real time. Both go from WAV file to WAV file, rubberband in a process of its own each time.
/// </summary>
[SimpleJob(warmupCount: 3, iterationCount: 11)]
[MedianColumn]
public class RubberBandBenchmark : IDisposable
{
    private readonly DrawnTransform shift = new PitchShift(2, 2).Draw(new(0));
    private readonly string folder = Directory.CreateTempSubdirectory("workbench-benchmark-").FullName;

    private string Source => Path.Combine(folder, "in.wav");

    private string Target => Path.Combine(folder, "out.wav");

    [GlobalSetup]
    public void MakeSong() => WavFile.Write(Source, DemoSongs.ThirtySeconds());

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public void RubberBand()
    {
        using var process = Process.Start("rubberband", ["-q", "--pitch", "2", Source, Target]);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                "rubberband does not run: run environment/install-references.sh, or install rubberband-cli.");
    }

    [Benchmark]
    public void Workbench() => WavFile.Write(Target, shift.Apply(AudioFile.Read(Source)));
}
