using Workbench.Training.Engines;

namespace Workbench.Training.Losses;

/// <summary>A <see cref="Loss"/> at work. Computed in double precision, row after row.</summary>
internal abstract class LossState
{
    /// <summary>The loss, and how it changes with each logit.</summary>
    /// <param name="logits"><c>[rows, labels]</c>.</param>
    /// <param name="targets"><c>[rows, labels]</c>, 0 to 1; fractions after mixup.</param>
    /// <param name="gradient">Filled, <c>[rows, labels]</c>; left out where it is not wanted.</param>
    /// <returns>The mean: over rows and labels where each label has a loss of its own, else over rows.</returns>
    public abstract double Compute(MatrixSpan logits, MatrixSpan targets, MatrixSpan gradient = default);
}
