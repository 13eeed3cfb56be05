using System.Text.Json.Nodes;

namespace Workbench.Foundation;

/// <summary>A value of a spec that is no spec itself.</summary>
/// <param name="Path">Its place, <c>training.optimizer.learningRate</c>.</param>
/// <param name="Type">Its type; of a null that could be a spec, that one's.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="Value">The value as JSON.</param>
internal sealed record SpecMember(string Path, Type Type, bool IsNullable, JsonNode? Value);
