using Workbench.Experiments;
using Workbench.Features;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

/// <summary>
/// The songs of a run's validation part where its model hears them: what its last layer is given, seen along the two directions in which
/// the training songs differ most there.
/// </summary>
internal static class ModelMap
{
    public static Figure Draw(Workspace workspace, Run run, string[] genres, Work work)
    {
        var split = RunSplit.Of(workspace, run, work).Split;
        var heardInTraining = new SongSummaries(run.Model.Embed(split.Train.Songs, work));
        var components = PrincipalComponents.Fit(split.Train.With(heardInTraining));
        var heard = run.Model.Embed(split.Validation.Songs, work);
        var places = split.Validation.Tracks.Select((song, row) => (song, Place: components.Transform(heard.Row(row))));
        return Chart.Songs($"{split.Validation.Tracks.Length} validation songs as the model hears them",
            AxisOf(components, 0), AxisOf(components, 1), [.. places.Select(s => (s.song, s.Place[0], s.Place[1]))],
            genres.Length == 0 ? null : genres, GenreColors.Of(run));
    }

    private static Axis AxisOf(PrincipalComponents components, int i) =>
        new(FormattableString.Invariant($"Component {i + 1} ({components.ExplainedVarianceRatio[i]:0 %} of the variance)"));
}
