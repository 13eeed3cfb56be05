using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>Replaces each square of a channel by one value; rows and columns that fill no square are dropped, as in PyTorch.</summary>
public abstract record Pool2d : LayerSpec
{
    private protected Pool2d(int size) => Size = size;

    /// <summary>Side of the square, at least 2.</summary>
    public int Size { get; init; }

    /// <summary>Rows and columns from one square to the next.</summary>
    internal virtual int Step => Size;

    /// <summary>Rows and columns around the image that count for nothing.</summary>
    internal virtual int Margin => 0;

    /// <summary>Whether the squares lie side by side within the image.</summary>
    internal bool IsTiling => Step == Size && Margin == 0;

    internal override string Summary => $"{GetType().Name} {Size}{(Step == Size ? "" : $", stride {Step}")}";

    internal override void Check(SpecProblems problems, string name) =>
        problems.Require(Size >= 2, $"{Title(name)}: size {Size} must be >= 2; 2 is usual.");

    internal override LayerPlan Bind(string name, Shape input, LayerSpec? next)
    {
        var image = RequireImage(name, input);
        int height = OutputSize(image.Height), width = OutputSize(image.Width);
        if (height < 1 || width < 1)
            throw Refuse(name, input, $"it is smaller than the {Size} x {Size} square. Use fewer pools, a smaller size, or GlobalPool.");
        return new(name, this, input, Shape.Image(image.Channels, height, width));
    }

    private int OutputSize(int size)
    {
        var room = size + 2 * Margin - Size;
        return room < 0 ? 0 : room / Step + 1;
    }
}
