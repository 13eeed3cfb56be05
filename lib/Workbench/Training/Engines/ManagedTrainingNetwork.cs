using Workbench.Models;
using Workbench.Training.Checkpoints;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;
using Workbench.Training.Optimizers;
using Workbench.Training.Regularization;

namespace Workbench.Training.Engines;

/// <summary>A <see cref="Training.Network"/> that learns: with its optimizer, and what clips gradients and averages weights.</summary>
internal sealed class ManagedTrainingNetwork : ManagedNetwork, ITrainingNetwork
{
    private readonly (double Rate, OptimizerState Optimizer)[] optimizers;
    private readonly GradientClipper? clipper;
    private readonly WeightAverage? average;
    private readonly Parameter[] statistics;
    private readonly float[][] statisticsBefore;

    /// <param name="setup">What it is made of.</param>
    /// <param name="spec">How it learns.</param>
    /// <param name="workers">The threads; ended with it.</param>
    public ManagedTrainingNetwork(NetworkSetup setup, TrainingSpec spec, Workers workers) : base(setup, trains: true, workers)
    {
        var learning = Network.Parameters.Where(p => p.Spec.IsTrained && setup.RateOf(p.Spec) > 0).ToList();
        optimizers = [.. learning.GroupBy(p => setup.RateOf(p.Spec))
            .Select(group => (group.Key, spec.Optimizer.Start(new(group, workers))))];
        clipper = spec.ClipNorm is { } norm ? new(new(learning, workers), norm) : null;
        average = spec.AverageDecay is { } decay ? new(Network.Parameters, decay, workers) : null;
        statistics = [.. Network.Parameters.Where(p => !p.Spec.IsTrained)];
        statisticsBefore = [.. statistics.Select(p => new float[p.Value.Count])];
    }

    /// <inheritdoc/>
    public MatrixSpan LogitsGradient => Network.LogitsGradient;

    /// <inheritdoc/>
    public void Draw(Random rng) => Network.Draw(rng);

    /// <inheritdoc/>
    public void Learn(CancellationToken token = default)
    {
        for (var i = 0; i < statistics.Length; i++)
            statistics[i].Value.Values.CopyTo(statisticsBefore[i]);
        try
        {
            Network.Forward(training: true, token);
        }
        catch (OperationCanceledException)
        {
            for (var i = 0; i < statistics.Length; i++)
                statisticsBefore[i].CopyTo(statistics[i].Value.Values);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Backward() => Network.Backward();

    /// <inheritdoc/>
    public void Step(double learningRate)
    {
        clipper?.Clip();
        foreach (var (rate, optimizer) in optimizers)
        {
            optimizer.LearningRate = rate * learningRate;
            optimizer.Step();
        }
        average?.Follow();
    }

    /// <inheritdoc/>
    public void ExchangeAverage() => average?.Exchange();

    /// <inheritdoc/>
    public Weights ToWeights() => Network.ToWeights();

    /// <inheritdoc/>
    public Weights ToGradients() => new(Network.Parameters.Where(p => p.Spec.IsTrained)
        .Select(p => new Tensor(p.Spec.Name, p.Spec.Shape, p.Gradient.Values.ToArray())));

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        foreach (var parameter in Network.Parameters)
            writer.Write(parameter.Value);
        foreach (var (_, optimizer) in optimizers)
            optimizer.Save(writer);
        average?.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        foreach (var parameter in Network.Parameters)
            reader.Read(parameter.Value);
        foreach (var (_, optimizer) in optimizers)
            optimizer.Load(reader);
        average?.Load(reader);
    }
}
