using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Training.Losses;

/// <summary>
/// Focal loss (Lin et al. 2017), as <c>torchvision.ops.sigmoid_focal_loss</c> with the mean over rows and labels: binary cross-entropy
/// in which what is already known counts little, so that many easy negatives do not drown the rare positives.
/// </summary>
/// <param name="Alpha">Weight of positives, 1 - alpha that of negatives, from 0 to 1; null weighs neither.</param>
/// <param name="Gamma">Power of the error by which an example counts, 0 or more; 0 is binary cross-entropy.</param>
public sealed record FocalLoss(double? Alpha = 0.25, double Gamma = 2) : Loss(OutputFunction.Sigmoid)
{
    internal override void Check(SpecProblems problems) => problems
        .Require(Alpha is null or (>= 0 and <= 1),
            $"FocalLoss: alpha {Alpha} must be from 0 to 1, or null for equal weights; 0.25 is usual.")
        .Require(Gamma >= 0 && double.IsFinite(Gamma), $"FocalLoss: gamma {Gamma} must be >= 0; 2 is usual.");

    internal override LossState Start(LabelMatrix labels) => new FocalLossState(this);
}
