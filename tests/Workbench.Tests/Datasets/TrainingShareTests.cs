using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Tests.Datasets;

public class TrainingShareTests
{
    private static readonly FeatureSpec Spec = new() { Features = [new Rms()], Statistics = [Statistic.Mean] };

    [Fact]
    public void Smaller_shares_are_whole_artists_of_larger_ones_with_every_label_and_its_share()
    {
        var part = Part(artists: 60);
        TrainingPart[] shares = [.. new[] { 0.2, 0.5, 0.8 }.Select(share => part.Take(share, SplitSpec.Default))];
        Assert.Same(part, part.Take(1, SplitSpec.Default));
        foreach (var (taken, share) in shares.Zip([0.2, 0.5, 0.8]))
        {
            // Less than one artist more.
            Assert.InRange((double)taken.Tracks.Length / part.Tracks.Length, share, share + 5.0 / part.Tracks.Length);
            Assert.All(taken.Tracks.GroupBy(t => t.Artist),
                artist => Assert.Equal(part.Tracks.Count(t => t.Artist == artist.Key), artist.Count()));
            foreach (var label in new[] { "rock", "pop", "jazz" })
                Assert.Equal(ShareOf(part, label), ShareOf(taken, label), 0.06); // of 37 songs at least, two away
            Assert.Equal(taken.Tracks.Select(t => float.Parse(t.Id, System.Globalization.CultureInfo.InvariantCulture)),
                Enumerable.Range(0, taken.Tracks.Length).Select(row => taken.Features.Row(row)[0]));
        }
        Assert.Subset(shares[1].Tracks.ToHashSet(), shares[0].Tracks.ToHashSet());
        Assert.Subset(shares[2].Tracks.ToHashSet(), shares[1].Tracks.ToHashSet());
        Assert.Equal(shares[1].Tracks, part.Take(0.5, SplitSpec.Default).Tracks);
        Assert.NotEqual(shares[1].Tracks, part.Take(0.5, SplitSpec.Default with { Seed = 1 }).Tracks);
    }

    [Fact]
    public void A_share_without_every_label_is_refused_by_name()
    {
        var error = Assert.Throws<WorkbenchException>(() => Part(artists: 60).Take(0.004, SplitSpec.Default));
        Assert.Matches(@"^A share of 0\.004 of the \d+ songs to learn from has none of (jazz|pop|rock)", error.Message);
    }

    private static double ShareOf(TrainingPart part, string label) =>
        (double)part.Tracks.Count(t => t.Labels.Contains(label)) / part.Tracks.Length;

    /// <summary>Artists of one to five songs: six in ten of rock, three of pop, one of jazz. A song's feature is its number.</summary>
    private static TrainingPart Part(int artists)
    {
        var rng = new Random(2);
        ImmutableArray<Track> tracks = [.. Enumerable.Range(0, artists)
            .SelectMany(artist =>
                Enumerable.Repeat((Artist: $"artist {artist}", Label: artist % 10 < 6 ? "rock" : artist % 10 < 9 ? "pop" : "jazz"),
                    rng.Next(1, 6)))
            .Select((song, i) => new Track { Id = $"{i}", AudioPath = $"{i}.wav", Artist = song.Artist, Labels = [song.Label] })];
        return new(new(new("made", "", tracks, []), Spec, new FeatureMatrix(["rms_mean_01"], [.. tracks.Select((_, i) => (float)i)])),
            [.. Enumerable.Range(0, tracks.Length)]);
    }
}
