namespace Workbench.Training.Kernels;

/// <summary>Which part of a batch it is whose gradients are summed.</summary>
/// <param name="IsFirst">Whether sums begin with it.</param>
/// <param name="IsLast">Whether they are complete with it.</param>
internal readonly record struct BatchPart(bool IsFirst, bool IsLast)
{
    /// <summary>All of a batch at once.</summary>
    public static BatchPart Whole { get; } = new(true, true);
}
