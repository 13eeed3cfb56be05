using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;

namespace Workbench.Tests.Reference;

/// <summary>
/// Twenty songs of small whole numbers with many ties and three overlapping labels, which another program makes in a line.
/// </summary>
internal static class TwentySongs
{
    /// <summary>The eight columns of two features.</summary>
    public static readonly FeatureSpec Spec = new() { Features = [new Rms(), new Mfcc(3)], Statistics = [Statistic.Mean, Statistic.Std] };

    /// <summary>
    /// Row i has <c>(7 i + 5 j) % 11 + i % (j + 2)</c> in column j; "a" where 3 divides i, "b"
    /// where i % 4 is 1, "c" where i % 5 is below 2.
    /// </summary>
    public static TrainingPart Part { get; } = Make();

    private static TrainingPart Make()
    {
        ImmutableArray<Track> tracks = [.. Enumerable.Range(0, 20).Select(i => new Track
        {
            Id = $"{i:00}.wav",
            AudioPath = $"{i:00}.wav",
            Labels = [.. new[] { i % 3 == 0 ? "a" : null, i % 4 == 1 ? "b" : null, i % 5 < 2 ? "c" : null }.OfType<string>()],
        })];
        var values =
            Enumerable.Range(0, 20).SelectMany(i => Enumerable.Range(0, 8).Select(j => (float)((7 * i + 5 * j) % 11 + i % (j + 2))));
        return new(new(new("twenty", "", tracks, []), Spec, new FeatureMatrix(Spec.ColumnNames, [.. values])),
            [.. Enumerable.Range(0, 20)]);
    }
}
