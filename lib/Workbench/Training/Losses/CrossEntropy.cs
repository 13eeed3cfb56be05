using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Training.Losses;

/// <summary>Softmax cross-entropy, as <c>torch.nn.CrossEntropyLoss</c>: for data with exactly one label a song.</summary>
/// <param name="LabelSmoothing">Share of the even distribution in the targets: <c>y (1 - e) + e / labels</c>; from 0 to below 1.</param>
public sealed record CrossEntropy(double LabelSmoothing = 0) : Loss(OutputFunction.Softmax)
{
    internal override void Check(SpecProblems problems) => CheckSmoothing(problems, nameof(CrossEntropy), LabelSmoothing);

    internal override LossState Start(LabelMatrix labels)
    {
        for (var row = 0; row < labels.RowCount; row++)
            if (labels.Row(row).Count(true) is not 1 and var count)
                throw new WorkbenchException($"CrossEntropy is for one label a song, but song {row + 1} of the training part has {count}. "
                    + "Use BinaryCrossEntropy or FocalLoss, which take any number.");
        return new CrossEntropyState(LabelSmoothing);
    }
}
