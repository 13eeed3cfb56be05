using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Recommendation.Playlists;

namespace Workbench.Charts;

/// <summary>
/// Songs of a run where its model hears them: what its last layer is given, seen along the two directions in which the training songs
/// differ most there.
/// </summary>
internal static class ModelMap
{
    /// <summary>The songs of the validation part.</summary>
    public static Figure Draw(Workspace workspace, Run run, string[] genres, Work work)
    {
        var split = RunSplit.Of(workspace, run, work).Split;
        return Draw(run, split, $"{split.Validation.Tracks.Length} validation songs as the model hears them",
            split.Validation.Tracks, run.Model.Embed(split.Validation.Songs, work), genres, null, work);
    }

    /// <summary>All songs of the dataset, and the path of a list through them.</summary>
    public static Figure Draw(Workspace workspace, Run run, Playlist list, string[] genres, Work work)
    {
        var all = RunRecommender.Catalogue(workspace, run, work);
        return Draw(run, RunSplit.Of(workspace, run, work).Split,
            $"{list.Name}: its way among {all.Tracks.Length} songs as the model hears them", all.Tracks, all.Outputs.Embedding, genres,
            [.. list.Songs.Select(song => song.Track?.Id).OfType<string>()], work);
    }

    private static Figure Draw(Run run, Split split, string title, ImmutableArray<Track> songs, FeatureMatrix heard, string[] genres,
        IReadOnlyList<string>? path, Work work)
    {
        var heardInTraining = new SongSummaries(run.Model.Embed(split.Train.Songs, work));
        var components = PrincipalComponents.Fit(split.Train.With(heardInTraining));
        var places = songs.Select((song, row) => (song, Place: components.Transform(heard.Row(row))));
        return Chart.Songs(title, AxisOf(components, 0), AxisOf(components, 1), [.. places.Select(s => (s.song, s.Place[0], s.Place[1]))],
            genres.Length == 0 ? null : genres, GenreColors.Of(run), path);
    }

    private static Axis AxisOf(PrincipalComponents components, int i) =>
        new(FormattableString.Invariant($"Component {i + 1} ({components.ExplainedVarianceRatio[i]:0 %} of the variance)"));
}
