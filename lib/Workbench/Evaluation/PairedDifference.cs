namespace Workbench.Evaluation;

/// <summary>
/// By how much one model scores higher than another on the same tracks, drawn together: what is hard for both cancels out.
/// </summary>
/// <param name="Difference">Score of the first less that of the second.</param>
/// <param name="TrackCount">Tracks that both were evaluated on.</param>
/// <param name="GroupCount">Groups (artists) that the tracks belong to: what was drawn.</param>
public sealed record PairedDifference(Interval Difference, int TrackCount, int GroupCount)
{
    /// <summary>Whether the interval leaves out 0; one without any spread shows nothing.</summary>
    public bool IsShown => Difference.IfAnySpread is { Low: > 0 } or { High: < 0 };

    /// <summary>The difference in words.</summary>
    /// <param name="first">What to call the first model.</param>
    /// <param name="second">What to call the second.</param>
    public string Verdict(string first, string second) => Verdict(first, second, BetterWhen.Higher);

    /// <summary>The same of a measure that is better in that way.</summary>
    internal string Verdict(string first, string second, BetterWhen betterWhen)
    {
        var gain = betterWhen == BetterWhen.Lower ? -Difference : Difference;
        if (gain.Estimate < 0)
            return (this with { Difference = -Difference }).Verdict(second, first, betterWhen);
        var evidence = FormattableString.Invariant($"{TrackCount:N0} songs, {GroupCount:N0} artists");
        return IsShown ? $"{first} better than {second} by {gain}, {evidence}"
            : $"No difference shown: {first} minus {second} is {Difference}, {evidence}";
    }
}
