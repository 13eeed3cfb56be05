using Workbench.Features;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

public sealed class FeaturesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Merged_shards_equal_the_whole_byte_for_byte()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        Extract("whole", corpus, "--out", folder.File("whole.csv"));
        for (var shard = 1; shard <= 3; shard++)
            Extract($"cluster-{shard}", corpus, "--shard", $"{shard}/3", "--out", folder.File($"part{shard}.npy"));
        Run("data", "features", "merge", folder.File("part3.npy"), folder.File("part1.npy"), folder.File("part2.npy"),
            "--out", folder.File("merged.csv"));
        Assert.Equal(File.ReadAllBytes(folder.File("whole.csv")), File.ReadAllBytes(folder.File("merged.csv")));
        Assert.Equal(24, FeatureTable.Read(folder.File("merged.csv")).RowNames.Length);
    }

    [Fact]
    public void Files_that_cannot_be_read_stand_beside_the_table_with_their_reason()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        File.WriteAllBytes(Path.Combine(corpus, "low", "empty.wav"), []);
        Extract("data", corpus, "--out", folder.File("table.csv"));
        Assert.Contains("empty.wav", File.ReadAllText(folder.File("table.skipped.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_are_kept_in_the_cache_and_no_table_of_them_is_written()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        var refused = WorkbenchProcess.Run(folder.File("data"), "features", corpus, "--spec", "logmel", "--out", folder.File("table.npy"));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("leave out --out", refused.Error, StringComparison.Ordinal);
        Extract("data", corpus, "--spec", "logmel");
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder.File("data"), "cache", "frames"), "*.f16"));
    }

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("half")]
    public void A_shard_that_is_none_is_wrong_usage(string shard)
    {
        var result = WorkbenchProcess.Run(folder.File("data"), "features", "demo", "--shard", shard, "--out", "x.csv");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"--shard {shard} must be I/N with 1 <= I <= N, for instance 2/8.", result.Error, StringComparison.Ordinal);
    }

    private void Extract(string data, string corpus, params string[] options) => Run(data, ["features", corpus, .. options]);

    private void Run(string data, params string[] arguments)
    {
        var result = WorkbenchProcess.Run(folder.File(data), arguments);
        Assert.True(result.ExitCode == 0, result.Error);
    }
}
