namespace Workbench.Models;

/// <summary>What a <see cref="GlobalPool"/> takes of each channel.</summary>
public enum PoolKind
{
    /// <summary>The mean: how much of it there is in all.</summary>
    Mean,

    /// <summary>The largest value: whether it is there at all.</summary>
    Max,

    /// <summary>All means, then all largest values: twice as many outputs as channels.</summary>
    Both,
}
