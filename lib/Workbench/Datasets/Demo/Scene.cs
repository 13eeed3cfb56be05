using static Workbench.Datasets.Demo.Genres;

namespace Workbench.Datasets.Demo;

/// <summary>A circle of artists who play related genres.</summary>
/// <param name="Share">Share of the artists.</param>
/// <param name="Blends">What they record, with shares of their tracks.</param>
internal sealed record Scene(double Share, params (double Share, Genre[] Genres)[] Blends)
{
    /// <summary>All scenes. Rock is in the majority, as in the collections that this corpus stands in for.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        new(8, (0.6, [Rock]), (0.15, [Folk, Rock]), (0.15, [Punk, Rock]), (0.1, [Electronic, Rock])), // rock bands
        new(5, (0.45, [Punk]), (0.45, [Punk, Rock]), (0.1, [Rock])), // punks
        new(4, (0.4, [Rock]), (0.2, [Electronic, Rock]), (0.2, [Ambient, Rock]), (0.2, [Ambient, Electronic, Rock])), // post-rock
        new(5, (0.6, [Folk]), (0.2, [Folk, Rock]), (0.2, [Classical, Folk])), // songwriters
        new(5, (0.6, [Electronic]), (0.2, [Ambient, Electronic]), (0.2, [Electronic, HipHop])), // producers
        new(5, (0.6, [HipHop]), (0.2, [HipHop, Jazz]), (0.2, [Electronic, HipHop])), // beat makers
        new(2, (0.5, [Ambient]), (0.3, [Ambient, Electronic]), (0.2, [Ambient, Classical])), // drone
        new(4, (0.6, [Jazz]), (0.2, [Jazz, Rock]), (0.2, [HipHop, Jazz])), // jazz combos
        new(2, (0.65, [Classical]), (0.35, [Ambient, Classical])), // chamber music
    ];
}
