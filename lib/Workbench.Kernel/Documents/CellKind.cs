namespace Workbench.Kernel.Documents;

/// <summary>The kinds of cell of a notebook.</summary>
public enum CellKind
{
    /// <summary>C# with its outputs.</summary>
    Code,

    /// <summary>Markdown.</summary>
    Markdown,

    /// <summary>Text for other tools, neither run nor shown.</summary>
    Raw,
}
