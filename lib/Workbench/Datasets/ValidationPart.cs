using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>What thresholds, early stopping and every choice between models are taken from.</summary>
public sealed class ValidationPart : SplitPart
{
    internal ValidationPart(ExtractedDataset source, ImmutableArray<int> indices) : base(source, indices) { }

    private protected override string PartInWords => "validation";
}
