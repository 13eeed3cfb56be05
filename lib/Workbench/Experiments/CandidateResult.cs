using System.Text.Json.Serialization;

namespace Workbench.Experiments;

/// <summary>What a race found of one of its candidates.</summary>
/// <param name="Model">What it is called.</param>
/// <param name="Reason">Why it took part.</param>
/// <param name="Weight">What it counts for in the answer, 0 to 1; 0 where it was left out.</param>
/// <param name="RocAuc">Its macro ROC-AUC on the validation part, alone; null where it is undefined, or it was not trained.</param>
/// <param name="LogLoss">Its log loss there, at its temperature; null where it was not trained.</param>
/// <param name="Seconds">How long it was trained; null where it was not, or not to the end.</param>
/// <param name="LeftOut">Why it was left out; null where it was kept.</param>
public sealed record CandidateResult(string Model, string Reason, double Weight,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? RocAuc = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? LogLoss = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Seconds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LeftOut = null);
