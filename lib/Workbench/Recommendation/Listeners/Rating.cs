namespace Workbench.Recommendation.Listeners;

/// <summary>What a listener says of a song.</summary>
public enum Rating
{
    /// <summary>More of it.</summary>
    Like,

    /// <summary>Less of it.</summary>
    Dislike,

    /// <summary>Not now: a weak dislike.</summary>
    Skip,
}
