using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>What models, scalers, vocabularies and class weights are fitted from.</summary>
public sealed class TrainingPart : SplitPart
{
    internal TrainingPart(ExtractedDataset source, ImmutableArray<int> indices) : base(source, indices) { }
}
