using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training;

public sealed class GradientTests
{
    /// <summary>Every kind of layer, alone and with the neighbours that run as one with it.</summary>
    private static readonly LayerSpec[] EveryKind =
    [
        new Conv2d(5), new Relu(), new BatchNorm(), new Relu(), new MaxPool2d(), new Dropout(0.2),
        new Residual([new Conv2d(5), new BatchNorm()]), new Relu(),
        new Residual([new Conv2d(6, 3, 2)]) { Shortcut = [new Conv2d(6, 1, 2)] }, new AveragePool2d(), new Flatten(),
        new Linear(12), new BatchNorm(), new RbfKernel(9),
    ];

    public static TheoryData<Shape, LayerSpec[]> Models => new()
    {
        { Shape.Vector(9), [new Linear(7), new BatchNorm(), new Relu(), new Dropout(0.5), new Linear(4), new Relu(0.2)] },
        { Shape.Vector(5), [new BatchNorm(), new Linear(4), new Relu(0.1), new Dropout(0.4)] },
        { Shape.Vector(6), [new Linear(5), new Residual([new Linear(5), new BatchNorm(), new Relu(), new Linear(5)]), new Relu()] },
        { Shape.Vector(7), [new RbfKernel(9)] },
        { Shape.Vector(6), [new Linear(5), new RbfKernel(4, 0.7), new BatchNorm(), new Linear(3)] },
        { Shape.Image(2, 6, 5), [new Conv2d(3), new Relu(), new Flatten()] },
        { Shape.Image(3, 7, 6), [new Conv2d(9, 2, 2, 1), new BatchNorm(), new GlobalPool(PoolKind.Mean)] },
        { Shape.Image(1, 8, 6),
            [new Conv2d(3), new BatchNorm(), new Relu(), new MaxPool2d(), new Conv2d(10), new BatchNorm(), new Relu(),
                new GlobalPool(PoolKind.Mean)] },
        { Shape.Image(2, 8, 11),
            [new BatchNorm(), new Conv2d(3), new BatchNorm(), new Relu(0.1), new MaxPool2d(3), new GlobalPool(PoolKind.Max)] },
        { Shape.Image(2, 7, 5), [new Conv2d(3), new BatchNorm(), new MaxPool2d(), new GlobalPool(PoolKind.Both)] },
        { Shape.Image(2, 7, 5), [new Conv2d(3), new MaxPool2d(), new Relu(), new GlobalPool(PoolKind.Both), new Dropout(0.2)] },
        { Shape.Image(2, 7, 8),
            [new Conv2d(3), new AveragePool2d(3), new BatchNorm(), new Relu(), new Flatten(), new Linear(5), new BatchNorm()] },
        { Shape.Image(2, 5, 6),
            [new Conv2d(3), new Dropout(0.3), new Residual([new BatchNorm(), new Relu(), new Conv2d(3)]), new GlobalPool(PoolKind.Mean)] },
        { Shape.Image(1, 7, 6),
            [new Conv2d(3),
                new Residual([new Conv2d(4, Stride: 2), new BatchNorm(), new Relu(), new Conv2d(4), new BatchNorm()])
                {
                    Shortcut = [new Conv2d(4, 1, 2), new BatchNorm()],
                }, new Relu(), new GlobalPool(PoolKind.Max)] },
        { Shape.Image(2, 5, 5),
            [new Conv2d(3),
                new Residual([new Residual([new Conv2d(3)]), new Relu(), new Residual([new Conv2d(3), new BatchNorm()]), new Relu(0.1)]),
                new Relu(), new GlobalPool(PoolKind.Mean)] },
        { Shape.Image(2, 7, 6),
            [new Conv2d(9), new BatchNorm(), new Relu(), new MaxPool2d(3) { Stride = 2, Padding = 1 }, new GlobalPool(PoolKind.Both)] },
        { Shape.Image(1, 6, 5), [new Conv2d(3), new MaxPool2d(3) { Stride = 1 }, new Relu(), new Flatten()] },
    };

    public static MatrixTheoryData<string, int> ModelsOnEveryEngine => new(TestEngines.Names, Enumerable.Range(0, Models.Count));

    public static MatrixTheoryData<string, int> SeedsOnEveryEngine => new(TestEngines.Names, [1, 2, 3, 4]);

    [Theory, MemberData(nameof(ModelsOnEveryEngine))]
    public void Gradients_of_every_kind_of_layer_equal_finite_differences_of_the_float64_reference(string engine, int model)
    {
        var (input, layers) = Models.ElementAt(model).Data;
        var rng = new Random(3);
        for (var checkedModels = 0; checkedModels < 2;)
            if (GradientsAreChecked(engine, new ModelSpec([.. layers]).Bind(input, 2), rng.Next(3, 6), rng))
                checkedModels++;
    }

