using System.Buffers;
using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Workbench.Datasets.Fetch;
using Workbench.Foundation;

namespace Workbench.Storage;

/// <summary>
/// A storage that speaks S3, over Amazon's SDK, which finds credentials in the usual places; found by its name.
/// </summary>
internal sealed class S3Storage : IObjectStorage
{
    private const int BlockLength = 1 << 17;

    /// <summary>Longer files are sent in parts of this length or longer ones: a storage takes no more than so many.</summary>
    private const long PartLength = 16 << 20, MostParts = 10_000;

    /// <summary>How long a connection may bring nothing before it counts as cut.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lazy<AmazonS3Client> client = new(() => new(S3Endpoint.FromEnvironment())); // which may be no endpoint

    /// <inheritdoc/>
    public IEnumerable<StoredObject> List(string bucket, string prefix, bool withFolders, Work work)
    {
        ListObjectsV2Request request = new() { BucketName = bucket, Prefix = prefix, Delimiter = withFolders ? null : "/" };
        while (true)
        {
            work.ThrowIfStopped();
            var page = S3Failure.Told(bucket, () => client.Value.ListObjectsV2Async(request, work.Token));
            foreach (var what in page.S3Objects ?? [])
                yield return new(what.Key, what.Size ?? 0, what.ETag.Trim('"'), (what.LastModified ?? default).ToUniversalTime());
            if (page.IsTruncated is not true)
                yield break;
            request.ContinuationToken = page.NextContinuationToken;
        }
    }

    /// <inheritdoc/>
    public bool Read(string bucket, StoredObject what, long from, Action<ReadOnlySpan<byte>> take, Work work)
    {
        GetObjectRequest request = new() { BucketName = bucket, Key = what.Key, EtagToMatch = $"\"{what.Version}\"" };
        if (from > 0)
            request.ByteRange = new(from, what.Bytes - 1);
        using var answer = S3Failure.Told($"{bucket}/{what.Key}", () => client.Value.GetObjectAsync(request, work.Token));
        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            while (ReadBlock(answer.ResponseStream, block, work.Token) is > 0 and var count)
                take(block.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
        return answer.ServerSideEncryptionMethod is null || answer.ServerSideEncryptionMethod == ServerSideEncryptionMethod.None
            || answer.ServerSideEncryptionMethod == ServerSideEncryptionMethod.AES256;
    }

    /// <inheritdoc/>
    public void Write(string bucket, string key, string file, Work work)
    {
        var length = new FileInfo(file).Length;
        S3Failure.Told($"{bucket}/{key}", () => length <= PartLength
            ? client.Value.PutObjectAsync(new()
            {
                BucketName = bucket,
                Key = key,
                FilePath = file,
                UseChunkEncoding = false, // which not all storages know
            }, work.Token)
            : WriteInPartsAsync(bucket, key, file, Math.Max(PartLength, length / MostParts + 1), length, work));
    }

    /// <inheritdoc/>
    public void Delete(string bucket, string key, Work work) =>
        S3Failure.Told($"{bucket}/{key}", () => client.Value.DeleteObjectAsync(bucket, key, work.Token));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (client.IsValueCreated)
            client.Value.Dispose();
    }

    private async Task<PutObjectResponse> WriteInPartsAsync(
        string bucket, string key, string file, long partLength, long length, Work work)
    {
        var upload = (await client.Value.InitiateMultipartUploadAsync(bucket, key, work.Token).ConfigureAwait(false)).UploadId;
        try
        {
            List<PartETag> parts = [];
            for (var start = 0L; start < length; start += partLength)
            {
                var part = await client.Value.UploadPartAsync(new()
                {
                    BucketName = bucket,
                    Key = key,
                    UploadId = upload,
                    PartNumber = parts.Count + 1,
                    FilePath = file,
                    FilePosition = start,
                    PartSize = Math.Min(partLength, length - start),
                    UseChunkEncoding = false,
                }, work.Token).ConfigureAwait(false);
                parts.Add(new(parts.Count + 1, part.ETag));
            }
            await client.Value.CompleteMultipartUploadAsync(
                new() { BucketName = bucket, Key = key, UploadId = upload, PartETags = parts }, work.Token).ConfigureAwait(false);
            return new();
        }
        catch
        {
            await client.Value.AbortMultipartUploadAsync(bucket, key, upload, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private static int ReadBlock(Stream stream, byte[] block, CancellationToken token)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(Patience);
        try
        {
            return stream.ReadAsync(block, 0, BlockLength, patience.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            token.ThrowIfCancellationRequested();
            throw new EndOfStreamException($"nothing came for {Patience.TotalSeconds:0} s");
        }
        catch (Exception cut) when (cut is IOException or WebException or HttpRequestException or AmazonClientException)
        {
            throw new EndOfStreamException(cut.Message, cut);
        }
    }
}
