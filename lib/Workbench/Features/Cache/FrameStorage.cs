using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using Workbench.Foundation;

namespace Workbench.Features.Cache;

/// <summary>
/// Keeps all frames of a file, in half precision, beside the database: every extraction appends to files of its own, one a feature, and
/// the database tells which frames are whose. What a killed process appended after its last batch is never spoken of again.
/// </summary>
/// <param name="folder">Folder of the frame files.</param>
internal sealed class FrameStorage(string folder) : IFeatureStorage<FramePlace>
{
    /// <summary>A file is not begun anew for each song, nor does it grow without end.</summary>
    private const long MaxFileBytes = 256L << 20;

    private readonly Lock gate = new();
    private readonly Dictionary<string, FileStream> files = [];
    private readonly Dictionary<string, (string Name, SafeFileHandle Handle)> read = [];

    public string Table => "feature_frames";

    public string Columns => "file TEXT NOT NULL, first_frame INTEGER NOT NULL, frame_count INTEGER NOT NULL, checksum INTEGER";

    public object[] Values(FramePlace features) => [features.File, features.FirstFrame, features.FrameCount, features.Checksum];

    public FramePlace? Read(CacheKey key, SqliteDataReader row)
    {
        var (name, first, count, frameBytes) = (row.GetString(1), row.GetInt64(2), row.GetInt64(3), BytesOf(key.ColumnCount));
        var handle = OpenToRead(key, name);
        if (handle is null || first < 0 || count < 1 || (first + count) * frameBytes > RandomAccess.GetLength(handle))
            return null;
        var bytes = ArrayPool<byte>.Shared.Rent(checked((int)count * frameBytes));
        try
        {
            var frames = bytes.AsSpan(0, (int)count * frameBytes);
            if (RandomAccess.Read(handle, frames, first * frameBytes) != frames.Length)
                return null;
            var checksum = Checksum.Of(frames);
            var isWhole = row.IsDBNull(4) ? AreFinite(MemoryMarshal.Cast<byte, Half>(frames)) : row.GetInt64(4) == checksum;
            return isWhole ? new(name, key.ColumnCount, first, (int)count, checksum) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public FramePlace Keep(CacheKey key, FeatureMatrix extracted)
    {
        var values = new Half[extracted.Values.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (Half)extracted.Values[i];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        var checksum = Checksum.Of(bytes);
        lock (gate)
            try
            {
                var file = FileOf(key);
                var first = file.Length / BytesOf(key.ColumnCount);
                file.Write(bytes);
                return new(Path.GetFileName(file.Name), key.ColumnCount, first, extracted.RowCount, checksum);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw StorageFailure.Of(folder, error);
            }
    }

    public ImmutableArray<FramePlace> Split(FeatureSpec spec, FramePlace row)
    {
        var first = 0;
        return [.. spec.Features.Select(feature => row with { FirstColumn = (first += feature.BandCount) - feature.BandCount })];
    }

    public void Flush()
    {
        lock (gate)
            try
            {
                foreach (var file in files.Values)
                    file.Flush(flushToDisk: true);
            }
            catch (IOException error)
            {
                throw StorageFailure.Of(folder, error);
            }
    }

    public string? WhyNotTogether(ImmutableArray<FeaturePart> parts, ReadOnlySpan<FramePlace?> features)
    {
        var frameCounts = new int[features.Length];
        for (var i = 0; i < frameCounts.Length; i++)
            frameCounts[i] = features[i]!.FrameCount;
        return FeaturePart.WhyNotTogether(parts, frameCounts);
    }

    public SongFeatures Open(FeatureSpec spec, ImmutableArray<FeaturePart> parts, IReadOnlyList<FramePlace?[]> found) =>
        new CachedFrames(spec.ColumnNames, [.. parts.Select(part => part.ColumnCount)], folder,
            [.. found.Select(song => song.Take(parts.Length).Select(place => place!).ToImmutableArray())]);

    public void Dispose()
    {
        foreach (var file in files.Values)
            file.Dispose();
        foreach (var (_, handle) in read.Values)
            handle.Dispose();
    }

    private static int BytesOf(int columnCount) => columnCount * Unsafe.SizeOf<Half>();

    /// <summary>One file after the other is open for a feature, as songs follow each other in them.</summary>
    private SafeFileHandle? OpenToRead(CacheKey key, string name)
    {
        if (read.TryGetValue(key.Hash, out var open) && open.Name == name)
            return open.Handle;
        open.Handle?.Dispose();
        read.Remove(key.Hash);
        var path = Path.Combine(folder, name);
        if (name != Path.GetFileName(name) || !File.Exists(path))
            return null;
        return (read[key.Hash] = (name, File.OpenHandle(path, share: FileShare.ReadWrite))).Handle;
    }

    private static bool AreFinite(ReadOnlySpan<Half> values)
    {
        foreach (var value in values)
            if (!Half.IsFinite(value))
                return false;
        return true;
    }

    /// <summary>The file that a feature's frames are appended to.</summary>
    private FileStream FileOf(CacheKey key)
    {
        if (files.TryGetValue(key.Hash, out var file))
        {
            if (file.Length < MaxFileBytes)
                return file;
            file.Flush(flushToDisk: true);
            file.Dispose();
        }
        PrivateFolder.Create(folder);
        return files[key.Hash] =
            new(Path.Combine(folder, $"{Guid.NewGuid():N}.f16"), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    }
}
