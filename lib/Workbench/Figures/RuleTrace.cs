namespace Workbench.Figures;

/// <summary>A straight line across the whole panel at one value: chance level, the best epoch.</summary>
public sealed record RuleTrace : Trace
{
    /// <summary>Creates the rule, drawn as a <see cref="Emphasis.Guide"/>.</summary>
    /// <param name="name">What the legend says.</param>
    /// <param name="value">Where it stands (x, when vertical) or lies (y, when horizontal).</param>
    /// <param name="orientation">Which way it runs.</param>
    /// <exception cref="Foundation.WorkbenchException">No name.</exception>
    public RuleTrace(string name, double value, Orientation orientation) : base(name)
    {
        (Value, Orientation) = (value, orientation);
        Emphasis = Emphasis.Guide;
    }

    /// <summary>Where it stands or lies.</summary>
    public double Value { get; }

    /// <summary>Which way it runs.</summary>
    public Orientation Orientation { get; }

    internal override Extent ExtentX => Orientation == Orientation.Vertical ? Extent.Of([Value]) : Extent.None;

    internal override Extent ExtentY => Orientation == Orientation.Horizontal ? Extent.Of([Value]) : Extent.None;

    /// <summary>The rule as a line over a panel's whole range.</summary>
    internal LineTrace Over(AxisScale x, AxisScale y) => new(
        Name,
        Orientation == Orientation.Vertical ? [Value, Value] : [x.Minimum, x.Maximum],
        Orientation == Orientation.Vertical ? [y.Minimum, y.Maximum] : [Value, Value])
    {
        Emphasis = Emphasis,
    };
}
