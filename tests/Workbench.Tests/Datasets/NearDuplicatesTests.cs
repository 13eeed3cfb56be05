using System.Globalization;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Datasets;

public class NearDuplicatesTests
{
    [Fact]
    public void All_exact_duplicates_of_GTZAN_are_found_and_few_others()
    {
        var rows = File.ReadAllLines(SharedData.Path("gtzan", "features_30_sec.csv")).Select(line => line.Split(',')).ToArray();
        var names = rows.Skip(1).Select(r => Path.GetFileNameWithoutExtension(r[0])).ToArray();
        var songs = Songs(new([.. rows[0][2..^1]],
            [.. rows.Skip(1).SelectMany(r => r[2..^1]).Select(v => float.Parse(v, CultureInfo.InvariantCulture))]));
        var found = NearDuplicates.Find(songs).Select(p => $"{names[p.First]} {names[p.Second]}").ToArray();
        var known = File.ReadAllLines(SharedData.Path("gtzan", "exact_duplicate_pairs.txt"));
        Assert.Subset(found.ToHashSet(), known.ToHashSet());
        Assert.Equal(known.Length + 7, found.Length); // seven of the repetitions that other studies list
    }

    [Fact]
    public void Different_songs_are_no_duplicates() => Assert.Empty(NearDuplicates.Find(Emotify.Read()));

    [Fact]
    public void The_pairs_are_those_of_the_plain_comparison_of_all()
    {
        var songs = Random(300, 20, copies: 9);
        var found = NearDuplicates.Find(songs, TestWork.Of());
        Assert.Equal(Plain(songs.Features), found);
        Assert.Equal(9, found.Length);
        Assert.Equal(found, NearDuplicates.Find(songs));
    }

    [Fact]
    public void A_search_among_very_many_songs_tells_how_far_it_is_and_can_be_stopped()
    {
        var songs = Random(12_000, 16, copies: 1);
        ProgressList<WorkProgress> told = new();
        Assert.Equal([(0, 11_999)], NearDuplicates.Find(songs, TestWork.Of(told, threads: 1)));
        Assert.Equal(Enumerable.Range(1, 12).Select(i => 1000L * i), told.Reports.Select(r => r.Done));
        using CancellationTokenSource stop = new();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            NearDuplicates.Find(songs, new() { Progress = new ProgressList<WorkProgress>(_ => stop.Cancel()), Token = stop.Token }));
    }

    [Fact]
    public void Songs_of_other_lengths_are_no_duplicates()
    {
        var songs = Random(300, 20, copies: 2);
        var tracks = songs.Tracks.Select((t, i) => t with { DurationSeconds = i == 299 ? 31.5 : 30 });
        Assert.Equal([(1, 298)], NearDuplicates.Find(songs with { Dataset = songs.Dataset with { Tracks = [.. tracks] } }));
    }

    [Fact]
    public void Copies_stay_on_one_side_and_are_noted()
    {
        var songs = Random(60, 20, copies: 9);
        for (var seed = 0; seed < 10; seed++)
        {
            var split = Splitter.Draw(songs, SplitSpec.Default with { Seed = seed, Grouping = SplitGrouping.Recording });
            var ids = new[] { split.Train.Tracks, split.Validation.Tracks }.Select(p => p.Select(t => t.Id).ToHashSet()).ToArray();
            for (var copy = 0; copy < 9; copy++)
                Assert.All(ids, part => Assert.Equal(part.Contains($"{copy}.wav"), part.Contains($"{59 - copy}.wav")));
            Assert.StartsWith("18 song(s) sound the same as another, for instance 0.wav and 59.wav",
                split.Notes[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_very_many_silent_songs_each_is_a_pair_with_the_first()
    {
        var songs = Random(60_000, 16, copies: 0);
        var values = songs.Features.Values.ToArray();
        values.AsSpan(20_000 * 16).Clear();
        var found = NearDuplicates.Find(Songs(new(songs.Features.ColumnNames, values)), TestWork.Of());
        Assert.Equal(Enumerable.Range(20_001, 39_999).Select(song => (20_000, song)), found);
    }

    [Fact]
    public void Few_columns_tell_nothing() => Assert.Empty(NearDuplicates.Find(Random(50, 15, copies: 3)));

    private static (int, int)[] Plain(FeatureMatrix features)
    {
        var count = features.RowCount;
        var columns = Enumerable.Range(0, features.ColumnCount)
            .Select(c => Enumerable.Range(0, count).Select(r => (double)features[r, c]).ToArray()).ToArray();
        var scaled = columns.Select(
            x =>
            {
                var mean = x.Average();
                var std = Math.Sqrt(x.Average(v => (v - mean) * (v - mean)));
                return x.Select(v => (v - mean) / std).ToArray();
            }).ToArray();
        return [.. from a in Enumerable.Range(0, count) from b in Enumerable.Range(a + 1, count - a - 1)
                   where Math.Sqrt(scaled.Average(x => (x[a] - x[b]) * (x[a] - x[b]))) < NearDuplicates.Limit select (a, b)];
    }

    /// <summary>Songs of random columns; the last ones are the first ones again, a little changed, in the order turned round.</summary>
    private static ExtractedDataset Random(int count, int columns, int copies)
    {
        var rng = new Random(5);
        var values = new float[count * columns];
        for (var i = 0; i < values.Length; i++)
            values[i] = rng.NextSingle();
        for (var copy = 0; copy < copies; copy++)
            for (var c = 0; c < columns; c++)
                values[(count - 1 - copy) * columns + c] = values[copy * columns + c] + 0.01f * (rng.NextSingle() - 0.5f);
        return Songs(new([.. Enumerable.Range(0, columns).Select(c => $"c{c}")], values));
    }

    private static ExtractedDataset Songs(FeatureMatrix features) =>
        new(new("made", "",
            [.. Enumerable.Range(0, features.RowCount)
                .Select(i => new Track { Id = $"{i}.wav", AudioPath = $"{i}.wav", Labels = [i % 2 == 0 ? "a" : "b"] })], []),
            FeatureSpec.Default, features);
}
