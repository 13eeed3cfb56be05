using Workbench.Datasets.Fetch;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Storage;

/// <summary>Folders that go to an object storage and come from it, against a real server on this machine.</summary>
public sealed class ObjectFolderTests : IDisposable
{
    private const int PartsFrom = 20 << 20; // the SDK sends larger files in parts
    private const int MostNamed = 1000; // of a storage's answer, by the definition of S3

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_comes_back_as_it_was_put_and_only_what_changed_goes_again()
    {
        var address = $"s3://{StorageServer.OrSkip().NewBucket()}/jobs/one";
        var (from, to) = (folder.File("from"), folder.File("to"));
        Write(from, ("a.txt", "a"), ("deep/er/\u00fc &+ b.txt", "b"), ("empty", ""));
        File.WriteAllBytes(Path.Combine(from, "large"), Bytes(PartsFrom));
        Assert.Equal(4, ObjectFolder.Put(from, address, TestWork.Of()));
        Assert.Equal(0, ObjectFolder.Put(from, address, TestWork.Of()));
        ProgressList<WorkProgress> told = new();
        Assert.Equal(4, ObjectFolder.Fetch(address, to, TestWork.Of(told)));
        AssertSame(from, to);
        Assert.Equal((PartsFrom + 2L, PartsFrom + 2L), (told.Reports[^1].Done, told.Reports[^1].Total));
        Assert.Equal(0, ObjectFolder.Fetch(address, to, TestWork.Of()));

        File.WriteAllText(Path.Combine(from, "a.txt"), "other");
        File.SetLastWriteTimeUtc(Path.Combine(from, "a.txt"), DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(1, ObjectFolder.Put(from, address, TestWork.Of()));
        File.WriteAllText(Path.Combine(to, "mine"), "stays");
        Assert.Equal(1, ObjectFolder.Fetch(address, to, TestWork.Of()));
        Assert.Equal("other", File.ReadAllText(Path.Combine(to, "a.txt")));
        Assert.Equal("stays", File.ReadAllText(Path.Combine(to, "mine")));
    }

    [Fact]
    public void More_objects_than_a_storage_names_at_once_come_whole()
    {
        var address = $"s3://{StorageServer.OrSkip().NewBucket()}";
        Write(folder.File("from"), [.. Enumerable.Range(0, MostNamed + 1).Select(i => ($"{i}", $"{i}"))]);
        Assert.Equal(MostNamed + 1, ObjectFolder.Put(folder.File("from"), address, TestWork.Of()));
        Assert.Equal(MostNamed + 1, ObjectFolder.Fetch(address, folder.File("to"), TestWork.Of()));
        AssertSame(folder.File("from"), folder.File("to"));
    }

    [Fact]
    public void What_was_stopped_goes_on_behind_the_bytes_that_came()
    {
        var server = StorageServer.OrSkip();
        var bucket = server.NewBucket();
        Write(folder.File("from"), ("small", "small"));
        File.WriteAllBytes(folder.File("from", "large"), Bytes(4 << 20));
        ObjectFolder.Put(folder.File("from"), $"s3://{bucket}", TestWork.Of());
        using CancellationTokenSource stop = new();
        Assert.ThrowsAny<OperationCanceledException>(() => ObjectFolder.Fetch($"s3://{bucket}", folder.File("to"),
            new() { Token = stop.Token, Progress = new ProgressList<WorkProgress>(_ => stop.Cancel()) }));
        var partial = Directory.GetFiles(folder.File("to"), "large.*.partial").Single();
        Assert.InRange(new FileInfo(partial).Length, 1, (4 << 20) - 1);
        var came = new FileInfo(partial).Length;
        ProgressList<WorkProgress> told = new();
        ObjectFolder.Fetch($"s3://{bucket}", folder.File("to"), TestWork.Of(told));
        AssertSame(folder.File("from"), folder.File("to"));
        Assert.InRange(told.Reports[0].Done, came + 1, (4 << 20) + 5);
        Assert.Equal((4 << 20) + 5, told.Reports[^1].Done);
    }

    [Fact]
    public void What_is_not_what_lies_there_is_deleted_and_told()
    {
        var bucket = StorageServer.OrSkip().NewBucket();
        StorageServer.OrSkip().Put(bucket, "song.wav", "0123456789");
        ObjectFolder.Fetch($"s3://{bucket}", folder.File("to"), TestWork.Of());
        var song = folder.File("to", "song.wav");
        File.Delete(song);
        File.WriteAllText($"{song}.781e5e24.partial", "wrong");
        Assert.Equal("song.wav: what came is not what lies there: its length or its MD5 is another; it was deleted. Fetch it again.",
            Error(() => ObjectFolder.Fetch($"s3://{bucket}", folder.File("to"), TestWork.Of())));
        Assert.Equal(1, ObjectFolder.Fetch($"s3://{bucket}", folder.File("to"), TestWork.Of()));
        Assert.Equal("0123456789", File.ReadAllText(song));
    }

    [Fact]
    public void What_is_not_there_is_refused_with_the_remedy()
    {
        var bucket = StorageServer.OrSkip().NewBucket();
        Assert.Equal($"s3://{bucket}/none: there is nothing. Name a bucket and the beginning of names in it, as s3://bucket/music.",
            Error(() => ObjectFolder.Fetch($"s3://{bucket}/none", folder.File("to"), TestWork.Of())));
        var unknown = Error(() => ObjectFolder.Fetch("s3://no-such-bucket", folder.File("to"), TestWork.Of()));
        Assert.EndsWith("(NoSuchBucket). Correct the bucket's name.", unknown, StringComparison.Ordinal);
        Assert.DoesNotContain("S3RVER", unknown, StringComparison.Ordinal); // the secret
        Assert.StartsWith($"{folder.File("nowhere")}: no such folder.",
            Error(() => ObjectFolder.Put(folder.File("nowhere"), $"s3://{bucket}", TestWork.Of())), StringComparison.Ordinal);
        Assert.Equal("s3:// is no place in an object storage; write s3://bucket/music.",
            Error(() => ObjectFolder.Fetch("s3://", folder.File("to"), TestWork.Of())));
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("a/../../out")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    public void Names_that_lead_out_of_the_folder_are_refused(string name) =>
        Assert.Equal($"s3://bucket: the name {name} leads out of the folder; nothing was fetched.",
            Error(() => ObjectFolder.PlaceOf(name, folder.Path, "s3://bucket")));

    [Fact]
    public void Names_below_the_folder_are_places_in_it() =>
        Assert.Equal(folder.File("a", "..b", "c d.wav"), ObjectFolder.PlaceOf("a/..b/c d.wav", folder.Path, "s3://bucket"));

    private static void Write(string folder, params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    private static void AssertSame(string expected, string actual)
    {
        string[] Names(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)];
        Assert.Equal(Names(expected), Names(actual));
        Assert.All(Names(expected), name =>
            Assert.Equal(File.ReadAllBytes(Path.Combine(expected, name)), File.ReadAllBytes(Path.Combine(actual, name))));
    }

    private static string Error(Func<object> asked) => Assert.Throws<WorkbenchException>(asked).Message;
}
