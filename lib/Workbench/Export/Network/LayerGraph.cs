using System.Collections.Immutable;
using Workbench.Export.Graph;
using Workbench.Models;

namespace Workbench.Export.Network;

/// <summary>The layers of a model as operators, as they predict.</summary>
/// <param name="weights">The tensors of the model.</param>
internal sealed class LayerGraph(Weights weights)
{
    /// <summary>Runs layers one after the other.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="x">Vectors, <c>[examples, features]</c>, or images, <c>[examples, channels, height, width]</c>.</param>
    public Value Run(ImmutableArray<LayerPlan> layers, Value x) => layers.Aggregate(x, (value, layer) => Run(layer, value));

    private Value Run(LayerPlan plan, Value x) => plan.Layer switch
    {
        Linear => Apply("Gemm", plan, x, [("transB", 1)], "weight", "bias"),
        Conv2d conv => Apply("Conv", plan, x,
            [("kernel_shape", Square(conv.KernelSize)), ("strides", Square(conv.Stride)),
                ("pads", Around(conv.PaddingOrDefault))], "weight", "bias"),
        BatchNorm norm => Apply("BatchNormalization", plan, x, [("epsilon", (float)norm.Epsilon)],
            "weight", "bias", "running_mean", "running_var"),
        Relu { NegativeSlope: 0 } => Apply("Relu", plan, x, []),
        Relu relu => Apply("LeakyRelu", plan, x, [("alpha", (float)relu.NegativeSlope)]),
        MaxPool2d { Margin: > 0 } pool => Apply("MaxPool", plan, x,
            [("kernel_shape", Square(pool.Size)), ("strides", Square(pool.Step)), ("pads", Around(pool.Margin))]),
        MaxPool2d pool => Apply("MaxPool", plan, x, [("kernel_shape", Square(pool.Size)), ("strides", Square(pool.Step))]),
        AveragePool2d pool => Apply("AveragePool", plan, x, [("kernel_shape", Square(pool.Size)), ("strides", Square(pool.Size))]),
        GlobalPool { Pool: PoolKind.Mean } => Apply("GlobalAveragePool", plan, x, []).Squeeze(2, 3),
        GlobalPool { Pool: PoolKind.Max } => Apply("GlobalMaxPool", plan, x, []).Squeeze(2, 3),
        GlobalPool { Pool: PoolKind.Both } =>
            Value.Concat(1, Apply("GlobalAveragePool", plan, x, []), Apply("GlobalMaxPool", plan, x, [])).Squeeze(2, 3),
        Flatten => Apply("Flatten", plan, x, []),
        Dropout => x,
        Residual => Run(plan.Inner, x) + Run(plan.Shortcut, x),
        RbfKernel kernel => Run(kernel, plan, x),
        var other => throw new NotSupportedException($"Layer {plan.Name} is of a kind that is not exported: {other}."),
    };

    /// <summary><c>|x|^2 + |c|^2 - 2 x c</c>, which rounding must not bring below 0, and the kernel of that.</summary>
    private Value Run(RbfKernel kernel, LayerPlan plan, Value x)
    {
        var centers = weights[$"{plan.Name}.centers"];
        float[] squares = [.. centers.Values.ToArray().Chunk(plan.Input.Count)
            .Select(center => (float)center.Sum(value => (double)value * value))];
        var distances = x.Squared().Sum(1) + x.Graph.Constant(squares, squares.Length)
            - x.MatMul(x.Graph.Constant(centers).Transpose(1, 0)) * 2;
        return (distances.AtLeast(0) * -kernel.GammaOf(plan.Input.Count)).Exp();
    }

    /// <summary>An operator with those of the layer's tensors that it has.</summary>
    private Value Apply(string operation, LayerPlan plan, Value x, (string, object)[] attributes, params string[] tensors) =>
        x.Graph.Node(operation, x.Element,
            [x, .. from tensor in tensors
                   where plan.Parameters.Any(parameter => parameter.Name == $"{plan.Name}.{tensor}")
                   select x.Graph.Constant(weights[$"{plan.Name}.{tensor}"])],
            attributes);

    private static int[] Square(int size) => [size, size];

    private static int[] Around(int padding) => [padding, padding, padding, padding];
}
