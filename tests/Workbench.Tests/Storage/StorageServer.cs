using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.S3;
using Amazon.S3.Model;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Storage;

/// <summary>
/// A real server that speaks S3 (s3rver), on this machine alone, with a bucket of the test's own; it ends with the tests. The SDK finds it
/// by the variables that Amazon's own tools know.
/// </summary>
internal sealed class StorageServer
{
    /// <summary>The one that the server knows, and its secret.</summary>
    private const string Key = "S3RVER";

    private static readonly Lazy<StorageServer?> Running = new(Start);
    private static int buckets;

    private StorageServer(string address) => Address = address;

    /// <summary>Its address.</summary>
    public string Address { get; }

    private AmazonS3Client Client => new(Key, Key, new AmazonS3Config { ServiceURL = Address, ForcePathStyle = true });

    /// <summary>The server; skips the calling test, with the reason and the remedy, where it is not installed.</summary>
    public static StorageServer OrSkip()
    {
        Assert.SkipWhen(Running.Value is null, "needs a server that speaks S3: bash environment/install-storage.sh");
        return Running.Value!;
    }

    /// <summary>Makes a bucket.</summary>
    public string NewBucket()
    {
        var name = $"bucket-{Interlocked.Increment(ref buckets)}";
        using var client = Client;
        client.PutBucketAsync(name).GetAwaiter().GetResult();
        return name;
    }

    /// <summary>Puts an object, as another program would.</summary>
    public void Put(string bucket, string key, string content)
    {
        using var client = Client;
        client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            ContentBody = content,
            UseChunkEncoding = false,
        }).GetAwaiter().GetResult();
    }

    /// <summary>What is in a bucket.</summary>
    public string[] Keys(string bucket)
    {
        using var client = Client;
        return [.. (client.ListObjectsV2Async(new() { BucketName = bucket }).GetAwaiter().GetResult().S3Objects ?? [])
            .Select(what => what.Key)];
    }

    private static StorageServer? Start()
    {
        var program = Path.Combine(Repository.Root, "environment", "references", "node_modules", "s3rver", "bin", "s3rver.js");
        if (!File.Exists(program))
            return null;
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var folder = Directory.CreateTempSubdirectory("s3rver").FullName;
        // It makes the names of pages by a cipher that Node has left behind.
        var process = Process.Start(new ProcessStartInfo("node",
            ["--openssl-legacy-provider", program, "-d", folder, "-a", "127.0.0.1", "-p", $"{port}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        process.BeginErrorReadLine(); // it tells every request
        process.BeginOutputReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            Directory.Delete(folder, recursive: true);
        };
        StorageServer server = new($"http://127.0.0.1:{port}");
        foreach (var (name, value) in new[] { ("AWS_ENDPOINT_URL_S3", server.Address), ("AWS_ACCESS_KEY_ID", Key),
            ("AWS_SECRET_ACCESS_KEY", Key) })
            Environment.SetEnvironmentVariable(name, value);
        using HttpClient client = new();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(1); Thread.Sleep(100))
            try
            {
                client.GetAsync(server.Address).GetAwaiter().GetResult().Dispose();
                return server;
            }
            catch (HttpRequestException)
            {
                Assert.False(process.HasExited, "the server that speaks S3 has ended");
            }
        throw new TimeoutException("The server that speaks S3 does not answer.");
    }
}
