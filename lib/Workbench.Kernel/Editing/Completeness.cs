namespace Workbench.Kernel.Editing;

/// <summary>Whether a front end that runs code at the Enter key should run it.</summary>
public enum Completeness
{
    /// <summary>It can be run.</summary>
    Complete,

    /// <summary>More must come: a brace or an expression is open.</summary>
    Incomplete,

    /// <summary>No more text makes it right.</summary>
    Invalid,
}
