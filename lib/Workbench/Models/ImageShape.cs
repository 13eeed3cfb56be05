namespace Workbench.Models;

/// <summary>Channels of rows and columns: <c>[channels, height, width]</c>. Made by <see cref="Shape.Image"/>.</summary>
internal sealed record ImageShape : Shape
{
    internal ImageShape(int channels, int height, int width)
    {
        Channels = channels;
        Height = height;
        Width = width;
    }

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <inheritdoc/>
    public override int Count => checked(Channels * Height * Width);

    /// <inheritdoc/>
    public override int ChannelCount => Channels;

    internal override int PositionCount => Height * Width;

    /// <summary>The sizes, for instance <c>64 x 32 x 32</c>.</summary>
    public override string ToString() => $"{Channels} x {Height} x {Width}";
}
