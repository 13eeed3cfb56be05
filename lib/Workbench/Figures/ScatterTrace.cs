namespace Workbench.Figures;

/// <summary>Points, each a dot; of the styles from the seventh on a square, from the thirteenth on a triangle.</summary>
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

    /// <summary>What each point stands for, shown under the pointer; empty shows none.</summary>
    /// <exception cref="Foundation.WorkbenchException">Not one name a point.</exception>
    public IReadOnlyList<string> Names
    {
        get;
        init => field = value.Count == 0 || value.Count == X.Count ? value : throw new Foundation.WorkbenchException(
            $"Trace '{Name}' has {X.Count} points and {value.Count} names; give one name a point, or none.");
    } = [];

    /// <summary>Width of the dots in figure units.</summary>
    public double Size { get; init; } = 5;

    internal override Extent ExtentX => Extent.Of(X, pad: 0.05);

    internal override Extent ExtentY => Extent.Of(Y, pad: 0.05);
}
