using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Experiments;

/// <summary>
/// Several models, trained on the training part and compared on the validation part: the best of them, or their weighted mean, becomes an
/// ordinary run, whose experiment names what was decided and gives the same result without a race. The test part stays sealed.
/// </summary>
/// <param name="workspace">Where datasets, features and runs are kept.</param>
/// <param name="engine">What runs the networks.</param>
public sealed class ModelRace(Workspace workspace, IEngine engine)
{
    /// <summary>What the command line calls a race, in the place of a model.</summary>
    public const string Name = "auto";

    /// <summary>A candidate that counts for less in the mean is left out of it.</summary>
    public const double LeastWeight = 0.1;

    private const char Colon = ':', Comma = ',';

    /// <summary>
    /// How long the race may take, above 0 to 30 days: a candidate that does not fit into what is left, or has not ended when the time is
    /// up, is left out; another race goes on with it. Null for as long as it takes.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>How its trainings are carried out, where it does not know better.</summary>
    internal TrainingOptions Training { get; init; } = new();

    /// <summary>What time it is.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether a race is asked for in the place of a model: <c>auto</c>, or <c>auto:mlp,cnn</c>.</summary>
    /// <param name="model">What was written.</param>
    public static bool IsAskedFor(string model) => model == Name || model.StartsWith(Name + Colon, StringComparison.Ordinal);

    /// <summary>The candidates that are named where a race is asked for; null for those that suit.</summary>
    /// <param name="model"><c>auto</c>, or <c>auto:mlp,cnn</c> with models as <see cref="ModelSpec.Parse"/> reads them.</param>
    /// <exception cref="WorkbenchException">One is no model.</exception>
    public static IReadOnlyList<ModelSpec>? Parse(string model) => model == Name ? null
        : [.. model[(Name.Length + 1)..].Split(Comma, StringSplitOptions.TrimEntries).Select(ModelSpec.Parse)];

    /// <summary>
    /// Runs the race. Stopped, it goes on with the candidate under way when it is run again, and trains none twice.
    /// </summary>
    /// <param name="spec">
    /// The experiment; each candidate brings features and training as <see cref="ExperimentSpec.WithModel"/> does.
    /// </param>
    /// <param name="models">The candidates, each once; null for those that suit the songs.</param>
    /// <param name="work">Threads, progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <returns>The run that it decided for, with its <see cref="Run.Choice"/>.</returns>
    /// <exception cref="WorkbenchException">
    /// The spec or the dataset is not usable, a candidate stands twice, or none could be trained in time.
    /// </exception>
    public Run Execute(ExperimentSpec spec, IReadOnlyList<ModelSpec>? models = null, Work? work = null)
    {
        work ??= Work.Default;
        using var heeding = work.Heed();
        var start = Clock.GetTimestamp();
        TimeSpan Elapsed() => Clock.GetElapsedTime(start);
        var dataset = workspace.Open(spec.Dataset, spec.Labels, work);
        var candidates = Enter(spec, models, dataset);
        var all = With(spec, candidates);
        var runner = Runner(all);
        var preview = TimeLimit is null ? null : Preview(all, dataset, candidates, runner, work);
        string?[] leftOut = [.. candidates.Select((_, i) => preview?.Candidates[i].LeftOut)];
        int[] racing = [.. leftOut.Index().Where(candidate => candidate.Item is null).Select(candidate => candidate.Index)];
        if (racing.Length == 0)
            throw NoneInTime($"{SpecParameters.MemberNames(all)[0]} was left out: {leftOut[0]}");
        var (choice, finished) = runner.During(With(spec, racing.Select(i => candidates[i])), (prepared, work) =>
        {
            List<int> trained = [];
            for (var i = 0; i < racing.Length; i++)
                if ((leftOut[racing[i]] = Train(prepared, i, preview?.Candidates[racing[i]], Elapsed(), work)) is null)
                    trained.Add(i);
            if (trained.Count == 0)
                throw NoneInTime("what was begun goes on where it is");
            return (new ModelChoice(Results(all, candidates, leftOut, [.. trained.Select(i => (racing[i], prepared.Members[i]))]),
                Elapsed().TotalSeconds, TimeLimit?.TotalSeconds), trained.Select(i => prepared.Members[i]).ToArray());
        }, work);
        // What the race decided for is trained already, and its checkpoints say so: the run is what it would be without a race.
        var run = runner.Execute(With(spec, candidates.Where((_, i) => choice.Candidates[i].LeftOut is null)), choice, work);
        foreach (var member in finished)
            member.DeleteCheckpoints();
        return run;
    }

