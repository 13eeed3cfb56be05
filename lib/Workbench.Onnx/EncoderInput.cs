using System.Text.Json.Serialization;
using Workbench.Audio;

namespace Workbench.Onnx;

/// <summary>What an encoder hears at a time.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(WholeClip), "wholeClip")]
[JsonDerivedType(typeof(SampleWindows), "sampleWindows")]
[JsonDerivedType(typeof(FeaturePatches), "featurePatches")]
public abstract record EncoderInput
{
    /// <summary>Samples from one window to the next; null where the clip is not cut.</summary>
    internal abstract int? FrameHop { get; }

    /// <summary>Samples of a clip on which the encoder can be tried.</summary>
    /// <param name="sampleRate">In Hz.</param>
    internal abstract int TrialLength(int sampleRate);

    /// <summary>The innermost axes of the tensor of a window; as many axes of length 1 as the file wants come before them.</summary>
    /// <param name="length">Values of the window.</param>
    internal abstract long[] Shape(int length);

    /// <summary>What is wrong with the numbers.</summary>
    internal abstract IEnumerable<string> Problems(int sampleRate);

    /// <summary>
    /// Makes what cuts clips: from a clip to the values of its windows, at least one, row-major. An array is overwritten by the next one
    /// of the same clip.
    /// </summary>
    internal abstract Func<AudioClip, CancellationToken, IEnumerable<float[]>> Open();

    /// <summary>How many windows lie within a clip; one that is shorter than a window counts as one.</summary>
    private protected static int Count(int available, int length, int hop) => 1 + Math.Max(0, available - length) / hop;
}
