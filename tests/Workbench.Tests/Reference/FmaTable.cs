using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;

namespace Workbench.Tests.Reference;

/// <summary>A table of songs that comes with its parts.</summary>
/// <param name="Name">Of the table.</param>
/// <param name="Ids">One a song.</param>
/// <param name="Labels">Those of each song.</param>
/// <param name="Parts">training, validation or test.</param>
/// <param name="Columns">Names of the features.</param>
/// <param name="Values"><c>[songs, columns]</c>.</param>
internal sealed record FmaTable(string Name, ImmutableArray<string> Ids, ImmutableArray<ImmutableArray<string>> Labels,
    ImmutableArray<string> Parts, ImmutableArray<string> Columns, float[] Values)
{
    /// <summary>The songs as a dataset; its spec says nothing of the columns, which were taken elsewhere.</summary>
    public ExtractedDataset Songs => new(
        new(Name, "", [.. Ids.Zip(Labels, (id, labels) => new Track { Id = id, AudioPath = id, Labels = labels })], []),
        FeatureSpec.Default, new FeatureMatrix(Columns, Values));

    /// <summary>The songs of a part.</summary>
    public ImmutableArray<int> Part(string name) => [.. Enumerable.Range(0, Parts.Length).Where(i => Parts[i] == name)];
}
