using System.Collections.Immutable;
using System.IO.Compression;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Datasets;

/// <summary>Splitting 55,094 songs of 87 genres, beside the split that comes with them.</summary>
public class JamendoSplitTests(ITestOutputHelper output)
{
    private static readonly string[] Parts = ["train", "validation", "test"];

    [Fact]
    public void Labels_are_shared_out_nearer_than_by_the_dataset_s_own_split()
    {
        ImmutableArray<Track> tracks = [.. Parts.SelectMany(part => Read(part))];
        var songs = new ExtractedDataset(new("mtg-jamendo", "", tracks, []), FeatureSpec.Default,
            new FeatureMatrix(["none"], new float[tracks.Length]));
        var own = PartsOf(Splitter.Draw(songs, SplitSpec.Official));
        var spec = SplitSpec.Default with { TrainShare = 0.6, ValidationShare = 0.2, TestShare = 0.2 };

        var split = Splitter.Draw(songs, spec);

        var drawn = PartsOf(split);
        output.WriteLine($"mean deviation {Deviation(drawn):0.00000}, own split-0 {Deviation(own):0.00000}; "
            + $"fewest artists of a label in a part {FewestArtists(drawn)}, own {FewestArtists(own)}; "
            + $"sizes {string.Join(' ', drawn.Select(p => p.Length))}; {split.Notes.Length} notes");
        Assert.Equal(55_094, drawn.Sum(p => p.Length));
        Assert.Equal(tracks.Select(t => t.Artist).Distinct().Count(), drawn.Sum(p => p.Select(t => t.Artist).Distinct().Count()));
        Assert.Equal(87, songs.Dataset.LabelCounts.Length);
        Assert.All(songs.Dataset.LabelCounts, label => Assert.All(drawn, part =>
            Assert.True(part.Where(t => t.Labels.Contains(label.Key)).Select(t => t.Artist).Distinct().Count() >= 2, label.Key)));
        Assert.True(Deviation(drawn) < Deviation(own) / 2);
        Assert.Equal(split.Hash, Splitter.Draw(songs, spec).Hash);
    }

    /// <summary>
    /// Mean over labels and parts of how far the part's share of the label's songs is from the part's share of all songs.
    /// </summary>
    private static double Deviation(ImmutableArray<Track>[] parts)
    {
        var total = parts.Sum(p => p.Length);
        var counts = parts.Select(p => p.SelectMany(t => t.Labels).CountBy(l => l).ToDictionary()).ToArray();
        return counts.SelectMany(c => c.Keys).Distinct().SelectMany(label =>
        {
            double ofLabel = counts.Sum(c => c.GetValueOrDefault(label));
            return counts.Select((c, part) => Math.Abs(c.GetValueOrDefault(label) / ofLabel - (double)parts[part].Length / total));
        }).Average();
    }

    private static int FewestArtists(ImmutableArray<Track>[] parts) =>
        parts.SelectMany(p => p.SelectMany(t => t.Labels.Select(l => (l, t.Artist))).Distinct().CountBy(a => a.l)).Min(c => c.Value);

    private static ImmutableArray<Track>[] PartsOf(Split split) =>
        [split.Train.Tracks, split.Validation.Tracks, split.Test.Open(new NoLedger(), "test", out _).Tracks];

    private static ImmutableArray<Track> Read(string part)
    {
        var path = SharedData.Path("mtg-jamendo", $"split-0_genre-{part}.tsv.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return MtgJamendo.Parse(reader.ReadToEnd().Split('\n'), path, "", PartFile.Parse(part));
    }

    private sealed class NoLedger : ITestLedger
    {
        public int RecordOpening(string splitHash, string runId) => 1;
    }
}