    /// <summary>Finds out what a race would do.</summary>
    /// <inheritdoc cref="Execute"/>
    /// <returns>The songs, and the candidates with estimates.</returns>
    public RacePreview Preview(ExperimentSpec spec, IReadOnlyList<ModelSpec>? models = null, Work? work = null)
    {
        work ??= Work.Default;
        var dataset = DryRun.Open(workspace, spec.Dataset, spec.Labels, work);
        var candidates = Enter(spec, models, dataset);
        var all = With(spec, candidates);
        return Preview(all, dataset, candidates, Runner(all), work);
    }

    /// <summary>
    /// What each of several models counts for: those of a weight below <see cref="LeastWeight"/> are left out one by one, the least first;
    /// and where the mean is no better than the best of them alone, all but that one.
    /// </summary>
    /// <param name="answers">What each said of the same validation part.</param>
    /// <param name="names">What they are called.</param>
    internal static ImmutableArray<(double LogLoss, double Weight, string? LeftOut)> Choose(
        IReadOnlyList<ValidationPredictions> answers, IReadOnlyList<string> names)
    {
        double[] losses = [.. answers.Select(answer => ProbabilityScores.From(TemperatureScaling.Fit(answer).Apply(answer)).LogLoss)];
        var (weights, leftOut) = (new double[answers.Count], new string?[answers.Count]);
        List<int> kept = [.. Enumerable.Range(0, answers.Count)];
        SoftVoting? voting = null;
        while (kept.Count > 1)
        {
            voting = SoftVoting.Fit([.. kept.Select(i => answers[i])]);
            var (least, vote) = voting.Votes.Index().MinBy(vote => vote.Item.Weight);
            if (vote.Weight >= LeastWeight)
                break;
            leftOut[kept[least]] = FormattableString.Invariant($"its weight in the mean was {vote.Weight:0.000}, below {LeastWeight}");
            kept.RemoveAt(least);
        }
        if (kept.Count > 1)
        {
            var (best, one) = (kept.MinBy(i => losses[i]), answers[0]);
            var together = ProbabilityScores.From(new Predictions(one.LabelNames, one.TrackIds, one.Groups, one.Truth,
                voting!.Mean([.. kept.Select(i => answers[i].Scores)]))).LogLoss;
            if (losses[best] <= together)
            {
                foreach (var other in kept.Where(i => i != best))
                    leftOut[other] = FormattableString.Invariant($"{names[best]} alone has a log loss of {losses[best]:0.000}, ")
                        + FormattableString.Invariant($"all together {together:0.000}");
                kept = [best];
            }
        }
        foreach (var (place, i) in kept.Index())
            weights[i] = kept.Count == 1 ? 1 : voting!.Votes[place].Weight;
        return [.. losses.Select((loss, i) => (loss, weights[i], leftOut[i]))];
    }

