namespace Workbench.Figures;

/// <summary>Points joined by straight lines, in the order given; long ones are thinned when drawn, shape kept.</summary>
public sealed record LineTrace : Trace
{
    /// <summary>Creates the line.</summary>
    /// <param name="name">What the legend says.</param>
    /// <param name="x">Horizontal positions.</param>
    /// <param name="y">One height for each <paramref name="x"/>.</param>
    /// <exception cref="Foundation.WorkbenchException">No name, or different numbers of values.</exception>
    public LineTrace(string name, IReadOnlyList<double> x, IReadOnlyList<double> y) : base(name)
    {
        RequireEqualLength(name, x.Count, y.Count);
        (X, Y) = (x, y);
    }

    /// <summary>Horizontal positions.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>Heights, one a position.</summary>
    public IReadOnlyList<double> Y { get; }

    /// <summary>Whether each point has a dot: for lines of few points.</summary>
    public bool Markers { get; init; }

    internal override Extent ExtentX => Extent.Of(X, pad: Markers ? 0.02 : 0);

    internal override Extent ExtentY => Extent.Of(Y, pad: 0.04);
}
