using k8s;
using k8s.Models;
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
    public void Jobs_are_planned_done_and_joined_at_an_address()
    {
        var bucket = StorageServer.OrSkip().NewBucket();
        var (music, job) = ($"s3://{bucket}/music", $"s3://{bucket}/jobs/one");
        Text("data", "put", TinyCorpus.Make(folder.File("songs")), music);
        Assert.Contains($"each by: workbench features {job} --shard auto",
            Text("features", "plan", music, "--job", job, "--shards", "2"), StringComparison.Ordinal);
        Assert.Equal("0-1\n", Text("features", "missing", job));
        Assert.StartsWith("shard 1 of 2: done, ", OnOther("features", job, "--shard", "2/2"), StringComparison.Ordinal);
        Assert.StartsWith("shard 1 of 2: was done before, ", Text("features", job, "--shard", "2/2"), StringComparison.Ordinal);
        Assert.Equal("0\n", Text("features", "missing", job));
        OnOther("features", job, "--shard", "1/2");
        Text("features", "merge", job, "--out", folder.File("joined.csv"));
        Text("features", music, "--out", folder.File("whole.csv"));
        Assert.Equal(File.ReadAllBytes(folder.File("whole.csv")), File.ReadAllBytes(folder.File("joined.csv")));

        Text("train", "--dataset", music, "--model", "linear", "--set", "training.epochs=1");
        var (songs, answers) = (folder.File("data", "datasets", bucket, "music"), $"s3://{bucket}/jobs/answers");
        Text("predict", "plan", songs, "--job", answers, "--shards", "1");
        Text("predict", answers, "--shard", "1/1");
        Assert.Equal(Text("predict", songs, "--csv"), Text("predict", answers, "--csv"));
        Text("sweep", "--seeds", "2", "--job", $"s3://{bucket}/jobs/seeds");
        foreach (var shard in new[] { "1/2", "2/2" })
            OnOther("sweep", $"s3://{bucket}/jobs/seeds", "--shard", shard);
        Assert.Contains("seeds", Text("sweep", "merge", $"s3://{bucket}/jobs/seeds"), StringComparison.Ordinal);

        var manifest = Text("features", "submit", job, "--dry-run", "--engine", "kubernetes", "--image", "x", "--secret", "storage");
        var task = KubernetesYaml.Deserialize<V1Job>(File.ReadAllText(manifest.Split('\n')[0]), strict: true).Spec.Template.Spec;
        Assert.Equal(["features", job, "--shard", "auto", "--threads", "1"], task.Containers[0].Args);
        Assert.Equal("storage", task.Containers[0].EnvFrom[0].SecretRef.Name);
        Assert.Equal(["scratch"], task.Volumes.Select(volume => volume.Name));
        Assert.Contains("Slurm's nodes share folders",
            WorkbenchProcess.Run(folder.File("data"), "features", "submit", job).Error, StringComparison.Ordinal);

        string OnOther(params string[] arguments)
        {
            var result = WorkbenchProcess.Run(folder.File("other"), arguments);
            Assert.True(result.ExitCode == 0, result.Error);
            return result.Output;
        }
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
