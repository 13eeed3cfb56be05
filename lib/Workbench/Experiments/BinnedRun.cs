namespace Workbench.Experiments;

/// <summary>A run that was deleted and can be restored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name; null where it has none that can be read.</param>
/// <param name="Bytes">Bytes of its files.</param>
public sealed record BinnedRun(string Id, string? Name, long Bytes);
