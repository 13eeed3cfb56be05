using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Kernels;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training;

public class MemoryNeedTests
{
    [Fact]
    public void A_batch_that_memory_cannot_hold_is_refused_with_the_largest_that_fits()
    {
        var (train, validation) = TrainingSamples.MultiLabel(trainCount: 1000);
        void Train(int batchSize, long limit) =>
            TrainingSamples.Trainer.Train(train, validation, new(), new([new Linear(256)]),
                TrainingSamples.Quick with { Epochs = 1, BatchSize = batchSize }, new() { MemoryLimit = limit });
        var message = Assert.Throws<WorkbenchException>(() => Train(1000, 1_000_000)).Message;
        Assert.Matches(@"^A batch of 1000 needs about [2-9] MB for this model, and 1 MB may be used\. A batch size of \d+ fits\.$",
            message);
        var fits = int.Parse(message.Split(' ')[^2], System.Globalization.CultureInfo.InvariantCulture);
        Train(fits, 1_000_000);
        Assert.Throws<WorkbenchException>(() => Train(fits + 1, 1_000_000));
        Assert.EndsWith("Not even a batch of 2 fits: use a smaller model or more memory.",
            Assert.Throws<WorkbenchException>(() => Train(100, 40_000)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_no_memory_holds_is_refused_before_any_is_taken()
    {
        var (train, validation) = TrainingSamples.MultiLabel(trainCount: 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        string Refused(ModelSpec model) => Assert.ThrowsAny<WorkbenchException>(() =>
            TrainingSamples.Trainer.Train(train, validation, new(), model, TrainingSamples.Quick)).Message;
        Assert.Matches(@"^The model has 39,[\d,]+ weights and makes 2,000,\d+ values of an example: learning needs more than [\d,]+ MB, "
            + @"and [\d,]+ MB may be used\. Use a smaller model or more memory\.$",
            Refused(new([.. Enumerable.Repeat(new Linear(20_000), 100)])));
        Assert.Equal("ModelSpec: Layer 1 (Linear): weights of 1000000 x 1000000 values need 4,000 GB, and 2 GB is the most; "
            + "use a smaller model or shorter segments.", Refused(new([new Linear(1_000_000), new Linear(1_000_000)])));
        Assert.Equal("ModelSpec: Layer 0 (Linear): 2147483647 units must be 1 to 1000000; 256 is usual.",
            Refused(new([new Linear(int.MaxValue)])));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    [Theory]
    [InlineData(100_000, 1, 0, "outputs of 100000 x 128 x 128")]
    [InlineData(1, 3, 1000, null)]
    [InlineData(32, 1000, 999, "weights of 32 x 1000 x 1000 x 1000", 1000)]
    [InlineData(1, 1, 1000, "padded inputs of 1000 x 2128 x 2128", 1000)]
    public void Convolutions_are_counted_in_more_than_32_bits(int filters, int kernel, int padding, string? refused, int channels = 1)
    {
        var spec = new ModelSpec([new Conv2d(filters, kernel, 1, padding), new Flatten()]);
        if (refused is null)
            Assert.Equal(2126 * 2126, spec.Bind(Shape.Image(channels, 128, 128), 2).EmbeddingSize);
        else
            Assert.Contains(refused, Assert.Throws<InvalidSpecException>(() => spec.Bind(Shape.Image(channels, 128, 128), 2)).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_foreseen_for_a_large_batch_is_what_its_steps_take()
    {
        var plan = new ModelSpec(
            [new Conv2d(16, 3), new BatchNorm(), new Relu(), new MaxPool2d(2), new Residual([new Conv2d(16, 3), new BatchNorm()]),
                new GlobalPool(PoolKind.Mean), new Dropout(0.2)])
            .Bind(Shape.Image(1, 40, 48), 5);
        var rng = new Random(1);
        var weights = Weights.Initialize(plan, rng);
        using var alone = new Workers(1);
        var before = AlignedMemory.TakenByThread;
        var network = new Network(plan, weights, 64, trains: true, alone);
        var optimizer = new Adam().Start(TensorPieces.Trained(network.Parameters, alone));
        network.Draw(rng);
        network.Forward(training: true);
        network.Backward();
        optimizer.Step();
        var taken = AlignedMemory.TakenByThread - before;
        // What the kernels take for themselves, a megabyte or two, is not foreseen.
        Assert.InRange(MemoryNeed.Of(plan, TrainingSpec.Default, weights, 64) / (double)taken, 0.9, 1.05);
    }
}
