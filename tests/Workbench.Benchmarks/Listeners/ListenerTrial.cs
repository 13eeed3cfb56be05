using System.Collections.Immutable;

namespace Workbench.Benchmarks.Listeners;

/// <summary>AUC of a listener's held-out answers, ranked in several ways.</summary>
/// <param name="Listener">Who.</param>
/// <param name="Random">By chance.</param>
/// <param name="Popularity">By what other listeners say.</param>
/// <param name="Nearest">By the similarity to the nearest song that was liked.</param>
/// <param name="NoProfile">By the mean similarity to the songs that were liked.</param>
/// <param name="Profile">By that and the profile, with each weight that was tried.</param>
/// <param name="AtWork">The share of draws in which the profile was at work.</param>
internal sealed record ListenerTrial(EmotifyListener Listener, double Random, double Popularity, double Nearest, double NoProfile,
    ImmutableArray<double> Profile, double AtWork)
{
    /// <summary>The mean of several of one listener.</summary>
    public static ListenerTrial Mean(IReadOnlyList<ListenerTrial> draws) => new(draws[0].Listener, draws.Average(t => t.Random),
        draws.Average(t => t.Popularity), draws.Average(t => t.Nearest), draws.Average(t => t.NoProfile),
        [.. draws[0].Profile.Select((_, i) => draws.Average(t => t.Profile[i]))], draws.Average(t => t.AtWork));
}
