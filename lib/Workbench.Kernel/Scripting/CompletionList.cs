namespace Workbench.Kernel.Scripting;

/// <summary>The ways to go on at a place of a cell's code.</summary>
/// <param name="Start">Where the text begins that a completion replaces, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">The completions: what cells declared first, then by name.</param>
public sealed record CompletionList(int Start, int End, IReadOnlyList<Completion> Items);
