namespace Workbench.Demo;

/// <summary>A genre at its purest.</summary>
/// <param name="Name">The label.</param>
/// <param name="Style">What its tracks are like.</param>
internal sealed record Genre(string Name, Style Style);
