namespace Workbench.Models;

/// <summary>A row of features. Made by <see cref="Shape.Vector"/>.</summary>
internal sealed record VectorShape : Shape
{
    internal VectorShape(int length) => Length = length;

    /// <summary>Number of features.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    public override int Count => Length;

    /// <inheritdoc/>
    public override int ChannelCount => Length;

    internal override int PositionCount => 1;

    /// <summary>The length, for instance <c>512</c>.</summary>
    public override string ToString() => $"{Length}";
}
