using System.Text.Json.Serialization;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Training.Losses;

/// <summary>What training makes small. It decides what the logits mean: see <see cref="Output"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(BinaryCrossEntropy), "binaryCrossEntropy")]
[JsonDerivedType(typeof(FocalLoss), "focal")]
[JsonDerivedType(typeof(CrossEntropy), "crossEntropy")]
public abstract record Loss
{
    private protected Loss(OutputFunction output) => Output = output;

    /// <summary>How the logits of a model that was trained so become probabilities.</summary>
    [JsonIgnore]
    public OutputFunction Output { get; }

    /// <summary>Notes what is wrong with the numbers.</summary>
    internal abstract void Check(SpecProblems problems);

    /// <summary>Fits what the loss needs to know of the data.</summary>
    /// <param name="labels">Those of the training part.</param>
    /// <exception cref="WorkbenchException">The loss is not made for such labels.</exception>
    internal abstract LossState Start(LabelMatrix labels);

    /// <summary>Notes a label smoothing that is out of its range.</summary>
    private protected static void CheckSmoothing(SpecProblems problems, string name, double smoothing) =>
        problems.Require(smoothing is >= 0 and < 1, $"{name}: label smoothing {smoothing} must be >= 0 and below 1; 0 or 0.1 are usual.");
}
