namespace Workbench.Foundation;

/// <summary>
/// Collects everything that is wrong with a spec, so that it is reported together:
/// <code>new SpecProblems("FeatureSpec").Require(hop >= 1, $"Hop length {hop} must be >= 1; 512 is usual.").ThrowIfAny();</code>
/// </summary>
/// <param name="specName">The kind of spec, for the head of the message.</param>
internal sealed class SpecProblems(string specName)
{
    private readonly List<string> problems = [];

    /// <summary>Notes <paramref name="problem"/> unless <paramref name="holds"/>.</summary>
    /// <param name="holds">What must be true.</param>
    /// <param name="problem">A sentence with the value and the remedy.</param>
    /// <returns>This collector, to go on with.</returns>
    public SpecProblems Require(bool holds, string problem)
    {
        if (!holds)
            problems.Add(problem);
        return this;
    }

    /// <summary>Ends the check.</summary>
    /// <exception cref="InvalidSpecException">At least one requirement did not hold.</exception>
    public void ThrowIfAny()
    {
        if (problems.Count > 0)
            throw new InvalidSpecException(specName, problems);
    }
}
