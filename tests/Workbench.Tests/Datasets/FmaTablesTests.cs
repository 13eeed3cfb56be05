using System.Globalization;
using System.Text.Json;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Datasets;

/// <summary>FMA's tables without its audio: the real labels, parts and genres of 106,574 songs.</summary>
public sealed class FmaTablesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_whole_dataset_is_read_without_its_audio()
    {
        var dataset = FreeMusicArchive.Read(FmaFolder.Make(folder));
        Assert.Equal("fma_metadata", dataset.Name);
        Assert.False(dataset.HasAudio);
        Assert.StartsWith("There is no audio", Assert.Single(dataset.Notes), StringComparison.Ordinal);

        var rows = FmaFolder.Labels().ToList();
        // As the dataset's authors publish them.
        Assert.Equal([84_353, 10_958, 11_263], new[] { "training", "validation", "test" }.Select(part => rows.Count(r => r.Part == part)));
        Assert.Equal(106_574, dataset.Tracks.Length + dataset.Skipped.Length);
        Assert.Equal((2785, 6, 15),
            (Count("has no genre; name at least one"), Count("known to be broken: the clip is shorter than 30 s"),
                Count("known to be broken: the clip holds no sound")));
        Assert.Equal(["098565.mp3", "099134.mp3", "108925.mp3", "133297.mp3"],
            dataset.Skipped.Select(s => Path.GetFileName(s.Path))
                .Where(s => s is "098565.mp3" or "099134.mp3" or "108925.mp3" or "133297.mp3").Order());

        var usable = rows.Where(r => r.Genres.Length > 2) // neither blank nor []
            .ToDictionary(r => r.Number.ToString(CultureInfo.InvariantCulture), r => r);
        foreach (var part in Enum.GetValues<PartName>())
            Assert.Equal(usable.Values.Count(r => PartFile.Parse(r.Part) == part) - Broken(usable, part),
                dataset.Tracks.Count(t => t.Part == part));
        // No number without a title.
        Assert.All(dataset.Tracks,
            t => Assert.Equal(JsonSerializer.Deserialize<int[]>(usable[t.TableName!].Genres)!.Length, t.Labels.Length));

        int Count(string reason) => dataset.Skipped.Count(s => s.Reason == reason);
        int Broken(Dictionary<string, (int Number, string Part, string Top, string Genres)> all, PartName part) =>
            dataset.Skipped.Count(s => s.Reason.StartsWith("known", StringComparison.Ordinal)
                && PartFile.Parse(all[Path.GetFileNameWithoutExtension(s.Path).TrimStart('0')].Part) == part);
    }

    [Fact]
    public void The_hierarchy_and_the_32_genres_are_those_of_the_real_table()
    {
        var dataset = FreeMusicArchive.Read(FmaFolder.Make(folder));
        Assert.Equal(163 - 16, dataset.Parents.Count); // 16 genres are at the top
        Assert.Equal("Rock", dataset.Parents["Punk"]);
        Assert.Equal("Punk", dataset.Parents["Hardcore"]);
        var labels = dataset.LabelCounts.ToDictionary();
        Assert.All(LabelSpec.Vocabularies["fma32"], genre => Assert.True(labels.GetValueOrDefault(genre) > 500, genre));
        // The lists of the table counted by Python, less the broken clips; genres.csv itself says a little more of some.
        Assert.Equal((161, 32_897, 8380, 37_619), (labels.Count, labels["Rock"], labels["Hip-Hop"], labels["Experimental"]));

        var top = new LabelSpec { Level = 0 }.ChooseByName(dataset);
        Assert.Equal(16, labels.Keys.Count(top));
        Assert.All(dataset.Tracks, track => Assert.Contains(track.Labels, label => top(label))); // genres_all holds every genre's top
    }

    [Fact]
    public void Its_tables_of_features_are_learned_from_without_audio()
    {
        var echo = File.ReadLines(SharedData.Path("fma", "echonest_13129.csv")).Skip(1).Take(600).Select(line => line.Split(',')).ToList();
        var fma = FmaFolder.Make(folder, echo.Select(cells => int.Parse(cells[0], CultureInfo.InvariantCulture)).ToHashSet().Contains);
        folder.Write("fma/fma_metadata/echonest.csv",
            $",{Repeat("echonest")}\n,{Repeat("audio_features")}\n"
            + ",acousticness,danceability,energy,instrumentalness,liveness,speechiness,tempo,valence\ntrack_id,,,,,,,,\n"
                + string.Concat(echo.Skip(2).Select(cells => $"{cells[0]},{string.Join(',', cells[^8..])}\n")));
        var result = WorkbenchProcess.Run(folder.File("data"), "train", "--dataset", fma, "--features",
            "echonest.csv:echonest_audio_features", "--split", "official", "--genres", "level:0", "--minimum-songs", "20", "--json");
        Assert.True(result.ExitCode == 0, result.Error);
        var summary = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(598, summary.GetProperty("tracks").GetInt32());
        Assert.Contains("000/000002.mp3: has no row of", result.Error, StringComparison.Ordinal);
        // Far from chance: 8 features tell Hip-Hop from Rock.
        Assert.InRange(summary.GetProperty("validation").GetProperty("rocAucMacro").GetDouble(), 0.6, 1);

        static string Repeat(string name) => string.Join(',', Enumerable.Repeat(name, 8));
    }

    [Fact]
    public void Without_audio_and_without_a_table_the_remedy_is_named()
    {
        var fma = FmaFolder.Make(folder, number => number < 200);
        var result = WorkbenchProcess.Run(folder.File("data"), "train", "--dataset", fma);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("has its audio, for instance", result.Error, StringComparison.Ordinal);
        Assert.Contains("or take features from a table (--features TABLE.csv).", result.Error, StringComparison.Ordinal);
        Assert.Contains("features.csv: no such file.",
            WorkbenchProcess.Run(folder.File("data"), "train", "--dataset", fma, "--features", "features.csv").Error,
            StringComparison.Ordinal);

        var described = WorkbenchProcess.Run(folder.File("data"), "data", "describe", fma);
        Assert.Equal(0, described.ExitCode);
        Assert.Contains("There is no audio, for instance ", described.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_names_songs_labels_and_parts_is_a_dataset_itself()
    {
        var dataset = CsvManifest.Read(SharedData.Path("fma", "small_8000_pca.csv.gz"));
        Assert.Equal(("small_8000_pca", 8000, false), (dataset.Name, dataset.Tracks.Length + dataset.Skipped.Length, dataset.HasAudio));
        Assert.Equal(11, dataset.Skipped.Length); // have an empty list of genres
        Assert.Equal(["Hip-Hop"], dataset.Tracks.Single(t => t.Id == "2").Labels);
        Assert.Equal("Rock", dataset.Parents["Punk"]);

        var extracted = ExtractedDataset.FromTable(dataset, FeatureSpec.FromTable("small_8000_pca.csv.gz", "mfcc", "tonnetz"));
        Assert.Equal((7989, 55), (extracted.Features.RowCount, extracted.Features.ColumnCount));
        var echo = ExtractedDataset.FromTable(dataset, FeatureSpec.FromTable("small_8000_pca.csv.gz", "echonest"));
        Assert.Equal(8000, echo.Tracks.Length + echo.Dataset.Skipped.Length);
        Assert.InRange(echo.Tracks.Length, 1294 - 11, 1294);
        Assert.StartsWith("has no number in the column echonest_acousticness of ", echo.Dataset.Skipped[^1].Reason,
            StringComparison.Ordinal);
        Assert.Contains("no whole row for any of 7989 songs; 10 has no row.",
            Assert.Throws<WorkbenchException>(() => ExtractedDataset.FromTable(dataset,
                FeatureSpec.FromTable(folder.Write("other.csv", "name,tempo\nx,1\n")))).Message, StringComparison.Ordinal);
    }
}
