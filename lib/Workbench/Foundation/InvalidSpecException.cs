using System.Collections.Immutable;

namespace Workbench.Foundation;

/// <summary>A spec that cannot be used, with everything that is wrong with it at once.</summary>
public sealed class InvalidSpecException : WorkbenchException
{
    /// <summary>Creates the error from the problems found.</summary>
    /// <param name="specName">The kind of spec, for instance <c>FeatureSpec</c>.</param>
    /// <param name="problems">At least one sentence; each names the value and the remedy.</param>
    public InvalidSpecException(string specName, IReadOnlyList<string> problems)
        : base($"{specName}: {string.Join(" ", problems)}")
    {
        Problems = [.. problems];
    }

    /// <summary>One sentence a problem.</summary>
    public ImmutableArray<string> Problems { get; }
}
