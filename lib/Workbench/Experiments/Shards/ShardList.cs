using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Workbench.Foundation;

namespace Workbench.Experiments.Shards;

/// <summary>The songs of a job as a file of JSON lines, those of a shard together, so that a task reads no more than its own.</summary>
/// <param name="path">The file.</param>
internal sealed class ShardList(string path)
{
    /// <summary>Writes the list.</summary>
    /// <param name="songs">All songs.</param>
    /// <param name="count">Number of shards.</param>
    /// <param name="work">What stops it.</param>
    public ImmutableArray<ShardSlice> Write(IEnumerable<ShardSong> songs, int count, Work work)
    {
        var shards = work.Each(songs).ToLookup(song => song.ShardOf(count));
        ImmutableArray<ShardSlice> slices = [];
        AtomicFile.Write(path, stream => slices = [.. work.Each(Enumerable.Range(0, count)).Select(shard =>
        {
            var lines = Encoding.UTF8.GetBytes(string.Concat(shards[shard].OrderBy(song => song.Id, StringComparer.Ordinal)
                .Select(song => $"{SpecJson.WriteCanonical(song)}\n")));
            stream.Write(lines);
            return new ShardSlice(shards[shard].Count(), lines.Length, Checksum(lines));
        })]);
        return slices;
    }

    /// <summary>Reads the songs of one shard.</summary>
    /// <param name="slices">Those of all shards.</param>
    /// <param name="shard">Which, from 0.</param>
    /// <exception cref="WorkbenchException">The list is gone, or another one.</exception>
    public ImmutableArray<ShardSong> Read(ImmutableArray<ShardSlice> slices, int shard)
    {
        var start = slices.Take(shard).Sum(slice => slice.Bytes);
        if (!File.Exists(path) || new FileInfo(path).Length < start + slices[shard].Bytes)
            throw Changed(shard);
        var lines = new byte[slices[shard].Bytes];
        using (var stream = File.OpenRead(path))
        {
            stream.Position = start;
            stream.ReadExactly(lines);
        }
        return Checksum(lines) == slices[shard].Sha256
            ? [.. Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(SpecJson.Read<ShardSong>)]
            : throw Changed(shard);
    }

    private WorkbenchException Changed(int shard) => new($"{path}: the songs of shard {shard} are not those that the job was planned "
        + "with. Plan the job anew in another folder (workbench features plan).");

    private static string Checksum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
