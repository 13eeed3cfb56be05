using Workbench.Recommendation.Listeners;

namespace Workbench.Cli.Ui;

/// <summary>What a listener has said of the songs of a run.</summary>
/// <param name="Ratings">The answers, by the numbers of the songs.</param>
/// <param name="Profile">Whether they re-rank songs, and why, in words; empty before the first answer.</param>
internal sealed record ListenerAnswers(IReadOnlyDictionary<int, Rating> Ratings, string Profile)
{
    /// <summary>Reads them.</summary>
    public static ListenerAnswers Of(string listener, SongList songs, RatingStore ratings) =>
        songs.ProfileOf(listener, ratings) is not { } profile ? new(new Dictionary<int, Rating>(), "")
        : new(profile.Answers.ToDictionary(answer => songs.NumberOf(answer.Song), answer => answer.Rating), profile.Reason);
}
