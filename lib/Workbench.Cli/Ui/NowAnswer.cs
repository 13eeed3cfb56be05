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
/// <param name="list">The runs.</param>
internal sealed class NowAnswer(Workspace workspace, RunList list)
{
    /// <summary>Answers.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        var trainings = workspace.Trainings.List();
        return UiContent.SendAsync(context, UiJson.Bytes(new { runs = list.Stamp(), trainings, curves = Curves(trainings) }), UiJson.Type);
    }

    private static string? Curves(IReadOnlyList<LiveTraining> trainings) => trainings.All(training => training.Epochs.IsEmpty) ? null
        : Chart.LearningCurves([.. trainings.Select((training, i) => (FormattableString.Invariant($"#{i + 1}"),
            (IReadOnlyList<Training.EpochResult>)training.Epochs, training.BestEpoch))]).ToSvg();
}
