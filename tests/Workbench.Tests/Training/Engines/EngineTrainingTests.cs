using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Notebook;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training.Engines;

/// <summary>Whole trainings on the second engine, and models that go from one to the other.</summary>
public sealed class EngineTrainingTests : IDisposable
{
    private const double SamePrediction = 1e-5; // float32, some layers

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(TestEngines.Managed, TestEngines.Torch)]
    [InlineData(TestEngines.Torch, TestEngines.Managed)]
    public void A_model_that_one_engine_trained_predicts_the_same_on_the_other(string trains, string predicts)
    {
        var (from, to) = (TestEngines.Of(trains), TestEngines.Of(predicts));
        var (train, validation) = TrainingSamples.MultiLabel();
        var spec = ResumableTraining.Spec with { ClipNorm = 1 };
        var trained = new Trainer(from).Train(train, validation, new(), ResumableTraining.Model, spec, work: TestWork.Of());
        new TrainedModel(trained).On(from).Save(folder.Path);
        var (here, there) = (new TrainedModel(trained).On(from), TrainedModel.Load(folder.Path).On(to));
        Assert.Equal(to.Name, there.Engine.Name);
        AssertSame(here.Predict(validation.Features).ToSingle(), there.Predict(validation.Features).ToSingle());
        AssertSame(here.Embed(validation.Features).Values, there.Embed(validation.Features).Values);
        Assert.InRange(RocAuc.Macro(trained.Vocabulary.Encode(validation.Tracks), there.Predict(validation.Features))!.Value, 0.8, 1);
    }

    [Fact]
    public void An_engine_that_draws_and_computes_the_same_learns_the_same_up_to_rounding()
    {
        var (train, validation) = TrainingSamples.MultiLabel();
        var spec = ResumableTraining.Spec with { Epochs = 2, Optimizer = new Sgd(0.05) };
        double Loss(string engine) => new Trainer(TestEngines.Of(engine))
            .Train(train, validation, new(), ResumableTraining.Model, spec, work: TestWork.Of()).LearningCurve.Epochs[^1].ValidationLoss;
        Assert.Equal(Loss(TestEngines.Managed), Loss(TestEngines.Torch), 1e-4); // rounding, grown over 38 steps
    }

    [Fact]
    public void A_training_with_libtorch_goes_on_from_its_checkpoint_and_from_no_other_engines()
    {
        var engine = TestEngines.Of(TestEngines.Torch);
        var (train, validation) = ResumableTraining.Data();
        var options = new TrainingOptions { CheckpointPath = folder.File("checkpoint"), CheckpointInterval = TimeSpan.Zero };
        var told = new ProgressList<WorkProgress>();
        TrainingResult Train(Trainer trainer, TrainingOptions? options) => trainer.Train(train, validation, new(), ResumableTraining.Model,
            ResumableTraining.Spec, options, TestWork.Of(told, threads: 1));
        var whole = Train(new(engine), null);
        Assert.Throws<BrokenOffException>(() => new BreakingTrainer(new(engine), 20).Train(
            train, validation, new(), ResumableTraining.Model, ResumableTraining.Spec, options, TestWork.Of(threads: 1)));
        var resumed = Train(new(engine), options);
        Assert.StartsWith("Training goes on after epoch 2, batch 4", Assert.Single(told.Reports.OfType<WorkNotice>()).Task,
            StringComparison.Ordinal);
        Assert.Equal(whole.LearningCurve.BestEpoch, resumed.LearningCurve.BestEpoch);
        foreach (var (a, b) in whole.LearningCurve.Epochs.Zip(resumed.LearningCurve.Epochs))
            Assert.Equal(a.ValidationLoss, b.ValidationLoss, 1e-6); // the same bytes so far; libtorch promises none
        Train(TrainingSamples.Trainer, options);
        Assert.Contains("another engine", told.Reports.OfType<WorkNotice>().Last().Task, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_experiment_with_libtorch_is_a_run_like_any_other()
    {
        var engine = TestEngines.Of(TestEngines.Torch);
        var workspace = new Workspace(new(folder.File("data")));
        var spec = new ExperimentSpec { Dataset = TinyCorpus.Make(folder.File("songs")) }.WithModel(new(
            [new Conv2d(4), new BatchNorm(), new Relu(), new MaxPool2d(), new GlobalPool(PoolKind.Both), new Dropout(0.1)])
        {
            SegmentFrames = 32,
        });
        spec = spec with { Training = spec.Training with { Epochs = 8, Optimizer = new AdamW(0.02) } };
        var run = new ExperimentRunner(workspace, engine).Execute(spec, TestWork.Of());
        Assert.Equal(("torch", "cpu"), (run.Environment.Engine, run.Environment.Device));
        Assert.True(run.Summary.Validation.RocAucMacro > 0.9);
        var judged = RunJudge.Judge(workspace, run, work: TestWork.Of()); // by the managed engine
        Assert.True(judged.Summary.Test!.RocAucMacro > 0.8);

        var managed = new ExperimentRunner(workspace, new ManagedEngine()).Execute(spec, TestWork.Of());
        Assert.Equal("managed", managed.Environment.Engine);
        Assert.Equal(SpecJson.Hash(managed.Spec), SpecJson.Hash(run.Spec)); // an engine is no part of an experiment
        Assert.Equal(managed.Id, TrainingPace.Find(spec, workspace.Runs, new ManagedEngine())!.Run);
        Assert.Equal(run.Id, TrainingPace.Find(spec, workspace.Runs, engine)!.Run);
    }

    [Fact]
    public void A_lab_trains_with_the_engine_that_it_was_given()
    {
        var engine = TestEngines.Of(TestEngines.Torch);
        var lab = Lab.On(TinyCorpus.Make(folder.File("songs")), folder.File("data")).With(engine).With("training.epochs", 2).WithSeed(4);
        Assert.Contains("torch on cpu", $"{((ICard)lab).Card}", StringComparison.Ordinal);
        var id = lab.Train(token: TestContext.Current.CancellationToken).Run.Id;
        Assert.Equal("torch", new Workspace(new(folder.File("data"))).Runs.Open(id).Environment.Engine);
    }

    [Fact]
    public void The_environment_of_a_run_that_is_older_than_engines_is_read()
    {
        var old = SpecJson.Read<RunEnvironment>("""
            { "workbench": "0.1.0", "runtime": ".NET 10.0.0", "operatingSystem": "Linux", "architecture": "X64", "processors": 2,
              "threads": 1, "startedUtc": "2026-11-01T00:00:00+00:00" }
            """);
        Assert.Equal(("managed", "cpu"), (old.Engine, old.Device));
    }

    private static void AssertSame(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], SamePrediction * Math.Max(1, Math.Abs(expected[i])));
    }
}
