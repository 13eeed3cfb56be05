using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Workbench.Features.Cache;

/// <summary>Keeps one vector a file, in the database.</summary>
internal sealed class SummaryStorage : IFeatureStorage<float[]>
{
    public string Table => "feature_vector";

    public string Columns => "vector BLOB NOT NULL";

    public object[] Values(float[] features) => [MemoryMarshal.AsBytes(features).ToArray()];

    public float[] Read(SqliteDataReader row) => MemoryMarshal.Cast<byte, float>(row.GetFieldValue<byte[]>(0)).ToArray();

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
