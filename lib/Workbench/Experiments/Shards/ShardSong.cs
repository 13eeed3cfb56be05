using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Workbench.Datasets;
using Workbench.Features;

namespace Workbench.Experiments.Shards;

/// <summary>A song as the list of a job names it.</summary>
/// <param name="Id"><see cref="Track.Id"/>.</param>
/// <param name="AudioPath">
/// <see cref="Track.AudioPath"/>, where every machine must see the file; or its address in an object storage.
/// </param>
/// <param name="Labels">The genres; empty where there is none.</param>
/// <param name="Artist">The artist, where known.</param>
/// <param name="Title">The title, where known.</param>
internal sealed record ShardSong(string Id, string AudioPath, ImmutableArray<string> Labels, string? Artist, string? Title)
{
    public static ShardSong Of(Track track) => new(track.Id, track.AudioPath, track.Labels, track.Artist, track.Title);

    /// <summary>The shard that it belongs to, by its id alone, so that a song stays where it is whatever becomes of the others.</summary>
    /// <param name="count">Number of shards.</param>
    public int ShardOf(int count) =>
        (int)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Id))) % (ulong)count);

    /// <summary>What tables say of it.</summary>
    /// <param name="path">Where it lies here.</param>
    public TableSong ToTableSong(string path) => new(path, Artist, Title, Labels);
}
