namespace Workbench.Figures;

/// <summary>The shape of points: what a dash is to a line.</summary>
internal enum PointShape
{
    /// <summary>A dot.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A triangle, which stays one where a text is slanted.</summary>
    Triangle,
}
