using Workbench.Foundation;

namespace Workbench.Demo;

/// <summary>What the synthetic demo corpus is made from: the same spec gives the same music.</summary>
internal sealed record DemoSpec
{
    /// <summary>240 tracks by 40 artists, seed 2026, difficulty as in real collections.</summary>
    public static DemoSpec Default { get; } = new();

    /// <summary>Seed of every draw.</summary>
    public int Seed { get; init; } = 2026;

    /// <summary>Number of tracks, 1 to 10,000. At the default size every genre has at least six artists.</summary>
    public int TrackCount { get; init; } = 240;

    /// <summary>Number of artists, 1 to <see cref="TrackCount"/>.</summary>
    public int ArtistCount { get; init; } = 40;

    /// <summary>
    /// How far genres overlap, 0 to 1: the probability that one of a track's seven traits (rhythm, harmony, bass, chords,
    /// pad, lead, production) comes from a genre that is not among its labels. 0 makes every track a textbook example;
    /// 1 makes labels meaningless. The default puts good models near 0.9 macro ROC-AUC on artist-grouped splits.
    /// </summary>
    public double Ambiguity { get; init; } = 0.08;

    /// <summary>Checks the spec.</summary>
    /// <exception cref="InvalidSpecException">A value is out of range.</exception>
    public void Validate() => new SpecProblems(nameof(DemoSpec))
        .Require(TrackCount is >= 1 and <= 10_000, $"Track count {TrackCount} must be 1 to 10000; {Default.TrackCount} is usual.")
        .Require(ArtistCount >= 1 && ArtistCount <= TrackCount,
            $"Artist count {ArtistCount} must be 1 to the track count, {TrackCount}; {Default.ArtistCount} is usual.")
        .Require(Ambiguity is >= 0 and <= 1, $"Ambiguity {Ambiguity} must be 0 to 1; {Default.Ambiguity} is usual.")
        .ThrowIfAny();
}
