using Workbench.Kernel.Formatting;

namespace Workbench.Kernel.Running;

/// <summary>How a notebook is run. The default runs it as it is, without limits.</summary>
public sealed record RunOptions
{
    /// <summary>
    /// Values for variables of the cell tagged <c>parameters</c>, as text: <c>epochs</c> to <c>3</c>. They are assigned in
    /// a cell of their own below it, as literals of the variables' types.
    /// </summary>
    public IReadOnlyDictionary<string, string> ParameterValues { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The program and its arguments that start a process of the notebook's own, a headless <see cref="Editor.EditorHost"/> on its
    /// standard streams: what a cell does to its process then ends the run of this notebook alone. That process has its own formatter
    /// and host, and the notebook's folder as the current one. Null runs the cells in this process.
    /// </summary>
    public IReadOnlyList<string>? Process { get; init; }

    /// <summary>The current folder of the run; the notebook's folder if null. Relative <c>#r</c> always start at the notebook's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The longest that one cell may take; null for no limit.</summary>
    public TimeSpan? CellTimeout { get; init; }

    /// <summary>The longest that the whole run may take; null for no limit.</summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <summary>Renders values; <see cref="InteractiveFormatter"/> if null.</summary>
    public IMimeFormatter? Formatter { get; init; }

    /// <summary>What cells get from this program; nothing if null.</summary>
    public NotebookHost? Host { get; init; }
}
