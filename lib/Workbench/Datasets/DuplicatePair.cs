namespace Workbench.Datasets;

/// <summary>Two songs that sound the same.</summary>
/// <param name="First">The <see cref="Track.Id"/> of one.</param>
/// <param name="Second">That of the other.</param>
/// <param name="HaveSameLabels">Whether they agree in their labels; if not, one is mislabelled.</param>
public sealed record DuplicatePair(string First, string Second, bool HaveSameLabels)
{
    internal static DuplicatePair Of(Track first, Track second) => new(first.Id, second.Id, first.Labels.SequenceEqual(second.Labels));
}
