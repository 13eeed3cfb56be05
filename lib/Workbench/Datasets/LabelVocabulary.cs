using System.Collections.Immutable;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>The labels that a model knows, in the order of its outputs. Fitted from a training part only.</summary>
/// <param name="Names">Distinct names in ordinal order.</param>
[TypeFormatterSource(typeof(LineFormatterSource), PreferredMimeTypes = [MimeType.PlainText])]
public sealed record LabelVocabulary(ImmutableArray<string> Names)
{
    /// <summary>Number of labels.</summary>
    public int Count => Names.Length;

    /// <summary>The labels that occur in the training part.</summary>
    /// <exception cref="WorkbenchException">Fewer than two labels: there is nothing to tell apart.</exception>
    public static LabelVocabulary Fit(TrainingPart part)
    {
        ImmutableArray<string> names = [.. part.Tracks.SelectMany(t => t.Labels).Distinct().Order(StringComparer.Ordinal)];
        if (names.Length < 2)
            throw new WorkbenchException($"The training part has {names.Length} label(s) ({string.Join(", ", names)}); "
                + "at least 2 are needed to learn a difference. Add songs of another genre.");
        return new(names);
    }

    /// <summary>The names.</summary>
    public override string ToString() => string.Join(", ", Names);

    /// <summary>Which tracks have which labels: <c>[tracks, labels]</c>. Labels outside the vocabulary are left out.</summary>
    public LabelMatrix Encode(IReadOnlyList<Track> tracks)
    {
        var matrix = new LabelMatrix(tracks.Count, Count);
        var columns = Names.Index().DistinctBy(n => n.Item).ToDictionary(n => n.Item, n => n.Index);
        for (var row = 0; row < tracks.Count; row++)
            foreach (var label in tracks[row].Labels)
                if (columns.TryGetValue(label, out var column))
                    matrix[row, column] = true;
        return matrix;
    }
}
