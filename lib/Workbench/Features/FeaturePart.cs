using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// One feature of a spec by itself, as it is extracted and kept. Its values depend on its parameters, on sample rate and frames, and on no
/// other feature: every frame, or all statistics over them, whichever of these a spec asks for.
/// </summary>
/// <param name="Feature">The feature.</param>
/// <param name="Spec">The spec of it alone, with all statistics or none.</param>
internal sealed record FeaturePart(Feature Feature, FeatureSpec Spec)
{
    /// <summary>What it is kept by.</summary>
    public string Hash { get; } = Spec.Hash;

    /// <summary>Columns of its rows.</summary>
    public int ColumnCount { get; } = Spec.ColumnCountOf(Feature);

    /// <summary>The parts of a spec, in order.</summary>
    public static ImmutableArray<FeaturePart> Of(FeatureSpec spec) => [.. spec.Features.Select(feature => new FeaturePart(feature,
        spec with { Features = [feature], Statistics = spec.KeepsFrames ? [] : FeatureSpec.Default.Statistics }))];

    /// <summary>Puts the columns that a spec asks for into its row.</summary>
    /// <param name="values">The row of this part, all statistics one after the other.</param>
    /// <param name="statistics">Those that the spec asks for.</param>
    /// <param name="row">From the first column of the feature on.</param>
    /// <returns>The rest of the row.</returns>
    public Span<float> Choose(ReadOnlySpan<float> values, ImmutableArray<Statistic> statistics, Span<float> row)
    {
        if (!Feature.SongValues.IsEmpty)
        {
            values.CopyTo(row);
            return row[values.Length..];
        }
        var bands = Feature.BandCount;
        foreach (var statistic in statistics)
        {
            values.Slice((int)statistic * bands, bands).CopyTo(row);
            row = row[bands..];
        }
        return row;
    }

    /// <summary>Puts the parts of a clip together.</summary>
    /// <param name="spec">The spec that they are of.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="values">Their values, one a part.</param>
    /// <exception cref="WorkbenchException">One has other frames than the rest.</exception>
    public static FeatureMatrix Join(FeatureSpec spec, ImmutableArray<FeaturePart> parts, IReadOnlyList<FeatureMatrix> values)
    {
        if (spec.KeepsFrames && values.Count == 1)
            return values[0];
        var columns = spec.ColumnNames;
        if (!spec.KeepsFrames)
        {
            var row = new float[columns.Length];
            var rest = row.AsSpan();
            for (var i = 0; i < values.Count; i++)
                rest = parts[i].Choose(values[i].Values, spec.Statistics, rest);
            return new(columns, row);
        }
        if (WhyNotTogether(parts, [.. values.Select(part => part.RowCount)]) is { } reason)
            throw new WorkbenchException(reason);
        var frames = GC.AllocateUninitializedArray<float>(values[0].RowCount * columns.Length);
        var first = 0;
        foreach (var part in values)
        {
            for (var frame = 0; frame < part.RowCount; frame++)
                part.Row(frame).CopyTo(frames.AsSpan(frame * columns.Length + first));
            first += part.ColumnCount;
        }
        return new(columns, frames);
    }

    /// <summary>Why parts of so many frames make no rows; null if they do.</summary>
    public static string? WhyNotTogether(ImmutableArray<FeaturePart> parts, IReadOnlyList<int> frameCounts)
    {
        for (var i = 1; i < frameCounts.Count; i++)
            if (frameCounts[i] != frameCounts[0])
                return $"Feature {parts[i].Feature.Name} gave {frameCounts[i]} frames and {parts[0].Feature.Name} {frameCounts[0]}; "
                    + "name statistics, or let each stand alone in its spec.";
        return null;
    }
}
