using System.Collections.Immutable;

namespace Workbench.Export;

/// <summary>An input or an output of an exported graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds: <c>float32</c>, <c>int64</c> or <c>string</c>.</param>
/// <param name="Shape">A number, or a name for a size that varies, for each axis; none for a single value.</param>
/// <param name="Meaning">What it is, with its unit and range.</param>
public sealed record TensorSchema(string Name, string Type, ImmutableArray<string> Shape, string Meaning);
