namespace Workbench.Demo;

/// <summary>A range that a quantity is drawn from, evenly.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>Draws a value.</summary>
    public double Draw(Random rng) => Low + (High - Low) * rng.NextDouble();
}
