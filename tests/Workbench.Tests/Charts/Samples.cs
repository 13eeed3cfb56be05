using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Charts;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Figures;
using Workbench.Inference;
using Workbench.Recommendation;
using Workbench.Tests.Reference;
using Workbench.Training;

namespace Workbench.Tests.Charts;

/// <summary>One figure of each chart, of the size met in practice, from made-up data.</summary>
internal static class Samples
{
    public static readonly string[] Genres =
        ["Hip-Hop", "Folk", "Experimental", "International", "Rock", "Electronic", "Pop", "Instrumental"];

    public static readonly GenreColors Colors = new(Genres);

    /// <summary>Two hundred songs, each third one of two genres.</summary>
    private static ImmutableArray<Track> Songs { get; } =
    [
        .. Enumerable.Range(0, 200).Select(i => new Track
        {
            Id = $"{i}.wav", AudioPath = $"{i}.wav", Title = $"Song {i}",
            Labels = [.. new[] { Genres[i * i % 8], i % 3 == 0 ? Genres[(i + 1) * i % 7] : null }
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal)],
        }),
    ];

    private static FeatureRanking Ranking { get; } = new(
        [.. Genres],
        [.. FeatureSpec.Fma518.Features.Select((f, i) =>
            new RankedFeature($"{f.Name}_median_01", f.Name, [.. Genres.Select((_, g) => (double?)(0.95 - 0.03 * i - 0.04 * g))]))]);

    public static Figure ClassBalance => Chart.ClassBalance([.. Genres.Select((g, i) => (g, 1400 - 170 * i))], trackCount: 6000, Colors);

    public static Figure LearningCurve
    {
        get
        {
            var epochs = Enumerable.Range(1, 30).Select(e => (double)e).ToArray();
            return Chart.LearningCurve(
                [.. epochs.Select(e => 0.15 + 0.55 * Math.Exp(-e / 7))],
                [.. epochs.Select(e => 0.22 + 0.45 * Math.Exp(-e / 6) + 0.003 * e + 0.004 * Math.Sin(3 * e))],
                [.. epochs.Select(e => 0.88 - 0.35 * Math.Exp(-e / 5) - 0.0012 * e)], bestEpoch: 20);
        }
    }

    public static Figure RocCurves =>
        Chart.RocCurves([.. Genres.Select((g, i) => Roc(g, 2.0 + 1.3 * i))], (Roc("", 6).Item2, Roc("", 6).Item3, 6 / 7.0),
            Colors);

    /// <summary>Three genres and their mean lie on each other.</summary>
    public static Figure PerfectCurves => Chart.RocCurves(
        [.. Genres.Take(3).Select(genre => (genre, new double[] { 0, 0, 1 }, new double[] { 0, 1, 1 }, (double?)1)), Roc(Genres[3], 3)],
        ([0, 0, 1], [0, 1, 1], 1), Colors);

    public static Figure LabelScores => Chart.LabelScores(
        "AUC", [.. Genres.Select((g, i) => (g, 0.95 - 0.035 * i, (double?)(0.93 - 0.04 * i), (double?)(0.965 - 0.03 * i)))], chance: 0.5,
        Colors);

    public static Figure ExperimentScores => Chart.ExperimentScores(
    [
        ("mlp, wide", new([0.83, 0.87, 0.85, 0.86, 0.84]), null), ("mlp", new([0.81, 0.86, 0.82]), null),
        ("cnn", new([0.8]), new(0.8, 0.74, 0.85)),
    ]);

    public static Figure MelSpectrogram
    {
        get
        {
            const int frames = 1292, bands = 128;
            var values = new float[frames * bands];
            for (var t = 0; t < frames; t++)
                for (var b = 0; b < bands; b++)
                    values[t * bands + b] = (float)(-80
                        + 78 * Math.Pow(Math.Sin(b * 0.35 + Math.Sin(t * 0.01) * 2), 4) * Math.Exp(-(t % 54) / 30.0) * (1 - b / 160.0));
            return Chart.MelSpectrogram(
                new FeatureMatrix([.. Enumerable.Range(0, bands).Select(b => $"mel{b}")], values),
                512 / 22050.0,
                [.. Enumerable.Range(0, bands).Select(b => 700 * (Math.Exp(b * 25.4 / 1127) - 1))],
                "Mel spectrogram: Kettle Song");
        }
    }

    public static Figure Waveform => Chart.Waveform(
        new AudioClip(8000,
            [.. Enumerable.Range(0, 240_000).Select(i => (float)(Math.Sin(i * 0.3) * Math.Exp(-(i % 16000) / 6000.0) * 0.8))]));

    public static Figure GroupedBars => new(
        "Macro AUC of three models on two data sets",
        Axis.OfCategories(["Logistic regression", "Multilayer perceptron", "Convolutional network"]), new Axis("Macro AUC"),
        new BarTrace("FMA small", [0.71, 0.78, 0.83]) { Labels = ["0.71", "0.78", "0.83"] },
        new BarTrace("GTZAN", [0.88, 0.91, double.NaN]) { Labels = ["0.88", "0.91", ""] });

    public static Figure Scatter => new(
        "Two principal components", new Axis("First"), new Axis("Second"),
        [.. Genres.Take(3).Select((g, k) => new ScatterTrace(
            g, [.. Enumerable.Range(0, 60).Select(i => Math.Cos(i * 1.7 + k) * (i % 9) + 8 * k)],
            [.. Enumerable.Range(0, 60).Select(i => Math.Sin(i * 2.1 + k) * (i % 7) - 3 * k)]))]);

    public static Figure SmallHeatmap => new(
        "How often two genres go together",
        Axis.OfCategories(Genres),
        Axis.OfCategories(Genres) with { Reversed = true },
        new HeatmapTrace("Tracks", Together()));

    public static Figure CoOccurrence => Chart.CoOccurrence(new("made", "made", Songs, []));

    public static Figure Histogram =>
        Chart.Histogram("How loud the songs are", "Root mean square (dB of full scale)",
            [.. Songs.Select((_, i) => -30 + 20 * Math.Sin(i))]);

    public static Figure HistogramByLabel => Chart.Histogram(
        "How fast the songs are", "Tempo (beats a minute)",
        [.. Songs.Select((s, i) => 70.0 + 90 * (i * 37 % 100) / 100 + s.Labels[0].Length)],
        [.. Songs.Select(s => (IReadOnlyList<string>)s.Labels)], colors: Colors);

    public static Figure FeatureRanking => Chart.FeatureRanking(Ranking);

    public static Figure FeatureFamilies => Chart.FeatureFamilies(Ranking, Colors);

    public static Figure SongMap => Chart.Songs(
        "Map of 200 songs", new("Component 1 (15 % of the variance)"), new("Component 2 (10 % of the variance)"),
        [.. Songs.Select((s, i) => (s, Math.Cos(i * 1.7) * (i % 9) + s.Labels[0].Length, Math.Sin(i * 2.1) * (i % 7)))], colors: Colors);

    public static Figure SongPath => Chart.Songs("A way among 200 songs", new("Component 1"), new("Component 2"),
        [.. Songs.Select((s, i) => (s, Math.Cos(i * 1.7) * (i % 9) + s.Labels[0].Length, Math.Sin(i * 2.1) * (i % 7)))], colors: Colors,
        path: [.. Enumerable.Range(0, 12).Select(i => $"{i * 17}.wav")]);

    public static Figure Reasons => Chart.Reasons("The Kettles - Kettle Song", new(Songs[3],
        [.. Enum.GetValues<SimilarityPart>().Select((part, i) => new PartSimilarity(part, 0.2, 0.7 - 0.25 * i))], [])
    {
        FromHubs = -0.04,
        Traits =
        [
            new(SimilarityPart.Timbre, "brightness", 2104, 2230, "Hz", 0.26), new(SimilarityPart.Rhythm, "tempo", 118, 94, "BPM", -2.9),
            new(SimilarityPart.Dynamics, "loudness", -18, -9, "dB", 3),
        ],
    });

    public static Figure Chromagram => Chart.Chromagram(
        new FeatureMatrix([.. Enumerable.Range(0, 12).Select(c => $"chroma {c}")],
            [.. Enumerable.Range(0, 12 * 344).Select(i => (float)Math.Pow(Math.Sin(i % 12 * (i / 1200 + 1)), 2))]),
        512 / 22050.0, "Kettle Song: chroma");

    public static Figure Spectrogram => Chart.Spectrogram(Bands(1025), 512 / 22050.0, 11_025, "Kettle Song: spectrogram");

    public static Figure ConstantQ => Chart.ConstantQ(Bands(84), 512 / 22050.0, title: "Kettle Song: constant-Q transform");

    public static Figure HarmonicPercussive =>
        Chart.HarmonicPercussive(Bands(64), Bands(64), 512 / 22050.0, [.. Enumerable.Range(1, 64).Select(i => 100.0 * i)],
            "Kettle Song: harmonic and percussive");

    public static Figure ParallelCoordinates => Chart.ParallelCoordinates(
        [
            ("learningRate",
                [.. Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"{Math.Pow(10, -5 + i * 7 % 40 / 10.0):G4}"))]),
            ("batchSize", [.. Enumerable.Range(0, 40).Select(i => $"{8 << i % 4}")]),
            ("mixup.alpha", [.. Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? "" : "0.2")]),
        ],
        [.. Enumerable.Range(0, 40).Select(i => 0.9 - 0.02 * Math.Pow(i * 7 % 40 / 10.0 - 2.2, 2) - 0.01 * (i % 4))]);

    public static Figure TrainingSizes => Chart.TrainingSizes(
        [.. new[] { 45, 90, 140, 190 }
            .Select((n, i) =>
                (n, ((double?)(0.99 - 0.01 * i), (Interval?)new Interval(0.99 - 0.01 * i, 0.98 - 0.01 * i, 1 - 0.005 * i)),
                    ((double?)(0.7 + 0.05 * i), (Interval?)new Interval(0.7 + 0.05 * i, 0.6 + 0.06 * i, 0.8 + 0.04 * i))))]);

    public static Figure GenreTimeline
    {
        get
        {
            var scores = new ScoreMatrix(60, Genres.Length);
            for (var window = 0; window < scores.RowCount; window++)
                for (var genre = 0; genre < Genres.Length; genre++)
                    scores[window, genre] = Math.Pow(Math.Sin(0.07 * window * (genre + 1) / 4 + genre), 2) / (1 + genre / 2.0);
            return Chart.GenreTimeline(new(3, [.. Enumerable.Range(0, 60).Select(i => 1.5 + i * 0.375)], scores, HearsSegments: true),
                Genres, ["Folk", "Rock"], "Kettle Song: genres over time", Colors);
        }
    }

    public static Figure SongGenres => Chart.SongGenres(
        new("kettle.mp3", [.. Genres.Select((g, i) => new LabelAnswer(g, 0.93 / (1 + i), 0.3, i < 3))]), "Kettle Song",
        Colors);

    /// <summary>Two hundred songs of eight genres, scored so that the first genres are told best.</summary>
    private static Predictions Predictions { get; } = new(
        [.. Genres], [.. Enumerable.Range(0, 200).Select(i => $"song {i}")], [.. Enumerable.Range(0, 200).Select(i => $"artist {i % 40}")],
        Matrices.Labels([.. Enumerable.Range(0, 200).Select(i => Genres.Select((_, g) => Has(i, g)).ToArray())]),
        Matrices.Scores([.. Enumerable.Range(0, 200)
            .Select(i =>
                Genres.Select((_, g) => (Has(i, g) ? 0.5 : 0.1) + 0.4 * ((i * 37 + g * 61) % 100) / 100 * (1 + g / 8.0))
                    .Select(s => Math.Min(s, 0.99)).ToArray())]));

    public static Figure Augmentation => Chart.Copies(AugmentationPlan.Of(
        TrainingSamples.Parts([.. Enumerable.Range(0, 200).Select(i => new float[] { i })], [.. Songs.Select(s => s.Labels.ToArray())], 200)
            .Train, AugmentationSpec.Balanced), Colors);

    public static Figure PrCurves => Chart.PrCurves(Predictions, Colors);

    public static Figure Calibration => Chart.Calibration(Predictions, new(2));

    public static Figure Confusions => Chart.Confusions(new(Predictions, Decisions.At(Predictions.Scores)), Colors);

    public static Figure LearningCurves => Chart.LearningCurves(
        [.. new[] { "mlp", "cnn" }.Select((name, k) =>
            (name,
                (IReadOnlyList<EpochResult>)[.. Enumerable.Range(1, 12).Select(e =>
                    new EpochResult(e, 0.6 / e + 0.05 * k, 0.5 / e + 0.1, 0.9 - 0.4 / e - 0.05 * k, 0.001))],
                12))]);

    public static Figure RepeatedLearningCurves => Chart.RepeatedLearningCurves(
        [.. new[] { "mlp", "cnn" }.Select((name, k) =>
            (name, (IReadOnlyList<LearningCurve>)[.. Enumerable.Range(0, 3).Select(seed => new LearningCurve(
                [.. Enumerable.Range(1, 8 + seed).Select(e =>
                    new EpochResult(e, 0.6 / e + 0.05 * k, 0.5 / e + 0.02 * seed, 0.9 - 0.4 / e - 0.05 * k - 0.01 * seed, 0.001))],
                8 + seed, StopReason.Finished))]))]);

    public static ImmutableArray<(string Name, Figure Figure)> All { get; } =
    [
        ("class-balance", ClassBalance), ("learning-curve", LearningCurve), ("roc", RocCurves), ("roc-perfect", PerfectCurves),
        ("scores", LabelScores),
        ("spectrogram", MelSpectrogram), ("waveform", Waveform), ("grouped", GroupedBars), ("scatter", Scatter), ("heatmap", SmallHeatmap),
        ("together", CoOccurrence), ("histogram", Histogram), ("histogram-by-label", HistogramByLabel), ("ranking", FeatureRanking),
        ("families", FeatureFamilies), ("map", SongMap), ("path", SongPath), ("reasons", Reasons),
        ("chroma", Chromagram), ("stft", Spectrogram), ("cqt", ConstantQ),
        ("hpss", HarmonicPercussive), ("parallel", ParallelCoordinates), ("sizes", TrainingSizes), ("timeline", GenreTimeline),
        ("pr", PrCurves), ("calibration", Calibration), ("confusions", Confusions), ("learning-curves", LearningCurves),
        ("augmentation", Augmentation), ("song-genres", SongGenres), ("experiments", ExperimentScores),
        ("repeated", RepeatedLearningCurves),
    ];

    private static FeatureMatrix Bands(int count) => new(
        [.. Enumerable.Range(0, count).Select(b => $"band {b}")],
        [.. Enumerable.Range(0, 344 * count).Select(i => (float)Math.Pow(Math.Sin(i % count * 0.1 * (i / count / 60 + 1)), 2))]);

    private static (string, double[], double[], double?) Roc(string name, double power)
    {
        double[] x = [.. Enumerable.Range(0, 2001).Select(i => i / 2000.0)];
        return (name, x, [.. x.Select(v => Math.Pow(v, 1 / power))], power / (1 + power));
    }

    private static bool Has(int song, int genre) => (song + genre) % 5 == 0 || song * 7 % 8 == genre;

    private static double[,] Together()
    {
        var values = new double[Genres.Length, Genres.Length];
        for (var i = 0; i < Genres.Length; i++)
            for (var j = 0; j < Genres.Length; j++)
                values[i, j] = i == j ? double.NaN : 10 * ((i * j) % 7) + i + j;
        return values;
    }
}
