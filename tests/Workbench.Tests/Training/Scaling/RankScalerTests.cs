using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Tests.Reference;
using Workbench.Training.Scaling;

namespace Workbench.Tests.Training.Scaling;

/// <summary>
/// Beside numpy 1.24.2 and scipy 1.10.1: <c>norm.ppf((rank + 0.01) / (last + 0.02))</c> of the column's distinct values, each at the mean
/// of its ranks but those of the ends, and <c>np.interp</c> between them.
/// </summary>
public class RankScalerTests
{
    private const double Float32 = 1e-6;

    /// <summary>More values than are sorted at a time: the columns are taken in several turns.</summary>
    [Fact]
    public void Of_very_many_values_each_column_is_scaled_as_it_would_be_alone()
    {
        const int Songs = 50_000, Columns = 200;
        var rng = new Random(5);
        var songs = new SongSummaries(new([.. Enumerable.Range(0, Columns).Select(i => $"c{i}")],
            [.. Enumerable.Range(0, Songs * Columns).Select(_ => rng.NextSingle())]));
        var scaler = (RankScaler)Scaler.Fit(Part(songs), ScalerKind.Rank);
        foreach (var column in new[] { 0, 166, 167, 199 })
        {
            var values = new float[Songs];
            for (var song = 0; song < Songs; song++)
                values[song] = songs.Summaries[song, column];
            var alone = (RankScaler)Scaler.Fit(Part(new SongSummaries(new(["c"], values))), ScalerKind.Rank);
            Assert.Equal(alone.Values(0), scaler.Values(column));
            Assert.Equal(alone.Scores(0), scaler.Scores(column));
        }
    }

    [Fact]
    public void Values_between_among_and_beyond_those_of_the_training_part_lie_on_straight_lines()
    {
        float[][] features =
        [
            // Learned from.
            [0, 0.1f, 3], [1, 0.1f, 3], [1, 0.2f, 3], [1, 0.4f, 3], [2, 0.8f, 3], [3, 1.6f, 3], [3, 3.2f, 3], [5, 6.4f, 3], [1000, 900, 3],
            [0, -5, 3], [1, 0.1f, 3], [1.5f, 0.3f, 3], [3, 0.8f, 3], [500, 600, 3], [1000, 900, 2], [4000, 0.15f, 4],
        ];
        var (train, validation) = TrainingSamples.Parts(features,
            [.. features.Select((_, i) => new[] { i % 2 == 0 ? "a" : "b" })], trainCount: 9);
        var scaler = Scaler.Fit(train, ScalerKind.Rank);
        double[][] expected =
        [
            [-3.0240969, -3.0240969], [-0.6725292, -3.0240969], [-0.3362646, -0.4951733], [0.4874561, 0], [2.0802383, 2.3935199],
            [3.0240969, 3.0240969], [3.0240969, -1.848313],
        ];
        for (var row = 0; row < expected.Length; row++)
        {
            float[] values = validation.Features.Row(row).ToArray();
            scaler.Transform(values, values);
            Assert.Equal(expected[row][0], values[0], Float32);
            Assert.Equal(expected[row][1], values[1], Float32);
            Assert.Equal(0, values[2], Float32);
        }
    }

    [Fact]
    public void Of_many_songs_a_hundred_places_are_kept_evenly_spaced_by_rank()
    {
        float[][] features = [.. Enumerable.Range(0, 2500).Select(i => new[] { i * 7919 % 2503 * 4f })];
        var (train, _) = TrainingSamples.Parts(features, [.. features.Select(_ => new[] { "a" })], trainCount: 2500);
        var scaler = RankScaler.Fit(train);
        Assert.Equal(100, scaler.PlaceCount);
        float[] values = [3.5f, 900, 5000, 6000.5f, 9500, 10005, 20000];
        double[] expected = [-4.3908267, -1.3407307, 0.0005015, 0.2530809, 1.6371243, 4.4014372, 4.4651];
        for (var i = 0; i < values.Length; i++)
        {
            scaler.Transform(values.AsSpan(i, 1), values.AsSpan(i, 1));
            Assert.Equal(expected[i], values[i], 2e-5); // places in float32, far out in steep lines
        }
    }

    [Fact]
    public void A_rounding_error_moves_no_song_far_whatever_songs_have_in_common()
    {
        // Half the songs have the same value, some nearly the same, and one lies far out.
        float[] column =
            [.. Enumerable.Repeat(0.25f, 50), .. Enumerable.Range(0, 49).Select(i => 0.25f + i * i * 1e-4f), 40];
        var (train, _) = TrainingSamples.Parts([.. column.Select(value => new[] { value })], [.. column.Select(_ => new[] { "a" })],
            trainCount: column.Length);
        var (rank, quantile) = (Scaler.Fit(train, ScalerKind.Rank), Scaler.Fit(train, ScalerKind.Quantile));
        float Moved(Scaler scaler) => column.Max(value =>
        {
            float[] before = [value], after = [value + 2e-7f];
            scaler.Transform(before, before);
            scaler.Transform(after, after);
            return Math.Abs(after[0] - before[0]);
        });
        Assert.True(Moved(rank) < 0.01, $"{Moved(rank)}");
        Assert.True(Moved(quantile) > 1, $"{Moved(quantile)}"); // what it is there for
    }

    [Fact]
    public void One_song_has_the_middle()
    {
        var (train, _) = TrainingSamples.Parts([[5f], [6f]], [["a"], ["a"]], trainCount: 1);
        float[] values = [7f];
        Scaler.Fit(train, ScalerKind.Rank).Transform(values, values);
        Assert.Equal(0, values[0]);
    }

    private static TrainingPart Part(SongSummaries songs)
    {
        ImmutableArray<Track> tracks = [.. Enumerable.Range(0, songs.SongCount)
            .Select(i => new Track { Id = $"song {i}", AudioPath = $"{i}.wav", Labels = ["a"] })];
        return new(new ExtractedDataset(new("made", "", tracks, []), new(), songs), [.. Enumerable.Range(0, songs.SongCount)]);
    }
}
