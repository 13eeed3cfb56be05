namespace Workbench.Kernel.Running;

/// <summary>What a run came to. The outputs are in the document.</summary>
/// <param name="CellsRun">Code cells that were run, the failed one among them.</param>
/// <param name="CellCount">Code cells in all.</param>
/// <param name="Elapsed">How long the run took.</param>
/// <param name="Failure">Why it ended early; null if it did not.</param>
public sealed record RunResult(int CellsRun, int CellCount, TimeSpan Elapsed, CellFailure? Failure)
{
    /// <summary>Whether every cell ran.</summary>
    public bool Succeeded => Failure is null;
}
