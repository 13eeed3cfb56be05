namespace Workbench.Models;

/// <summary>What a tensor of a layer is: decides how it starts and whether it is trained.</summary>
public enum ParameterRole
{
    /// <summary>Factors of a Linear or Conv2d: uniform within 1 / sqrt(fan-in) of 0, PyTorch's start.</summary>
    Weight,

    /// <summary>Summands of a Linear or Conv2d: starts like its weights.</summary>
    Bias,

    /// <summary>Factors of a BatchNorm (gamma): starts at 1.</summary>
    Scale,

    /// <summary>Summands of a BatchNorm (beta): starts at 0.</summary>
    Shift,

    /// <summary>Mean that a BatchNorm uses when it predicts: starts at 0, followed, not trained.</summary>
    RunningMean,

    /// <summary>Variance that a BatchNorm uses when it predicts: starts at 1, followed, not trained.</summary>
    RunningVariance,

    /// <summary>A tensor of an <see cref="OwnNetwork"/> that is trained: starts as its code has it.</summary>
    Own,

    /// <summary>A tensor of an <see cref="OwnNetwork"/> that is kept with it and not trained.</summary>
    OwnBuffer,

    /// <summary>Songs that an <see cref="RbfKernel"/> compares with: uniform within 1 of 0 until they are chosen, not trained.</summary>
    Center,
}
