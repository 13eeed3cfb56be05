using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>What models, scalers, vocabularies and class weights are fitted from.</summary>
public sealed class TrainingPart : SplitPart
{
    internal TrainingPart(ExtractedDataset source, ImmutableArray<int> indices) : base(source, indices) { }

    /// <summary>These songs and those of the validation part, to learn from once there is nothing left to choose.</summary>
    /// <exception cref="ArgumentException">The part is of another dataset.</exception>
    internal TrainingPart With(ValidationPart validation) => Join(this, validation);
}