    [Theory, MemberData(nameof(SeedsOnEveryEngine))]
    public void Gradients_of_random_models_equal_finite_differences_of_the_float64_reference(string engine, int seed)
    {
        var rng = new Random(seed);
        for (var checkedModels = 0; checkedModels < 15;)
            if (GradientsAreChecked(engine, RandomModel(rng), rng.Next(3, 7), rng))
                checkedModels++;
    }

    [Fact]
    public void The_gradient_of_a_models_input_is_right_too()
    {
        // The first layer's input gradient is not computed in training, but is that of every later layer.
        var rng = new Random(9);
        var plan = new ModelSpec([new BatchNorm(), new Linear(4), new Relu(0.1), new Dropout(0.4)]).Bind(Shape.Vector(5), 2);
        var weights = Draw(plan, rng);
        using var workers = new Workers(2);
        var network = new Network(plan, weights, 6, trains: true, workers);
        Matrices.Random(6, 5, rng).Values.CopyTo(network.Input.Values);
        var (targets, plainTargets) = RandomTargets(6, 2, rng);
        var plain = new PlainNetwork(plan, weights, network.Input.Values, plainTargets, [1, 1], new(1));
        network.Draw(new(1));
        network.Forward(training: true);
        new BinaryCrossEntropy.State([1, 1]).Compute(network.Logits, targets, network.LogitsGradient);
        network.Backward();
        network.Layers[0].Backward(network.Input, network.Layers[1].InputGradient, wantsInputGradient: true);
        Assert.True(plain.Loss() > 0 && plain.Margin > 1e-3);
        for (var row = 0; row < 6; row++)
            AssertGradient(plain, plain.Input[row], network.Layers[0].InputGradient.Row(row));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var rng = new Random(8);
        using var alone = new Workers(1);
        var plan = new ModelSpec([.. EveryKind]).Bind(Shape.Image(2, 20, 17), 3);
        var network = new Network(plan, Weights.Initialize(plan, rng), 10, trains: true, alone);
        Matrices.Random(network.Input.Rows, 2, rng).Values.CopyTo(network.Input.Values);
        var optimizer = new Adam().Start(TensorPieces.Trained(network.Parameters, alone));
        var (targets, _) = RandomTargets(10, 3, rng);
        var loss = new BinaryCrossEntropy.State([1, 2, 3]);
        void Step()
        {
            network.Draw(rng);
            network.Forward(training: true);
            loss.Compute(network.Logits, targets, network.LogitsGradient);
            network.Backward();
            optimizer.Step();
        }
        Assert.Equal(0, Allocations.Of(Step));
    }

    [Theory]
    [InlineData(TestEngines.Managed)]
    [InlineData(TestEngines.Torch)]
    public void Running_statistics_and_prediction_equal_the_formulas_of_PyTorch(string engine)
    {
        var rng = new Random(4);
        var plan = new ModelSpec([new BatchNorm(0.3, 1e-3)]).Bind(Shape.Vector(70), 2);
        using var network = TestEngines.Start(engine, plan, Weights.Initialize(plan, rng), 9);
        double[] mean = new double[70], variance = [.. Enumerable.Repeat(1.0, 70)];
        for (var batch = 0; batch < 3; batch++)
        {
            network.Rows = 9 - batch;
            Matrices.Random(network.Rows, 70, rng).Values.CopyTo(network.Input.Values);
            network.Learn();
            for (var i = 0; i < 70; i++)
            {
                var column = new double[network.Rows];
                for (var row = 0; row < column.Length; row++)
                    column[row] = network.Input.Row(row)[i];
                var center = column.Average();
                mean[i] = 0.7 * mean[i] + 0.3 * center;
                variance[i] = 0.7 * variance[i] + 0.3 * column.Sum(x => (x - center) * (x - center)) / (column.Length - 1);
            }
        }
        var weights = network.ToWeights();
        for (var i = 0; i < 70; i++)
        {
            Assert.Equal(mean[i], weights["0.running_mean"].Values[i], 1e-6); // float32, values of at most 1
            Assert.Equal(variance[i], weights["0.running_var"].Values[i], 1e-6);
        }
        network.Predict();
        var expected = new PlainNetwork(plan, weights, network.Input.Values, [], [], rng).Forward(training: false);
        for (var row = 0; row < network.Rows; row++)
            for (var label = 0; label < 2; label++)
                Assert.Equal(expected[row][label], network.Logits.Row(row)[label], 1e-5); // float32, sums of 70 products of at most 1
    }

