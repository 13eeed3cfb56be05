using System.Runtime.CompilerServices;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Engines;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch;

/// <summary>
/// Networks of the user's own: any <c>nn.Module</c> of TorchSharp is trained, evaluated, compared and kept as a model of layers is.
/// <code>
/// var model = TorchModel.From("small", (input, labels) => Sequential(Linear(input[0], 64), ReLU(), Linear(64, labels)));
/// lab.With(model).Train()
/// </code>
/// Gradients are TorchSharp's; batches, loss, optimizer, schedule, evaluation and checkpoints are those of every training. Songs are
/// recommended by what the last <c>Linear</c> is given that gives the labels; by the logits where there is none.
/// </summary>
public static class TorchModel
{
    static TorchModel() => OwnNetworkEngine.Register(() => TorchEngine.Auto() as TorchEngine ?? TorchEngine.On("cpu"));

    /// <summary>Makes a model; specs keep its name and text, and the code stays in this process.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="build">
    /// From the sizes of an example and the number of labels to a module, with fresh weights in float32 and all that is random in it from
    /// torch's generator, which is seeded before. An example is <c>[features]</c>, or <c>[1, bands, frames]</c> where
    /// <see cref="ModelSpec.SegmentFrames"/> are set: <c>TorchModel.From(...) with { SegmentFrames = 128 }</c>. The module goes from
    /// <c>[batch, features]</c>, or <c>[batch, 1, bands, frames]</c>, to logits <c>[batch, labels]</c>; when it predicts, each row by
    /// itself.
    /// </param>
    /// <param name="version">
    /// Another word where the same text means something else, as when a class was changed that the lambda makes; null for none.
    /// </param>
    /// <param name="text">The source of <paramref name="build"/>; the compiler fills it in.</param>
    /// <exception cref="WorkbenchException">No usable name, or no lambda, or one that uses variables from outside.</exception>
    public static ModelSpec From(string name, Func<long[], int, nn.Module<Tensor, Tensor>> build, string? version = null,
        [CallerArgumentExpression(nameof(build))] string text = "") => new([])
        {
            Own = OwnNetwork.Define(name, build, (input, labelCount, seed) => OwnModule.Build(name, build, input, labelCount, seed),
                version, text),
        };

    /// <summary>
    /// A module of a function, so that the lambda of <see cref="From"/> tells all that the network is:
    /// <code>
    /// TorchModel.From("gated", (input, labels) =>
    /// {
    ///     var (gate, body, output) = (Linear(input[0], 64), Linear(input[0], 64), Linear(64, labels));
    ///     return TorchModel.Module(x => output.call(gate.call(x).sigmoid() * body.call(x)));
    /// })
    /// </code>
    /// What modules and parameters it uses are its components, by the names of their variables: here <c>gate.weight</c> and so on.
    /// </summary>
    /// <param name="forward">From a batch to what the module makes of it.</param>
    /// <exception cref="WorkbenchException">It uses no module and no parameter, or two of one name.</exception>
    public static nn.Module<Tensor, Tensor> Module(Func<Tensor, Tensor> forward) => new FunctionModule(forward);
}
