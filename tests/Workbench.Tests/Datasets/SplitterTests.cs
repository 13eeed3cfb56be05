using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Tests.Datasets;

public class SplitterTests
{
    [Fact]
    public void No_artist_is_on_two_sides()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var parts = Parts(Draw(Collection(), SplitSpec.Default with { Seed = seed }));
            var artists = parts.Select(p => p.Select(t => t.Artist).ToHashSet()).ToArray();
            Assert.False(artists[0].Overlaps(artists[1]) || artists[0].Overlaps(artists[2]) || artists[1].Overlaps(artists[2]));
        }
    }

    [Fact]
    public void Every_recording_is_in_exactly_one_part()
    {
        var collection = Collection();
        var ids = Parts(Draw(collection, SplitSpec.Default)).SelectMany(p => p.Select(t => t.Id)).Order(StringComparer.Ordinal);
        Assert.Equal(collection.Tracks.Select(t => t.Id), ids);
    }

    [Fact]
    public void Shares_and_labels_are_kept_as_near_as_artists_allow()
    {
        var collection = Collection();
        var parts = Parts(Draw(collection, SplitSpec.Default));
        double[] shares = [0.7, 0.2, 0.1];
        for (var part = 0; part < 3; part++)
        {
            // An artist has 6 songs of 240: the nearest whole number of artists is within half of that, labels within one artist.
            Assert.InRange(parts[part].Length, shares[part] * 240 - 6, shares[part] * 240 + 6);
            foreach (var (label, count) in collection.Dataset.LabelCounts)
                Assert.InRange(parts[part].Count(t => t.Labels.Contains(label)), shares[part] * count - 6, shares[part] * count + 6);
        }
    }

    [Fact]
    public void Every_label_with_three_artists_is_in_every_part()
    {
        // Rare: one label that only three artists have.
        var tracks = Collection().Tracks.Select((t, i) => i / 6 is 5 or 17 or 31 ? t with { Labels = ["Rare"] } : t);
        for (var seed = 0; seed < 10; seed++)
            Assert.All(Parts(Draw(Extracted(tracks), SplitSpec.Default with { Seed = seed })), p => Assert.Contains(p, t => t.Labels.Contains("Rare")));
    }

    [Fact]
    public void A_label_of_one_song_is_noted_as_absent_elsewhere()
    {
        var tracks = Collection().Tracks.Select((t, i) => i == 0 ? t with { Labels = ["Once", .. t.Labels] } : t);
        var note = Assert.Single(Draw(Extracted(tracks), SplitSpec.Default).Notes);
        Assert.StartsWith("Once has 1 artist(s) and is absent from the ", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Songs_without_an_artist_are_noted()
    {
        var tracks = Collection().Tracks.Select((t, i) => i < 5 ? t with { Artist = null } : t);
        var note = Assert.Single(Draw(Extracted(tracks), SplitSpec.Default).Notes);
        Assert.StartsWith("5 of 240 song(s) name no artist", note, StringComparison.Ordinal);
        Assert.Empty(Draw(Extracted(tracks), SplitSpec.Default with { Grouping = SplitGrouping.Recording }).Notes);
    }

    [Fact]
    public void The_seed_decides_the_split()
    {
        var collection = Collection();
        Assert.Equal(Draw(collection, SplitSpec.Default).Hash, Draw(collection, SplitSpec.Default).Hash);
        Assert.NotEqual(Draw(collection, SplitSpec.Default).Hash, Draw(collection, SplitSpec.Default with { Seed = 1 }).Hash);
    }

    [Fact]
    public void Opening_the_test_part_is_counted()
    {
        var split = Draw(Collection(), SplitSpec.Default);
        var ledger = new Ledger();
        split.Test.Open(ledger, "first", out var openings);
        Assert.Equal(1, openings);
        split.Test.Open(ledger, "second", out openings);
        Assert.Equal(2, openings);
        Assert.All(ledger.Hashes, h => Assert.Equal(split.Hash, h));
    }

    [Fact]
    public void Two_artists_are_too_few()
    {
        var tracks = Enumerable.Range(0, 10).Select(i => Song(i, $"Artist {i % 2}", "Rock"));
        var error = Assert.Throws<WorkbenchException>(() => Draw(Extracted(tracks), SplitSpec.Default));
        Assert.StartsWith("made has 2 artist(s); training, validation and test need at least one each.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_that_do_not_add_up_are_refused_with_the_value()
    {
        var error = Assert.Throws<InvalidSpecException>(() => Draw(Collection(), SplitSpec.Default with { TrainShare = 0.8 }));
        Assert.Contains("Shares 0.8 + 0.2 + 0.1 must add up to 1", error.Message, StringComparison.Ordinal);
    }

    private static Split Draw(ExtractedDataset source, SplitSpec spec) => Splitter.Draw(source, spec);

    private static ImmutableArray<Track>[] Parts(Split split) =>
        [split.Train.Tracks, split.Validation.Tracks, split.Test.Open(new Ledger(), "test", out _).Tracks];

    /// <summary>240 songs by 40 artists; each artist keeps to one of five genres, every third song has a second one.</summary>
    private static ExtractedDataset Collection() => Extracted(Enumerable.Range(0, 240).Select(i =>
        Song(i, $"Artist {i / 6:00}", i % 3 == 0 ? [$"Genre {i / 6 % 5}", "Second"] : [$"Genre {i / 6 % 5}"])));

    private static Track Song(int number, string artist, params ImmutableArray<string> labels) =>
        new() { Id = $"{number:000}.wav", AudioPath = $"{number:000}.wav", Labels = labels, Artist = artist };

    private static ExtractedDataset Extracted(IEnumerable<Track> tracks)
    {
        ImmutableArray<Track> all = [.. tracks];
        return new(new("made", "", all, []), new FeatureSpec(), new FeatureMatrix(["index"], [.. all.Select((_, i) => (float)i)]));
    }

    private sealed class Ledger : ITestLedger
    {
        public List<string> Hashes { get; } = [];

        public int RecordOpening(string splitHash, string runId)
        {
            Hashes.Add(splitHash);
            return Hashes.Count;
        }
    }
}
