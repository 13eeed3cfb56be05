using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Benchmarks;

/// <summary>
/// What do intervals cost? 1,000 draws of artists over as many songs and genres as the test part of MTG-Jamendo has: 11,479 and 87.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 3)]
public class BootstrapBenchmark
{
    private const int Songs = 11_479, Genres = 87, Artists = 720;

    private Predictions predictions = null!;

    /// <summary>Makes predictions that are a little right.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var rng = new Random(1);
        var (truth, scores) = (new LabelMatrix(Songs, Genres), new ScoreMatrix(Songs, Genres));
        for (var song = 0; song < Songs; song++)
            for (var genre = 0; genre < Genres; genre++)
            {
                truth[song, genre] = rng.NextDouble() < 0.03;
                scores[song, genre] = 0.5 * rng.NextDouble() + (truth[song, genre] ? 0.2 : 0);
            }
        predictions = new([.. Enumerable.Range(0, Genres).Select(genre => $"genre {genre}")],
            [.. Enumerable.Range(0, Songs).Select(song => $"{song}")],
            [.. Enumerable.Range(0, Songs).Select(song => $"artist {song % Artists}")], truth, scores);
    }

    /// <summary>The interval of the macro ROC-AUC.</summary>
    [Benchmark(Baseline = true)]
    public Interval MacroRocAuc() => new Bootstrap().RocAucMacro(predictions, Work.OnAllProcessors);

    /// <summary>The intervals of all scores.</summary>
    [Benchmark]
    public ScoreIntervals AllScores() => new Bootstrap().Intervals(predictions, work: Work.OnAllProcessors);
}
