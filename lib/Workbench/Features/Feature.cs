using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Workbench.Audio;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// One kind of feature of a <see cref="FeatureSpec"/>: how many bands it has, and what its columns are called. A new kind is
/// one file, a record with its calculator inside, and a line in the JSON list below; a notebook's own is a lambda (<see cref="Of"/>), and
/// other assemblies derive from <see cref="CustomFeature"/>.
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
[JsonDerivedType(typeof(OwnFeature), "own")]
[JsonDerivedType(typeof(Rms), "rms")]
[JsonDerivedType(typeof(SpectralBandwidth), "spectralBandwidth")]
[JsonDerivedType(typeof(SpectralCentroid), "spectralCentroid")]
[JsonDerivedType(typeof(SpectralContrast), "spectralContrast")]
[JsonDerivedType(typeof(SpectralFlatness), "spectralFlatness")]
[JsonDerivedType(typeof(SpectralRolloff), "spectralRolloff")]
[JsonDerivedType(typeof(Tempo), "tempo")]
[JsonDerivedType(typeof(Tonnetz), "tonnetz")]
[JsonDerivedType(typeof(ZeroCrossingRate), "zeroCrossingRate")]
[KindElsewhere("gfcc", KindElsewhereAttribute.InBridges)]
[KindElsewhere("lpcc", KindElsewhereAttribute.InBridges)]
[KindElsewhere("plp", KindElsewhereAttribute.InBridges)]
[KindElsewhere("pncc", KindElsewhereAttribute.InBridges)]
[KindElsewhere("waveletEnergies", KindElsewhereAttribute.InBridges)]
[KindElsewhere("onnxEmbedding", "That is a feature of Workbench.Onnx: name its dll with #r, as that of Workbench, and call "
    + "Workbench.Onnx.OnnxFeatures.Register() first.")]
public abstract record Feature
{
    /// <summary>
    /// A feature of one's own, with values once a song, which stands in a spec beside any others with statistics:
    /// <code>
    /// var peaks = Feature.Of("peaks", ["max", "mean"], clip =>
    /// {
    ///     var levels = clip.Channel(0).ToArray().Select(Math.Abs).ToArray();
    ///     return [levels.Max(), levels.Average()];
    /// });
    /// lab.With(FeatureSpec.Default with { Features = [.. FeatureSpec.Default.Features, peaks] })
    /// </code>
    /// Specs keep its name, the names of its values and its text, by which its values are cached: what else they depend on, a variable of
    /// the notebook or a function that it calls, is told by <paramref name="version"/>.
    /// </summary>
    /// <param name="name">What its columns begin with, as <c>peaks_max</c>: lower-case letters, digits and _.</param>
    /// <param name="values">What its values are called, at least one.</param>
    /// <param name="compute">
    /// From a whole song, of one channel at the spec's sample rate, to a finite number for each name, the same for the same song; stored in
    /// float32. Called from several threads at once. To leave a song out, it throws a <see cref="WorkbenchException"/> that says why; any
    /// other failure ends the extraction, with the song and the feature named.
    /// </param>
    /// <param name="version">Another word for values that another text does not tell from earlier ones; null for none.</param>
    /// <param name="text">The source of <paramref name="compute"/>; the compiler fills it in.</param>
    /// <exception cref="WorkbenchException">No usable name, no values, or no lambda.</exception>
    public static Feature Of(string name, ImmutableArray<string> values, Func<AudioClip, double[]> compute, string? version = null,
        [CallerArgumentExpression(nameof(compute))] string text = "") => OwnFeature.Define(name, values, compute, version, text);

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
