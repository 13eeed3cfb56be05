using Workbench.Recommendation;

namespace Workbench.Cli;

/// <summary>The songs that were chosen from.</summary>
/// <param name="Name">Where they are from, in words.</param>
/// <param name="Songs">How many there are.</param>
internal sealed record AskedCatalogue(string Name, int Songs)
{
    /// <summary>Who was asked, in words.</summary>
    /// <param name="run">The run.</param>
    /// <param name="why">Why that one, where nobody named it.</param>
    public string AskedBy(string run, string? why) => $"run {run}{(why is null ? "" : $" ({why})")}, among {Songs} song(s) of {Name}";

    public static AskedCatalogue Of(Recommender recommender) => new(recommender.Name, recommender.Count);
}
