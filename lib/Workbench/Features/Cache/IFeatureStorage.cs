using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Workbench.Features.Cache;

/// <summary>How the features of a file are kept in the cache.</summary>
/// <typeparam name="T">What stands for one feature of one file.</typeparam>
internal interface IFeatureStorage<T> : IDisposable
    where T : class
{
    /// <summary>
    /// The table, whose first columns are the key: hash of the audio, hash of the spec of the feature, version of the extractor.
    /// </summary>
    string Table { get; }

    /// <summary>SQL of the columns that follow the key, with their types. Newer ones, which older tables lack, may be NULL.</summary>
    string Columns { get; }

    /// <summary>The values of those columns.</summary>
    object[] Values(T features);

    /// <summary>What a row holds; null if that is damaged or no longer there, so that the feature is to be extracted again.</summary>
    /// <param name="key">What the row is of.</param>
    /// <param name="row">At the row; the first column after the key is column 1.</param>
    T? Read(CacheKey key, SqliteDataReader row);

    /// <summary>Takes in what was extracted; called by several threads.</summary>
    T Keep(CacheKey key, FeatureMatrix extracted);

    /// <summary>What one row holds of each feature of a spec.</summary>
    ImmutableArray<T> Split(FeatureSpec spec, T row);

    /// <summary>Makes sure that what was kept is on disk before the database says so.</summary>
    void Flush();

    /// <summary>Why a song's features, all there, make no rows together; null if they do.</summary>
    string? WhyNotTogether(ImmutableArray<FeaturePart> parts, ReadOnlySpan<T?> features);

    /// <summary>The features of the files that have some.</summary>
    /// <param name="spec">What they are.</param>
    /// <param name="parts">Its features.</param>
    /// <param name="found">Of each file, these and perhaps more behind them.</param>
    SongFeatures Open(FeatureSpec spec, ImmutableArray<FeaturePart> parts, IReadOnlyList<T?[]> found);
}
