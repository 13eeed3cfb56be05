using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// What a measure of one's own gave, as JSON holds it: with all that the measure is, so that a program without its code can tell.
/// </summary>
/// <param name="Measure">The measure.</param>
/// <param name="Value">A score or an interval; null where it is undefined.</param>
internal sealed record OwnScore<T>(Measure Measure, T? Value)
{
    private const string Member = "own";

    /// <summary>Those that stand in an object of scores; none where it has none.</summary>
    public static IReadOnlyList<OwnScore<T>> In(JsonMembers members) =>
        members.TakeIfAny<OwnScore<T>[]>(Member) ?? [];

    /// <summary>Puts them into an object of scores, which has no such member where there are none.</summary>
    public static void Put(JsonMembers members, ImmutableArray<Measure> own, Func<Measure, T?> valueOf)
    {
        if (!own.IsEmpty)
            members.Put(Member, own.Select(measure => new OwnScore<T>(measure, valueOf(measure))));
    }
}
