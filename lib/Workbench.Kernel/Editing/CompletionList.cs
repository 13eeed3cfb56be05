namespace Workbench.Kernel.Editing;

/// <summary>The ways to go on at a place of a cell's code.</summary>
/// <param name="Start">Where the text begins that a completion replaces, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">The completions: what fits best first, then what cells declared, then by name, last what lacks a using.</param>
/// <param name="UsingStart">Where a line can stand that opens the namespace of an item, in UTF-16 units.</param>
public sealed record CompletionList(int Start, int End, IReadOnlyList<Completion> Items, int UsingStart = 0);
