namespace Workbench.Features.Cache;

/// <summary>A file that gave no features, and why.</summary>
/// <param name="Index">Which of the paths asked for.</param>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Reason">What is wrong with it and, where there is one, the remedy.</param>
internal sealed record QuarantinedFile(int Index, string Path, string Reason);
