using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>How a race decided, as the <c>choice.json</c> of its run holds it.</summary>
/// <param name="Candidates">All that took part, in order.</param>
/// <param name="Seconds">How long the race took in the session that ended it.</param>
/// <param name="TimeLimitSeconds">How long it was allowed to; null for as long as it takes.</param>
[TypeFormatterSource(typeof(SpecFormatterSource<ModelChoice>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record ModelChoice(ImmutableArray<CandidateResult> Candidates, double Seconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? TimeLimitSeconds = null)
{
    /// <summary>All that took part, in order.</summary>
    public ImmutableArray<CandidateResult> Candidates { get; init; } = Candidates.IsDefault ? [] : Candidates;

    /// <summary>What the reader of the run's scores should know.</summary>
    internal string Note
    {
        get
        {
            var compared = Candidates.Count(candidate => candidate.LogLoss is not null);
            var kept = string.Join(" + ", Candidates.Where(candidate => candidate.LeftOut is null).Select(candidate => candidate.Model));
            return compared == 1 ? $"Of {Counted.Of(Candidates.Length, "candidate")} {kept} alone was trained: nothing was compared."
                : $"{Counted.Of(compared, "candidate")} were compared by the validation part, which chose {kept}: the validation "
                    + "scores are a little too good. The test part tells how good the choice is.";
        }
    }

    /// <summary>Reads that of a run; null where no race decided.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="WorkbenchException">It cannot be read.</exception>
    internal static ModelChoice? Find(string folder) =>
        Path.Combine(folder, RunFiles.Choice) is var path && File.Exists(path) ? SpecJson.ReadFile<ModelChoice>(path) : null;
}
