using System.Collections.Immutable;
using Workbench.Models;
using Workbench.Training.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using BatchNorm = Workbench.Models.BatchNorm;
using Conv2d = Workbench.Models.Conv2d;
using Dropout = Workbench.Models.Dropout;
using Flatten = Workbench.Models.Flatten;
using Linear = Workbench.Models.Linear;
using MaxPool2d = Workbench.Models.MaxPool2d;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch.Networks;

/// <summary>A model of layers: each is the function of torch that PyTorch's module of this name calls.</summary>
internal sealed class LayeredModel : DeviceModel
{
    private readonly ModelPlan plan;
    private readonly Device device;
    private readonly ScalarType? productType;
    private readonly int frozen;
    private readonly Dictionary<string, Tensor> tensors;
    private readonly Dictionary<string, DropoutMask> masks;

    /// <summary>Copies the weights to the device.</summary>
    /// <param name="plan">The model.</param>
    /// <param name="weights">Tensors that fit it.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="productType">
    /// What Linear and Conv2d compute in, and what is between them, while weights and statistics stay float32 (mixed precision,
    /// Micikevicius et al. 2018); null for float32.
    /// </param>
    /// <param name="frozen">First layers that predict while the others learn, and have no gradients.</param>
    public LayeredModel(ModelPlan plan, Weights weights, Device device, ScalarType? productType = null, int frozen = 0)
    {
        (this.plan, this.device, this.productType, this.frozen) = (plan, device, productType, frozen);
        Tensors = [.. plan.Parameters.Select(spec => new DeviceTensor(spec, TensorValues.ToDevice(weights[spec.Name], spec, device)))];
        foreach (var tensor in Tensors.Where(tensor => tensor.Spec.IsTrained && tensor.Spec.LayerIndex < frozen))
            tensor.Value.requires_grad = false;
        tensors = Tensors.ToDictionary(tensor => tensor.Spec.Name, tensor => tensor.Value);
        masks = plan.AllLayers.Where(layer => layer.Layer is Dropout)
            .ToDictionary(layer => layer.Name, layer => new DropoutMask(((Dropout)layer.Layer).Rate));
    }

    /// <inheritdoc/>
    public override ImmutableArray<DeviceTensor> Tensors { get; }

    /// <inheritdoc/>
    public override void Draw(Random rng)
    {
        foreach (var layer in plan.AllLayers) // the order in which the managed layers draw
            masks.GetValueOrDefault(layer.Name)?.Draw(rng);
    }

