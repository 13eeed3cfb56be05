namespace Workbench.Evaluation;

/// <summary>One row of predictions: what measures that are means over songs look at.</summary>
/// <param name="truth">Which labels it has.</param>
/// <param name="scores">What the model said, one a label.</param>
/// <param name="decisions">Which labels were decided for.</param>
internal readonly ref struct PredictedSong(ReadOnlySpan<bool> truth, ReadOnlySpan<double> scores, ReadOnlySpan<bool> decisions)
{
    /// <summary>Which labels it has.</summary>
    public ReadOnlySpan<bool> Truth { get; } = truth;

    /// <summary>What the model said, one a label.</summary>
    public ReadOnlySpan<double> Scores { get; } = scores;

    /// <summary>Which labels were decided for.</summary>
    public ReadOnlySpan<bool> Decisions { get; } = decisions;
}
