using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>What a chosen model is evaluated on. Made only by <see cref="SealedTest.Open"/>, which counts.</summary>
public sealed class TestPart : SplitPart
{
    internal TestPart(ExtractedDataset source, ImmutableArray<int> indices) : base(source, indices) { }

    private protected override string PartInWords => "test";
}
