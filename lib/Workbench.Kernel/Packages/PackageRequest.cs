namespace Workbench.Kernel.Packages;

/// <summary>A package that a cell asks for.</summary>
/// <param name="Name">The package's name, as NuGet allows names.</param>
/// <param name="Version">A version, the lowest that will do; or a range with <c>*</c> or brackets; null for the newest release.</param>
internal sealed record PackageRequest(string Name, string? Version)
{
    /// <summary>Whether the answer changes as versions are published.</summary>
    public bool IsOpen => Version is null || Version.Contains('*', StringComparison.Ordinal);

    /// <summary>Whether a version that is there already will do: it is the one asked for, or begins as that does before a star.</summary>
    /// <param name="version">A version, such as 5.0.0.</param>
    public bool IsMetBy(string version) => Version is null || Whole(Version) == version
        || Version.EndsWith('*') && version.StartsWith(Version[..^1], StringComparison.OrdinalIgnoreCase);

    /// <summary>For people: the name, and the version if one is asked for.</summary>
    public override string ToString() => Version is null ? Name : $"{Name} {Version}";

    /// <summary>A version as NuGet writes it: of three numbers, and of four where the last is not 0.</summary>
    private static string Whole(string version)
    {
        string[] halves = version.Trim('[', ']').Split('+')[0].Split('-', 2);
        var (parts, rest) = (halves[0].Split('.').ToList(), halves is [_, var before] ? "-" + before : "");
        while (parts.Count < 3)
            parts.Add("0");
        return string.Join('.', parts is [_, _, _, "0"] ? parts.Take(3) : parts) + rest;
    }
}
