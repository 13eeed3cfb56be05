using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Workbench.Torch;

/// <summary>
/// The output layer of a network of the user's own: the last <c>Linear</c> that a batch runs through and that gives as many values as there
/// are labels, a row an example. What it is given is the embedding.
/// </summary>
internal sealed class OutputLayer
{
    private Tensor? input;

    /// <summary>Listens to all layers that may be it.</summary>
    public OutputLayer(nn.Module<Tensor, Tensor> module, int labelCount)
    {
        foreach (var layer in module.modules().Append(module).OfType<Linear>().Distinct())
            layer.register_forward_hook((_, given, output) =>
            {
                if (given.dim() == 2 && output.shape[1] == labelCount)
                {
                    Forget();
                    input = given.detach().DetachFromDisposeScope(); // the code may dispose of it
                }
                return output;
            });
    }

    /// <summary>What it was given of the latest batch: <c>[batch, units]</c>; null if there was none.</summary>
    public Tensor? Input => input;

    /// <summary>Lets the latest batch go.</summary>
    public void Forget()
    {
        input?.Dispose();
        input = null;
    }
}
