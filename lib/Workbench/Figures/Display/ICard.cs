namespace Workbench.Figures.Display;

/// <summary>Something that a notebook shows as a small table of what matters of it, and not as a list of all its members.</summary>
internal interface ICard
{
    /// <summary>What is shown.</summary>
    DisplayTable Card { get; }
}
