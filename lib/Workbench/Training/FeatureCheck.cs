using System.Collections.Immutable;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Training;

/// <summary>Refuses features that a model cannot use.</summary>
internal static class FeatureCheck
{
    /// <summary>Makes sure that the columns are the model's, in its order.</summary>
    public static void RequireColumns(SongFeatures features, ImmutableArray<string> expected)
    {
        if (features.ColumnCount != expected.Length)
            throw new WorkbenchException($"The features have {features.ColumnCount} columns and the model {expected.Length}; "
                + "extract them with the model's feature spec.");
        for (var column = 0; column < expected.Length; column++)
            if (features.ColumnNames[column] != expected[column])
                throw new WorkbenchException($"Column {column} is {features.ColumnNames[column]} and the model's is {expected[column]}; "
                    + "extract the features with the model's feature spec.");
    }

    /// <summary>Makes sure that every value of summaries is a number; frames come from the extractor, which gives nothing else.</summary>
    public static void RequireFinite(SongFeatures songs, Func<int, string> rowName)
    {
        if (!songs.AreSummaries)
            return;
        var values = new float[songs.ColumnCount];
        for (var song = 0; song < songs.SongCount; song++)
        {
            songs.Read(song, 0, values);
            if (values.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) is >= 0 and var column)
                throw new WorkbenchException($"Feature {songs.ColumnNames[column]} of {rowName(song)} is {values[column]}; "
                    + "leave the song out, or extract its features again.");
        }
    }
}