    private static ModelPlan RandomModel(Random rng)
    {
        LayerSpec[] dense = [new Linear(rng.Next(1, 12)), new BatchNorm(), new Relu(rng.Next(2) * 0.2), new Dropout(0.5)];
        LayerSpec[] images = [new Conv2d(rng.Next(1, 10), rng.Next(1, 4), rng.Next(1, 3), rng.Next(3)), new BatchNorm(),
            new Relu(rng.Next(2) * 0.2), new MaxPool2d(rng.Next(2, 4)),
            new AveragePool2d(), new Dropout(0.3), new Residual([new Conv2d(4), new BatchNorm()]) { Shortcut = [new Conv2d(4, 1)] },
            new Residual([new BatchNorm(), new Relu()])];
        List<LayerSpec> Choose(LayerSpec[] kinds, double share, int rounds) =>
            [.. Enumerable.Range(0, rounds).SelectMany(_ => kinds.Where(_ => rng.NextDouble() < share))];
        while (true)
        {
            var hasImages = rng.Next(3) > 0;
            List<LayerSpec> layers = hasImages
                ? [.. Choose(images, 0.3, 2), rng.Next(2) == 0 ? new Flatten() : new GlobalPool((PoolKind)rng.Next(3))]
                : [];
            layers.AddRange(Choose(dense, 0.5, rng.Next(3)));
            try
            {
                return new ModelSpec([.. layers])
                    .Bind(hasImages ? Shape.Image(rng.Next(1, 4), rng.Next(3, 9), rng.Next(3, 9)) : Shape.Vector(rng.Next(1, 20)),
                        rng.Next(1, 4));
            }
            catch (InvalidSpecException)
            {
                // Pooled away to nothing: draw another one.
            }
        }
    }

    /// <summary>
    /// Compares the loss and every gradient; false where a derivative is not defined too close
    /// by, or rounding is magnified, and another draw is needed.
    /// </summary>
    private static bool GradientsAreChecked(string engine, ModelPlan plan, int examples, Random rng)
    {
        var first = Draw(plan, rng);
        using var network = TestEngines.Start(engine, plan, first, examples);
        Matrices.Random(examples, plan.Input.Count, rng).Values.CopyTo(network.Input.Values);
        var (targets, plainTargets) = RandomTargets(examples, plan.LabelCount, rng);
        double[] weights = [.. plainTargets[0].Select(_ => 0.5 + 2 * rng.NextDouble())];
        var drawn = rng.Next();
        var plain = new PlainNetwork(plan, first, network.Input.Values, plainTargets, weights, new(drawn));
        network.Draw(new(drawn));
        network.Learn();
        var loss = new BinaryCrossEntropy.State(weights).Compute(network.Logits, targets, network.LogitsGradient);
        Assert.Equal(plain.Loss(), loss, 1e-5 * Math.Max(1, loss)); // float32 forward
        if (plain.Margin < 1e-4 || plain.SmallestDeviation < 0.05)
            return false;
        network.Backward();
        foreach (var gradient in network.ToGradients().Tensors)
            AssertGradient(plain, plain.Tensors[gradient.Name], gradient.Values);
        return true;
    }

    /// <summary>First weights, with a BatchNorm that is not 1 and 0, so that a forgotten scale or shift is seen.</summary>
    private static Weights Draw(ModelPlan plan, Random rng) => new(plan.Parameters.Zip(Weights.Initialize(plan, rng).Tensors)
        .Select(pair => pair.First.Role is ParameterRole.Scale or ParameterRole.Shift
            ? new Tensor(pair.First.Name, pair.First.Shape,
                [.. pair.Second.Values.ToArray().Select(value => value + (float)(rng.NextDouble() - 0.5))])
            : pair.Second));

    private static (Matrix Targets, double[][] Plain) RandomTargets(int rows, int labels, Random rng)
    {
        var targets = new Matrix(rows, labels);
        foreach (ref var target in targets.Values)
            target = rng.Next(2);
        return (targets, [.. targets.Values.ToArray().Select(v => (double)v).Chunk(labels)]);
    }

    private static void AssertGradient(PlainNetwork plain, double[] values, ReadOnlySpan<float> gradient)
    {
        const double Step = 1e-6; // error of the central difference: about 1e-10
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            values[i] = value + Step;
            var above = plain.Loss();
            values[i] = value - Step;
            var below = plain.Loss();
            values[i] = value;
            // float32; BatchNorm divides by a deviation of 0.05 or more, which magnifies the rounding
            var expected = (above - below) / (2 * Step);
            Assert.Equal(expected, gradient[i], 2e-5 * Math.Max(1, Math.Abs(expected)));
        }
    }
}
