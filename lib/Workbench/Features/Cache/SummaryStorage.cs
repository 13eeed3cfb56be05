using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Workbench.Features.Cache;

/// <summary>Keeps one vector a file, in the database.</summary>
/// <param name="columnCount">Values of a vector.</param>
internal sealed class SummaryStorage(int columnCount) : IFeatureStorage<float[]>
{
    public string Table => "feature_vector";

    public string Columns => "vector BLOB NOT NULL, checksum INTEGER";

    public object[] Values(float[] features) =>
        [MemoryMarshal.AsBytes(features).ToArray(), Checksum.Of(MemoryMarshal.AsBytes(features))];

    public float[]? Read(SqliteDataReader row)
    {
        var bytes = row.GetFieldValue<byte[]>(0);
        if (bytes.Length != columnCount * sizeof(float))
            return null;
        var values = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        var isWhole = row.IsDBNull(1) // of an earlier version
            ? values.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) < 0
            : row.GetInt64(1) == Checksum.Of(bytes);
        return isWhole ? values : null;
    }

    public float[] Keep(FeatureMatrix extracted) => extracted.Row(0).ToArray();

    public void Flush() { }

    public SongFeatures Open(ImmutableArray<string> columnNames, IReadOnlyList<float[]> found)
    {
        var values = new float[found.Count * columnNames.Length];
        for (var row = 0; row < found.Count; row++)
            found[row].CopyTo(values, row * columnNames.Length);
        return new SongSummaries(new(columnNames, values));
    }

    public void Dispose() { }
}
