using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Workbench.Export;

/// <summary>What a model answers to a sound that lies beside it, so that whoever runs it elsewhere can compare.</summary>
/// <param name="File">The sound, 16-bit WAV.</param>
/// <param name="SampleRate">Its sample rate in Hz.</param>
/// <param name="Probabilities">One a label.</param>
/// <param name="Embedding">One a unit.</param>
public sealed record ExpectedAnswer(string File, int SampleRate, ImmutableArray<float> Probabilities, ImmutableArray<float> Embedding)
{
    /// <summary>What the graph is given where it begins at the features: rows of columns.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<ImmutableArray<float>>? Features { get; init; }
}
