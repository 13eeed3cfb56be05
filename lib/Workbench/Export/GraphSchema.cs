using System.Collections.Immutable;

namespace Workbench.Export;

/// <summary>What an exported graph takes and gives.</summary>
/// <param name="Inputs">All are required.</param>
/// <param name="Outputs">Whoever wants only some names them.</param>
public sealed record GraphSchema(ImmutableArray<TensorSchema> Inputs, ImmutableArray<TensorSchema> Outputs);
