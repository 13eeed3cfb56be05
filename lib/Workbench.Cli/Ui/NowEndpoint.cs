using Microsoft.AspNetCore.Http;
using Workbench.Charts;
using Workbench.Experiments;

namespace Workbench.Cli.Ui;

/// <summary>
/// What goes on now: the trainings under way with their curves, and whether runs have come, gone or changed. The page asks every second
/// while it is seen; an answer that has not changed has no body.
/// </summary>
/// <remarks>Asking, unlike a stream of events, holds no connection: browsers grant six to all pages of a server together.</remarks>
/// <param name="workspace">Where trainings tell of themselves.</param>
/// <param name="rows">The runs.</param>
internal sealed class NowEndpoint(Workspace workspace, RunRows rows)
{
    /// <summary>Answers.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        var trainings = workspace.Trainings.List();
        var now = new
        {
            runs = rows.Stamp(),
            trainings = trainings.Select(t =>
                new { t.Dataset, t.Model, t.Seed, Changed = t.ChangedText, t.Started, t.Task, t.Done, t.Total, t.Detail, t.SecondsLeft }),
            curves = Curves(trainings),
        };
        return UiContent.SendAsync(context, UiJson.Bytes(now), UiJson.Type);
    }

    private static string? Curves(IReadOnlyList<LiveTraining> trainings) => trainings.All(training => training.Epochs.IsEmpty) ? null
        : Chart.LearningCurves([.. trainings.Select((training, i) => (FormattableString.Invariant($"#{i + 1}"),
            (IReadOnlyList<Training.EpochResult>)training.Epochs, training.BestEpoch))]).ToSvg();
}
