using System.Collections.Immutable;
using Workbench.Recommendation.Listeners;

namespace Workbench.Benchmarks.Listeners;

/// <summary>A listener of Emotify.</summary>
/// <param name="Name">Age, gender and mother tongue: all that is known of who answered.</param>
/// <param name="Answers">Songs, by their places, with the first answer to each.</param>
/// <param name="IsOne">Whether no song was answered twice; otherwise these are several people for certain.</param>
/// <param name="Popularity">What the others say of each song: likes less dislikes, over answers and five more.</param>
internal sealed record EmotifyListener(
    string Name, ImmutableArray<(int Song, Rating Rating)> Answers, bool IsOne, ImmutableArray<double> Popularity)
{
    /// <summary>How many songs are liked or disliked.</summary>
    public int Decided => Answers.Count(answer => answer.Rating != Rating.Skip);
}
