namespace Workbench.Recommendation.Listeners;

/// <summary>Somebody who has rated songs.</summary>
/// <param name="Name">By what the listener is known.</param>
/// <param name="Likes">How many songs the latest answer to which is <see cref="Rating.Like"/>.</param>
/// <param name="Dislikes">Likewise <see cref="Rating.Dislike"/>.</param>
/// <param name="Skips">Likewise <see cref="Rating.Skip"/>.</param>
/// <param name="LastRated">When the latest answer was given.</param>
public sealed record Listener(string Name, int Likes, int Dislikes, int Skips, DateTimeOffset LastRated)
{
    /// <summary>Who rates where nobody is named.</summary>
    public const string Usual = "me";
}
