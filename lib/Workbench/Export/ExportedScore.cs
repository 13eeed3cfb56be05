using Workbench.Evaluation;

namespace Workbench.Export;

/// <summary>A score of an exported model.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">The score; null where it is undefined.</param>
/// <param name="Interval">Where it would fall with other artists, 95 %; null where they are too few to say.</param>
/// <param name="Guessing">What knowing nothing but how frequent each label is gets; null where there is no such thing.</param>
public sealed record ExportedScore(string Name, double? Value, Interval? Interval, double? Guessing);
