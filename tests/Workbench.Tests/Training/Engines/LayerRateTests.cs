using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training.Engines;

/// <summary>Layers that learn more slowly than others, or not at all.</summary>
public class LayerRateTests
{
    private const int Rows = 6;

    private static readonly LayerSpec[] Frozen = [new Conv2d(5), new BatchNorm(), new Relu(), new MaxPool2d(3) { Stride = 2, Padding = 1 }];

    private static readonly LayerSpec[] Learning =
        [new Residual([new Conv2d(5), new BatchNorm()]), new Relu(), new Flatten(), new Linear(4)];

    private static readonly ModelPlan Plan = new ModelSpec([.. Frozen, .. Learning]).Bind(Shape.Image(1, 8, 6), 3);

    private static readonly double[] OnlyTheLast = [0, 0, 0, 0, 1, 1, 1, 0.5, 1];

    [Theory]
    [InlineData(TestEngines.Managed)]
    [InlineData(TestEngines.Torch)]
    public void Frozen_layers_and_their_statistics_stay_and_the_others_learn_as_if_they_stood_alone(string engine)
    {
        var weights = Drawn(Plan);
        using var whole = Start(engine, Plan, weights, new() { Optimizer = new AdamW(0.01), ClipNorm = 1 }, OnlyTheLast);
        // What the frozen layers give, as an input.
        var prefix = new ModelSpec([.. Frozen, new Flatten()]).Bind(Plan.Input, 1);
        var given = prefix.Parameters.Select(p => p.Name[0] < '4' ? weights[p.Name] : new Tensor(p.Name, p.Shape, new float[p.Count]));
        using var before = TestEngines.Start(engine, prefix, new(given), Rows);
        Fill(before.Input);
        before.Predict();
        var shape = (ImageShape)Plan.Layers[Frozen.Length].Input;
        var rest = new ModelSpec([.. Learning]).Bind(shape, 3);
        using var alone = Start(engine, rest, new([.. rest.Parameters.Select(p =>
            new Tensor(p.Name, p.Shape, weights[Later(p.Name)].Values.ToArray()))]), new() { Optimizer = new AdamW(0.01), ClipNorm = 1 },
            OnlyTheLast[Frozen.Length..]);
        for (var row = 0; row < Rows; row++) // an embedding is channel by channel, an input position by position
            for (var i = 0; i < shape.Count; i++)
                alone.Input.Row(row)[i % shape.PositionCount * shape.Channels + i / shape.PositionCount] = before.Embedding.Row(row)[i];
        for (var step = 0; step < 3; step++)
            foreach (var network in new[] { whole, alone })
                Learn(network);
        var (learned, expected) = (whole.ToWeights(), alone.ToWeights());
        foreach (var tensor in learned.Tensors.Where(tensor => tensor.Name[0] < '4'))
            Assert.Equal(weights[tensor.Name].Values, tensor.Values);
        foreach (var tensor in expected.Tensors)
            for (var i = 0; i < tensor.Values.Length; i++)
                Assert.Equal(tensor.Values[i], learned[Later(tensor.Name)].Values[i], 2e-5); // float32; Adam divides rounding by itself
        Assert.NotEqual(weights["8.weight"].Values.ToArray(), learned["8.weight"].Values.ToArray());
    }

    [Theory]
    [InlineData(TestEngines.Managed)]
    [InlineData(TestEngines.Torch)]
    public void A_layer_learns_at_its_factor_of_the_rate(string engine)
    {
        var (weights, rates) = (Drawn(Plan), new[] { 0.25, 0.25, 1, 1, 0.5, 1, 1, 1, 1 });
        var spec = new TrainingSpec { Optimizer = new Sgd(0.1, 0, false) };
        using var network = Start(engine, Plan, weights, spec, rates);
        Learn(network);
        var (learned, gradients) = (network.ToWeights(), network.ToGradients());
        foreach (var parameter in Plan.Parameters.Where(p => p.IsTrained))
            for (var i = 0; i < parameter.Count; i++)
                Assert.Equal(weights[parameter.Name].Values[i]
                    - 0.1 * rates[parameter.Name[0] - '0'] * gradients[parameter.Name].Values[i], learned[parameter.Name].Values[i], 1e-6);
    }

    [Theory]
    [InlineData(TestEngines.Managed)]
    [InlineData(TestEngines.Torch)]
    public void The_state_goes_through_a_checkpoint(string engine)
    {
        var spec = new TrainingSpec { Optimizer = new Adam(0.01), AverageDecay = 0.9 };
        using var whole = Start(engine, Plan, Drawn(Plan), spec, OnlyTheLast);
        using var resumed = Start(engine, Plan, Drawn(Plan), spec, OnlyTheLast);
        Learn(whole);
        using var file = new MemoryStream();
        whole.Save(new(file));
        file.Position = 0;
        resumed.Load(new(file));
        Learn(whole);
        Learn(resumed);
        foreach (var (a, b) in whole.ToWeights().Tensors.Zip(resumed.ToWeights().Tensors))
            for (var i = 0; i < a.Values.Length; i++)
                Assert.Equal(a.Values[i], b.Values[i], 1e-6); // the managed engine gives the same bytes; libtorch promises none
    }

    private static string Later(string name) => $"{name[0] - '0' + Frozen.Length}{name[1..]}";

    private static Weights Drawn(ModelPlan plan) => Weights.Initialize(plan, new(1));

    private static ITrainingNetwork Start(string engine, ModelPlan plan, Weights weights, TrainingSpec spec, double[] rates)
    {
        var network = TestEngines.Start(engine, plan, weights, Rows, spec, [.. rates]);
        Fill(network.Input);
        return network;
    }

    private static void Fill(MatrixSpan input) => Matrices.Random(input.Rows, input.Columns, new(2)).Values.CopyTo(input.Values);

    private static void Learn(ITrainingNetwork network)
    {
        network.Draw(new(3));
        network.Learn();
        for (var i = 0; i < network.LogitsGradient.Count; i++)
            network.LogitsGradient.Values[i] = (i % 4 - 1.5f) / 10;
        network.Backward();
        network.Step(0.1);
    }
}
