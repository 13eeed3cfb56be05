using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using Workbench.Foundation;

namespace Workbench.Features.Cache;

/// <summary>
/// Keeps all frames of a file, in half precision, beside the database: every extraction appends to files of its own, and the
/// database tells which frames are whose. What a killed process appended after its last batch is never spoken of again.
/// </summary>
/// <param name="folder">Folder of the frame files.</param>
/// <param name="columnCount">Values of a frame.</param>
internal sealed class FrameStorage(string folder, int columnCount) : IFeatureStorage<FramePlace>
{
    /// <summary>A file is not begun anew for each song, nor does it grow without end.</summary>
    private const long MaxFileBytes = 256L << 20;

    private readonly Lock gate = new();
    private FileStream? file;
    private (string Name, SafeFileHandle Handle)? read;

    public string Table => "feature_frames";

    public string Columns => "file TEXT NOT NULL, first_frame INTEGER NOT NULL, frame_count INTEGER NOT NULL, checksum INTEGER";

    private int FrameBytes => columnCount * Unsafe.SizeOf<Half>();

    public object[] Values(FramePlace features) => [features.File, features.FirstFrame, features.FrameCount, features.Checksum];

    public FramePlace? Read(SqliteDataReader row)
    {
        var (name, first, count) = (row.GetString(0), row.GetInt64(1), row.GetInt64(2));
        var handle = OpenToRead(name);
        if (handle is null || first < 0 || count < 1 || (first + count) * FrameBytes > RandomAccess.GetLength(handle))
            return null;
        var bytes = ArrayPool<byte>.Shared.Rent(checked((int)count * FrameBytes));
        try
        {
            var frames = bytes.AsSpan(0, (int)count * FrameBytes);
            if (RandomAccess.Read(handle, frames, first * FrameBytes) != frames.Length)
                return null;
            var checksum = Checksum.Of(frames);
            var isWhole = row.IsDBNull(3) ? AreFinite(MemoryMarshal.Cast<byte, Half>(frames)) : row.GetInt64(3) == checksum;
            return isWhole ? new(name, first, (int)count, checksum) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public FramePlace Keep(FeatureMatrix extracted)
    {
        var values = new Half[extracted.Values.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (Half)extracted.Values[i];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        var checksum = Checksum.Of(bytes);
        lock (gate)
            try
            {
                if (file is null || file.Length >= MaxFileBytes)
                    BeginFile();
                var place = new FramePlace(Path.GetFileName(file!.Name), file.Length / FrameBytes, extracted.RowCount, checksum);
                file.Write(bytes);
                return place;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw StorageFailure.Of(folder, error);
            }
    }

    public void Flush()
    {
        lock (gate)
            try
            {
                file?.Flush(flushToDisk: true);
            }
            catch (IOException error)
            {
                throw StorageFailure.Of(folder, error);
            }
    }

    public SongFeatures Open(ImmutableArray<string> columnNames, IReadOnlyList<FramePlace> found) =>
        new CachedFrames(columnNames, folder, [.. found]);

    public void Dispose()
    {
        file?.Dispose();
        read?.Handle.Dispose();
    }

    /// <summary>One file after the other is open, as songs follow each other in them.</summary>
    private SafeFileHandle? OpenToRead(string name)
    {
        if (read is { } open && open.Name == name)
            return open.Handle;
        read?.Handle.Dispose();
        read = null;
        var path = Path.Combine(folder, name);
        if (name != Path.GetFileName(name) || !File.Exists(path))
            return null;
        read = (name, File.OpenHandle(path, share: FileShare.ReadWrite));
        return read.Value.Handle;
    }

    private static bool AreFinite(ReadOnlySpan<Half> values)
    {
        foreach (var value in values)
            if (!Half.IsFinite(value))
                return false;
        return true;
    }

    private void BeginFile()
    {
        file?.Flush(flushToDisk: true);
        file?.Dispose();
        PrivateFolder.Create(folder);
        file = new(Path.Combine(folder, $"{Guid.NewGuid():N}.f16"), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    }
}
