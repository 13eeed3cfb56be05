namespace Workbench.Experiments;

/// <summary>A folder of runs that is no whole run, or that this version cannot read.</summary>
/// <param name="Id">The folder.</param>
/// <param name="Problem">Why, and what to do about it.</param>
/// <param name="Bytes">Bytes of its files.</param>
public sealed record DamagedRun(string Id, string Problem, long Bytes);
