using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;
using Workbench.Training.Regularization;

namespace Workbench.Tests.Training.Engines;

/// <summary>What an engine makes of gradients; how it comes to them, the gradient and golden tests say.</summary>
public class EngineStepTests
{
    private const int Rows = 12;

    private static readonly ModelPlan Plan =
        new ModelSpec([new Linear(9), new BatchNorm(), new Relu(), new Dropout(0.3), new Linear(5), new Relu()]).Bind(Shape.Vector(7), 3);

    private static readonly Optimizer[] Decaying =
    [
        new Sgd(0.05, 0, false, 0.1), new Sgd(0.05, 0.8, false, 0.1), new Sgd(0.05, 0.8, true, 0.1), new Adam(0.01, 0.8, 0.99, 1e-6, 0.1),
        new AdamW(0.01, 0.8, 0.99, 1e-6, 0.1), new Adagrad(0.1, 1e-3, 0.2),
    ];

    public static MatrixTheoryData<string, int> DecayingOnEveryEngine => new(TestEngines.Names, Enumerable.Range(0, Decaying.Length));

    [Fact]
    public void Every_kind_of_optimizer_is_among_those_tested() => Assert.Equal(
        typeof(Optimizer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Optimizer)) && type != typeof(Lbfgs)) // takes no steps: LogisticTests
            .OrderBy(type => type.Name),
        Decaying.Select(optimizer => optimizer.GetType()).Distinct().OrderBy(type => type.Name));

    [Theory, MemberData(nameof(DecayingOnEveryEngine))]
    public void Five_steps_of_every_optimizer_with_weight_decay_are_those_of_the_managed_one_which_equals_its_formulas(
        string engine, int optimizer)
    {
        // With clipping and an average, whose own tests are below; learning rates as a schedule sets them.
        var spec = new TrainingSpec { Optimizer = Decaying[optimizer], ClipNorm = 0.2, AverageDecay = 0.5 };
        var (expected, actual) = (FiveSteps(TestEngines.Managed), FiveSteps(engine));
        foreach (var (tensor, other) in expected.Zip(actual))
            for (var i = 0; i < tensor.Values.Length; i++)
                // float32; the first steps of Adam divide rounding by itself
                Assert.Equal(tensor.Values[i], other.Values[i], 2e-5f * Math.Max(1, Math.Abs(tensor.Values[i])));

        List<Tensor> FiveSteps(string name)
        {
            using var network = Start(name, spec);
            var rng = new Random(5);
            for (var step = 1; step <= 5; step++)
                Learn(network, rng, spec.Optimizer.LearningRate / step);
            List<Tensor> tensors = [.. network.ToWeights().Tensors];
            network.ExchangeAverage();
            return [.. tensors, .. network.ToWeights().Tensors];
        }
    }

    [Theory]
    [InlineData(TestEngines.Managed)]
    [InlineData(TestEngines.Torch)]
    public void A_long_gradient_is_shortened_to_the_norm_and_a_short_one_left_alone(string engine)
    {
        foreach (var share in new[] { 0.5, 2 })
        {
            using var probe = Start(engine, new());
            var norm = Math.Sqrt(Gradients(probe).Sum(g => (double)g * g));
            using var network = Start(engine, new() { Optimizer = new Sgd(0.1, 0, false), ClipNorm = share * norm });
            var before = Trained(network);
            var gradients = Gradients(network);
            network.Step(0.1);
            var scale = Math.Min(1, share * norm / (norm + 1e-6)); // torch.nn.utils.clip_grad_norm_
            foreach (var (i, weight) in Trained(network).Index())
                Assert.Equal(before[i] - 0.1 * scale * gradients[i], weight, 1e-6); // float32, weights of at most 1
        }
    }

    [Theory]
    [InlineData(TestEngines.Managed)]
    [InlineData(TestEngines.Torch)]
    public void The_average_follows_weights_and_running_statistics_and_changes_places_with_them(string engine)
    {
        using var network = Start(engine, new() { AverageDecay = 0.3 });
        var expected = All(network);
        var rng = new Random(6);
        for (var step = 1; step <= 5; step++)
        {
            Learn(network, rng, 0.05);
            foreach (var (i, value) in All(network).Index())
                expected[i] += WeightAverage.Share(0.3, step) * (value - expected[i]);
        }
        var latest = All(network);
        network.ExchangeAverage();
        foreach (var (i, value) in All(network).Index())
            Assert.Equal(expected[i], value, 1e-5 * Math.Max(1, Math.Abs(expected[i]))); // float32
        network.ExchangeAverage();
        Assert.Equal(latest, All(network));
    }

    [Theory]
    [InlineData(TestEngines.Managed)]
    [InlineData(TestEngines.Torch)]
    public void The_state_goes_through_a_checkpoint_and_learns_on_alike(string engine)
    {
        foreach (var optimizer in Decaying)
        {
            var spec = new TrainingSpec { Optimizer = optimizer, AverageDecay = 0.9 };
            using var whole = Start(engine, spec);
            using var resumed = Start(engine, spec);
            using var file = new MemoryStream();
            for (var step = 0; step < 6; step++)
            {
                if (step == 3)
                {
                    whole.Save(new(file));
                    var length = file.Position;
                    file.Position = 0;
                    resumed.Load(new(file));
                    Assert.Equal(length, file.Position);
                    Assert.Equal(All(whole), All(resumed));
                }
                Learn(whole, new(step), 0.01);
                if (step >= 3)
                    Learn(resumed, new(step), 0.01);
            }
            whole.ExchangeAverage();
            resumed.ExchangeAverage();
            foreach (var (i, value) in All(whole).Index())
                Assert.Equal(value, All(resumed)[i], 1e-6); // the managed engine gives the same bytes; libtorch promises none
        }
    }

    [Theory]
    [InlineData(TestEngines.Managed)]
    [InlineData(TestEngines.Torch)]
    public void Of_a_pass_that_is_stopped_nothing_is_left(string engine)
    {
        var plan = new ModelSpec([new BatchNorm(), .. Enumerable.Repeat(new Linear(400), 12)]).Bind(Shape.Vector(200), 2);
        using var network = TestEngines.Start(engine, plan, Weights.Initialize(plan, new(1)), 64);
        Matrices.Random(64, 200, new(2)).Values.CopyTo(network.Input.Values);
        var (rng, stopped) = (new Random(3), 0);
        var before = All(network);
        for (var trial = 0; trial < 40; trial++)
        {
            // Most stop in the middle, after BatchNorm has followed the batch; some before, some not at all.
            using var stop = new CancellationTokenSource();
            using var soon = new Timer(_ => stop.Cancel(), null, TimeSpan.FromMicroseconds(rng.Next(4000)), Timeout.InfiniteTimeSpan);
            try
            {
                network.Learn(stop.Token);
                before = All(network);
            }
            catch (OperationCanceledException)
            {
                stopped++;
                Assert.Equal(before, All(network));
            }
        }
        using var at = new CancellationTokenSource();
        at.Cancel();
        Assert.Throws<OperationCanceledException>(() => network.Learn(at.Token));
        Assert.Throws<OperationCanceledException>(() => network.Predict(at.Token));
        Assert.Equal(before, All(network));
    }

    [Theory]
    [InlineData(TestEngines.Managed, "0.weight", "layer 0 (Linear)")]
    [InlineData(TestEngines.Managed, "1.running_var", "layer 1 (BatchNorm)")]
    [InlineData(TestEngines.Torch, "0.weight", "layer 0 (Linear)")]
    [InlineData(TestEngines.Torch, "1.running_var", "layer 1 (BatchNorm)")]
    [InlineData(TestEngines.Torch, "4.bias", "layer 4 (Linear)")]
    public void The_first_layer_with_a_value_that_is_no_number_is_named(string engine, string tensor, string place)
    {
        var damaged = new Weights(Weights.Initialize(Plan, new(1)).Tensors.Select(t => t.Name == tensor
            ? new Tensor(t.Name, t.Shape, [.. t.Values.ToArray()[1..], float.NaN])
            : t));
        using var network = TestEngines.Start(engine, Plan, damaged, Rows);
        network.Learn();
        var statistics = network.ToWeights()["1.running_mean"].Values.ToArray();
        Assert.Equal(place, network.FirstNonFinite());
        Assert.Equal(statistics, network.ToWeights()["1.running_mean"].Values.ToArray()); // asking changes nothing
        using var sound = Start(engine, new());
        sound.Predict();
        Assert.Null(sound.FirstNonFinite());
    }

    private static ITrainingNetwork Start(string engine, TrainingSpec spec)
    {
        var network = TestEngines.Start(engine, Plan, Weights.Initialize(Plan, new(1)), Rows, spec);
        Matrices.Random(Rows, 7, new(2)).Values.CopyTo(network.Input.Values);
        return network;
    }

    private static void Learn(ITrainingNetwork network, Random rng, double learningRate)
    {
        Matrices.Random(Rows, 7, rng).Values.CopyTo(network.Input.Values);
        Differentiate(network, rng);
        network.Step(learningRate);
    }

    private static void Differentiate(ITrainingNetwork network, Random rng)
    {
        network.Draw(rng);
        network.Learn();
        var targets = Matrices.Random(Rows, 3, rng);
        foreach (ref var target in targets.Values)
            target = target > 0 ? 1 : 0;
        new BinaryCrossEntropy.State([1, 2, 3]).Compute(network.Logits, targets, network.LogitsGradient);
        network.Backward();
    }

    private static float[] Gradients(ITrainingNetwork network)
    {
        Differentiate(network, new(4));
        return [.. network.ToGradients().Tensors.SelectMany(t => t.Values.ToArray())];
    }

    private static float[] Trained(ITrainingNetwork network) =>
        [.. Plan.Parameters.Where(p => p.IsTrained).SelectMany(p => network.ToWeights()[p.Name].Values.ToArray())];

    private static float[] All(ITrainingNetwork network) => [.. network.ToWeights().Tensors.SelectMany(t => t.Values.ToArray())];
}
