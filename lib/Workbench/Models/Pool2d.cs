using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>Replaces each square of a channel by one value; rows and columns that fill no square are dropped, as in PyTorch.</summary>
public abstract record Pool2d : LayerSpec
{
    private protected Pool2d(int size) => Size = size;

    /// <summary>Side of the square and step between squares, at least 2.</summary>
    public int Size { get; init; }

    internal override string Summary => $"{GetType().Name} {Size}";

    internal override void Check(SpecProblems problems, string name) =>
        problems.Require(Size >= 2, $"{Title(name)}: size {Size} must be >= 2; 2 is usual.");

    internal override LayerPlan Bind(string name, Shape input, LayerSpec? next)
    {
        var image = RequireImage(name, input);
        if (image.Height < Size || image.Width < Size)
            throw Refuse(name, input, $"it is smaller than the {Size} x {Size} square. Use fewer pools, a smaller size, or GlobalPool.");
        return new(name, this, input, Shape.Image(image.Channels, image.Height / Size, image.Width / Size));
    }
}
