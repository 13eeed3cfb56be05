using Parquet;
using Parquet.Schema;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Datasets;

/// <summary>Tables in Parquet that name their songs' genres are datasets themselves.</summary>
public sealed class ColumnManifestTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_table_of_features_is_a_dataset_whose_features_it_has()
    {
        var path = folder.File("t.parquet");
        new FeatureTable(["rock/b", "a", "c"], new(["x"], [1, 2, 3]))
        {
            Songs = [new("/elsewhere/b.mp3", "B", "t", ["Rock", "Jazz"]), new("/elsewhere/a.mp3", null, null, ["Jazz"]),
                new(null, "C", " ", [])],
        }.Write(path);
        var dataset = Open(path);
        Assert.Equal(["a", "rock/b"], dataset.Tracks.Select(track => track.Id));
        Assert.Equal(["Jazz", "Rock"], dataset.Tracks[1].Labels);
        Assert.Equal(("B", "t", null), (dataset.Tracks[1].Artist, dataset.Tracks[1].Title, dataset.Tracks[0].Artist));
        Assert.Equal("/elsewhere/b.mp3".Replace('/', Path.DirectorySeparatorChar), dataset.Tracks[1].AudioPath[^16..]);
        Assert.Equal("the column labels of t.parquet", dataset.LabelOrigin);
        Assert.False(dataset.HasAudio);
        Assert.Equal("has no genre; name at least one", Assert.Single(dataset.Skipped).Reason);
        Assert.Equal([2f, 1], ExtractedDataset.FromTable(dataset, FeatureSpec.Parse(path)).Features.Values.ToArray());
    }

    [Fact]
    public async Task Tables_of_others_may_call_songs_by_numbers_and_genres_by_texts()
    {
        var path = folder.File("t.parquet");
        var schema = new ParquetSchema(new DataField<long>("track_id", false), new DataField("genre", typeof(string)),
            new DataField("split", typeof(string)), new DataField<double>("tempo", false));
        await using (var file = File.Create(path))
        await using (var writer = await ParquetWriter.CreateAsync(schema, file, cancellationToken: TestContext.Current.CancellationToken))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<long>(schema.DataFields[0], new long[] { 2, 10 });
            await group.WriteAsync(schema.DataFields[1], ["Rock; Jazz", "Pop"]);
            await group.WriteAsync(schema.DataFields[2], ["train", "test"]);
            await group.WriteAsync<double>(schema.DataFields[3], new[] { 120.5, 90 });
        }
        var dataset = Open(path);
        Assert.Equal([("10", PartName.Test), ("2", PartName.Training)], dataset.Tracks.Select(track => (track.Id, track.Part!.Value)));
        Assert.Equal(["Jazz", "Rock"], dataset.Tracks[1].Labels);
        Assert.Equal([90f, 120.5f], ExtractedDataset.FromTable(dataset, FeatureSpec.Parse(path)).Features.Values.ToArray());
    }

    [Fact]
    public void A_table_without_genres_or_with_a_song_twice_is_refused()
    {
        new FeatureTable(["a"], new(["x"], [1])).Write(folder.File("bare.parquet"));
        Assert.EndsWith("bare.parquet: the column labels is missing; a dataset has a row a song, and its genres in the column labels. "
            + "The columns are id, x.", Message("bare.parquet"), StringComparison.Ordinal);
        Assert.Contains("not readable as Parquet", Message(Path.GetFileName(folder.Write("text.parquet", "id,labels\n"))),
            StringComparison.Ordinal);
    }

    private string Message(string name) => Assert.Throws<WorkbenchException>(() => Open(folder.File(name))).Message;

    private Dataset Open(string path) => DatasetReader.Open(path, LabelSource.Auto, new(folder.File("data")));
}