    /// <inheritdoc/>
    public override (Tensor Logits, Tensor Embedding) Forward(Tensor input, ForwardPass pass)
    {
        var embedding = Run(plan.Layers[frozen..^1], Run(plan.Layers[..frozen], input, pass with { Training = false }), pass);
        var logits = Run(plan.Layers[^1], embedding, pass);
        return (logits.to(ScalarType.Float32), embedding.to(ScalarType.Float32));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var tensor in Tensors)
            tensor.Value.Dispose();
    }

    private Tensor Run(ImmutableArray<LayerPlan> layers, Tensor input, ForwardPass pass) =>
        layers.Aggregate(input, (batch, layer) => Run(layer, batch, pass));

    private Tensor Run(LayerPlan layer, Tensor input, ForwardPass pass)
    {
        pass.Token.ThrowIfCancellationRequested();
        var output = layer.Layer switch
        {
            Linear => functional.linear(Typed(input), Typed(Own("weight")), TypedOrNull("bias")),
            Conv2d conv when input.requires_grad && input.shape[1] == 1 => Unfolded(conv),
            Conv2d { KernelSize: 1, Stride: > 1 and var stride, PaddingOrDefault: var padding } => functional.conv2d(
                Typed(Every(stride, padding)), Typed(Filters()), TypedOrNull("bias")),
            Conv2d { Stride: var stride, PaddingOrDefault: var padding } => functional.conv2d(
                Typed(input), Typed(Filters()), TypedOrNull("bias"), [stride, stride], [padding, padding]),
            BatchNorm norm => functional.batch_norm(input, Own("running_mean"), Own("running_var"), Own("weight"), Own("bias"),
                pass.Training, norm.Momentum, norm.Epsilon),
            Relu { NegativeSlope: 0 } => input.relu(),
            Relu leaky => functional.leaky_relu(input, leaky.NegativeSlope),
            MaxPool2d { Size: var size, Step: var step, Margin: var margin } =>
                functional.max_pool2d(input, [size, size], [step, step], [margin, margin]),
            AveragePool2d { Size: var size } => functional.avg_pool2d(input, [size, size]),
            GlobalPool { Pool: PoolKind.Mean } => Mean(),
            GlobalPool { Pool: PoolKind.Max } => Largest(),
            GlobalPool => cat([Mean(), Largest()], 1),
            Dropout => pass.Training ? input * Factors(layer, input) : input,
            Flatten => input.flatten(1),
            Residual => Run(layer.Inner, input, pass) + Run(layer.Shortcut, input, pass),
            RbfKernel kernel => Kernel(input.to(ScalarType.Float32), Own("centers"), kernel.GammaOf(layer.Input.Count)),
            var other => throw new NotSupportedException($"Layer {layer.Name} is of a kind that libtorch is not asked for: {other}."),
        };
        if (pass.See is { } see)
            foreach (var values in layer.Parameters.Select(parameter => tensors[parameter.Name]).Append(output))
                see($"layer {layer.Name} ({layer.Layer.GetType().Name})", values);
        return output;

        Tensor Own(string name) => tensors[$"{layer.Name}.{name}"];
        // Images lie position by position, so do filters; as they are kept, the optimizer can write its state.
        Tensor Filters() => Own("weight").permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        // libtorch 2.10 computes wrong values where a kernel of 1 x 1 steps over images of many channels that lie position by position.
        Tensor Every(int stride, int padding) => functional.pad(input, [padding, padding, padding, padding])
            [TensorIndex.Ellipsis, TensorIndex.Slice(null, null, stride), TensorIndex.Slice(null, null, stride)];
        // Nor are its gradients of images of one channel to be relied upon: then it is a product of matrices.
        Tensor Unfolded(Conv2d conv)
        {
            var (size, padding, stride) = ((long)conv.KernelSize, (long)conv.PaddingOrDefault, (long)conv.Stride);
            var patches = functional.unfold(input, (size, size), (1, 1), (padding, padding), (stride, stride));
            var sums = Typed(Own("weight")).flatten(1).matmul(Typed(patches));
            if (TypedOrNull("bias") is { } bias)
                sums += bias.unsqueeze(1);
            var shape = (ImageShape)layer.Output;
            return sums.reshape(input.shape[0], shape.Channels, shape.Height, shape.Width);
        }
        Tensor? TypedOrNull(string name) => tensors.TryGetValue($"{layer.Name}.{name}", out var value) ? Typed(value) : null;
        Tensor Mean() => input.mean([2, 3]);
        // Of equal values the first gets the gradient; amax would share it out.
        Tensor Largest() => functional.max_pool2d(input, [input.shape[2], input.shape[3]]).flatten(1);
    }

    private static Tensor Kernel(Tensor input, Tensor centers, double gamma)
    {
        var distances = input.square().sum(1, keepdim: true) + centers.square().sum(1) - 2 * input.matmul(centers.t());
        return (distances.clamp_min(0) * -gamma).exp();
    }

    private Tensor Typed(Tensor tensor) => productType is { } type ? tensor.to(type) : tensor;

    /// <summary>What Dropout multiplies a batch by, as the managed layer does.</summary>
    private Tensor Factors(LayerPlan layer, Tensor input)
    {
        var host = HostMatrix.Empty(input.numel(), out var factors);
        masks[layer.Name].Fill(factors);
        return TensorShape.OfBatch(host, layer.Input).to(device).to(input.dtype);
    }
}
