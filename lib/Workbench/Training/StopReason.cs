namespace Workbench.Training;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were run.</summary>
    Finished,

    /// <summary>The validation part saw nothing better for <see cref="TrainingSpec.Patience"/> epochs.</summary>
    Patience,

    /// <summary>The caller cancelled after at least one epoch.</summary>
    Cancelled,

    /// <summary>The <see cref="TrainingSpec.OnEpoch"/> said that it is enough.</summary>
    Callback,

    /// <summary>Nothing was left to learn: a fit by <see cref="Optimizers.Lbfgs"/> reached its solution.</summary>
    Converged,
}
