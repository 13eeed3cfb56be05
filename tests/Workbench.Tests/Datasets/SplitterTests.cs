using System.Collections.Immutable;
using System.Globalization;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

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
            Assert.All(Parts(Draw(Extracted(tracks), SplitSpec.Default with { Seed = seed })),
                p => Assert.Contains(p, t => t.Labels.Contains("Rare")));
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
        Assert.StartsWith("made has 2 artist(s); training, validation and test need at least one each.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_that_do_not_add_up_are_refused_with_the_value()
    {
        var error = Assert.Throws<InvalidSpecException>(() => Draw(Collection(), SplitSpec.Default with { TrainShare = 0.8 }));
        Assert.Contains("Shares 0.8 + 0.2 + 0.1 must add up to 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_a_thousand_artists_are_shared_out_to_the_artist()
    {
        var tracks = Enumerable.Range(0, 5000).Select(i => Song(i, $"Artist {i / 2:0000}", $"Genre {i / 2 % 7}"));
        var parts = Parts(Draw(Extracted(tracks), SplitSpec.Default));
        Assert.All(parts.Zip([3500, 1000, 500]), p => Assert.InRange(p.First.Length, p.Second - 2, p.Second + 2)); // an artist has 2
    }

    [Fact]
    public void Every_song_is_tested_in_exactly_one_fold_and_no_artist_is_on_two_sides()
    {
        var collection = Collection();
        var turns = Enumerable.Range(0, 5).Select(fold => Parts(Draw(collection, SplitSpec.Folds(5, fold)))).ToArray();
        Assert.Equal(collection.Tracks.Select(t => t.Id), turns.SelectMany(t => t[2]).Select(t => t.Id).Order(StringComparer.Ordinal));
        Assert.All(turns, parts => Assert.Equal(40, parts.Sum(p => p.Select(t => t.Artist).Distinct().Count())));
        Assert.Equal(Ids(turns[1][2]), Ids(turns[0][1]));
        Assert.All(turns, parts => Assert.InRange(parts[2].Length, 42, 54)); // 48, and an artist has 6
    }

    [Fact]
    public void A_random_split_keeps_shares_and_artists_and_does_not_look_at_labels()
    {
        var collection = Collection();
        var relabelled = Extracted(collection.Tracks.Select((t, i) => t with { Labels = [i % 11 == 0 ? "Rare" : "Frequent"] }));
        var spec = SplitSpec.Default with { Method = SplitMethod.Random };
        var parts = Parts(Draw(collection, spec));
        Assert.Equal([168, 48, 24], parts.Select(p => p.Length));
        Assert.Equal(40, parts.Sum(p => p.Select(t => t.Artist).Distinct().Count()));
        Assert.Equal(Draw(collection, spec).Hash, Draw(relabelled, spec).Hash);
        Assert.NotEqual(Draw(collection, spec).Hash, Draw(collection, spec with { Seed = 1 }).Hash);
    }

    [Fact]
    public void Albums_stay_whole_where_they_are_the_unit()
    {
        var tracks = Collection().Tracks.Select((t, i) => t with { Album = $"Album {i % 6 / 2}" });
        var parts = Parts(Draw(Extracted(tracks), SplitSpec.Default with { Grouping = SplitGrouping.Album }));
        Assert.Equal(120, parts.Sum(p => p.Select(t => (t.Artist, t.Album)).Distinct().Count()));
        Assert.True(parts.Sum(p => p.Select(t => t.Artist).Distinct().Count()) > 40); // albums of an artist may part
    }

    [Fact]
    public void A_validation_part_is_drawn_where_the_official_split_has_none()
    {
        var tracks = Collection().Tracks.Select((t, i) => t with { Part = i < 180 ? PartName.Training : PartName.Test });
        var split = Draw(Extracted(tracks), SplitSpec.Official);
        Assert.Equal([144, 36, 60], Parts(split).Select(p => p.Length));
        Assert.Empty(split.Train.Tracks.Select(t => t.Artist).Intersect(split.Validation.Tracks.Select(t => t.Artist)));
        Assert.Contains("The dataset has no validation part: 36 song(s) of its training part were drawn for it.", split.Notes);
    }

    [Fact]
    public void An_official_split_is_taken_as_it_is_with_its_leaks_noted()
    {
        var tracks = Collection().Tracks.Select((t, i) => t with { Part = i % 6 == 5 ? null : (PartName)(i % 3) });
        var split = Draw(Extracted(tracks), SplitSpec.Official);
        Assert.Equal(["000.wav", "003.wav", "006.wav"], Ids(split.Train.Tracks)[..3]);
        Assert.Equal(40, split.Test.Count);
        Assert.StartsWith("40 of 240 song(s) are in no part,", split.Notes[0], StringComparison.Ordinal);
        Assert.StartsWith("40 artist(s) are in more than one part", split.Notes[1], StringComparison.Ordinal);
        Assert.StartsWith("made: no song is in the training part",
            Assert.Throws<WorkbenchException>(() => Draw(Collection(), SplitSpec.Official)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_comes_from_a_file()
    {
        using var folder = new TempFolder();
        var path = folder.Write("parts.csv",
            "path,part\n"
            + string.Concat(Collection().Tracks.Select((t, i) => $"{t.Id},{(i < 180 ? "train" : i < 210 ? "valid" : "test")}\n")));
        var split = Draw(Collection(), SplitSpec.FromFile(path));
        Assert.Equal([180, 30, 30], Parts(split).Select(p => p.Length));
        Assert.DoesNotContain(split.Notes, n => n.Contains("more than one part", StringComparison.Ordinal));
        folder.Write("parts.csv", "id,part\n000.wav,tset\n");
        Assert.Contains("parts.csv, line 2, column part: \"tset\" is not training, validation or test",
            Assert.Throws<WorkbenchException>(() => Draw(Collection(), SplitSpec.FromFile(path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_comes_from_a_column_of_folds()
    {
        using var folder = new TempFolder();
        var path = folder.Write("folds.csv",
            "path,by_artist\n" + string.Concat(Collection().Tracks.Select((t, i) => $"{t.Id},{(i < 6 ? "" : $"{i / 6 % 5 + 1}")}\n")));
        var split = Draw(Collection(), SplitSpec.FromFile(path, "by_artist", 5));
        Assert.Equal([144, 42, 48], Parts(split).Select(p => p.Length));
        Assert.All(Parts(split)[2], track => Assert.Equal(4, int.Parse(track.Id[..3], CultureInfo.InvariantCulture) / 6 % 5));
        Assert.All(Parts(split)[1], track => Assert.Equal(0, int.Parse(track.Id[..3], CultureInfo.InvariantCulture) / 6 % 5));
        Assert.StartsWith("6 of 240 song(s) are in no part", split.Notes[0], StringComparison.Ordinal);
        Assert.Equal($"fold 5 of the column by_artist of {path}", split.Spec.InWords);
    }

    [Theory]
    [InlineData("id,a\n000.wav,0\n001.wav,1\n002.wav,2\n", "a", 3, "folds.csv: the column a has no fold 3; its folds are 0, 1, 2.")]
    [InlineData("id,a\n000.wav,0\n001.wav,1\n", "a", 0, "folds.csv: the column a has 2 fold(s) (0, 1), and there must be at least 3")]
    [InlineData("id,a\n000.wav,0\n000.wav,1\n", "a", 0, "line 3, column id: \"000.wav\" is named with two values of a; keep one line")]
    [InlineData("id,a\n000.wav,one\n", "a", 0, "folds.csv, line 2, column a: \"one\" is not")]
    [InlineData("id,a\n000.wav,0\n", "b", 0, "folds.csv: needs the columns id (or path) and b; the header has id, a.")]
    public void A_column_of_folds_that_is_none_is_refused(string text, string column, int fold, string problem)
    {
        using var folder = new TempFolder();
        var path = folder.Write("folds.csv", text);
        Assert.Contains(problem,
            Assert.Throws<WorkbenchException>(() => Draw(Collection(), SplitSpec.FromFile(path, column, fold))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_folds_names_songs_by_their_paths_from_its_folder()
    {
        using var folder = new TempFolder();
        var path = folder.Write("folds.csv",
            string.Concat(Enumerable.Range(0, 240).Select(i => $"audio/{i:000}.wav,{i % 4}\n").Prepend("path,fold\n")));
        var tracks = Collection().Tracks.Select(track => track with { AudioPath = folder.File("audio", track.Id) });
        Assert.Equal([120, 60, 60], Parts(Draw(Extracted(tracks), SplitSpec.FromFile(path, "fold", 0))).Select(part => part.Length));
    }

    [Fact]
    public void Folds_and_paths_that_do_not_fit_the_method_are_refused()
    {
        Assert.Contains("Fold 5 of 5", Assert.Throws<InvalidSpecException>(SplitSpec.Folds(5, 5).Validate).Message,
            StringComparison.Ordinal);
        Assert.Contains("Fold 0 of 2", Assert.Throws<InvalidSpecException>(SplitSpec.Folds(2, 0).Validate).Message,
            StringComparison.Ordinal);
        Assert.Contains("do not go together",
            Assert.Throws<InvalidSpecException>((SplitSpec.Default with { Method = SplitMethod.File }).Validate).Message,
            StringComparison.Ordinal);
        Assert.Contains("The column 'fold' is for the method file",
            Assert.Throws<InvalidSpecException>((SplitSpec.Default with { Column = "fold" }).Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_of_the_usual_method_keeps_its_identity() =>
        Assert.Equal(
            "{\n  \"grouping\": \"artist\",\n  \"trainShare\": 0.7,\n  \"validationShare\": 0.2,\n  \"testShare\": 0.1,\n  \"seed\": 0\n}",
            SpecJson.Write(SplitSpec.Default with { Seed = 0 }));

    private static string[] Ids(IEnumerable<Track> tracks) => [.. tracks.Select(t => t.Id)];

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
