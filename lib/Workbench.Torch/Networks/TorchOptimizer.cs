using TorchSharp.Modules;
using Workbench.Training.Optimizers;
using static TorchSharp.torch;
using Adagrad = Workbench.Training.Optimizers.Adagrad;
using Adam = Workbench.Training.Optimizers.Adam;
using AdamW = Workbench.Training.Optimizers.AdamW;

namespace Workbench.Torch.Networks;

/// <summary>torch's optimizer of the kind that a spec asks for; the formulas, and the names of their numbers, are the same.</summary>
/// <param name="spec">The numbers.</param>
/// <param name="trained">What is trained.</param>
internal sealed class TorchOptimizer(Optimizer spec, Parameter[] trained) : IDisposable
{
    private readonly OptimizerHelper optimizer = spec switch
    {
        Sgd sgd => optim.SGD(trained, sgd.LearningRate, sgd.Momentum, weight_decay: sgd.WeightDecay, nesterov: sgd.Nesterov),
        Adam adam => optim.Adam(trained, adam.LearningRate, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay),
        AdamW adam => optim.AdamW(trained, adam.LearningRate, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay),
        Adagrad adagrad => optim.Adagrad(trained, adagrad.LearningRate, weight_decay: adagrad.WeightDecay, eps: adagrad.Epsilon),
        var other => throw new NotSupportedException($"libtorch is not asked for an optimizer of this kind: {other}."),
    };

    /// <summary>Changes all values by their gradients.</summary>
    /// <param name="learningRate">Size of the step.</param>
    public void Step(double learningRate)
    {
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = learningRate;
        optimizer.step();
    }

    /// <summary>Writes what it remembers of earlier gradients.</summary>
    public void Save(BinaryWriter writer) => optimizer.save_state_dict(writer);

    /// <summary>Takes on what an equally made one wrote.</summary>
    public void Load(BinaryReader reader) => optimizer.load_state_dict(reader);

    /// <inheritdoc/>
    public void Dispose() => optimizer.Dispose();
}
