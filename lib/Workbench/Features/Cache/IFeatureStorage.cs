using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Workbench.Features.Cache;

/// <summary>How the features of a file are kept in the cache.</summary>
/// <typeparam name="T">What stands for the features of one file.</typeparam>
internal interface IFeatureStorage<T> : IDisposable
    where T : class
{
    /// <summary>The table, whose first columns are the key: hash of the audio, hash of the spec, version of the extractor.</summary>
    string Table { get; }

    /// <summary>SQL of the columns that follow the key, with their types. Newer ones, which older tables lack, may be NULL.</summary>
    string Columns { get; }

    /// <summary>The values of those columns.</summary>
    object[] Values(T features);

    /// <summary>What a row holds; null if that is damaged or no longer there, so that the features are to be extracted again.</summary>
    /// <param name="row">At the row; its first column is the first after the key.</param>
    T? Read(SqliteDataReader row);

    /// <summary>Takes in what was extracted; called by several threads.</summary>
    T Keep(FeatureMatrix extracted);

    /// <summary>Makes sure that what was kept is on disk before the database says so.</summary>
    void Flush();

    /// <summary>The features of the files that have some.</summary>
    SongFeatures Open(ImmutableArray<string> columnNames, IReadOnlyList<T> found);
}
