using System.Collections.Immutable;

namespace Workbench.Experiments;

/// <summary>All runs of a store in few words, as <see cref="RunStore.Index"/> finds them.</summary>
/// <param name="Runs">Those that can be read, oldest first.</param>
/// <param name="Damaged">The other folders that began as runs, in the order of their names.</param>
public sealed record RunIndex(ImmutableArray<RunEntry> Runs, ImmutableArray<DamagedRun> Damaged);
