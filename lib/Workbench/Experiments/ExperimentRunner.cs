using System.Collections.Immutable;
using System.Diagnostics;
using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Optimizers;

namespace Workbench.Experiments;

/// <summary>
/// From a spec to a run folder: open, extract, split, train, evaluate on the validation part, write. The test part stays sealed:
/// <see cref="RunJudge"/> opens it, for the run that was chosen. Of an ensemble the members are trained one after the other.
/// </summary>
/// <param name="workspace">Where datasets, features and runs are kept.</param>
/// <param name="engine">
/// What runs the network, of no account for what the experiment is; one in code of the user's own runs on its own engine.
/// </param>
/// <param name="whenStopped">
/// What becomes of a training that is stopped: no run, and the next execution goes on where it was; or a run with its best epoch so far,
/// of an ensemble where each member has one.
/// </param>
public sealed class ExperimentRunner(Workspace workspace, IEngine engine, WhenStopped whenStopped = WhenStopped.Resume)
{
    /// <summary>How its trainings are carried out, where it does not know better.</summary>
    internal TrainingOptions Training { get; init; } = new();

    /// <summary>
    /// What tells the checkpoints of a race from others, so that what a candidate learned is found by the experiment that the race decided
    /// for; null outside of one.
    /// </summary>
    internal string? Race { get; init; }

    /// <summary>Runs the experiment.</summary>
    /// <param name="spec">What to do.</param>
    /// <param name="work">
    /// Threads; told how far reading, extracting and training are, of the last as <see cref="TrainingProgress"/>; when it is stopped,
    /// extracted features are kept, and of a training its checkpoint or the best epoch so far. Null for <see cref="Work.Default"/>.
    /// </param>
    /// <returns>The finished run, read back from its folder.</returns>
    /// <exception cref="WorkbenchException">The spec or the dataset is not usable.</exception>
    public Run Execute(ExperimentSpec spec, Work? work = null) => Execute(spec, null, work ?? Work.Default);

    /// <summary>The same for an experiment that a race decided for.</summary>
    internal Run Execute(ExperimentSpec spec, ModelChoice? choice, Work work)
    {
        using var heeding = work.Heed();
        Require(spec);
        var asked = spec;
        spec = asked.Resolve();
        using var told = workspace.Trainings.Begin(spec);
        work = told.Follow(work);
        var clock = Stopwatch.StartNew();
        var environment = RunEnvironment.Current(work.Threads, OwnNetworkEngine.For(spec.Model, engine));
        var prepared = Prepare(spec, work);
        var (dataset, extracted, split, learned, plan, train, recipe, names, members) = prepared;
        spec = recipe.Experiment;
        asked = asked with
        {
            Training = spec.Training with { Seed = asked.Training.Seed },
            Ensemble = [.. asked.Ensemble.Zip(spec.Ensemble,
                (named, decided) => named with { Training = decided.Training with { Seed = named.Training.Seed } })],
        };
        // From here on the best epoch is to become a run, whatever is stopped.
        var rest = whenStopped == WhenStopped.KeepBestEpoch ? work with { Token = default } : work;
        foreach (var (i, member) in members.Index())
            member.Train(prepared.OfMember(i, work), prepared.OfMember(i, rest));
        var voting = members.Length == 1 ? null : SoftVoting.Fit([.. members.Select(member => member.OnValidation)]);
        var vocabulary = members[0].Chosen.Vocabulary;
        var onValidation = voting is null ? members[0].OnValidation
            : new(split.Validation, vocabulary, voting.Mean([.. members.Select(member => member.OnValidation.Scores)]));
        var onTraining = new Predictions(learned, vocabulary,
            voting is null ? members[0].OnTraining : voting.Mean([.. members.Select(member => member.OnTraining)]));
        var thresholds = split.Task == ClassificationTask.SingleLabel ? null : Thresholds.Tune(onValidation);
        if (recipe.Refits)
            foreach (var (i, member) in members.Index())
                member.Refit(prepared.OfMember(i, work));
        var model = voting is null ? members[0].Model(thresholds, split.Task)
            : new EnsembleModel([.. members.Select(member => member.Model(null, split.Task))], voting, thresholds, split.Task);
        var summaries = voting is null ? [] : members.Select((member, i) => Summarize(member, names[i], voting.Votes[i], split.Task, spec))
            .ToImmutableArray();
        string[] notes =
        [
            .. split.Notes, .. choice is null ? [] : (string[])[choice.Note],
            .. recipe.Decisions.IsEmpty ? [] : (string[])[recipe.InWords], .. MissingCopies(plan, learned, train),
            .. members.SelectMany((member, i) => Notes(member).Select(note => voting is null ? note : $"{names[i]}: {note}")),
        ];

        var id = RunStore.NewId(extracted.Dataset.Name, spec);
        var summary = Summarize(id, spec, extracted, split, train, model, onTraining, onValidation,
            clock.Elapsed.TotalSeconds + (choice?.Seconds ?? 0), notes, rest) with
        {
            Members = summaries,
            Refit = recipe.Refits,
            DatasetGenres = [.. dataset.LabelCounts.Select(count => count.Key)],
        };
        var run = workspace.Runs.Add(id, folder =>
        {
            File.WriteAllText(Path.Combine(folder, RunFiles.Experiment), SpecJson.Write(asked));
            File.WriteAllText(Path.Combine(folder, RunFiles.Environment), SpecJson.Write(environment));
            onValidation.WriteCsv(Path.Combine(folder, RunFiles.ValidationPredictions));
            plan?.WriteCsv(Path.Combine(folder, RunFiles.Copies));
            SkippedFileList.Write(Path.Combine(folder, RunFiles.Skipped), extracted.Dataset.Skipped);
            model.Save(folder);
            for (var i = 0; i < members.Length; i++)
                File.WriteAllText(Path.Combine(voting is null ? folder : EnsembleDescription.FolderOf(folder, i), RunFiles.Epochs),
                    members[i].Chosen.LearningCurve.ToCsv());
            if (choice is not null)
                File.WriteAllText(Path.Combine(folder, RunFiles.Choice), SpecJson.Write(choice));
            RunStore.WriteSummary(folder, spec, summary);
        });
        foreach (var member in members)
            member.DeleteCheckpoints();
        return run;
    }

