using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Inference;

/// <summary>The <c>model.json</c> of an ensemble, whose members lie in folders beside it, each a model of its own.</summary>
/// <param name="Members">What each counts for; the folder of the first is <c>member-1</c>.</param>
/// <param name="Thresholds">From which probability of all together on each label is decided for; null for 0.5.</param>
/// <param name="Task">Whether thresholds decide, or the highest probability alone.</param>
internal sealed record EnsembleDescription(ImmutableArray<Vote> Members, Thresholds? Thresholds, ClassificationTask Task)
{
    /// <summary>The folder of a member.</summary>
    /// <param name="folder">That of the ensemble.</param>
    /// <param name="member">Its place, from 0.</param>
    public static string FolderOf(string folder, int member) => Path.Combine(folder, FormattableString.Invariant($"member-{member + 1}"));

    /// <summary>Reads the description of an ensemble; null where the text is none.</summary>
    /// <exception cref="WorkbenchException">It is one, and damaged.</exception>
    public static EnsembleDescription? Find(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject description || !description.ContainsKey("members"))
                return null;
        }
        catch (JsonException)
        {
            return null; // whoever reads it as a model says what is wrong
        }
        var read = SpecJson.Read<EnsembleDescription>(text);
        return read.Members.Length is >= EnsembleModel.FewestMembers and <= EnsembleModel.MostMembers ? read
            : throw new WorkbenchException($"It has {read.Members.Length} members; an ensemble has {EnsembleModel.FewestMembers} to "
                + $"{EnsembleModel.MostMembers}.");
    }
}
