using System.Collections.Immutable;
using Workbench.Foundation;
using Workbench.Models;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch;

/// <summary>A network of the user's own, built for a shape and a number of labels and looked at before it learns.</summary>
internal sealed class OwnModule : IOwnModule
{
    /// <summary>Examples of the batch that a network is tried with: two, so that rows and labels cannot be taken for each other.</summary>
    private const int Few = 2;

    /// <summary>Torch has one generator a process: nobody else may seed it while a network draws its first weights.</summary>
    private static readonly Lock Seeding = new();

    private readonly string name;
    private readonly OutputLayer outputLayer;

    private OwnModule(string name, nn.Module<Tensor, Tensor> module, int labelCount)
    {
        (this.name, Module) = (name, module);
        Tensors = [.. module.state_dict().Where(entry => entry.Value is not null).DistinctBy(entry => entry.Value.Handle)
            .Select(entry => (entry.Key, entry.Value))]; // layers that share weights name them twice
        outputLayer = new(module, labelCount);
        Plan = new([.. Tensors.Select(SpecOf)], null);
    }

    /// <summary>The module.</summary>
    public nn.Module<Tensor, Tensor> Module { get; }

    /// <summary>Its tensors, each once, in the order of <see cref="OwnNetworkPlan.Parameters"/>.</summary>
    public ImmutableArray<(string Name, Tensor Value)> Tensors { get; }

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
        var sizes = SizesOf(input);
        lock (Seeding)
        {
            manual_seed(seed);
            var module = Try(name, $"when it was built for an input of {InWords(sizes)} and {Counted.Of(labelCount, "label")}",
                () => build([.. sizes], labelCount))
                ?? throw new OwnCodeException($"The network {name} is null; let its lambda give the module.");
            var own = new OwnModule(name, module, labelCount);
            try
            {
                own.RequireTrainable();
                own.Plan = own.Plan with { EmbeddingSize = own.TryOut([Few, .. sizes], labelCount) };
                return own;
            }
            catch
            {
                own.Dispose();
                throw;
            }
        }
    }

    /// <summary>Sizes of an example as TorchSharp has them.</summary>
    public static ImmutableArray<long> SizesOf(Shape shape) =>
        shape is ImageShape image ? [image.Channels, image.Height, image.Width] : [shape.Count];

    /// <summary>Runs a batch through the network.</summary>
    /// <param name="batch"><c>[batch, ...]</c>.</param>
    /// <returns>
    /// Logits, and what the output layer was given, or the logits again where there is none: tensors of the surrounding dispose scope.
    /// </returns>
    /// <exception cref="OwnCodeException">The code failed, or gave something else than logits.</exception>
    public (Tensor Logits, Tensor Embedding) Forward(Tensor batch)
    {
        outputLayer.Forget();
        var logits = Try(name, $"on an input of {InWords(batch.shape)}", () => Module.call(batch));
        return (logits, outputLayer.Input ?? logits);
    }

    /// <inheritdoc/>
    public Weights ToWeights()
    {
        using var scope = NewDisposeScope();
        return new(Tensors.Select((tensor, i) => new Models.Tensor(tensor.Name, Plan.Parameters[i].Shape,
            tensor.Value.detach().cpu().to(ScalarType.Float32).contiguous().data<float>().ToArray())));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        outputLayer.Forget();
        Module.Dispose();
    }

    private static ParameterSpec SpecOf((string Name, Tensor Value) tensor) => new(tensor.Name,
        tensor.Value.requires_grad ? ParameterRole.Own : ParameterRole.OwnBuffer,
        [.. tensor.Value.shape.Select(size => checked((int)size))], FanIn: 1);

    private void RequireTrainable()
    {
        if (!Plan.Parameters.Any(parameter => parameter.IsTrained))
            throw new OwnCodeException($"The network {name} has no parameters to learn. Call RegisterComponents() at the end of its "
                + "constructor, which finds the modules and parameters of its fields.");
        foreach (var (parameter, value) in Tensors)
            if (value.requires_grad && value.dtype != ScalarType.Float32)
                throw new OwnCodeException($"The parameter {parameter} of the network {name} is {value.dtype}; make it Float32, as all is "
                    + "that learns.");
    }

    /// <summary>Tries the network as it predicts, so that its statistics stay as they are.</summary>
    /// <returns>Values of the embedding; null if there is no output layer.</returns>
    private int? TryOut(long[] sizes, int labelCount)
    {
        using var scope = NewDisposeScope();
        Module.eval();
        var (logits, _) = Forward(zeros(sizes));
        if (logits is null || !logits.shape.AsSpan().SequenceEqual([Few, labelCount]))
            throw new OwnCodeException($"The network {name} gives {(logits is null ? "null" : InWords(logits.shape))} for an input of "
                + $"{InWords(sizes)}; let it give [{Few}, {labelCount}], for each example a logit for each label.");
        if (logits.dtype != ScalarType.Float32)
            throw new OwnCodeException($"The network {name} gives logits that are {logits.dtype}; let it give Float32.");
        if (!logits.requires_grad)
            throw new OwnCodeException($"The logits of the network {name} do not depend on its parameters, so it cannot learn. Leave out "
                + "detach(), no_grad() and new tensors made of values on the way from the parameters to the logits.");
        return outputLayer.Input is { } embedding ? (int)embedding.shape[1] : null;
    }

    /// <summary>Runs code of the user's own.</summary>
    private static T Try<T>(string name, string where, Func<T> code)
    {
        try
        {
            return code();
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            // What libtorch says goes on with the addresses of its own functions.
            throw new OwnCodeException($"The network {name} failed {where}: {error.GetType().Name}: {error.Message.Split('\n')[0]}", error);
        }
    }

    private static string InWords(IEnumerable<long> sizes) => $"[{string.Join(", ", sizes)}]";
}
