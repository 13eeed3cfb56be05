using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Schedules;

namespace Workbench.Tests.Training.Schedules;

public sealed class OwnScheduleTests : IDisposable
{
    private static readonly Schedule Sawtooth = Schedule.Of("sawtooth", (epoch, epochs) => 1 - epoch % 2 / 2);
    private static readonly TrainingSpec Spec = ResumableTraining.Spec with { Schedule = Sawtooth };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_is_asked_for_every_batch_by_the_epochs_that_are_over_and_those_of_the_training()
    {
        var state = Sawtooth.Start(3, 4);
        Assert.Equal([1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125, 1, 0.875, 0.75, 0.625],
            Enumerable.Range(0, 12).Select(i => state.Factor(i / 4, i % 4)));
        Assert.Equal(30, Schedule.Of("length", (epoch, epochs) => epochs).Start(30, 1).Factor(0, 0));
    }

    [Fact]
    public void A_step_written_by_hand_trains_to_the_bytes_of_the_one_of_the_library()
    {
        var (train, validation) = ResumableTraining.Data();
        int[] Train(Schedule schedule) => TrainingSamples.Bits(TrainingSamples.Trainer.Train(train, validation, new(),
            ResumableTraining.Model, ResumableTraining.Spec with { Schedule = schedule }, work: TestWork.Of()).Weights);
        Assert.Equal(Train(new StepSchedule(2, 0.5)),
            Train(Schedule.Of("step", (epoch, epochs) => Math.Pow(0.5, Math.Floor(epoch / 2)))));
        Assert.NotEqual(Train(new StepSchedule(2, 0.5)), Train(Sawtooth));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(21)]
    public void A_training_that_broke_off_goes_on_to_the_same_bytes_on_any_number_of_threads(int batches)
    {
        var (train, validation) = ResumableTraining.Data();
        var options = new TrainingOptions { CheckpointPath = folder.File("checkpoint"), CheckpointInterval = TimeSpan.Zero };
        int[] Train(TrainingOptions? options, int threads) => TrainingSamples.Bits(TrainingSamples.Trainer.Train(train, validation, new(),
            ResumableTraining.Model, Spec, options, TestWork.Of(threads: threads)).Weights);
        Assert.Throws<BrokenOffException>(() => new BreakingTrainer(TrainingSamples.Trainer, batches)
            .Train(train, validation, new(), ResumableTraining.Model, Spec, options, TestWork.Of(threads: 1)));
        Assert.Equal(Train(null, 1), Train(options, 4));
    }

    [Fact]
    public void It_is_read_back_and_elsewhere_the_error_says_the_line_that_defines_it()
    {
        Assert.Equal(Sawtooth, SpecJson.Read<TrainingSpec>(SpecJson.Write(Spec)).Schedule);
        Assert.NotEqual(SpecJson.Hash(Spec),
            SpecJson.Hash(Spec with { Schedule = Schedule.Of("sawtooth", (epoch, epochs) => 1 - epoch % 3 / 3) }));
        var unknown = SpecJson.Read<Schedule>("""{ "kind": "own", "name": "steps", "text": "(epoch, epochs) => elsewhere" }""");
        Assert.Equal("The schedule steps is code of a notebook or program, which this one does not have. Define it first, in the same "
            + "process:\nSchedule.Of(\"steps\", (epoch, epochs) => elsewhere)",
            Assert.Throws<OwnCodeException>(() => unknown.Start(1, 1)).Message);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void A_factor_that_is_none_is_refused_with_the_epoch(double factor, string said)
    {
        var schedule = factor switch
        {
            -0.5 => Schedule.Of("wrong", (epoch, epochs) => epoch < 1 ? 1 : -0.5),
            double.PositiveInfinity => Schedule.Of("wrong", (epoch, epochs) => epoch < 1 ? 1 : double.PositiveInfinity),
            _ => Schedule.Of("wrong", (epoch, epochs) => epoch < 1 ? 1 : double.NaN),
        };
        var (train, validation) = ResumableTraining.Data();
        Assert.Equal($"The schedule wrong gave {said} in epoch 2, batch 1; a factor is a finite number >= 0.",
            Assert.Throws<OwnCodeException>(() => TrainingSamples.Trainer.Train(train, validation, new(), ResumableTraining.Model,
                Spec with { Schedule = schedule }, work: TestWork.Of())).Message);
    }
}
