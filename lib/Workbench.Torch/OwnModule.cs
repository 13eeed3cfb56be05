using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Torch.Networks;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch;

/// <summary>A network of the user's own, built for a shape and a number of labels and looked at before it learns.</summary>
internal sealed class OwnModule : IOwnModule
{
    /// <summary>Examples of the batch that a network is tried with: two, so that rows and labels cannot be taken for each other.</summary>
    private const int Few = 2;

    private readonly nn.Module<Tensor, Tensor> module;
    private readonly int labelCount;
    private readonly OutputLayer outputLayer;

    private OwnModule(string name, nn.Module<Tensor, Tensor> module, int labelCount)
    {
        (Name, this.module, this.labelCount) = (name, module, labelCount);
        outputLayer = new(module, labelCount);
        Plan = new([.. Tensors().Select(tensor => tensor.Spec)], null, ClassesOf(module));
    }

    /// <summary>What its maker called it.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public OwnNetworkPlan Plan { get; private set; }

    /// <summary>Builds the network and tries it with a batch of two.</summary>
    /// <param name="name">What its maker called it.</param>
    /// <param name="build">The code.</param>
    /// <param name="input">Shape of one example.</param>
    /// <param name="labelCount">Number of labels.</param>
    /// <param name="seed">What its first weights are drawn with.</param>
    /// <exception cref="WorkbenchException">There is no libtorch.</exception>
    /// <exception cref="OwnCodeException">The code failed, or is no network from such examples to such labels.</exception>
    public static OwnModule Build(
        string name, Func<long[], int, nn.Module<Tensor, Tensor>> build, Shape input, int labelCount, int seed)
    {
        TorchNatives.Load();
        long[] sizes = input is ImageShape image ? [image.Channels, image.Height, image.Width] : [input.Count];
        var where = $"when it was built for an input of {InWords(sizes)} and {Counted.Of(labelCount, "label")}";
        var module = TorchGenerator.Seeded(seed, () => Try(name, where, () => build([.. sizes], labelCount)))
            ?? throw new OwnCodeException($"The network {name} is null; let its lambda give the module.");
        var own = new OwnModule(name, module, labelCount);
        try
        {
            own.RequireParameters();
            own.Plan = own.Plan with { EmbeddingSize = own.TryOut([Few, .. sizes]) };
            return own;
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }

    /// <summary>Its tensors, each once, in the order of <see cref="OwnNetworkPlan.Parameters"/>.</summary>
    private ImmutableArray<DeviceTensor> Tensors() =>
    [
        .. from tensor in module.state_dict().Where(entry => entry.Value is not null).DistinctBy(entry => entry.Value.Handle)
           let isTrained = tensor.Value is Parameter { requires_grad: true }
           let shape = tensor.Value.shape.Select(size => checked((int)size)).ToImmutableArray()
           select new DeviceTensor(
               new(tensor.Key, isTrained ? ParameterRole.Own : ParameterRole.OwnBuffer, shape, FanIn: 1), tensor.Value),
    ]; // layers that share weights name them twice

    /// <summary>Moves it to a device.</summary>
    /// <returns>Its tensors there.</returns>
    public ImmutableArray<DeviceTensor> To(Device device)
    {
        module.to(device);
        foreach (var (_, value) in Tensors())
            value.DetachFromDisposeScope();
        return Tensors();
    }

    /// <summary>Runs a batch through the network.</summary>
    /// <param name="batch"><c>[batch, ...]</c>.</param>
    /// <param name="training">Whether it is learned from.</param>
    /// <returns>
    /// Logits, and what the output layer was given, or the logits again where there is none: tensors of the surrounding dispose scope.
    /// </returns>
    /// <exception cref="OwnCodeException">The code failed, or gave something else than logits.</exception>
    public (Tensor Logits, Tensor Embedding) Forward(Tensor batch, bool training)
    {
        outputLayer.Forget();
        module.train(training);
        var logits = Try(Name, $"on an input of {InWords(batch.shape)}", () => module.call(batch));
        var rows = batch.shape[0];
        if (logits is null || !logits.shape.AsSpan().SequenceEqual([rows, labelCount]))
            throw new OwnCodeException($"The network {Name} gives {(logits is null ? "null" : InWords(logits.shape))} for an input of "
                + $"{InWords(batch.shape)}; let it give [{rows}, {labelCount}], for each example a logit for each label.");
        if (logits.dtype != ScalarType.Float32)
            throw new OwnCodeException($"The network {Name} gives logits that are {logits.dtype}; let it give Float32.");
        return (logits, outputLayer.Input?.alias() ?? logits);
    }

    /// <inheritdoc/>
    public Weights ToWeights() => new(Tensors().Select(tensor =>
        new Models.Tensor(tensor.Spec.Name, tensor.Spec.Shape, TensorValues.ToArray(tensor.Value))));

    /// <inheritdoc/>
    public void Dispose()
    {
        outputLayer.Forget();
        module.Dispose();
    }

    private static ImmutableArray<string> ClassesOf(nn.Module module) =>
    [
        .. module.modules().Prepend(module).Select(part => part.GetType())
            .Where(type => type.Assembly != typeof(nn.Module).Assembly && type.Assembly != typeof(OwnModule).Assembly)
            .Select(type => type.Name).Distinct().Order(StringComparer.Ordinal),
    ];

    private void RequireParameters()
    {
        if (!Plan.Parameters.Any(parameter => parameter.IsTrained))
            throw new OwnCodeException($"The network {Name} has no parameters to learn. Call RegisterComponents() at the end of its "
                + "constructor, which finds the modules and parameters of its fields.");
        foreach (var (parameter, value) in Tensors())
            if (parameter.IsTrained && value.dtype != ScalarType.Float32)
                throw new OwnCodeException($"The parameter {parameter.Name} of the network {Name} is {value.dtype}; make it Float32, as "
                    + "all is that learns.");
    }

    /// <summary>Tries the network as it predicts, so that its statistics stay as they are.</summary>
    /// <returns>Values of the embedding; null if there is no output layer.</returns>
    private int? TryOut(long[] sizes)
    {
        using var scope = NewDisposeScope();
        var (logits, embedding) = Forward(zeros(sizes), training: false);
        if (!logits.requires_grad)
            throw new OwnCodeException($"The logits of the network {Name} do not depend on its parameters, so it cannot learn. Leave out "
                + "detach(), no_grad() and new tensors made of values on the way from the parameters to the logits.");
        Try(Name, "when its logits were differentiated", () =>
        {
            logits.sum().backward();
            return logits;
        });
        module.zero_grad(set_to_none: true); // nobody needs these gradients
        return ReferenceEquals(logits, embedding) ? null : (int)embedding.shape[1];
    }

    /// <summary>Runs code of the user's own.</summary>
    private static T Try<T>(string name, string where, Func<T> code)
    {
        try
        {
            return code();
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException)
            && !(error is ExternalException external && DeviceMemory.IsFull(external)))
        {
            // What libtorch says goes on with the addresses of its own functions.
            throw new OwnCodeException($"The network {name} failed {where}: {error.GetType().Name}: {error.Message.Split('\n')[0]}", error);
        }
    }

    private static string InWords(IEnumerable<long> sizes) => $"[{string.Join(", ", sizes)}]";
}
