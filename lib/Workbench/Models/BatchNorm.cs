using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>
/// Brings every feature (of a vector) or channel (of an image) to mean 0 and variance 1, then scales and shifts it. In training
/// by the statistics of the batch, in prediction by their running averages (Ioffe and Szegedy 2015; PyTorch's BatchNorm1d and 2d).
/// </summary>
/// <param name="Momentum">Share of the newest batch in the running averages, above 0 and at most 1.</param>
/// <param name="Epsilon">Added to the variance, above 0.</param>
public sealed record BatchNorm(double Momentum = 0.1, double Epsilon = 1e-5) : LayerSpec
{
    internal override void Check(SpecProblems problems, string name) => problems
        .Require(Momentum is > 0 and <= 1, $"{Title(name)}: momentum {Momentum} must be above 0 and at most 1; 0.1 is usual.")
        .Require(Epsilon > 0 && double.IsFinite(Epsilon), $"{Title(name)}: epsilon {Epsilon} must be above 0; 1e-5 is usual.");

    internal override LayerPlan Bind(string name, Shape input, LayerSpec? next)
    {
        var channels = input.ChannelCount;
        return new(name, this, input, input)
        {
            Parameters =
            [
                new($"{name}.weight", ParameterRole.Scale, [channels], 1),
                new($"{name}.bias", ParameterRole.Shift, [channels], 1),
                new($"{name}.running_mean", ParameterRole.RunningMean, [channels], 1),
                new($"{name}.running_var", ParameterRole.RunningVariance, [channels], 1),
            ],
        };
    }
}
