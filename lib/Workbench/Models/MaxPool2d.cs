using System.Text.Json.Serialization;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>
/// Replaces each square of a channel by its largest value; rows and columns that fill no square are dropped, as in PyTorch.
/// </summary>
/// <param name="Size">Side of the square, at least 2.</param>
public sealed record MaxPool2d(int Size = 2) : Pool2d(Size)
{
    /// <summary>Rows and columns from one square to the next, 1 to 1000; null for <see cref="Pool2d.Size"/>: side by side.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // so that older models keep their identity
    public int? Stride { get; init; }

    /// <summary>Rows and columns around the image that are never the largest, 0 to half of <see cref="Pool2d.Size"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Padding { get; init; }

    internal override int Step => Stride ?? Size;

    internal override int Margin => Padding;

    internal override void Check(SpecProblems problems, string name)
    {
        base.Check(problems, name);
        problems
            .Require(Stride is null or (>= 1 and <= 1000),
                $"{Title(name)}: stride {Stride} must be 1 to 1000; leave it out for squares side by side.")
            .Require(Padding >= 0 && Padding <= Size / 2,
                $"{Title(name)}: padding {Padding} must be 0 to {Size / 2}, half of the size; 0 is usual.");
    }
}
