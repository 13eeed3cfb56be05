using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Datasets;

public class LabelSpecTests
{
    [Fact]
    public void The_most_frequent_genres_are_those_of_the_training_part_alone()
    {
        // "late" is everywhere outside the training part and rare in it.
        var songs = Songs(100, i => i < 60 ? i < 2 ? ["a", "late"] : i < 40 ? ["a"] : ["b"] : ["b", "late"],
            i => i < 60 ? PartName.Training : i < 80 ? PartName.Validation : PartName.Test);
        var split = Splitter.Draw(songs, SplitSpec.Official, new LabelSpec { Top = 2 });
        Assert.Equal(["a", "b"], LabelVocabulary.Fit(split.Train).Names);
        Assert.All(split.Validation.Tracks, t => Assert.Equal(["b"], t.Labels));
        Assert.Equal(["a", "b"],
            LabelVocabulary.Fit(Splitter.Draw(songs, SplitSpec.Official, new LabelSpec { MinimumSongs = 3 }).Train).Names);
        Assert.Equal(["a", "b", "late"],
            LabelVocabulary.Fit(Splitter.Draw(songs, SplitSpec.Official, new LabelSpec { MinimumSongs = 2 }).Train).Names);
    }

    [Fact]
    public void Asked_for_more_songs_than_genres_have_it_says_how_many_they_have()
    {
        var songs = Songs(30, i => [i % 3 == 0 ? "rare" : "usual"],
            i => i < 20 ? PartName.Training : i < 25 ? PartName.Validation : PartName.Test);
        var error = Assert.Throws<WorkbenchException>(() => Splitter.Draw(songs, SplitSpec.Official, new LabelSpec { MinimumSongs = 10 }));
        Assert.Equal("Fewer than 2 genres have 10 songs in the training part; the second most frequent, rare, has 7. "
            + "Ask for at most so many, or add songs.", error.Message);
    }

    [Fact]
    public void Songs_without_a_chosen_genre_are_left_out_with_their_features()
    {
        var songs = Songs(30, i => [$"g{i % 3}"], _ => null);
        var split = Splitter.Draw(songs, SplitSpec.Default, new LabelSpec { Names = ["g0", "g2"] });
        Assert.Equal(20, split.Train.Tracks.Length + split.Validation.Tracks.Length + split.Test.Count);
        Assert.All(split.Train.Tracks.Select((t, row) => (t, row)), s => Assert.Equal($"{split.Train.Features[s.row, 0]:00}.wav", s.t.Id));
        Assert.StartsWith("made: no song has one of the chosen genres",
            Assert.Throws<WorkbenchException>(() =>
                Splitter.Draw(songs, SplitSpec.Default, new LabelSpec { Vocabulary = "fma32" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_level_of_the_hierarchy_can_be_learned()
    {
        var songs = Songs(30, i => i % 2 == 0 ? ["Noise-Rock", "Rock"] : ["Jazz"], _ => null);
        songs = songs with
        {
            Dataset = songs.Dataset with { Parents = ImmutableSortedDictionary<string, string>.Empty.Add("Noise-Rock", "Rock") },
        };
        Assert.Equal(["Jazz", "Rock"],
            LabelVocabulary.Fit(Splitter.Draw(songs, SplitSpec.Default, new LabelSpec { Level = 0 }).Train).Names);
        Assert.All(Splitter.Draw(songs, SplitSpec.Default, new LabelSpec { Level = 1 }).Train.Tracks,
            t => Assert.Equal(["Noise-Rock"], t.Labels));
    }

    [Fact]
    public void All_genres_are_the_same_as_no_choice()
    {
        var songs = Songs(30, i => [$"g{i % 3}"], _ => null);
        Assert.Equal(Splitter.Draw(songs, SplitSpec.Default).Hash, Splitter.Draw(songs, SplitSpec.Default, LabelSpec.All).Hash);
    }

    [Fact]
    public void The_named_vocabulary_is_of_titles_that_FMA_has()
    {
        var titles = File.ReadLines(SharedData.Path("fma", "genres.csv")).Skip(1).Select(line => line.Split(',')[3]).ToHashSet();
        Assert.Equal(32, LabelSpec.Vocabularies["fma32"].Intersect(titles).Count());
    }

    [Fact]
    public void A_choice_is_read_from_the_json_that_it_is_written_to()
    {
        const string json = """{"names":["b","a"],"top":3}""";
        var spec = SpecJson.Read<LabelSpec>(json);
        Assert.Equal(3, spec.Top);
        Assert.Equal(["b", "a"], spec.Names!.Value);
        Assert.Equal(json, SpecJson.Write(spec).Replace("\n", "").Replace(" ", ""));
        Assert.Equal("{}", SpecJson.Write(LabelSpec.All));
    }

    [Fact]
    public void Choices_out_of_range_are_refused_together()
    {
        var problems = Assert.Throws<InvalidSpecException>(
            new LabelSpec { Vocabulary = "all", Names = ["a"], Level = -1, Top = 1, MinimumSongs = -1 }.Validate).Problems;
        Assert.Equal(5, problems.Length);
        Assert.StartsWith("The vocabulary all is unknown; there is fma32", problems[0], StringComparison.Ordinal);
    }

    private static ExtractedDataset Songs(int count, Func<int, ImmutableArray<string>> labels, Func<int, PartName?> part)
    {
        ImmutableArray<Track> tracks = [.. Enumerable.Range(0, count)
            .Select(i =>
                new Track { Id = $"{i:00}.wav", AudioPath = $"{i:00}.wav", Labels = labels(i), Artist = $"Artist {i}", Part = part(i) })];
        return new(new("made", "", tracks, []), new FeatureSpec(),
            new FeatureMatrix(["index"], [.. Enumerable.Range(0, count).Select(i => (float)i)]));
    }
}
