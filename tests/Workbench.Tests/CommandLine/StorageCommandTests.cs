using Workbench.Tests.Reference;
using Workbench.Tests.Storage;

namespace Workbench.Tests.CommandLine;

/// <summary>Songs and jobs in an object storage, from the command line.</summary>
public sealed class StorageCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Songs_that_were_put_are_fetched_and_described()
    {
        var songs = TinyCorpus.Make(folder.File("songs"), 2);
        var bucket = StorageServer.OrSkip().NewBucket();
        var address = $"s3://{bucket}/my/music";
        Assert.Equal($"6 file(s) sent to {address}\n", Text("data", "put", songs, address));
        var fetched = folder.File("data", "datasets", bucket, "my", "music");
        Assert.Equal($"{fetched}\n", Text("data", "fetch", address));
        Assert.Contains("6 songs", Text("data", "describe", fetched), StringComparison.Ordinal);
        Assert.Equal($"{folder.File("music")}\n", Text("data", "fetch", address, "--out", folder.Path));
    }

    [Fact]
    public void An_address_is_a_dataset_whose_songs_are_brought_when_it_is_opened()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        var bucket = StorageServer.OrSkip().NewBucket();
        var address = $"s3://{bucket}/music";
        Text("data", "put", songs, address);
        Text("train", "--dataset", address, "--model", "linear");
        var song = Directory.GetFiles(folder.File("data", "datasets", bucket, "music"), "*.wav", SearchOption.AllDirectories)[0];
        Assert.Contains("(the latest of the song's collection)", Text("recommend", song), StringComparison.Ordinal);
        Text("judge");
        var nothing = WorkbenchProcess.Run(folder.File("data"), "data", "describe", $"s3://{bucket}/none");
        Assert.Contains($"s3://{bucket}/none: there is nothing.", nothing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_has_no_mirror()
    {
        var result = WorkbenchProcess.Run(folder.File("data"), "data", "fetch", "s3://bucket", "--from", "https://mirror.example.org");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--from names a mirror of a published dataset", result.Error, StringComparison.Ordinal);
    }

    private string Text(params string[] arguments)
    {
        var result = WorkbenchProcess.Run(folder.File("data"), arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.ReplaceLineEndings("\n");
    }
}
