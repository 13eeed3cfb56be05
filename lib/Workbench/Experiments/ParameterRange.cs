using System.Globalization;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>
/// What a parameter of an experiment can be. The range of a number is told by the check of the experiment, which is given numbers far out
/// of it: a list beside the check would disagree with it sooner or later.
/// </summary>
internal static class ParameterRange
{
    private const string RuleStart = " must be ";

    /// <summary>The values of a parameter, in words.</summary>
    /// <param name="spec">An experiment that has it.</param>
    /// <param name="member">The parameter.</param>
    public static string InWords(ExperimentSpec spec, SpecMember member) =>
        Probes(Nullable.GetUnderlyingType(member.Type) ?? member.Type)
            .Select(probe => Rule(spec, member.Path, probe))
            .FirstOrDefault(rule => rule is not null) is { } rule
            ? rule
            : SpecValue.InWords(member.Type, member.IsNullable);

    private static string[] Probes(Type type) =>
        type == typeof(int) ? [Text(int.MinValue), Text(int.MaxValue)]
        : type == typeof(double) ? [Text(double.MinValue), Text(double.MaxValue)]
        : [];

    /// <summary>What the check says of a value that it refuses, from <c>must be</c> on.</summary>
    private static string? Rule(ExperimentSpec spec, string path, string probe)
    {
        try
        {
            SpecParameters.With(spec, path, probe).Validate();
            return null;
        }
        catch (InvalidSpecException refused)
        {
            return refused.Problems.FirstOrDefault(problem => problem.Contains(probe, StringComparison.Ordinal)) is { } said
                && said.IndexOf(RuleStart, StringComparison.Ordinal) is >= 0 and var start
                ? said[(start + RuleStart.Length)..].TrimEnd('.')
                : null;
        }
        catch (WorkbenchException)
        {
            return null; // a seed that stands in every part
        }
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
