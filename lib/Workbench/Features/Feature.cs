using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// One kind of feature of a <see cref="FeatureSpec"/>: how many bands it has, and what its columns are called. A new kind is
/// one file, a record with its calculator inside, and a line in the JSON list below; other assemblies and notebooks derive from
/// <see cref="CustomFeature"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Centered), "centered")]
[JsonDerivedType(typeof(ChromaCens), "chromaCens")]
[JsonDerivedType(typeof(ChromaCqt), "chromaCqt")]
[JsonDerivedType(typeof(ChromaStft), "chromaStft")]
[JsonDerivedType(typeof(ConstantQ), "constantQ")]
[JsonDerivedType(typeof(Delta), "delta")]
[JsonDerivedType(typeof(Duration), "duration")]
[JsonDerivedType(typeof(LogMel), "logMel")]
[JsonDerivedType(typeof(Magnitude), "magnitude")]
[JsonDerivedType(typeof(Mel), "mel")]
[JsonDerivedType(typeof(Mfcc), "mfcc")]
[JsonDerivedType(typeof(OnsetStrength), "onsetStrength")]
[JsonDerivedType(typeof(Rms), "rms")]
[JsonDerivedType(typeof(SpectralBandwidth), "spectralBandwidth")]
[JsonDerivedType(typeof(SpectralCentroid), "spectralCentroid")]
[JsonDerivedType(typeof(SpectralContrast), "spectralContrast")]
[JsonDerivedType(typeof(SpectralFlatness), "spectralFlatness")]
[JsonDerivedType(typeof(SpectralRolloff), "spectralRolloff")]
[JsonDerivedType(typeof(Tempo), "tempo")]
[JsonDerivedType(typeof(Tonnetz), "tonnetz")]
[JsonDerivedType(typeof(ZeroCrossingRate), "zeroCrossingRate")]
[KindElsewhere("onnxEmbedding", "That is a feature of Workbench.Onnx: name its dll with #r, as that of Workbench, and call "
    + "Workbench.Onnx.OnnxFeatures.Register() first.")]
public abstract record Feature
{
    /// <summary>Name in column names, as in the FMA tables, for instance <c>mfcc</c>.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>Values a frame.</summary>
    [JsonIgnore]
    public abstract int BandCount { get; }

    /// <summary>
    /// Whom and what the values are owed to besides this library, with the licence: a line of the model card. Null for the library's own.
    /// </summary>
    [JsonIgnore]
    public virtual string? Credit => null;

    /// <summary>
    /// Samples from one frame to the next: the spec's hop length, unless the feature has frames of its own. Null where each clip decides
    /// how many frames it has; then only statistics over them can be kept.
    /// </summary>
    /// <param name="spec">The spec that the feature stands in.</param>
    public virtual int? FrameHop(FeatureSpec spec) => spec.HopLength;

    /// <summary>
    /// Whether a frame depends on the sound about it, besides tuning and range, so that a long song may be analysed in parts.
    /// </summary>
    internal virtual bool IsLocal => true;

    /// <summary>Whether its code is not this library's, so that it may be slow, or absent.</summary>
    internal virtual bool IsFromElsewhere => false;

    /// <summary>
    /// Names of the values that a song has once, one a band, over which no statistics are taken; empty for a feature of frames.
    /// </summary>
    internal virtual ImmutableArray<string> SongValues => [];

    /// <summary>Makes the code that computes this feature.</summary>
    /// <param name="spec">A valid spec of this feature alone: its values depend on no other.</param>
    internal abstract IFeatureCalculator CreateCalculator(FeatureSpec spec);

    /// <summary>Notes what is wrong with the parameters, alone or together with the rest of the spec.</summary>
    internal virtual void Check(FeatureSpec spec, SpecProblems problems) { }
}
