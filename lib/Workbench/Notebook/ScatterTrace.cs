namespace Workbench.Notebook;

/// <summary>Points, each a dot.</summary>
public sealed record ScatterTrace : Trace
{
    /// <summary>Creates the points.</summary>
    /// <param name="name">What the legend says.</param>
    /// <param name="x">Horizontal positions.</param>
    /// <param name="y">One height for each <paramref name="x"/>.</param>
    /// <exception cref="Foundation.WorkbenchException">No name, or different numbers of values.</exception>
    public ScatterTrace(string name, IReadOnlyList<double> x, IReadOnlyList<double> y) : base(name)
    {
        RequireEqualLength(name, x.Count, y.Count);
        (X, Y) = (x, y);
    }

    /// <summary>Horizontal positions.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>Heights, one a position.</summary>
    public IReadOnlyList<double> Y { get; }

    internal override Extent ExtentX => Extent.Of(X, pad: 0.05);

    internal override Extent ExtentY => Extent.Of(Y, pad: 0.05);
}
