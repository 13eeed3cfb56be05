using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>
/// Every output is a weighted sum of a square of its input (cross-correlation, as in PyTorch), plus a bias unless a BatchNorm
/// follows: it would take the bias away again.
/// </summary>
/// <param name="Filters">Number of output channels, 1 to 100,000.</param>
/// <param name="KernelSize">Side of the square, 1 to 1000.</param>
/// <param name="Stride">Steps between squares, 1 to 1000.</param>
/// <param name="Padding">
/// Zeros put around the input; without it (KernelSize - 1) / 2, which keeps the size at stride 1 and needs an odd kernel.
/// </param>
public sealed record Conv2d(int Filters, int KernelSize = 3, int Stride = 1, int? Padding = null) : LayerSpec
{
    internal override string Summary => $"Conv2d {Filters}, {KernelSize} x {KernelSize}{(Stride == 1 ? "" : $", stride {Stride}")}";

    /// <summary>Zeros put around the input.</summary>
    internal int PaddingOrDefault => Padding ?? (KernelSize - 1) / 2;

    internal override void Check(SpecProblems problems, string name) => problems
        .Require(Filters is >= 1 and <= 100_000, $"{Title(name)}: {Filters} filters must be 1 to 100000; 32 is usual.")
        .Require(KernelSize is >= 1 and <= 1000, $"{Title(name)}: kernel size {KernelSize} must be 1 to 1000; 3 is usual.")
        .Require(Stride is >= 1 and <= 1000, $"{Title(name)}: stride {Stride} must be 1 to 1000; 1 is usual.")
        .Require(Padding is null or (>= 0 and <= 1000),
            $"{Title(name)}: padding {Padding} must be 0 to 1000; leave it out to keep the size.")
        .Require(Padding is not null || KernelSize % 2 == 1,
            $"{Title(name)}: kernel size {KernelSize} is even, so no padding keeps the size; name the padding or use an odd kernel.");

    internal override LayerPlan Bind(string name, Shape input, LayerSpec? next)
    {
        var image = RequireImage(name, input);
        int height = OutputSize(image.Height), width = OutputSize(image.Width);
        if (height < 1 || width < 1)
            throw Refuse(name, input,
                $"it is smaller than the {KernelSize} x {KernelSize} kernel. Pool less before it, use a smaller kernel, or more padding.");
        TensorSize.Require($"{Title(name)}: weights", Filters, image.Channels, KernelSize, KernelSize);
        TensorSize.Require($"{Title(name)}: outputs", Filters, height, width);
        TensorSize.Require($"{Title(name)}: padded inputs", image.Channels, image.Height + 2 * PaddingOrDefault,
            image.Width + 2 * PaddingOrDefault);
        var fanIn = image.Channels * KernelSize * KernelSize;
        ImmutableArray<ParameterSpec> parameters = [new($"{name}.weight", ParameterRole.Weight,
            [Filters, image.Channels, KernelSize, KernelSize], fanIn)];
        if (next is not BatchNorm)
            parameters = parameters.Add(new($"{name}.bias", ParameterRole.Bias, [Filters], fanIn));
        return new(name, this, input, Shape.Image(Filters, height, width))
        {
            Parameters = parameters,
            MultiplyAdds = (long)Filters * height * width * fanIn,
        };
    }

    private int OutputSize(int size)
    {
        var room = size + 2 * PaddingOrDefault - KernelSize;
        return room < 0 ? 0 : room / Stride + 1;
    }
}
