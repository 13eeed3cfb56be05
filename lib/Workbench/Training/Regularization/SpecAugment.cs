using Workbench.Foundation;

namespace Workbench.Training.Regularization;

/// <summary>
/// SpecAugment (Park et al. 2019) without time warping: bands and stretches of time of each log-mel image are set to 0, its mean.
/// Widths are drawn evenly from 0 to the largest, places evenly.
/// </summary>
/// <param name="FrequencyMasks">Masked bands of an image, 0 or more.</param>
/// <param name="FrequencyWidth">Most mel bands of a mask, 0 or more.</param>
/// <param name="TimeMasks">Masked stretches of an image, 0 or more.</param>
/// <param name="TimeWidth">Most frames of a mask, 0 or more.</param>
/// <param name="MaxTimeShare">Most of the frames that one mask may take, from 0 to 1.</param>
public sealed record SpecAugment(int FrequencyMasks = 2, int FrequencyWidth = 16, int TimeMasks = 2,
    int TimeWidth = 40, double MaxTimeShare = 0.2)
{
    internal void Check(SpecProblems problems) => problems
        .Require(FrequencyMasks >= 0, $"SpecAugment: frequency masks {FrequencyMasks} must be >= 0; 2 is usual.")
        .Require(FrequencyWidth >= 0, $"SpecAugment: frequency width {FrequencyWidth} must be >= 0; an eighth of the bands is usual.")
        .Require(TimeMasks >= 0, $"SpecAugment: time masks {TimeMasks} must be >= 0; 2 is usual.")
        .Require(TimeWidth >= 0, $"SpecAugment: time width {TimeWidth} must be >= 0; 40 is usual.")
        .Require(MaxTimeShare is >= 0 and <= 1, $"SpecAugment: largest time share {MaxTimeShare} must be from 0 to 1; 0.2 is usual.");
}
