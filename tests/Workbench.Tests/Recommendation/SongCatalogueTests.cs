using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Recommendation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation;

public sealed class SongCatalogueTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Songs_and_what_a_model_made_of_them_survive_the_round_trip()
    {
        var catalogue = Sample();
        Assert.False(SongCatalogue.Is(folder.Path));
        catalogue.Save(folder.Path);
        Assert.True(SongCatalogue.Is(folder.Path));
        var loaded = SongCatalogue.Load(folder.Path, units: 3, labels: 2);
        Assert.Equal(catalogue.Tracks.Select(Facts), loaded.Tracks.Select(Facts));
        Assert.Equal(catalogue.Outputs.Embedding.ColumnNames.AsEnumerable(), loaded.Outputs.Embedding.ColumnNames);
        Assert.Equal(catalogue.Outputs.Embedding.Values, loaded.Outputs.Embedding.Values);
        for (var song = 0; song < catalogue.Tracks.Length; song++)
            Assert.Equal(catalogue.Outputs.Probabilities.Row(song), loaded.Outputs.Probabilities.Row(song));
    }

    [Fact]
    public void Features_are_kept_where_there_are_any_and_handed_on_to_nobody()
    {
        var catalogue = Sample() with { Features = new(["mfcc_mean_01", "tempo_mean_01"], [1, 118, 2, 121]) };
        catalogue.Save(folder.Path);
        var loaded = SongCatalogue.Load(folder.Path, units: 3, labels: 2).Features!;
        Assert.Equal(catalogue.Features.ColumnNames.AsEnumerable(), loaded.ColumnNames);
        Assert.Equal(catalogue.Features.Values, loaded.Values);
        Assert.Null(catalogue.ForOthers().Features);
        Assert.All(catalogue.ForOthers().Tracks, track => Assert.Empty(track.AudioPath));
        Sample().Save(folder.Path);
        Assert.Null(SongCatalogue.Load(folder.Path, units: 3, labels: 2).Features);

        (catalogue with { Features = new(["mfcc_mean_01"], [1, float.NaN]) }).Save(folder.Path);
        var error = Assert.Throws<WorkbenchException>(() => SongCatalogue.Load(folder.Path, units: 3, labels: 2));
        Assert.Contains("tensor features is NaN for song 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_features_that_a_model_hears_the_columns_of_families_are_kept()
    {
        var kept = SongCatalogue.SummariesOf(new SongSummaries(new(["peaks_max", "tempo_mean_01", "x"], [1, 2, 3, 4, 5, 6])))!;
        Assert.Equal(["tempo_mean_01"], kept.ColumnNames.AsEnumerable());
        Assert.Equal([2, 5], kept.Values.ToArray());
        Assert.Null(SongCatalogue.SummariesOf(new SongSummaries(new(["peaks_max"], [1, 4]))));
        ImmutableArray<string> columns = ["tempo_mean_01", "mfcc_mean_01"];
        Assert.Equal([3, 1],
            SongCatalogue.FeaturesOf(new SongSummaries(new(["mfcc_mean_01", "x", "tempo_mean_01"], [1, 2, 3])), columns));
        Assert.Empty(SongCatalogue.FeaturesOf(new SongSummaries(new(["x"], [1])), []));
        Assert.StartsWith("The songs were kept with the column tempo_mean_01, which the model does not hear",
            Assert.Throws<WorkbenchException>(
                () => SongCatalogue.FeaturesOf(new SongSummaries(new(["mfcc_mean_01"], [1])), columns)).Message,
            StringComparison.Ordinal);
        Assert.Null(SongCatalogue.SummariesOf(new ClipFrames(new(["mfcc_01"], [1, 4]))));
    }

    [Fact]
    public void A_catalogue_that_is_damaged_says_what_is_wrong()
    {
        Sample().Save(folder.Path);
        var (songsPath, embeddingsPath) = (folder.File(SongCatalogue.SongsName), folder.File(SongCatalogue.EmbeddingsName));
        var (songs, embeddings) = (File.ReadAllText(songsPath), File.ReadAllBytes(embeddingsPath));
        Refused("tensor probabilities has the shape [2, 2], and 2 songs of this model make [2, 4].", labels: 4);
        File.WriteAllText(songsPath, songs.Replace("Third", "third", StringComparison.Ordinal));
        Refused("songs.csv is not the file that was written with embeddings.safetensors.");
        File.WriteAllText(songsPath, songs);
        File.WriteAllBytes(embeddingsPath, [.. embeddings[..^1], (byte)(embeddings[^1] ^ 1)]);
        Refused("its values have the checksum ");
        // As another program, or an earlier version, may have written it.
        File.WriteAllBytes(embeddingsPath, SafetensorsFile.Of("""
            {"embedding":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},
            "probabilities":{"dtype":"F32","shape":[2,2],"data_offsets":[24,40]}}
            """, MemoryMarshal.AsBytes<float>([.. new float[9], float.NaN])));
        Refused("tensor probabilities is NaN for song 1.");
        File.AppendAllText(songsPath, "one,too,many,,,,\n");
        Refused("3 songs");
        File.WriteAllText(embeddingsPath, "cut");
        Refused("3 bytes");
        File.Delete(embeddingsPath);
        Refused(SongCatalogue.EmbeddingsName);

        void Refused(string cause, int labels = 2)
        {
            var error = Assert.Throws<WorkbenchException>(() => SongCatalogue.Load(folder.Path, units: 3, labels));
            Assert.StartsWith($"The songs in {folder.Path} cannot be read: ", error.Message, StringComparison.Ordinal);
            Assert.Contains(cause, error.Message, StringComparison.Ordinal);
        }
    }

    private static object Facts(Track track) =>
        (track.Id, track.AudioPath, string.Join('|', track.Labels), track.Artist, track.Album, track.Title);

    private static SongCatalogue Sample()
    {
        var probabilities = new ScoreMatrix(2, 2);
        (probabilities[0, 0], probabilities[0, 1], probabilities[1, 0]) = (0.25, 0.5, 1);
        return new(
        [
            new() { Id = "a, \"b\".wav", AudioPath = "/music/a.wav", Labels = ["Folk; old", "Rock"], Artist = "Ärzte", Title = "One\nTwo" },
            new() { Id = "c.wav", AudioPath = "/music/c.wav", Labels = ["Rock"], Album = "Third" },
        ],
        new(new FeatureMatrix(["embedding_0", "embedding_1", "embedding_2"], [1, -2, 3.5f, 0, float.Epsilon, 1e30f]), probabilities));
    }
}