    /// <summary>Prepares the candidates of a race, which are the members of an experiment that becomes no run.</summary>
    /// <param name="spec">That experiment.</param>
    /// <param name="body">The race, with work that others can watch.</param>
    /// <param name="work">Threads, progress, and what stops it.</param>
    internal T During<T>(ExperimentSpec spec, Func<PreparedExperiment, Work, T> body, Work work)
    {
        using var heeding = work.Heed();
        Require(spec);
        spec = spec.Resolve();
        using var told = workspace.Trainings.Begin(spec);
        work = told.Follow(work);
        return body(Prepare(spec, work), work);
    }

    /// <summary>Whether the training of an experiment of one model was begun and stopped.</summary>
    internal bool HasBegun(ExperimentSpec spec) => File.Exists(Checkpoint(spec.Resolve(), 0));

    private void Require(ExperimentSpec spec)
    {
        spec.Validate();
        OwnParts.Require(spec);
        foreach (var member in spec.Members())
            member.Model.Start?.ReadFile(); // before features take their time
        workspace.Runs.RequireWritable();
    }

    private PreparedExperiment Prepare(ExperimentSpec spec, Work work)
    {
        var (dataset, extracted, split) = RunSplit.Of(workspace, spec, work);
        string[] checkpoints = [.. spec.Members().Select((_, i) => Checkpoint(spec, i))];
        var learned = split.Train.Take(spec.TrainingShare, spec.Split);
        var plan = spec.Augmentation is null ? null : AugmentationPlan.Of(learned, spec.Augmentation);
        var recipe = Recipe.Of(spec, TrainingFacts.Of(learned, plan?.Copies.Length ?? 0, split.Validation) with { Task = split.Task });
        spec = recipe.Experiment;
        var train = Augment(learned, plan, spec.Heard, work);
        var heard = spec.Heard.Parts;
        var options = Training with { WhenStopped = whenStopped, KeepsEnd = Race is not null || !spec.Ensemble.IsEmpty };
        MemberTraining[] members = [.. spec.Members().Select((member, i) =>
        {
            var part = heard.IndexOf(member.Features);
            return new MemberTraining(member, OwnNetworkEngine.For(member.Model, engine), train.With(train.Songs.Parts[part]),
                learned.With(learned.Songs.Parts[part]), split.Validation.With(split.Validation.Songs.Parts[part]), options,
                checkpoints[i]);
        })];
        return new(dataset, extracted, split, learned, plan, train, recipe, SpecParameters.MemberNames(spec), members);
    }

    private TrainingPart Augment(TrainingPart part, AugmentationPlan? plan, FeatureSpec features, Work work)
    {
        if (plan is null)
            return part;
        work.Report(new AugmentationProgress(new("Planning copies", plan.Copies.Length, plan.Copies.Length), plan));
        return workspace.Augment(plan, features, work);
    }

    /// <summary>Where a member's checkpoint is. A callback that was mended finds that of the one that failed.</summary>
    private string Checkpoint(ExperimentSpec spec, int member)
    {
        spec = spec with
        {
            Training = spec.Training with { OnEpoch = null },
            Ensemble = [.. spec.Ensemble.Select(other => other with { Training = other.Training with { OnEpoch = null } })],
        };
        return Path.Combine(workspace.Data.CheckpointsPath, Race is not null ? $"{Race}-{SpecJson.Hash(spec.Members()[member])}"
            : spec.Ensemble.IsEmpty ? SpecJson.Hash(spec) : FormattableString.Invariant($"{SpecJson.Hash(spec)}-{member + 1}"));
    }

    private static IEnumerable<string> MissingCopies(AugmentationPlan? plan, TrainingPart part, TrainingPart augmented)
    {
        var made = augmented.Tracks.Length - part.Tracks.Length;
        if (plan is not null && made < plan.Copies.Length)
            yield return $"{plan.Copies.Length - made} of {plan.Copies.Length} changed copies could not be made and were left out: "
                + "their songs can no longer be read, or are too short to be changed so.";
    }

