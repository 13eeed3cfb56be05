using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
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

    public string Table => "feature_frames";

    public string Columns => "file TEXT NOT NULL, first_frame INTEGER NOT NULL, frame_count INTEGER NOT NULL";

    private int FrameBytes => columnCount * Unsafe.SizeOf<Half>();

    public object[] Values(FramePlace features) => [features.File, features.FirstFrame, features.FrameCount];

    public FramePlace? Read(SqliteDataReader row)
    {
        var place = new FramePlace(row.GetString(0), row.GetInt64(1), row.GetInt32(2));
        FileInfo info = new(Path.Combine(folder, place.File));
        return info.Exists && info.Length >= (place.FirstFrame + place.FrameCount) * FrameBytes ? place : null;
    }

    public FramePlace Keep(FeatureMatrix extracted)
    {
        Half[] values = [.. extracted.Values.ToArray().Select(v => (Half)v)];
        lock (gate)
            try
            {
                if (file is null || file.Length >= MaxFileBytes)
                    BeginFile();
                var place = new FramePlace(Path.GetFileName(file!.Name), file.Length / FrameBytes, extracted.RowCount);
                file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
                return place;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw Failure(error);
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
                throw Failure(error);
            }
    }

    public SongFeatures Open(ImmutableArray<string> columnNames, IReadOnlyList<FramePlace> found) =>
        new CachedFrames(columnNames, folder, [.. found]);

    public void Dispose() => file?.Dispose();

    private void BeginFile()
    {
        file?.Flush(flushToDisk: true);
        file?.Dispose();
        Directory.CreateDirectory(folder);
        file = new(Path.Combine(folder, $"{Guid.NewGuid():N}.f16"), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    }

    private WorkbenchException Failure(Exception error) =>
        new($"{folder}: {error.Message} What was committed is kept. Free space on that disk, or set {DataFolder.Variable} to "
            + "a folder on another one, and run again.", error);
}
