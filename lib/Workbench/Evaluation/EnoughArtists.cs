namespace Workbench.Evaluation;

/// <summary>
/// How many artists it takes to say how sure a score is. With fewer there is no interval, no verdict and nothing that is chosen by them:
/// it would claim a certainty that is not there.
/// </summary>
/// <remarks>
/// The percentiles of a resampled mean of n artists reach 1.96 sqrt((n - 1) / n) standard errors to each side, so that "95 %" cover
/// P(|t| below that) with n - 1 degrees of freedom: 60 % of 2 artists, 75 % of 3, 85 % of 5, 89 % of 8. The area under a genre's ROC curve
/// hangs on the artists with the genre or those without, whichever are fewer: simulated, with areas of 0.76 and 0.92, its intervals cover
/// 46 and 43 % where that is 1 artist beside 10, 70 and 65 % of 2, 83 and 75 % of 3, 87 and 80 % of 5, 93 and 89 % of 8 beside 30. That
/// few clusters make tests too sure: Cameron, Gelbach and Miller 2008. Where artists are unknown, each song counts as one.
/// </remarks>
public static class EnoughArtists
{
    /// <summary>Artists of a part, from which on its scores have intervals.</summary>
    public const int OfPart = 8;

    /// <summary>Artists with a label, and as many without, from which on its own scores have intervals.</summary>
    public const int OfLabel = 5;

    /// <summary>Whether a part has enough.</summary>
    public static bool In(Predictions predictions) => Count(predictions) >= OfPart;

    /// <summary>Whether a label has enough, with it and without.</summary>
    /// <param name="predictions">What a model said, and the truth.</param>
    /// <param name="label">Its index.</param>
    public static bool In(Predictions predictions, int label) => On(predictions.Truth.Column(label), predictions.Groups);

    /// <summary>Artists of a part.</summary>
    internal static int Count(Predictions predictions) => predictions.Groups.Distinct().Count();

    /// <summary>Whether the songs with a label are by enough artists, and those without too.</summary>
    /// <param name="hasLabel">Of each song.</param>
    /// <param name="groups">The artist of each.</param>
    internal static bool On(IReadOnlyList<bool> hasLabel, IReadOnlyList<string> groups) =>
        new[] { true, false }.All(side => hasLabel.Zip(groups).Where(song => song.First == side).Select(song => song.Second)
            .Distinct().Take(OfLabel).Count() == OfLabel);
}
