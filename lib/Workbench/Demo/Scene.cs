using static Workbench.Demo.Genres;

namespace Workbench.Demo;

/// <summary>A circle of artists who play related genres.</summary>
/// <param name="Share">Share of the artists.</param>
/// <param name="Blends">What they record, with shares of their tracks.</param>
internal sealed record Scene(double Share, params (double Share, Genre[] Genres)[] Blends)
{
    /// <summary>All scenes. Rock is in the majority, as in the collections that this corpus stands in for.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        new(12, (0.68, [Rock]), (0.12, [Folk, Rock]), (0.1, [Punk, Rock]), (0.1, [Electronic, Rock])), // rock bands
        new(5, (0.5, [Rock]), (0.18, [Electronic, Rock]), (0.18, [Ambient, Rock]), (0.14, [Ambient, Electronic, Rock])), // post-rock
        new(4, (0.4, [Punk]), (0.42, [Punk, Rock]), (0.18, [Rock])), // punks
        new(5, (0.54, [Folk]), (0.3, [Folk, Rock]), (0.16, [Classical, Folk])), // songwriters
        new(4, (0.66, [Electronic]), (0.18, [Ambient, Electronic]), (0.16, [Electronic, HipHop])), // producers
        new(4, (0.58, [HipHop]), (0.26, [HipHop, Jazz]), (0.16, [Electronic, HipHop])), // beat makers
        new(2, (0.6, [Ambient]), (0.2, [Ambient, Electronic]), (0.2, [Ambient, Classical])), // drone
        new(3, (0.6, [Jazz]), (0.2, [Jazz, Rock]), (0.2, [HipHop, Jazz])), // jazz combos
        new(2, (0.75, [Classical]), (0.25, [Ambient, Classical])), // chamber music
    ];
}
