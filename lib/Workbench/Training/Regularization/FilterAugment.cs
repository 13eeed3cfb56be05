using Workbench.Foundation;

namespace Workbench.Training.Regularization;

/// <summary>
/// FilterAugment (Nam et al. 2022), of the linear kind: every log-mel image is heard through another equaliser. Gains are drawn at a few
/// bands, evenly spaced from the lowest to the highest, and lie on straight lines between them; what they add is the same for all frames. A
/// recording's loudness and tone colour then say less about its artist.
/// </summary>
/// <param name="Points">Bands where a gain is drawn, at least 2.</param>
/// <param name="Gain">Largest gain, up or down, in standard deviations of a band; 0 or more.</param>
public sealed record FilterAugment(int Points = 4, double Gain = 0.5)
{
    internal void Check(SpecProblems problems) => problems
        .Require(Points >= 2, $"FilterAugment: points {Points} must be >= 2; 4 is usual.")
        .Require(Gain >= 0 && double.IsFinite(Gain), $"FilterAugment: gain {Gain} must be >= 0; 0.5 is usual, null turns the filters off.");
}
