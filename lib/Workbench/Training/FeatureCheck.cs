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
        var features = songs.Summaries;
        var values = features.Values;
        for (var i = 0; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                throw new WorkbenchException($"Feature {features.ColumnNames[i % features.ColumnCount]} of "
                    + $"{rowName(i / features.ColumnCount)} is {values[i]}; leave the song out, or extract its features again.");
    }
}
