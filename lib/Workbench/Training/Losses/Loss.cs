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

    /// <summary>
    /// Binary cross-entropy where songs may have several labels. Softmax cross-entropy where each has one: its probabilities add to 1, and
    /// on the validation parts of four collections that it was not tuned on (Emotify, GTZAN, 8,000 songs of FMA, the demo corpus' songs of
    /// one genre; the usual MLP, 4 to 10 draws of the split) its calibration error was lower on all, by 0.002 to 0.026; its macro ROC-AUC
    /// higher on two, by 0.004 and 0.010, else the same; its accuracy higher by 0.007 to 0.009 on three and lower by 0.009 on FMA.
    /// </summary>
    public static Loss Usual(ClassificationTask task) =>
        task == ClassificationTask.SingleLabel ? new CrossEntropy() : new BinaryCrossEntropy();

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
