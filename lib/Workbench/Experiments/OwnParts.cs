using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>What in an experiment is code of the user's own.</summary>
internal static class OwnParts
{
    /// <summary>All of it, in the order in which it is used.</summary>
    public static IEnumerable<IOwnCode> Of(ExperimentSpec spec) => ((object?[])
    [
        .. spec.Members().SelectMany(member => member.Features.Features), .. spec.Augmentation?.Transforms ?? [],
        .. spec.Members().SelectMany(member => (object?[])[member.Model.Own, member.Training.Schedule, member.Training.OnEpoch]),
        .. spec.OwnMeasures,
    ]).OfType<IOwnCode>().Distinct();

    /// <summary>Makes sure that this process has the code, before work begins that needs it.</summary>
    /// <exception cref="OwnCodeException">It lacks some, with the line that defines it.</exception>
    public static void Require(ExperimentSpec spec)
    {
        foreach (var part in Of(spec))
            part.Require();
    }

    /// <summary>Rows of a card: what each is, its name and its text.</summary>
    public static IEnumerable<object?[]> Rows(ExperimentSpec spec) =>
        Of(spec).Select(part => new object?[] { $"own {part.What}", $"{part.Name}: {part.Text}" });

    /// <summary>What a part is called, and its text in one line.</summary>
    public static string Line(IOwnCode part) =>
        $"{Title(part)}: {string.Join(' ', part.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}";

    /// <summary>What a part is called: <c>Own transform crackle</c>.</summary>
    public static string Title(IOwnCode part) => $"Own {part.What} {part.Name}";
}
