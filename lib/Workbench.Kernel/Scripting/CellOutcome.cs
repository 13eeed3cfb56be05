namespace Workbench.Kernel.Scripting;

/// <summary>How the execution of a cell ended.</summary>
public enum CellOutcome
{
    /// <summary>The cell ran to its end.</summary>
    Completed,

    /// <summary>The cell did not compile, or threw.</summary>
    Failed,

    /// <summary>The cell was stopped by its token.</summary>
    Interrupted,

    /// <summary>The cell was told to stop and did not: its code still runs, and only the end of the process stops it.</summary>
    Abandoned,

    /// <summary>The cell ended the process that ran it.</summary>
    Ended,
}