    /// <summary>Trains a candidate.</summary>
    /// <returns>Why there was no time for it; null where there was.</returns>
    private string? Train(PreparedExperiment prepared, int place, CandidatePreview? preview, TimeSpan elapsed, Work work)
    {
        var (member, inner) = (prepared.Members[place], prepared.OfMember(place, work));
        if (TimeLimit is not { } limit)
        {
            member.Train(inner, inner);
            return null;
        }
        // Those of an earlier session count, too.
        var trained = TimeSpan.FromSeconds(prepared.Members[..place].Sum(other => other.Seconds));
        var left = limit - (elapsed > trained ? elapsed : trained);
        if (left <= TimeSpan.Zero)
            return "no time was left";
        if (preview is { HasBegun: false, TrainingSeconds: { } needed }
            && CandidatePreview.WhyLeftOut(needed, left.TotalSeconds) is { } reason)
            return reason;
        using var timer = new CancellationTokenSource(left, Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(work.Token, timer.Token);
        try
        {
            member.Train(inner with { Token = stop.Token }, inner);
            return null;
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !work.Token.IsCancellationRequested)
        {
            return "the time was up before its training ended";
        }
    }

    private static ImmutableArray<CandidateResult> Results(ExperimentSpec all, ImmutableArray<Candidate> candidates, string?[] leftOut,
        (int Place, MemberTraining Member)[] trained)
    {
        var names = SpecParameters.MemberNames(all);
        CandidateResult[] results = [.. candidates.Select((candidate, i) =>
            new CandidateResult(names[i], candidate.Reason, 0) { LeftOut = leftOut[i] })];
        var votes = Choose([.. trained.Select(one => one.Member.OnValidation)], [.. trained.Select(one => names[one.Place])]);
        foreach (var ((place, member), vote) in trained.Zip(votes))
            results[place] = results[place] with
            {
                RocAuc = RocAuc.Macro(member.OnValidation.Truth, member.OnValidation.Scores),
                LogLoss = vote.LogLoss,
                Weight = vote.Weight,
                Seconds = member.Seconds,
                LeftOut = vote.LeftOut,
            };
        return [.. results];
    }

    private RacePreview Preview(
        ExperimentSpec all, Dataset dataset, ImmutableArray<Candidate> candidates, ExperimentRunner runner, Work work)
    {
        RequireLimit();
        var (left, names) = (TimeLimit?.TotalSeconds ?? double.PositiveInfinity, SpecParameters.MemberNames(all));
        HashSet<string> heard = [];
        List<CandidatePreview> previews = [];
        DryRun? first = null;
        foreach (var (i, spec) in all.Members().Index())
        {
            var dry = DryRun.Of(workspace, dataset, spec, engine, work);
            first ??= dry;
            var extraction = heard.Contains(spec.Features.Hash) ? 0 : (dry.Features?.Seconds ?? 0) + (dry.Copies?.Seconds ?? 0);
            var (needed, hasBegun) = (extraction + (dry.LikelyTrainingSeconds ?? 0), runner.HasBegun(spec));
            var leftOut = hasBegun ? null : CandidatePreview.WhyLeftOut(needed, left);
            previews.Add(new(names[i], candidates[i].Reason, extraction, dry.LikelyTrainingSeconds, dry.Pace?.Run, hasBegun, leftOut));
            if (leftOut is not null)
                continue;
            left -= needed;
            heard.Add(spec.Features.Hash);
        }
        return new(first!, [.. previews], TimeLimit?.TotalSeconds);
    }

    private ImmutableArray<Candidate> Enter(ExperimentSpec spec, IReadOnlyList<ModelSpec>? models, Dataset dataset)
    {
        RequireLimit();
        ImmutableArray<Candidate> candidates = models is null ? Candidate.Of(spec, dataset, workspace.Data)
            : [.. models.Select(model => new Candidate(model, "named as a candidate"))];
        if (candidates.GroupBy(candidate => candidate.Model).FirstOrDefault(equal => equal.Count() > 1) is { } twice)
            throw new WorkbenchException($"The candidate {twice.Key.InWords} stands twice; name each once.");
        return candidates.Length is > 0 and <= EnsembleModel.MostMembers ? candidates
            : throw new WorkbenchException($"A race of {candidates.Length} candidates; there may be 1 to {EnsembleModel.MostMembers}.");
    }

    private void RequireLimit()
    {
        if (TimeLimit is { } limit && (limit <= TimeSpan.Zero || limit > TimeSpan.FromDays(30)))
            throw new WorkbenchException($"A time limit of {limit} must be above 0 and at most 30 days; 20 minutes are usual.");
    }

    private ExperimentRunner Runner(ExperimentSpec all) =>
        new(workspace, engine) { Training = Training, Race = SpecJson.Hash(all)[..16] };

    private WorkbenchException NoneInTime(string detail) => new($"No candidate could be trained within {DryRun.Duration(TimeLimit!.Value
        .TotalSeconds)}; {detail}. Allow more time (--time-limit), or name quicker candidates (--model auto:mlp).");

    private static ExperimentSpec With(ExperimentSpec spec, IEnumerable<Candidate> candidates) =>
        spec.WithModels([.. candidates.Select(candidate => candidate.Model)]);
}
