using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Torch;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Optimizers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Shape = Workbench.Models.Shape;

namespace Workbench.Tests.Torch;

/// <summary>How networks of the user's own learn, compared with lists of the same layers on the managed engine.</summary>
[Collection(nameof(InstalledTorch))] // its number of threads is one of the process
public sealed class OwnNetworkTrainingTests : IDisposable
{
    private static readonly ModelSpec Own = TorchModel.From("two layers",
        (input, labels) => Sequential(Linear(input[0], 24), BatchNorm1d(24), ReLU(), Dropout(0.3), Linear(24, labels)));

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null, null)]
    [InlineData(0.1, 0.9)]
    public void It_learns_what_the_same_layers_learn_from_the_same_weights(double? clipNorm, double? averageDecay)
    {
        InstalledTorch.OrSkip();
        var spec = new TrainingSpec { Optimizer = new AdamW(0.01), ClipNorm = clipNorm, AverageDecay = averageDecay };
        var layers = new ModelSpec([new Workbench.Models.Linear(9), new Relu()]).Bind(Shape.Vector(6), 3);
        var own = TorchModel.From("same", (input, labels) => Sequential(Linear(input[0], 9), ReLU(), Linear(9, labels)))
            .Bind(Shape.Vector(6), 3);
        var first = Weights.Initialize(layers, new Random(1));
        using var expected = new ManagedEngine().StartTraining(new(layers, first, 8, 1), spec);
        using var learned = TorchEngine.On("cpu").StartTraining(new(own, first, 8, 1), spec);
        var rng = new Random(2);
        for (var step = 0; step < 5; step++)
        {
            float[] batch = [.. Enumerable.Range(0, 8 * 6).Select(_ => (float)rng.NextDouble() - 0.5f)];
            float[] gradient = [.. Enumerable.Range(0, 8 * 3).Select(_ => (float)rng.NextDouble() - 0.5f)];
            foreach (var network in new[] { expected, learned })
            {
                network.Rows = 8;
                batch.CopyTo(network.Input.Values);
                network.Draw(new Random(step));
                network.Learn(TestContext.Current.CancellationToken);
                gradient.CopyTo(network.LogitsGradient.Values);
                network.Backward();
                network.Step(0.01);
            }
            AssertClose(expected.Logits, learned.Logits);
        }
        foreach (var network in new[] { expected, learned })
        {
            network.ExchangeAverage();
            network.Predict(TestContext.Current.CancellationToken);
        }
        AssertClose(expected.Logits, learned.Logits);
        AssertClose(expected.Embedding, learned.Embedding);
        foreach (var (one, other) in expected.ToWeights().Tensors.Zip(learned.ToWeights().Tensors))
        {
            Assert.Equal(one.Name, other.Name);
            AssertClose(new(one.Values.ToArray(), 1), new(other.Values.ToArray(), 1));
        }
    }

    [Fact]
    public void It_learns_and_the_same_seed_gives_the_same_bytes()
    {
        InstalledTorch.OrSkip();
        var enough = ResumableTraining.Spec with { Epochs = 30, Patience = 30, Mixup = null };
        var (one, again, other) = (Train(Own, spec: enough), Train(Own, spec: enough), Train(Own, seed: 6, spec: enough));
        Assert.Equal(TrainingSamples.Bits(one.Weights), TrainingSamples.Bits(again.Weights));
        Assert.NotEqual(TrainingSamples.Bits(one.Weights), TrainingSamples.Bits(other.Weights));
        Assert.True(one.LearningCurve.Best.ValidationRocAucMacro > 0.8, $"{one.LearningCurve.Best}"); // guessing: 0.5
        Assert.Equal(one.LearningCurve.Epochs.Select(epoch => epoch with { Seconds = 0 }),
            again.LearningCurve.Epochs.Select(epoch => epoch with { Seconds = 0 }));
    }

    [Fact]
    public async Task Trainings_beside_each_other_do_not_change_each_others_numbers()
    {
        InstalledTorch.OrSkip();
        var alone = TrainingSamples.Bits(Train(Own).Weights);
        var together = await Task.WhenAll(Enumerable.Range(5, 4).Select(seed => Task.Run(() => Train(Own, seed: seed))));
        Assert.Equal(alone, TrainingSamples.Bits(together[0].Weights));
    }

    [Fact]
    public void No_tensor_is_left_by_an_epoch_or_by_a_network()
    {
        InstalledTorch.OrSkip();
        static long Live() => TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var before = Live();
        Own.Bind(Shape.Vector(6), 3);
        Assert.Equal(before, Live());

        List<long> counts = [];
        Train(Own, spec: ResumableTraining.Spec with
        {
            Epochs = 20,
            Patience = 20,
            ClipNorm = 1,
            OnEpoch = EpochCallback.Of("live tensors", (_, _) =>
            {
                counts.Add(Live()); // asked on the thread that trains
                return true;
            }),
        });
        Assert.Equal(20, counts.Count);
        Assert.Single(counts.Skip(1).Distinct());
    }

    [Theory]
    [InlineData(1)] // in the first epoch
    [InlineData(8)] // between two epochs
    [InlineData(37)]
    public void A_training_that_broke_off_goes_on_to_the_same_bytes(int batches)
    {
        InstalledTorch.OrSkip();
        var options = new TrainingOptions { CheckpointPath = folder.File("checkpoint") };
        var (train, validation) = ResumableTraining.Data();
        Assert.Throws<BrokenOffException>(() => new BreakingTrainer(new(TorchEngine.On("cpu")), batches).Train(
            train, validation, new(), Own, ResumableTraining.Spec, options, TestWork.Of()));
        Assert.Equal(TrainingSamples.Bits(Train(Own).Weights), TrainingSamples.Bits(Train(Own, options: options).Weights));
    }

    [Fact]
    public void A_model_predicts_from_what_it_learned_and_each_song_by_itself()
    {
        InstalledTorch.OrSkip();
        var trained = Train(Own);
        var (_, validation) = ResumableTraining.Data();
        var model = new TrainedModel(trained);
        model.Save(folder.File("model"));
        var whole = model.Run(validation.Songs, TestWork.Of());
        var loaded = TrainedModel.Load(folder.File("model")).Run(validation.Songs, TestWork.Of());
        Assert.Equal(whole.Probabilities.Row(7).ToArray(), loaded.Probabilities.Row(7).ToArray());
        Assert.Equal(24, whole.Embedding.ColumnCount);
        var alone = model.Run(validation.Songs.Songs([7]), TestWork.Of());
        AssertClose(new(alone.Probabilities.ToSingle(), 1), new([.. whole.Probabilities.Row(7).ToArray().Select(p => (float)p)], 1));
        AssertClose(new(alone.Embedding.Row(0).ToArray(), 1), new(whole.Embedding.Row(7).ToArray(), 1));
    }

    [Fact]
    public void What_fails_while_it_learns_is_told_with_the_network_and_the_shape()
    {
        InstalledTorch.OrSkip();
        var error = Assert.Throws<OwnCodeException>(() => Train(TorchModel.From("picky", (input, labels) =>
            new BareLayer(input[0], labels, then: x => x.shape[0] > 2 ? throw new InvalidOperationException("Too many.") : x))));
        Assert.Equal("The network picky failed on an input of [16, 6]: InvalidOperationException: Too many.", error.Message);
        Assert.Contains("The network narrow gives [16, 1] for an input of [16, 6]; let it give [16, 3]",
            Assert.Throws<OwnCodeException>(() => Train(TorchModel.From("narrow", (input, labels) =>
                new BareLayer(input[0], labels, then: x => x.shape[0] > 2 ? x.mean([1], keepdim: true) : x)))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Where_values_are_no_longer_numbers_the_part_that_began_is_named()
    {
        InstalledTorch.OrSkip();
        string Problem(ModelSpec model) => Assert.Throws<WorkbenchException>(() => Train(model)).Message;
        Assert.Contains(
            "The loss became NaN in epoch 1, batch 1; the first values that are not finite are in the output of the network log.",
            Problem(TorchModel.From("log", (input, labels) => new BareLayer(input[0], labels, then: x => x.log()))),
            StringComparison.Ordinal);
        Assert.Contains("in the tensor part.weight of the network broken.", Problem(TorchModel.From("broken", (input, labels) =>
        {
            var part = Linear(input[0], labels);
            using (no_grad())
                part.weight.fill_(float.NaN);
            return TorchModel.Module(x => part.call(x));
        })), StringComparison.Ordinal);
    }

    [Fact]
    public void The_managed_engine_refuses_it()
    {
        InstalledTorch.OrSkip();
        Assert.Equal("The network two layers is code for TorchSharp, which the managed engine does not run. Take the engine that does: "
            + "TorchEngine.On(\"cpu\").", Assert.Throws<WorkbenchException>(() => Train(Own, engine: new ManagedEngine())).Message);
    }

    private static TrainingResult Train(ModelSpec model, int seed = 5, TrainingOptions? options = null, IEngine? engine = null,
        TrainingSpec? spec = null)
    {
        var (train, validation) = ResumableTraining.Data();
        return new Trainer(engine ?? TorchEngine.On("cpu")).Train(
            train, validation, new(), model, (spec ?? ResumableTraining.Spec) with { Seed = seed }, options, TestWork.Of());
    }

    private static void AssertClose(MatrixSpan expected, MatrixSpan actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
            Assert.Equal(expected.Values[i], actual.Values[i], 1e-5f); // float32, sums of a few dozen values in another order
    }
}
