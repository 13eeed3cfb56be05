using Workbench.Datasets;

namespace Workbench.Tests.Datasets;

public sealed class DatasetSummaryTests
{
    [Fact]
    public void Songs_by_number_of_labels_and_pairs_of_labels_are_counted()
    {
        var summary = DatasetSummary.Of(Of(["Jazz", "Pop", "Rock"], ["Pop", "Rock"], ["Pop"], ["Jazz"], ["Rock"]));
        Assert.Equal([3, 1, 1], summary.TracksByLabelCount);
        Assert.Equal([new LabelPair("Pop", "Rock", 2), new("Jazz", "Pop", 1), new("Jazz", "Rock", 1)], summary.Pairs);
    }

    [Fact]
    public async Task A_song_of_300_000_labels_is_summed_up()
    {
        var token = TestContext.Current.CancellationToken;
        var dataset = Of([.. Enumerable.Range(0, 300_000).Select(i => $"g{i:D6}")], ["g000000", "g299999"]);
        // It has 45 billion pairs of labels: the limit only ends the waiting.
        var summary = await Task.Run(() => DatasetSummary.Of(dataset), token).WaitAsync(TimeSpan.FromMinutes(2), token);
        Assert.Equal(new("g000000", "g299999", 2), summary.Pairs[0]);
        Assert.Equal((300_000, 1), (summary.TracksByLabelCount.Length, summary.TracksByLabelCount[^1]));
        var matrix = await Task.Run(() => new LabelVocabulary([.. dataset.Tracks[0].Labels]).Encode(dataset.Tracks), token)
            .WaitAsync(TimeSpan.FromMinutes(2), token);
        Assert.True(matrix[0, 150_000] && !matrix[1, 150_000] && matrix[1, 299_999]);
    }

    private static Dataset Of(params string[][] labels) =>
        new("songs", "", [.. labels.Select((l, i) => new Track { Id = $"{i}", AudioPath = $"{i}.wav", Labels = [.. l] })], []);
}
