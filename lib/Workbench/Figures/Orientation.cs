namespace Workbench.Figures;

/// <summary>Which way bars grow and rules run.</summary>
public enum Orientation
{
    /// <summary>Upright: values are on the y axis of bars; a rule stands at an x.</summary>
    Vertical,

    /// <summary>Lying: values are on the x axis of bars; a rule lies at a y.</summary>
    Horizontal,
}
