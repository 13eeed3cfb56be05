using TorchSharp.Modules;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Engines;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch.Networks;

/// <summary>A model on a device that learns: gradients are torch's, and so is the optimizer.</summary>
internal sealed class TorchTrainingNetwork : TorchNetwork, ITrainingNetwork
{
    private readonly double? clipNorm;
    private readonly HostMatrix logitsGradient;
    private readonly (double Rate, TorchOptimizer Optimizer)[] optimizers;
    private readonly TensorAverage? average;
    private readonly Parameter[] trained;
    private readonly (Tensor Value, Tensor Before)[] statistics;
    private readonly Device device;
    private Tensor? latestLogits; // with the graph behind it that leads to the gradients

    /// <param name="setup">What it is made of.</param>
    /// <param name="model">The model on the device; disposed of with it.</param>
    /// <param name="spec">How it learns.</param>
    /// <param name="device">The device.</param>
    public TorchTrainingNetwork(NetworkSetup setup, DeviceModel model, TrainingSpec spec, Device device) : base(setup, model, device)
    {
        (this.device, clipNorm) = (device, spec.ClipNorm);
        logitsGradient = new(setup.Capacity, setup.Plan.LabelCount, device);
        var learning = model.Tensors.Where(tensor => tensor.Spec.IsTrained && setup.RateOf(tensor.Spec) > 0).ToList();
        trained = [.. learning.Select(tensor => (Parameter)tensor.Value)];
        statistics = [.. model.Tensors.Where(tensor => !tensor.Spec.IsTrained)
            .Select(tensor => (tensor.Value, tensor.Value.clone().DetachFromDisposeScope()))];
        optimizers = [.. learning.GroupBy(tensor => setup.RateOf(tensor.Spec)).Select(group =>
            (group.Key, new TorchOptimizer(spec.Optimizer, [.. group.Select(tensor => (Parameter)tensor.Value)])))];
        average = spec.AverageDecay is { } decay ? new(model.Tensors.Select(tensor => tensor.Value), decay) : null;
    }

    /// <inheritdoc/>
    public MatrixSpan LogitsGradient => logitsGradient.Span;

    /// <inheritdoc/>
    public void Draw(Random rng) => Model.Draw(rng);

    /// <inheritdoc/>
    public void Learn(CancellationToken token = default) => OnDevice(() =>
    {
        Forget();
        Keep();
        try
        {
            latestLogits = Run(new(Training: true, token)).DetachFromDisposeScope();
        }
        catch (OperationCanceledException)
        {
            Restore();
            throw;
        }
        logitsGradient.Rows = Rows;
    });

    /// <inheritdoc/>
    public void Backward() => OnDevice(() =>
    {
        if (latestLogits is not { } logits)
            throw new InvalidOperationException("There is nothing to differentiate: learn from a batch first, each time anew.");
        foreach (var parameter in trained)
            parameter.grad = null; // torch would add to it
        logits.backward([logitsGradient.Tensor.to(device)]);
        Forget();
    });

    /// <inheritdoc/>
    public void Step(double learningRate) => OnDevice(() =>
    {
        if (clipNorm is { } norm)
            nn.utils.clip_grad_norm_(trained, norm);
        foreach (var (rate, optimizer) in optimizers)
            optimizer.Step(rate * learningRate);
        average?.Follow();
    });

    /// <inheritdoc/>
    public void ExchangeAverage()
    {
        if (average is not null)
            OnDevice(average.Exchange);
    }

    /// <inheritdoc/>
    public Weights ToWeights() => new(Model.Tensors.Select(tensor =>
        new Models.Tensor(tensor.Spec.Name, tensor.Spec.Shape, TensorValues.ToArray(tensor.Value))));

    /// <inheritdoc/>
    public Weights ToGradients() => new(Model.Tensors.Where(tensor => tensor.Spec.IsTrained).Select(tensor =>
    {
        using var gradient = tensor.Value.grad;
        return new Models.Tensor(tensor.Spec.Name, tensor.Spec.Shape,
            gradient is null ? new float[tensor.Spec.Count] : TensorValues.ToArray(gradient));
    }));

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        foreach (var tensor in Model.Tensors)
            TensorValues.Save(writer, tensor.Value);
        foreach (var (_, optimizer) in optimizers)
            optimizer.Save(writer);
        average?.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        foreach (var tensor in Model.Tensors)
            TensorValues.Load(reader, tensor.Value);
        foreach (var (_, optimizer) in optimizers)
            optimizer.Load(reader);
        average?.Load(reader);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Forget();
        logitsGradient.Dispose();
        foreach (var (_, optimizer) in optimizers)
            optimizer.Dispose();
        average?.Dispose();
        foreach (var (_, before) in statistics)
            before.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override void Again(ForwardPass pass)
    {
        Keep();
        base.Again(pass);
        Restore();
    }

    private void Keep()
    {
        using var still = no_grad();
        foreach (var (value, before) in statistics)
            before.copy_(value);
    }

    private void Restore()
    {
        using var still = no_grad();
        foreach (var (value, before) in statistics)
            value.copy_(before);
    }

    private void Forget()
    {
        latestLogits?.Dispose();
        latestLogits = null;
    }
}
