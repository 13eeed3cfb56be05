using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Workbench.Features.Cache;

/// <summary>Keeps one vector a file and feature, of all statistics, in the database.</summary>
internal sealed class SummaryStorage : IFeatureStorage<float[]>
{
    public string Table => "feature_vector";

    public string Columns => "vector BLOB NOT NULL, checksum INTEGER";

    public object[] Values(float[] features) =>
        [MemoryMarshal.AsBytes(features).ToArray(), Checksum.Of(MemoryMarshal.AsBytes(features))];

    public float[]? Read(CacheKey key, SqliteDataReader row)
    {
        var bytes = raw.sqlite3_column_blob(row.Handle, 1); // not copied: thousands of songs are read
        if (bytes.Length != key.ColumnCount * sizeof(float))
            return null;
        var values = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        var isWhole = row.IsDBNull(2) // of an earlier version
            ? values.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) < 0
            : row.GetInt64(2) == Checksum.Of(bytes);
        return isWhole ? values : null;
    }

    public float[] Keep(CacheKey key, FeatureMatrix extracted) => extracted.Row(0).ToArray();

    /// <summary>Statistics that the spec does not name are NaN.</summary>
    public ImmutableArray<float[]> Split(FeatureSpec spec, float[] row)
    {
        var features = ImmutableArray.CreateBuilder<float[]>();
        var rest = row.AsSpan();
        foreach (var feature in spec.Features)
        {
            var values = new float[feature.BandCount * FeatureSpec.Default.Statistics.Length];
            Array.Fill(values, float.NaN);
            foreach (var statistic in spec.Statistics)
            {
                rest[..feature.BandCount].CopyTo(values.AsSpan((int)statistic * feature.BandCount));
                rest = rest[feature.BandCount..];
            }
            features.Add(values);
        }
        return features.ToImmutable();
    }

    public void Flush() { }

    public string? WhyNotTogether(ImmutableArray<FeaturePart> parts, ReadOnlySpan<float[]?> features) => null;

    public SongFeatures Open(FeatureSpec spec, ImmutableArray<FeaturePart> parts, IReadOnlyList<float[]?[]> found)
    {
        var columnNames = spec.ColumnNames;
        var values = new float[found.Count * columnNames.Length];
        var rest = values.AsSpan();
        foreach (var song in found)
            for (var i = 0; i < parts.Length; i++)
                rest = parts[i].Choose(song[i]!, spec.Statistics, rest);
        return new SongSummaries(new(columnNames, values));
    }

    public void Dispose() { }
}
