namespace Workbench.Experiments;

/// <summary>A run that is not among those compared.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Reason">Why.</param>
public sealed record LeftOutRun(string Run, string Reason);