    private static MemberSummary Summarize(MemberTraining member, string name, Vote vote, ClassificationTask task, ExperimentSpec spec)
    {
        var (plan, curve) = (member.Model(null, task).Plan, member.Chosen.LearningCurve);
        return new(name, vote.Weight, vote.Temperature, plan.ParameterCount, member.SamplesPerEpoch, curve.Epochs.Length, curve.BestEpoch,
            Scores.From(member.OnValidation, Decisions.Of(member.OnValidation.Scores, task), spec.OwnMeasures));
    }

    private static IEnumerable<string> Notes(MemberTraining member)
    {
        var (curve, spec) = (member.Chosen.LearningCurve, member.Spec.Training);
        if (curve.Stopped == StopReason.Cancelled)
            yield return $"Training was stopped by hand after epoch {curve.Epochs.Length}; the best epoch so far was kept.";
        if (curve.Stopped == StopReason.Callback)
            yield return $"Training was ended by the callback {spec.OnEpoch!.Name} after epoch {curve.Epochs.Length}; the "
                + "best epoch so far was kept.";
        if (spec.Optimizer is Lbfgs { L2: null } && member.Chosen.L2 is { } l2)
            yield return FormattableString.Invariant($"The penalty of the logistic regression, L2 = {l2} (scikit-learn's C = {1 / l2}), ")
                + "was chosen inside the training part, by the log loss of songs of other artists.";
        if (member.Chosen.Spec.Layers is [RbfKernel kernel])
            yield return $"Songs are compared with {Counted.Of(kernel.Centers, "song")} of the training part, the centers of the kernel.";
        if (curve.Stopped == StopReason.Finished && spec.Optimizer is Lbfgs)
            yield return $"The fit had not converged after {spec.Epochs} iterations; let it have more: --set training.epochs=10000.";
        if (!ReferenceEquals(member.Last, member.Chosen))
            yield return $"The model was trained again for {Counted.Of(spec.RefitEpochs(curve), "epoch")}, on training and "
                + "validation part together; the validation scores are those of the model before, which had not seen these songs.";
        foreach (var note in Notes(member.Model(null, ClassificationTask.MultiLabel).Plan))
            yield return note;
        if (member.Spec.Model.ChanceNote is { } chance)
            yield return chance;
    }

    private static IEnumerable<string> Notes(ModelPlan plan)
    {
        if (plan is not { Own: { } own, Network: { } network })
            yield break;
        if (network.Classes.Length > 0 && own.Version is null)
            yield return $"The network {own.Name} is made of the class {string.Join(" and of ", network.Classes)}, whose text the run does "
                + "not keep. Where you change it, name a version, or runs of both count as repeats of one experiment: "
                + $"TorchModel.From(\"{own.Name}\", ..., version: \"2\").";
        if (network.EmbeddingSize is null)
            yield return $"The network {own.Name} has no Linear layer that gives the labels; songs are recommended by its logits.";
    }

    private static RunSummary Summarize(
        string id, ExperimentSpec spec, ExtractedDataset data, Split split, TrainingPart train, TrainedModel model, Predictions training,
        ValidationPredictions validation, double seconds, string[] notes, Work work) => new()
        {
            Id = id,
            Seed = spec.Training.SeedOrZero,
            Dataset = data.Dataset.Name,
            Tracks = data.Tracks.Length,
            Skipped = data.Dataset.Skipped.Length,
            Task = model.Task,
            Labels = model.Vocabulary.Count,
            Parameters = model.ParameterCount,
            TrainTracks = training.TrackIds.Length,
            TrainCopies = train.Tracks.Length - training.TrackIds.Length,
            ValidationTracks = split.Validation.Tracks.Length,
            TestTracks = split.Test.Count,
            SplitHash = split.Hash,
            TrainingRocAucMacro = RocAuc.Macro(training.Truth, training.Scores),
            TrainingRocAuc = EnoughArtists.In(training) && RocAuc.Macro(training.Truth, training.Scores) is not null
                ? new Bootstrap().RocAucMacro(training, work).IfAnySpread
                : null,
            Validation = Scores.From(validation, Decisions.Of(validation.Scores, model.Task), spec.OwnMeasures),
            ValidationGuessing = Scores.OfGuessing(validation, model.Task, spec.OwnMeasures),
            ValidationArtists = EnoughArtists.Count(validation),
            ValidationIntervals = EnoughArtists.In(validation)
                ? new Bootstrap().Intervals(validation, Decisions.Of(validation.Scores, model.Task), work, spec.OwnMeasures)
                : null,
            Epochs = model.Members.Sum(member => member.LearningCurve.Epochs.Length),
            BestEpoch = model.Members[0].LearningCurve.BestEpoch,
            Stopped = model.Members.Any(member => member.LearningCurve.Stopped == StopReason.Cancelled),
            Seconds = Math.Round(seconds, 2),
            Notes = [.. notes],
        };
}
