using System.Collections.Immutable;
using Workbench.Charts;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation;
using Workbench.Recommendation.Listeners;

namespace Workbench.Cli.Ui;

/// <summary>The songs of a run as the page lists them. Each goes by its number here, from 0: addresses name no files.</summary>
internal sealed class SongList
{
    private readonly Recommender recommender;
    private readonly ImmutableArray<SongRow> rows;
    private readonly Dictionary<string, int> numbers;

    /// <summary>Lists them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="recommender">The songs with what its model made of them.</param>
    public SongList(Run run, Recommender recommender)
    {
        this.recommender = recommender;
        var answers = Answers(run);
        rows = [.. recommender.Tracks.Select((track, number) =>
            answers.TryGetValue(track.Id, out var said) ? SongRow.Of(number, track, said.Part, said.Loss) : SongRow.Of(number, track))];
        numbers = recommender.Tracks.Index().ToDictionary(track => track.Item.Id, track => track.Index);
        Genres = [.. recommender.Tracks.SelectMany(track => track.Labels).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The genres of the songs, in ordinal order.</summary>
    public ImmutableArray<string> Genres { get; }

    /// <summary>A song.</summary>
    /// <exception cref="UiRefusal">There is none of that number.</exception>
    public Track this[int number] => number >= 0 && number < rows.Length ? recommender.Tracks[number]
        : throw UiRefusal.NotFound(
            FormattableString.Invariant($"There is no song {number}; they are numbered from 0 to {rows.Length - 1}."));

    /// <summary>Some songs, a page of them.</summary>
    public SongPage Find(SongQuestion question)
    {
        var found = question.Choose(rows);
        return new(rows.Length, found.Count, [.. found.Skip(question.Offset).Take(question.Count)], Genres);
    }

    /// <summary>What a listener's answers say of these songs; null of somebody who has not rated any.</summary>
    public ListenerProfile? ProfileOf(string listener, RatingStore ratings) =>
        ratings.Listeners().Any(known => known.Name == listener) ? recommender.ProfileOf(listener, ratings.Of(listener)) : null;

    /// <summary>The number of a song of the list.</summary>
    public int NumberOf(Track song) => numbers[song.Id];

    /// <summary>The songs most like one, nearest first, re-ranked by a profile that is at work.</summary>
    /// <exception cref="UiRefusal">There is no song of that number.</exception>
    public IEnumerable<SimilarSong> Similar(int number, int count, ListenerProfile? profile, Work work) => recommender
        .Recommend(this[number].Id, new RecommendOptions { Count = count, Profile = profile }, work)
        .Select(neighbor => new SimilarSong(rows[numbers[neighbor.Track.Id]], neighbor.Distance, neighbor.Reason,
            Chart.Reasons(this[number].DisplayName, neighbor).ToSvg()));

    /// <summary>What the model said to the songs that it did not learn from.</summary>
    private static Dictionary<string, (string Part, SongLoss Loss)> Answers(Run run)
    {
        IEnumerable<(string Part, Predictions Said)> parts = [("validation", run.ValidationPredictions)];
        if (run.Summary.Test is not null)
            parts = parts.Append(("test", run.TestPredictions));
        return parts
            .SelectMany(part => SongLoss.Top(run.Model, part.Said, part.Said.TrackIds.Length).Select(loss => (part.Part, Loss: loss)))
            .ToDictionary(song => song.Loss.TrackId);
    }
}
